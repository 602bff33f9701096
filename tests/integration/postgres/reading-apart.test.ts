import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { startServer, type RunningServer } from "../../../bin/server";
import type { Services } from "../../../services/services";
import { anotherProcess } from "../../support/desk/another-process";
import { openPhoneTicket } from "../../../workflows/helpdesk/phone-ticket";
import { startPostgres, type PostgresServer } from "../../../scripts/postgres.mjs";
import { chosenPrograms } from "../../../scripts/postgres/programs.mjs";
import { builtPages } from "../../support/browser/built-pages";
import { apiClient, bearing } from "../../support/desk/api";
import { as, deskOffice } from "../../support/desk/desk-office";
import { plainVisitor } from "../../support/desk/plain-visitor";
import { createWorld, monitorToken, type World } from "../../support/desk/population";
import { cuttingProxy, type CuttingProxy } from "../../support/postgres/proxy";
import { startStandby, type TestStandby } from "../../support/postgres/standby";

let server: PostgresServer;
let standby: TestStandby;
let proxy: CuttingProxy;
/** A desk that writes, and knows of no standby. */
let world: World;
let office: Awaited<ReturnType<typeof deskOffice>>;
/** Another process on the same database, which reads apart. */
let apart: Services;
let site: RunningServer;
const elapsed = { now: 0 };

const readingAt = (databaseReadUrl: string) =>
  anotherProcess(world, { databaseReadUrl, port: 0 }, { elapsed: () => elapsed.now });

beforeAll(async () => {
  const programs = await chosenPrograms(process.env.TEST_POSTGRES || undefined);
  server = await startPostgres({ programs });
  standby = await startStandby(server, programs);
  proxy = await cuttingProxy(standby.url);
  world = await createWorld({ env: { DATABASE_URL: server.url } });
  office = await deskOffice(world);
  apart = await readingAt(proxy.url);
  site = await startServer({
    services: apart,
    log: pino({ level: "silent" }),
    pages: await builtPages(),
  });
});
afterAll(async () => {
  await site?.close(100);
  await apart?.close();
  await world?.close();
  await proxy?.close();
  await standby?.stop();
  await server?.stop();
});

interface Case {
  name: string;
  number: string;
}

/** Somebody calls, and the agent opens a case in the process that writes. */
async function called(name: string): Promise<Case> {
  const { id } = await world.person(name, { agency: office.agency });
  const call = { kind: "recovery", personId: id, caller: { name, locale: "zh-Hant-TW" } } as const;
  return { name, number: (await openPhoneTicket(world.services, as(office.agent), call)).number };
}

/** How the standby stands, as monitoring is told. */
async function standing(): Promise<{ ready: unknown; warning: unknown }> {
  const { body } = await bearing(site.url, monitorToken).get("/readyz");
  const checks = body.checks as { name: string; ok: boolean; warning?: string }[];
  const check = checks.find(({ name }) => name === "database-read");
  expect(check?.ok).toBe(true);
  return { ready: body.ready, warning: check?.warning };
}

const used = { ready: true, warning: undefined };

/** Lets the standby follow, until it is used again. */
async function isUsed(): Promise<void> {
  await standby.resume();
  await standby.caughtUp();
  await expect.poll(standing, { timeout: 20_000 }).toEqual(used);
}

/** What somebody sees of a case at the process that reads apart: in the queue, its counter, a search, the API. */
async function seen(person: { id: string }, { name, number }: Case) {
  const visitor = await plainVisitor(world, site.url, person);
  const client = await apiClient(world, site.url, person);
  const { body } = await client.get("/api/v1/tickets?view=waiting");
  const overview = await apart.store.overviewFor(person.id);
  return {
    queue: (await visitor.open("/desk")).text.includes(number),
    waiting: (await overview.tickets.counts({ personId: person.id, at: world.clock.now })).waiting,
    search: (await visitor.open(`/desk?q=${name}`)).text.includes(number),
    api: (body.items as { number: string }[]).some((item) => item.number === number),
  };
}

const everything = (waiting: number) => ({ queue: true, waiting, search: true, api: true });

describe("a standby of the database", () => {
  it("answers what others did a moment late, never what one did oneself; who acts is judged by the database", async () => {
    await isUsed();
    await standby.pause();
    const one = await called("王一");
    const nothing = { queue: false, waiting: 0, search: false, api: false };
    expect(await seen(office.colleague, one)).toEqual(nothing);
    expect(await seen(office.agent, one)).toEqual(everything(1));
    expect(await standing()).toEqual(used);

    const colleague = await apiClient(world, site.url, office.colleague);
    expect((await colleague.act(one.number, { type: "NOTE", text: "看過" })).status).toBe(200);
    expect(await seen(office.colleague, one)).toEqual(everything(1));
  });

  it("that lags for more than five seconds is not used, and monitoring is told; caught up, it is", async () => {
    await isUsed();
    await standby.pause();
    const two = await called("王二");
    elapsed.now += 5_000;
    expect((await seen(office.colleague, two)).search).toBe(false);
    elapsed.now += 1;
    expect(await seen(office.colleague, two)).toEqual(everything(2));
    expect(await standing()).toEqual({ ready: true, warning: "behind" });
    expect(await apart.metrics.text()).toMatch(
      /^desk_database_read_behind_seconds\{standing="behind"\} 5\.001$/m,
    );
    await isUsed();
    expect(await seen(office.colleague, two)).toEqual(everything(2));
  });

  it("that drops a question has the database answer it", async () => {
    const { name, number } = await called("王三");
    await isUsed();
    const visitor = await plainVisitor(world, site.url, office.colleague);
    proxy.cutAt("strpos", "before-answer");
    const page = await visitor.open(`/desk?q=${name}`);
    expect([page.status, page.text.includes(number), proxy.cuts()]).toEqual([200, true, 1]);
    await isUsed();
  });

  it("is none where another server answers, and may be the database itself", async () => {
    const other = await readingAt(inject("postgres").url);
    const same = await readingAt(server.url);
    try {
      expect(await other.store.standby()).toMatchObject({ warning: "not-a-standby" });
      expect(await same.store.standby()).toEqual({ behindMs: 0 });
      const { number } = await called("王四");
      for (const { store } of [other, same]) {
        const { tickets } = await store.overviewFor(office.colleague.id);
        expect(await tickets.search(number)).toHaveLength(1);
      }
    } finally {
      await other.close();
      await same.close();
    }
  });

  it("that is killed under load costs nobody a page", async () => {
    await isUsed();
    const visitor = await plainVisitor(world, site.url, office.colleague);
    const pages: Promise<{ status: number; text: string }>[] = [];
    let killed = false;
    const killing = standby.kill().then(() => (killed = true));
    while (!killed || pages.length < 20) {
      pages.push(visitor.open("/desk?view=all-open"));
      await pages.at(-5);
    }
    await killing;
    for (const { status, text } of await Promise.all(pages))
      expect([status, text.includes("王一")]).toEqual([200, true]);
    await expect.poll(standing, { timeout: 20_000 }).toEqual({ ready: true, warning: "unreachable" });
  });
});
