import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { PersonWithAgency } from "../../../db/queries/people";
import { apiClient, type ApiClient } from "../../support/desk/api";
import { serveDesk, type DeskProcess } from "../../support/desk/desk-process";
import { createWorld, freePort, monitorToken, type World } from "../../support/desk/population";
import { productionEnv } from "../../support/desk/production";
import { passwordMails } from "../../support/mail/password-mail";
import { spawnSmtp, type SmtpProcess } from "../../support/mail/spawn-smtp";

const patience = { timeout: 30_000, interval: 50 };

let world: World;
let folder: string;
let logFile: string;
let smtp: SmtpProcess;
let env: Record<string, string>;
let people: PersonWithAgency[];
let supervisor: PersonWithAgency;
let running: DeskProcess | null = null;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "desk-web-"));
  logFile = join(folder, "log");
  smtp = await spawnSmtp(folder);
  const production = productionEnv(smtp.url);
  world = await createWorld({ at: Date.now(), env: { APP_SECRET: production.APP_SECRET } });
  const { databaseUrl, recordFolder } = world.services.environment;
  env = {
    ...production,
    DATABASE_URL: databaseUrl,
    RECORD_DIR: recordFolder,
    WEB_PROCESSES: "2",
    MONITOR_PORT: String(await freePort()),
    MONITOR_TOKEN: monitorToken,
  };
  const agency = await world.agency("法務部人事處");
  people = [];
  for (let count = 0; count < 12; count += 1) people.push(await world.person(`同仁${count}`, { agency }));
  supervisor = await world.supervisor("林怡君", { agency });
});
afterEach(async () => {
  await running?.end("SIGKILL");
  running = null;
  await world.close();
  await smtp.close();
  rmSync(folder, { recursive: true });
});

const serve = async () => (running = await serveDesk(env, logFile));

/** Has a password made for a person, through the web. */
const reset = (hr: ApiClient, person: PersonWithAgency) =>
  hr.post("/api/v1/tickets", {
    path: "hr-supervisor",
    kind: "recovery",
    personId: person.id,
    proof: "in-person",
  });

const monitored = async (page: string) => fetch(`http://127.0.0.1:${env.MONITOR_PORT}${page}`);
const webServes = async () => {
  const { checks } = (await (await monitored("/readyz")).json()) as {
    checks: { name: string; ok: boolean }[];
  };
  return checks.find(({ name }) => name === "web")?.ok;
};

/** How many requests to the API all processes together say they have answered. */
function requestsIn(figures: string): number {
  const counts = figures.matchAll(/^desk_request_seconds_count\{area="api"[^}]*\} (\d+)$/gm);
  return [...counts].reduce((sum, [, count]) => sum + Number(count), 0);
}

/** Whether a process runs; one that has ended and that nobody has asked after does not. */
function runs(id: number): boolean {
  try {
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${id}/stat`, "utf8"));
  } catch {
    return false;
  }
}

describe("a desk with two web processes", { timeout: 240_000 }, () => {
  it("goes on when one of them is killed, with everything that was acknowledged, and has two again", async () => {
    const desk = await serve();
    expect(desk.web).toHaveLength(2);
    expect(desk.web).not.toContain(desk.id);
    const hr = await apiClient(world, desk.url, supervisor);
    const [person, ...others] = people as [PersonWithAgency, ...PersonWithAgency[]];
    const ticket = `/api/v1/tickets/${String((await reset(hr, person)).body.number)}`;
    await vi.waitFor(
      async () => expect(requestsIn(await (await monitored("/metrics")).text())).toBe(1),
      patience,
    );

    const [killed = 0, left = 0] = desk.web;
    const asked = others.map((other) => reset(hr, other).catch(() => null));
    await Promise.race(asked);
    process.kill(killed, "SIGKILL");
    const acknowledged = (await Promise.all(asked)).flatMap((answer) =>
      answer?.status === 201 ? [answer] : [],
    );
    expect(acknowledged.length).toBeGreaterThan(0);
    for (const { body } of acknowledged)
      expect(await world.store.tickets.byNumber(String(body.number))).toBeDefined();

    await vi.waitFor(async () => expect(await webServes()).toBe(false), { ...patience, interval: 10 });
    expect((await hr.get(ticket)).status).toBe(200);
    await vi.waitFor(async () => expect(await webServes()).toBe(true), patience);
    process.kill(left, "SIGKILL");
    await vi.waitFor(async () => expect(await webServes()).toBe(false), { ...patience, interval: 10 });
    expect((await hr.get(ticket)).status).toBe(200);
    await vi.waitFor(async () => expect(await webServes()).toBe(true), patience);

    const site = await fetch(`${desk.url}/metrics`, { headers: { Authorization: `Bearer ${monitorToken}` } });
    expect(requestsIn(await site.text())).toBeGreaterThan(1);
    const ended = readFileSync(logFile, "utf8")
      .split("\n")
      .filter((line) => line.includes("started again"));
    expect(ended.map((line) => (JSON.parse(line) as { web: number }).web)).toEqual([killed, left]);
    expect(await world.store.records.verifyAudit()).toMatchObject({ brokenAt: null });
  });

  it("sends from the process that was started alone; where that is killed nobody is left, and the next desk sends", async () => {
    const [person, other] = people as [PersonWithAgency, PersonWithAgency];
    smtp.fail("connect", "hang");
    const desk = await serve();
    expect((await reset(await apiClient(world, desk.url, supervisor), person)).status).toBe(201);
    await vi.waitFor(async () => expect(smtp.struck).toBeGreaterThan(0), patience);
    expect(await world.store.work.leaseHolders(Date.now())).toEqual([`${hostname()}:${desk.id}`]);
    expect(desk.web.map(runs)).toEqual([true, true]);
    expect(await desk.end("SIGKILL")).toBeNull();
    await vi.waitFor(() => expect(desk.web.map(runs)).toEqual([false, false]), patience);
    smtp.recover();
    const next = await serve();
    expect(await passwordMails(smtp, person.email, 1)).toHaveLength(1);

    // What is under way when it is asked to stop is answered, and all end.
    const socket = connect(Number(new URL(next.url).port), "127.0.0.1");
    let said = "";
    socket.on("data", (data: Buffer) => (said += data.toString()));
    const closed = once(socket, "close");
    const { Authorization = "" } = (await apiClient(world, next.url, supervisor)).headers;
    const body = JSON.stringify({
      path: "hr-supervisor",
      kind: "recovery",
      personId: other.id,
      proof: "in-person",
    });
    const head = [
      "POST /api/v1/tickets HTTP/1.1",
      "Host: localhost:3000",
      `Authorization: ${Authorization}`,
      "Content-Type: application/json",
      `Content-Length: ${body.length}`,
      "Expect: 100-continue",
      "Connection: close",
    ];
    socket.write(`${head.join("\r\n")}\r\n\r\n`);
    await vi.waitFor(() => expect(said).toContain("100 Continue"), patience);
    const ended = next.end("SIGTERM");
    await vi.waitFor(() => expect(readFileSync(logFile, "utf8")).toMatch(/Stopping|結束中/), patience);
    expect(next.web.map(runs)).toEqual([true, true]);
    socket.write(body);
    await closed;
    expect(said.split("100 Continue")[1]).toMatch(/HTTP\/1\.1 201/);
    expect(await ended).toBe(0);
    running = null;
    expect(next.web.map(runs)).toEqual([false, false]);
  });
});
