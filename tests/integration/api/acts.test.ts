import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { PersonWithAgency } from "../../../db/queries/people";
import { ask } from "../../../workflows/requests/request-help";
import { apiClient, type ApiClient } from "../../support/desk/api";
import { createWorld, type World } from "../../support/desk/population";

let world: World;
let site: string;
let person: PersonWithAgency;
let supervisor: PersonWithAgency;
let hr: ApiClient;

beforeEach(async () => {
  world = await createWorld();
  site = await world.serve();
  const agency = await world.agency("法務部人事處");
  person = await world.person("王明", { agency });
  supervisor = await world.supervisor("林怡君", { agency });
  hr = await apiClient(world, site, supervisor);
});
afterEach(() => world.close());

async function requested(): Promise<string> {
  const claim = world.claimOf(person);
  const { number } = await ask(world.services, {
    kind: "recovery",
    path: "hr-supervisor",
    claim,
    address: "192.0.2.1",
  });
  await world.match();
  return number;
}

const reset = () => ({ path: "hr-supervisor", kind: "recovery", personId: person.id, proof: "in-person" });

async function passwordsAlive(): Promise<number> {
  await world.settle();
  return world.mailTo(person.email).filter((mail) => mail.text.includes("您的新密碼如下")).length;
}

describe("a program acting on tickets", () => {
  it("reads a case with what it may do now, and the history without the machine's own facts", async () => {
    const number = await requested();
    const { status, body } = await hr.get(`/api/v1/tickets/${number}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      number,
      state: "awaitingDecision",
      person: { name: "王明" },
      agency: { name: "法務部人事處" },
    });
    expect(body.allowedEvents).toEqual(["APPROVE", "RETURN", "HAND_OVER", "NOTE", "SUPPLEMENT"]);
    expect(JSON.stringify(body.history)).not.toMatch(/authorities|seed|password_hash/);
  });

  it("sees in an own case what an applicant may: no notes, no checks", async () => {
    const number = await requested();
    await hr.act(number, { type: "NOTE", text: "內部說明" });
    const own = await apiClient(world, site, person);
    const { body } = await own.get(`/api/v1/tickets/${number}`);
    expect(JSON.stringify(body)).not.toContain("內部說明");
    expect(body.allowedEvents).toEqual(["HAND_OVER", "SUPPLEMENT", "WITHDRAW", "REMEMBERED", "DISPUTE"]);
    expect((await own.get("/api/v1/tickets?view=own")).body).toMatchObject({ items: [{ number }] });
  });

  it("lists a view page by page", async () => {
    const agent = await apiClient(
      world,
      site,
      await world.staff("周志明", "agent", { agency: await world.agency("監察院") }),
    );
    for (const name of ["甲先生", "乙先生", "丙先生"]) {
      await agent.post("/api/v1/tickets", { path: "helpdesk", kind: "recovery", caller: { name } });
    }
    const first = await agent.get("/api/v1/tickets?view=mine&limit=2");
    expect(first.body.items).toHaveLength(2);
    expect(first.headers.get("Link")).toBe('</api/v1/tickets?view=mine&limit=2&offset=2>; rel="next"');
    const second = await agent.get(String(first.body.next));
    expect(second.body).toMatchObject({ items: [{ applicantName: "丙先生" }], next: null });
  });

  it("finds what waits for HR, and looks people up on record", async () => {
    const number = await requested();
    expect((await hr.get("/api/v1/tickets?view=decisions")).body).toMatchObject({ items: [{ number }] });
    const found = await hr.get("/api/v1/people?q=王&purpose=recovery");
    expect(found.body).toMatchObject({
      items: [{ id: person.id, nationalIdMasked: expect.stringMatching(/\*{4}$/) as string }],
      more: false,
    });
    expect(await world.store.records.auditOf({ personId: person.id })).toContainEqual(
      expect.objectContaining({
        act: "people.looked-up",
        detail: expect.objectContaining({ purpose: "recovery" }) as object,
      }),
    );
    expect((await hr.get("/api/v1/people?q=王")).body).toMatchObject({
      status: 400,
      errors: [{ name: "purpose", code: "missing" }],
    });
  });
});

describe("whoever may not read a case", () => {
  const acts = [
    { type: "NOTE", text: "看過" },
    { type: "SUPPLEMENT", text: "補充" },
    { type: "APPROVE" },
    { type: "CLAIM" },
    { type: "REISSUE" },
  ];
  const elsewhere = () => world.agency("監察院");
  const clients = {
    administrator: async () =>
      apiClient(world, site, await world.staff("趙管理", "administrator", { agency: await elsewhere() })),
    "HR of another agency": async () =>
      apiClient(world, site, await world.supervisor("王主管", { agency: await elsewhere() })),
  };

  it.each(Object.keys(clients) as (keyof typeof clients)[])(
    "%s acts on none, in whatever state it is, and is not told which",
    async (who) => {
      const number = await requested();
      const client = await clients[who]();
      const answers = async () =>
        Promise.all(
          acts.map(async (act) => {
            const { status, body } = await client.act(number, act);
            return { type: act.type, status, code: body.code, first: body.first };
          }),
        );
      const waiting = await answers();
      expect(waiting.map(({ status }) => status)).toEqual(acts.map(() => 403));
      await hr.act(number, { type: "RETURN", reason: "資料不符，請洽人事室補正。" });
      expect(await answers()).toEqual(waiting);
      const { history } = (await hr.get(`/api/v1/tickets/${number}`)).body;
      expect(JSON.stringify(history)).not.toMatch(/看過|補充/);
    },
  );
});

describe("an auditor", () => {
  it("reads every case and acts on none", async () => {
    const number = await requested();
    const auditor = await world.staff("吳讀者", "auditor", { agency: await world.agency("監察院") });
    const client = await apiClient(world, site, auditor);
    expect((await client.get(`/api/v1/tickets/${number}`)).body.allowedEvents).toEqual([]);
    for (const type of ["NOTE", "SUPPLEMENT"])
      expect(await client.act(number, { type, text: "看過" })).toMatchObject({
        status: 403,
        body: { code: "not-agent" },
      });
  });
});

describe("an agent's program", () => {
  it("finds anybody for a caller, and joins the case of a person who has one", async () => {
    const number = await requested();
    const agent = await apiClient(
      world,
      site,
      await world.staff("周志明", "agent", { agency: await world.agency("監察院") }),
    );
    const found = await agent.get("/api/v1/people?q=王明&purpose=recovery");
    expect(found.body).toMatchObject({ items: [{ id: person.id, agencyName: "法務部人事處" }] });
    const called = await agent.post("/api/v1/tickets", {
      path: "helpdesk",
      kind: "recovery",
      caller: { name: "王先生" },
    });
    const joined = await agent.act(String(called.body.number), { type: "IDENTIFY", personId: person.id });
    expect(joined).toMatchObject({ status: 200, body: { number } });
  });
});

describe("the same act twice", () => {
  it("under one key happens once and answers the same", async () => {
    const number = await requested();
    const key = { "Idempotency-Key": "8e03978e-40d5-43dd-bc93-6894a57f9324" };
    const first = await hr.act(number, { type: "APPROVE" }, key);
    await world.settle();
    const second = await hr.act(number, { type: "APPROVE" }, key);
    expect(second.status).toBe(200);
    expect(second.body).toEqual(first.body);
    expect(first.headers.get("Idempotency-Replayed")).toBeNull();
    expect(second.headers.get("Idempotency-Replayed")).toBe("true");
    expect(await passwordsAlive()).toBe(1);
  });

  it("under one key with another body is refused", async () => {
    const number = await requested();
    const key = { "Idempotency-Key": "one-key-for-both" };
    await hr.act(number, { type: "APPROVE" }, key);
    const { status, body } = await hr.act(number, { type: "APPROVE", disableOldPassword: true }, key);
    expect(status).toBe(422);
    expect(body.code).toBe("idempotency-mismatch");
  });

  it("opens one case under one key, with its number both times", async () => {
    const key = { "Idempotency-Key": '"a-structured-header-string"' };
    const first = await hr.post("/api/v1/tickets", reset(), key);
    const second = await hr.post("/api/v1/tickets", reset(), key);
    expect(first.status).toBe(201);
    expect(first.headers.get("Location")).toBe(`/api/v1/tickets/${String(first.body.number)}`);
    expect(second.body).toEqual(first.body);
  });

  it("at the same moment under one key happens once", async () => {
    const number = await requested();
    const key = { "Idempotency-Key": "at-the-same-moment" };
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => hr.act(number, { type: "APPROVE" }, key)),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200));
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(await passwordsAlive()).toBe(1);
  });

  it("under a key that is none is refused", async () => {
    const { status, body } = await hr.act(
      await requested(),
      { type: "APPROVE" },
      { "Idempotency-Key": "short" },
    );
    expect(status).toBe(400);
    expect(body.code).toBe("idempotency-key-invalid");
  });
});

describe("two at once", () => {
  it("approving: one wins, the other is told who was first", async () => {
    const number = await requested();
    const other = await apiClient(
      world,
      site,
      await world.supervisor("陳佳玲", { agency: (await world.store.agencies.all())[0] ?? raise() }),
    );
    const answers = await Promise.all([
      hr.act(number, { type: "APPROVE" }),
      other.act(number, { type: "APPROVE" }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const lost = answers.find(({ status }) => status === 409);
    const winner = answers[0]?.status === 200 ? "林怡君" : "陳佳玲";
    expect(lost?.body).toMatchObject({
      code: "not-now",
      title: expect.stringContaining(winner) as string,
      first: { act: "APPROVE", by: { name: winner } },
    });
  });

  it("asking for one account: one case, one live password", async () => {
    const answers = await Promise.all(Array.from({ length: 6 }, () => hr.post("/api/v1/tickets", reset())));
    expect(new Set(answers.flatMap(({ status, body }) => (status === 201 ? [body.number] : []))).size).toBe(
      1,
    );
    expect(
      (await world.store.tickets.ofPerson(person.id)).filter((ticket) => ticket.closedAt === null),
    ).toHaveLength(1);
    await world.settle();
    const [newest] = world.mailTo(person.email).filter((mail) => mail.text.includes("您的新密碼如下"));
    expect(newest).toBeDefined();
    const live = await world.store.passwords.liveOf(person.id);
    expect(live?.state).toBe("live");
  });
});

function raise(): never {
  throw new Error("there is no agency");
}
