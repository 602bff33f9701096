import { cpSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getTableName } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, inject, it } from "vitest";
import { insert, replace } from "../../../db/change";
import { copyDesk } from "../../../db/copy/copy-desk";
import type { Database } from "../../../db/database";
import { openDatabase } from "../../../db/dialect/open";
import { sqliteSchema } from "../../../db/dialect/sqlite-schema";
import { readHeads } from "../../../db/record/heads";
import { recordKeysIn } from "../../../db/record/keys";
import { openStore, type Store } from "../../../db/store";
import { openPhoneTicket } from "../../../workflows/helpdesk/phone-ticket";
import type { TicketAct } from "../../../workflows/machines/types";
import { rewriteMail } from "../../../workflows/mail/out/wording";
import { verifyRecord } from "../../../workflows/reading/verify-record";
import { as, deskOffice } from "../../support/desk/desk-office";
import { createWorld, days, type World } from "../../support/desk/population";
import { ask, createDatabase, type TestDatabase } from "../../support/postgres/server";

let folder: string;
let world: World;
let office: Awaited<ReturnType<typeof deskOffice>>;
let target: TestDatabase;
const stores: Store[] = [];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "copy-"));
  world = await createWorld({ env: { DATABASE_URL: `file:${join(folder, "desk.db")}` } });
  office = await deskOffice(world);
  target = await createDatabase(inject("emptyDesk"));
});
afterEach(async () => {
  for (const store of stores.splice(0)) await store.close();
  await world.close();
  await target.drop();
  rmSync(folder, { recursive: true });
});

async function call(): Promise<string> {
  const { number } = await openPhoneTicket(world.services, as(office.agent), {
    kind: "recovery",
    personId: office.person.id,
    caller: { name: office.person.name, locale: "zh-Hant-TW" },
  });
  return number;
}

const check = (name: string): TicketAct => ({ type: "RECORD_CHECK", check: name, passed: true });

async function verified(number: string): Promise<void> {
  const acts: TicketAct[] = [
    { type: "START_VERIFICATION" },
    ...["call-back", "joined-month", "manager-name"].map(check),
    { type: "VERIFY", disableOldPassword: false },
  ];
  for (const act of acts) await world.desk.act(number, act, as(office.agent));
}

/** Tickets in several states, mails sent and waiting, bytes, texts of JSON whose keys are in no order, counters. */
async function live(): Promise<{ mailed: string }> {
  const mailed = await call();
  await verified(mailed);
  await world.settle();
  await world.desk.open(
    {
      kind: "recovery",
      path: "helpdesk",
      channel: "web",
      personId: office.colleague.id,
      claim: world.claimOf(office.colleague, { story: "鎖住了 “\u{1f511}” \\ ' \n\t\u2028" }),
    },
    { kind: "visitor", address: "192.0.2.7" },
  );
  const admin = await world.staff("林志明", "administrator", { agency: office.office });
  await rewriteMail(world.services, as(admin), {
    name: "every-mail",
    locale: "zh-Hant-TW",
    typed: { thanks: "謝謝您。" },
    seen: 0,
  });
  const ticket = await world.store.tickets.byNumber(mailed);
  const at = world.clock.now;
  const bytes = Buffer.from(Array.from({ length: 1024 }, (_, index) => index % 256));
  const evidence = (id: string) =>
    insert("evidence", {
      id,
      ticketId: ticket?.id,
      purpose: "reset",
      content: bytes,
      cms: Buffer.alloc(0),
      chain: ["z", "a"],
      revocation: { z: 1.5e-7, a: { "\u0000": "\ud800", 2: null, 1: true } },
      at,
    });
  await world.store.commit({
    at,
    writes: [
      // More than are held at once of rows with bytes.
      ...Array.from({ length: 23 }, (_, index) => evidence(`evidence-${index}`)),
      replace("settings", { key: "odd", value: { b: [], a: " 1 ", "10": 0, "9": false }, updatedAt: at }),
      insert("calendarDays", { date: "20261128", off: true, note: "" }),
      insert("calendarDays", { date: "20261130", off: false, note: "補行上班" }),
      insert("idempotency", {
        actor: "a",
        route: "b",
        key: "c",
        bodyHash: "d",
        result: { status: 201 },
        createdAt: at,
      }),
    ],
    audit: [{ actorKind: "console", actorId: "test", act: "test.act", detail: { z: "é", a: 1 } }],
  });
  await world.store.work.take("sign-in|192.0.2.7", at, { limit: 5, windowMs: days(1), pauseMs: 0 });
  return { mailed };
}

const sqliteAt = (name: string) => `file:${join(folder, name)}`;

interface Wish {
  from?: string;
  to?: string;
  progress?: (done: number, total: number) => void | Promise<void>;
}

/** Copies from the world's desk unless said. */
async function copy({ from = world.environment.databaseUrl, to = target.url, progress }: Wish = {}) {
  const { recordFolder } = world.environment;
  await world.store.sealed();
  const keys = recordKeysIn(recordFolder);
  if (!keys) throw new Error("the world has no record");
  const opened: Database[] = [];
  const end = async (url: string, name: string) => {
    const database = await openDatabase(url);
    opened.push(database);
    return { database, name };
  };
  try {
    return await copyDesk({
      from: await end(from, "source"),
      to: await end(to, "target"),
      outside: () => ({ keys, ...readHeads(recordFolder, keys.publicPem), folder: recordFolder }),
      progress: progress ?? (() => undefined),
    });
  } finally {
    for (const database of opened) await database.close();
  }
}

let records = 0;

/** Opens a copy as a desk, with a record's folder of its own that is as the world's is now. */
async function open(url: string): Promise<Store> {
  await world.store.sealed();
  const recordFolder = join(folder, `record-${(records += 1)}`);
  cpSync(world.environment.recordFolder, recordFolder, { recursive: true });
  const store = await openStore(url, { recordFolder, clock: () => world.clock.now });
  stores.push(store);
  return store;
}

/** What a desk answers. */
async function answers(store: Store, number: string) {
  const viewer = { personId: office.agent.id, at: world.clock.now };
  const ticket = await store.tickets.byNumber(number);
  const { id = "" } = ticket ?? {};
  return {
    ticket,
    history: await store.tickets.historyOf(id),
    evidence: await store.tickets.evidenceOf(id),
    counts: await store.tickets.counts(viewer),
    found: await store.tickets.search("王明"),
    people: await store.people.search("王", null),
    roles: await store.people.rolesInForce(world.clock.now),
    acts: await store.records.auditOf({}),
    outbox: await store.figures.outbox(),
    wording: await store.wordings.historyOf("every-mail", "zh-Hant-TW"),
    setting: await store.records.setting("odd"),
    calendar: await store.records.calendarDays(),
    throttle: await store.work.throttle("sign-in|192.0.2.7"),
  };
}

const sound = { findings: [], brokenAt: null, differing: [] };
const stopped = new Error("stopped");

it("a desk is the same on PostgreSQL, and on SQLite again", async () => {
  const { mailed } = await live();
  const there = await copy();
  expect(Object.keys(there.tables).sort()).toEqual(Object.values(sqliteSchema).map(getTableName).sort());
  expect(there.verdict.findings).toEqual([]);
  for (const table of ["evidence", "mail_wordings", "settings", "throttles", "ticket_counters", "outbox"])
    expect(there.tables[table]?.rows, table).toBeGreaterThan(0);
  const back = await copy({ from: target.url, to: sqliteAt("back.db") });
  expect(back.tables).toEqual(there.tables);
  expect(back.verdict.findings).toEqual([]);

  const own = await answers(world.store, mailed);
  for (const url of [target.url, sqliteAt("back.db")]) {
    const store = await open(url);
    expect(await answers(store, mailed)).toEqual(own);
    expect(await verifyRecord({ store })).toMatchObject(sound);
  }
});

it.each(["postgres", "sqlite"])("commits go on on a copy, on %s", async (kind) => {
  await live();
  await copy();
  const url = kind === "postgres" ? target.url : sqliteAt("back.db");
  if (kind === "sqlite") await copy({ from: target.url, to: url });
  const store = await open(url);
  const at = world.clock.now;
  const wording = { template: "every-mail", locale: "en", sentences: {}, changedBy: "x", at } as const;
  await store.commit({
    at,
    writes: [insert("mailWordings", wording)],
    audit: [{ actorKind: "console", actorId: "test", act: "test.act" }],
  });
  expect(await store.wordings.version()).toBe(2);
  expect(await verifyRecord({ store })).toMatchObject(sound);
});

describe("a copy that was cut short", () => {
  const stopAt = (share: number) => (done: number, total: number) => {
    if (done >= total * share) throw stopped;
  };

  it("goes on where it was, where the desk did not", async () => {
    await live();
    let done = 0;
    await expect(
      copy({
        progress: (now, total) => {
          done = now;
          stopAt(0.5)(now, total);
        },
      }),
    ).rejects.toBe(stopped);
    const begun: number[] = [];
    const { kept, rows, verdict } = await copy({ progress: (now) => void begun.push(now) });
    expect(kept).toBe(done);
    expect(begun[0]).toBe(done);
    expect(begun.at(-1)).toBe(rows);
    expect(verdict.findings).toEqual([]);
    // And has nothing to do the next time.
    expect(await copy()).toMatchObject({ kept: rows, rows });
  });

  it.each(["postgres", "sqlite"])("is the desk as it is when it is begun again, on %s", async (kind) => {
    const { mailed } = await live();
    const from = kind === "postgres" ? undefined : target.url;
    const to = kind === "postgres" ? target.url : sqliteAt("back.db");
    if (from) await copy();
    for (const share of [0.3, 0.6, 0.9]) {
      await expect(copy({ from, to, progress: stopAt(share) })).rejects.toBe(stopped);
      // Rows come, change and go: a person is another, a counter is away.
      await call().catch(() => undefined);
      await world.pass(days(1));
      await world.store.commit({
        at: world.clock.now,
        writes: [
          { op: "update", table: "people", where: { id: office.person.id }, set: { title: `${share}` } },
          { op: "delete", table: "evidence", where: { id: `evidence-${share * 10}` } },
        ],
        audit: [{ actorKind: "console", actorId: "test", act: "test.act" }],
      });
      await world.store.work.clearThrottle("sign-in|192.0.2.7");
      if (from) await copy();
    }
    const { verdict } = await copy({ from, to });
    expect(verdict.findings).toEqual([]);
    const store = await open(to);
    expect(await answers(store, mailed)).toEqual(await answers(world.store, mailed));
    expect(await verifyRecord({ store })).toMatchObject(sound);
  });

  it("is of one moment: what is done meanwhile is not in it", async () => {
    await live();
    const before = (await world.store.records.auditOf({})).length;
    let isDone = false;
    const { tables, verdict } = await copy({
      async progress() {
        if (isDone) return;
        isDone = true;
        await world.store.commit({
          at: world.clock.now,
          writes: [replace("settings", { key: "odd", value: 2, updatedAt: world.clock.now })],
          audit: [{ actorKind: "console", actorId: "test", act: "test.act" }],
        });
      },
    });
    expect(tables.audit?.rows).toBe((await world.store.records.auditOf({})).length - 1);
    expect(before).toBeGreaterThan(0);
    expect(verdict.findings).toEqual([]);
  });
});

it("a row that is changed in the copy is found", async () => {
  await live();
  const changing = async (done: number, total: number) => {
    if (done === total) await ask(target.url, "update settings set value = '{\"b\":[]}' where key = 'odd'");
  };
  await expect(copy({ progress: changing })).rejects.toMatchObject({
    code: "copy-differs",
    detail: "settings (1, 1)",
  });
  expect((await copy()).verdict.findings).toEqual([]);
});

describe("refused", () => {
  const contents = (url: string) =>
    Promise.all(
      Object.values(sqliteSchema).map(async (table) =>
        ask(url, `select to_json(t)::text as row from ${getTableName(table)} t order by 1`),
      ),
    );

  it("what is neither empty nor a copy of this desk", async () => {
    await live();
    for (const holding of [
      "insert into audit values (1, 1, 'system', null, 'x', null, null, '{}', '', 'x', null)",
      "insert into settings values ('x', '1', 1)",
      "create table invoices (id integer)",
    ]) {
      const other = await createDatabase(inject("emptyDesk"));
      await ask(other.url, holding);
      const before = await contents(other.url);
      await expect(copy({ to: other.url }), holding).rejects.toMatchObject({ code: "another-desk" });
      expect(await contents(other.url)).toEqual(before);
      await other.drop();
    }
  });

  it("a copy that has gone on by itself", async () => {
    await live();
    await copy();
    const store = await open(target.url);
    await store.commit({
      at: world.clock.now,
      writes: [],
      audit: [{ actorKind: "console", actorId: "test", act: "test.act" }],
    });
    await store.close();
    const before = await contents(target.url);
    await expect(copy()).rejects.toMatchObject({ code: "another-desk" });
    await world.store.commit({
      at: world.clock.now,
      writes: [],
      audit: [{ actorKind: "console", actorId: "other", act: "test.act" }],
    });
    await expect(copy()).rejects.toMatchObject({ code: "another-desk" });
    expect(await contents(target.url)).toEqual(before);
  });

  it("a copy that a desk is working on", async () => {
    await live();
    await copy();
    const serving = await openDatabase(target.url, "0123abcd");
    await serving.hasPendingMigrations();
    await expect(copy()).rejects.toMatchObject({ code: "in-use" });
    await serving.close();
  });

  it("a text that PostgreSQL cannot keep, by the name of its row", async () => {
    const claim = world.claimOf(office.person, { story: "a\0b" });
    await world.desk.open(
      { kind: "recovery", path: "helpdesk", channel: "web", personId: office.person.id, claim },
      { kind: "visitor", address: "192.0.2.7" },
    );
    const [ticket] = await world.store.tickets.search(office.person.name);
    await expect(copy()).rejects.toMatchObject({ code: "not-kept", detail: `claims ${ticket?.id}` });
  });

  it("a source that is no desk", async () => {
    const to = sqliteAt("new.db");
    await expect(copy({ from: target.url, to })).rejects.toMatchObject({ code: "no-desk" });
    expect(existsSync(`${to.slice(5)}-record`)).toBe(false);
  });
});
