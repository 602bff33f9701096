import { mkdirSync, renameSync, rmdirSync } from "node:fs";
import { join } from "node:path";
import BetterSqlite3 from "better-sqlite3";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startMonitor } from "../../../bin/monitoring";
import { recordFiles } from "../../../db/record/keys";
import { startReset } from "../../../workflows/hr/reset";
import { mailGetsOut } from "../../../workflows/mail/out/alarm";
import { verifyRecord } from "../../../workflows/reading/verify-record";
import { apiClient, bearing, type ApiClient } from "../../support/desk/api";
import { startSmtpServer } from "../../support/mail/smtp";
import { createWorld, days, minutes, monitorToken, type World } from "../../support/desk/population";

let world: World;
let site: string;
let agent: ApiClient;
let number: string;

beforeAll(async () => {
  world = await createWorld();
  site = await world.serve();
  const agency = await world.agency("法務部人事處");
  const person = await world.person("王明", { agency });
  agent = await apiClient(world, site, await world.staff("周志明", "agent", { agency }));
  const opened = await agent.post("/api/v1/tickets", {
    path: "helpdesk",
    kind: "recovery",
    personId: person.id,
    caller: { name: "王明" },
  });
  number = String(opened.body.number);
});
afterAll(() => world.close());

describe("a call of the API", () => {
  it("without a token is told how to bear one", async () => {
    const { status, headers, body } = await bearing(site, null).get("/api/v1/tickets");
    expect(status).toBe(401);
    expect(headers.get("WWW-Authenticate")).toBe('Bearer realm="recovery-desk"');
    expect(headers.get("Content-Type")).toBe("application/problem+json");
    expect(body).toMatchObject({
      status: 401,
      code: "token-missing",
      type: expect.stringContaining("/api/v1/problems/token-missing") as string,
    });
  });

  it("with an unknown token is refused as such", async () => {
    const { status, headers } = await bearing(site, "made-up").get("/api/v1/tickets");
    expect(status).toBe(401);
    expect(headers.get("WWW-Authenticate")).toContain('error="invalid_token"');
  });

  it("with a token that has run out is refused", async () => {
    const other = await createWorld();
    try {
      const agency = await other.agency("法務部");
      const client = await apiClient(
        other,
        await other.serve(),
        await other.staff("周志明", "agent", { agency }),
      );
      other.clock.now += days(2);
      expect((await client.get("/api/v1/tickets")).status).toBe(401);
    } finally {
      await other.close();
    }
  });

  it("beyond its scopes is refused, naming the scope", async () => {
    const agency = await world.agency("監察院");
    const reader = await apiClient(world, site, await world.staff("吳讀者", "auditor", { agency }), [
      "tickets:read",
    ]);
    const { status, body, headers } = await reader.act(number, { type: "NOTE", text: "看過" });
    expect(status).toBe(403);
    expect(body).toMatchObject({ code: "scope-missing", scope: "tickets:act" });
    expect(headers.get("WWW-Authenticate")).toContain("insufficient_scope");
  });

  it("by another method is told the methods", async () => {
    const response = await fetch(`${site}/api/v1/tickets`, {
      method: "DELETE",
      headers: { Authorization: "Bearer x" },
    });
    expect(response.status).toBe(405);
    expect(response.headers.get("Allow")).toBe("GET, HEAD, POST, OPTIONS");
    expect(response.headers.get("Content-Type")).toBe("application/problem+json");
  });

  it("that accepts no JSON gets 406", async () => {
    expect((await agent.get("/api/v1/tickets", { Accept: "text/html" })).status).toBe(406);
    expect((await agent.get("/api/v1/tickets", { Accept: "application/json;q=0, */*" })).status).toBe(406);
    for (const accept of ["application/*;q=0.5", "text/html, */*;q=0.1", "application/json; charset=UTF-8"])
      expect((await agent.get("/api/v1/tickets", { Accept: accept })).status, accept).toBe(200);
  });

  it("with a body of another type gets 415, and with broken JSON 400", async () => {
    expect((await agent.post("/api/v1/tickets", "a=b", { "Content-Type": "text/plain" })).status).toBe(415);
    expect((await agent.post("/api/v1/tickets", "{")).body).toMatchObject({
      status: 400,
      code: "malformed-json",
    });
  });

  it("with wrong fields is told each by name, with the remedy, in the language asked for", async () => {
    const { status, body } = await agent.act(
      number,
      { type: "RETURN", reasons: "錯字" },
      { "Accept-Language": "en" },
    );
    expect(status).toBe(422);
    expect(body).toMatchObject({
      code: "fields-invalid",
      title: "Nothing was done: 2 fields are wrong",
      errors: [
        { name: "reason", pointer: "#/reason", code: "missing", remedy: "Send: string." },
        { name: "reasons", code: "unknown-field" },
      ],
    });
    expect((await agent.act(number, { type: "RETURN" })).body.title).toBe("有 1 個欄位不正確，未執行");
  });

  it.each([
    "MAIL_ACCEPTED",
    "SIGNED_IN",
    "DEADLINE",
    "CARD_PROVEN",
    "SIGN_ORDER",
    "OWN_PASSWORD_SET",
    "BREAK_GLASS",
  ])("may not send %s, which is not a client's to send", async (type) => {
    const { status, body } = await agent.act(number, { type, issue: 1 });
    expect(status).toBe(422);
    expect(body).toMatchObject({ errors: [{ name: "type", code: "unknown-value" }] });
  });

  it("to no known address gets a problem document too", async () => {
    expect((await agent.get("/api/v1/nothing")).body).toMatchObject({ status: 404, code: "not-found" });
    expect((await agent.get("/api/v1/tickets/R1151123-9999")).body).toMatchObject({
      status: 404,
      code: "no-such-ticket",
    });
  });
});

describe("the type of a problem", () => {
  it("leads to the words for its code, in both languages", async () => {
    const { status, body } = await agent.get("/api/v1/problems/oneself");
    expect(status).toBe(200);
    expect(body).toMatchObject({ code: "oneself", message: { zh: "不得處理自己的帳號" } });
  });
});

const figures = async (url: string) =>
  (await fetch(`${url}/metrics`, { headers: { Authorization: `Bearer ${monitorToken}` } })).text();

const act = ({ store, clock }: World) =>
  store.commit({
    at: clock.now,
    writes: [],
    audit: [{ actorKind: "console", actorId: "test", act: "test.act" }],
  });

describe("monitoring", () => {
  it("hears that the process lives, that it is ready, and its figures", async () => {
    const monitor = bearing(site, monitorToken);
    expect((await monitor.get("/healthz")).body).toEqual({ status: "ok" });
    expect((await monitor.get("/readyz")).body).toEqual({
      ready: true,
      checks: ["database", "record", "outbox", "deadlines", "revocation-lists", "mail"].map((name) => ({
        name,
        ok: true,
      })),
    });
    const text = await figures(site);
    expect(text).toContain('desk_acts_total{type="OPEN",result="done"} 1');
    expect(text).toMatch(/desk_open_tickets\{path="helpdesk"\} 1/);
    expect(text).toMatch(/desk_request_seconds_count\{area="api",method="POST",status="422"\}/);
    expect(text).not.toContain("王明");
  });

  it("is told of nothing but yes or no where it bears no token, or a wrong one", async () => {
    for (const client of [bearing(site, null), bearing(site, "made-up"), agent]) {
      expect((await client.get("/healthz")).body).toEqual({ status: "ok" });
      expect((await client.get("/readyz")).body).toEqual({ ready: true });
      const { status, headers, body } = await client.get("/metrics");
      expect({ status, body }).toEqual({ status: 401, body: {} });
      expect(headers.get("WWW-Authenticate")).toBe('Bearer realm="monitoring"');
    }
  });

  it("finds no figures on a site that has no token for it, and all of them on a port of its own", async () => {
    const apart = await createWorld({ seed: 5, env: { MONITOR_TOKEN: "", MONITOR_PORT: "0" } });
    const monitor = await startMonitor(apart.services, pino({ level: "silent" }));
    try {
      const url = await apart.serve();
      const page = await fetch(`${url}/metrics`, { headers: { Authorization: "Bearer undefined" } });
      expect({ status: page.status, told: (await page.text()).includes("desk_") }).toEqual({
        status: 404,
        told: false,
      });
      expect(await (await fetch(`${url}/readyz`)).json()).toEqual({ ready: true });
      const own = `http://127.0.0.1:${monitor?.port ?? 0}`;
      expect(await (await fetch(`${own}/healthz`)).json()).toEqual({ status: "ok" });
      expect(await (await fetch(`${own}/readyz`)).json()).toHaveProperty("checks");
      expect(await (await fetch(`${own}/metrics`)).text()).toContain("desk_open_tickets");
      expect((await fetch(`${own}/desk`)).status).toBe(404);
    } finally {
      await monitor?.close();
      await apart.close();
    }
  });

  it("is alarmed when mail is tried and nothing gets out, and calmed by the first mail taken", async () => {
    const smtp = await startSmtpServer();
    const silent = await createWorld({ seed: 3, env: { SMTP_URL: smtp.url }, mail: { patience: 300 } });
    try {
      const agency = await silent.agency("法務部");
      const supervisor = await silent.supervisor("林怡君", { agency });
      const person = await silent.person("王明", { agency });
      const actor = { kind: "person", personId: supervisor.id } as const;
      const wish = { kind: "recovery", disableOldPassword: false, proof: "in-person" } as const;
      await startReset(silent.services, actor, person.id, wish);
      const url = await silent.serve();
      const ready = () => bearing(url, monitorToken).get("/readyz");
      smtp.fail("connect", { reply: "421 4.3.2 closed" });
      await silent.settle();
      await silent.pass(minutes(9));
      expect((await ready()).status).toBe(200);
      await silent.pass(minutes(2));
      const alarm = await ready();
      expect(alarm.status).toBe(503);
      expect(alarm.body).toMatchObject({
        ready: false,
        checks: expect.arrayContaining([
          { name: "mail", ok: false },
          { name: "outbox", ok: true },
        ]) as unknown,
      });
      const metrics = await figures(url);
      expect(metrics).toContain('desk_outbox_mails{state="waiting"} 1');
      expect(metrics).toMatch(/desk_outbox_oldest_seconds 660/);
      smtp.recover();
      await silent.pass(minutes(5));
      expect((await ready()).status).toBe(200);
    } finally {
      await silent.close();
      await smtp.close();
    }
  });

  it("stays calm when a single recipient's server refuses", async () => {
    const smtp = await startSmtpServer();
    const calm = await createWorld({ seed: 4, env: { SMTP_URL: smtp.url }, mail: { patience: 300 } });
    const agency = await calm.agency("法務部");
    const supervisor = await calm.supervisor("林怡君", { agency });
    const wish = { kind: "recovery", disableOldPassword: false, proof: "in-person" } as const;
    const refusedAt = async (domains: string[]) => {
      for (const domain of domains) {
        const person = await calm.person("王明", { agency, email: `wang@${domain}` });
        await startReset(calm.services, { kind: "person", personId: supervisor.id }, person.id, wish);
      }
      await calm.settle();
      await calm.pass(minutes(11));
      return mailGetsOut(calm.services);
    };
    smtp.fail("RCPT", { reply: "451 4.7.1 later" });
    expect(await refusedAt(["one.example"])).toBe(true);
    expect(await refusedAt(["two.example", "three.example"])).toBe(false);
    await calm.close();
    await smtp.close();
  });

  it("is alarmed while the head of the record cannot be written, and calmed once it can", async () => {
    const desk = await createWorld({ seed: 6 });
    try {
      const monitor = bearing(await desk.serve(), monitorToken);
      const check = async () => {
        const { status, body } = await monitor.get("/readyz");
        const { checks } = body as { checks: { name: string }[] };
        return { status, record: checks.find(({ name }) => name === "record") };
      };
      const heads = join(desk.environment.recordFolder, recordFiles.heads);
      await desk.store.sealed();
      renameSync(heads, `${heads}-away`);
      mkdirSync(heads);
      await act(desk);
      await desk.store.sealed();
      await act(desk);
      expect(await check()).toEqual({ status: 503, record: { name: "record", ok: false } });
      rmdirSync(heads);
      renameSync(`${heads}-away`, heads);
      expect(await check()).toEqual({ status: 200, record: { name: "record", ok: true } });
      await act(desk);
      await desk.store.sealed();
      expect((await verifyRecord(desk)).findings).toEqual([]);
    } finally {
      await desk.close();
    }
  });

  it("is warned of a database that does not go on from the record, and the desk works on", async () => {
    const desk = await createWorld({ seed: 7 });
    try {
      const url = await desk.serve();
      await act(desk);
      await act(desk);
      const sqlite = new BetterSqlite3(desk.environment.databaseFile);
      sqlite.exec("delete from audit where seq = (select max(seq) from audit)");
      sqlite.close();
      await act(desk);
      const { status, body } = await bearing(url, monitorToken).get("/readyz");
      expect({ status, body }).toMatchObject({
        status: 200,
        body: {
          ready: true,
          checks: expect.arrayContaining([{ name: "record", ok: true, warning: "broken" }]) as unknown,
        },
      });
      expect(await (await fetch(`${url}/readyz`)).json()).toEqual({ ready: true });
    } finally {
      await desk.close();
    }
  });

  it("is told when mail is stuck", async () => {
    const stuck = await createWorld({ seed: 2 });
    try {
      const agency = await stuck.agency("法務部");
      const supervisor = await stuck.supervisor("林怡君", { agency });
      const person = await stuck.person("王明", { agency });
      const url = await stuck.serve();
      const client = await apiClient(stuck, url, supervisor);
      await client.post("/api/v1/tickets", {
        path: "hr-supervisor",
        kind: "recovery",
        personId: person.id,
        proof: "in-person",
      });
      const monitor = bearing(url, monitorToken);
      expect((await monitor.get("/readyz")).status).toBe(200);
      stuck.clock.now += 15 * 60_000;
      const { status, body } = await monitor.get("/readyz");
      expect(await (await fetch(`${url}/readyz`)).json()).toEqual({ ready: false });
      expect(status).toBe(503);
      expect(body).toMatchObject({
        ready: false,
        checks: expect.arrayContaining([{ name: "outbox", ok: false }]) as unknown,
      });
    } finally {
      await stuck.close();
    }
  });
});
