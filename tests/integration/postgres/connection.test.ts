import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { afterEach, beforeEach, describe, expect, inject, it } from "vitest";
import { isNotReached } from "../../../db/database-refused";
import { untilReached, WritingClient } from "../../../db/dialect/postgres-client";
import { openStore, type Store } from "../../../db/store";
import { verifyRecord } from "../../../workflows/reading/verify-record";
import { freePort } from "../../support/desk/population";
import { acts, at, named } from "../../support/postgres/changes";
import { createDatabase, createTemplate, type TestDatabase } from "../../support/postgres/server";
import { cuttingProxy, type CuttingProxy } from "../../support/postgres/proxy";

let folder: string;
let database: TestDatabase;
let beside: Client;
const stores: Store[] = [];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "on-postgres-"));
  database = await createDatabase(inject("emptyDesk"));
  beside = new Client(database.url);
  await beside.connect();
});
afterEach(async () => {
  for (const store of stores.splice(0)) await store.close();
  await beside.end();
  await database.drop();
  rmSync(folder, { recursive: true });
});

async function open(url = database.url): Promise<Store> {
  const store = await openStore(url, { recordFolder: join(folder, "record"), clock: () => at });
  stores.push(store);
  return store;
}

/** A desk behind a proxy that cuts connections; afterwards it commits on, and its record is sound. */
async function throughProxy(work: (store: Store, proxy: CuttingProxy) => Promise<void>): Promise<void> {
  const proxy = await cuttingProxy(database.url);
  try {
    const store = await open(proxy.url);
    await work(store, proxy);
    await store.commit(named("after"));
    await store.sealed();
    expect((await verifyRecord({ store })).findings).toEqual([]);
  } finally {
    for (const store of stores.splice(0)) await store.close();
    await proxy.close();
  }
}

/** Ends the connections of the desk that wait for a lock, and says how many there were. */
async function endWaiting(): Promise<number> {
  const { rowCount } = await beside.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and wait_event = 'advisory' and pid <> pg_backend_pid()`,
  );
  return rowCount ?? 0;
}

describe("a connection that is lost", () => {
  it("in the middle of a change has it made anew, once", async () => {
    const store = await open();
    await beside.query("select pg_advisory_lock(hashtextextended('audit', 0))");
    const committed = store.commit(named("one"));
    await expect.poll(endWaiting).toBe(1);
    await beside.query("select pg_advisory_unlock_all()");
    await committed;
    expect(await acts(store)).toEqual(["one"]);
    expect((await verifyRecord({ store })).findings).toEqual([]);
  });

  it("with the answer to a commit has the server asked what became of it: it is not made again", async () => {
    await throughProxy(async (store, proxy) => {
      await store.commit(named("before"));
      proxy.cutAt("commit\0", "before-answer");
      await store.commit(named("lost"));
      expect(proxy.cuts()).toBe(1);
      expect(await acts(store)).toEqual(["before", "lost"]);
    });
  });

  it("by a crash that left nothing of a transaction, its number not even given out: it was not committed", async () => {
    await throughProxy(async (_store, proxy) => {
      const client = new WritingClient({ connectionString: proxy.url });
      await client.begin();
      proxy.cutAt("commit\0", "before-answer");
      expect(await client.commit("4000000000")).toBe(false);
      expect(proxy.cuts()).toBe(1);
      await client.end();
    });
  });

  it("between two statements has the change made anew from its beginning, never over another connection", async () => {
    await throughProxy(async (store, proxy) => {
      await store.commit(named("before"));
      proxy.cutAt('insert into "agencies"', "after-answer");
      await store.commit(named("cut"));
      expect(proxy.cuts()).toBe(1);
      expect(await store.agencies.count()).toBe(2);
      expect(await acts(store)).toEqual(["before", "cut"]);
    });
  });

  it.each([
    ["to it", 'insert into "throttles"'],
    ["to its commit", "commit\0"],
  ])("with the answer %s has what is written by itself done once", async (_which, words) => {
    await throughProxy(async (store, proxy) => {
      await store.work.countForLife("a-key");
      proxy.cutAt(words, "before-answer");
      expect(await store.work.countForLife("a-key")).toBe(2);
      expect(proxy.cuts()).toBe(1);
    });
  });

  it("and is not had again for long is told as that, and not as a fault", async () => {
    const nobodyThere = { host: "127.0.0.1", port: await freePort() };
    await expect(untilReached(() => new Client(nobodyThere).connect(), 50)).rejects.toSatisfy(isNotReached);
  });

  it("in the middle of making the tables leaves none of them, and the next start makes them all", async () => {
    const empty = await createDatabase(await createTemplate(inject("postgres"), async () => undefined));
    const proxy = await cuttingProxy(empty.url);
    try {
      proxy.cutAt('CREATE TABLE "people"', "after-answer");
      await expect(open(proxy.url)).rejects.toThrow();
      expect(proxy.cuts()).toBe(1);
      const store = await open(empty.url);
      await store.commit(named("one"));
      expect((await verifyRecord({ store })).findings).toEqual([]);
    } finally {
      for (const store of stores.splice(0)) await store.close();
      await proxy.close();
      await empty.drop();
    }
  });

  it("between two parts of a transaction ends it whole: it does not go on over another connection", async () => {
    const store = await open();
    const failing = store.inOneTransaction(async () => {
      await store.commit(named("one"));
      await beside.query(
        "select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = current_database() and state = 'idle in transaction'",
      );
      await store.commit(named("two"));
    });
    await expect(failing).rejects.toThrow();
    expect(await acts(store)).toEqual([]);
    await store.commit(named("three"));
    expect(await acts(store)).toEqual(["three"]);
  });

  it("while nobody asks ends no process, and is opened anew by whoever reads or writes next", async () => {
    const store = await open();
    await store.agencies.count();
    await beside.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
    );
    expect(await store.agencies.count()).toBe(0);
    await store.commit(named("one"));
    expect(await store.agencies.count()).toBe(1);
  });
});

describe("several processes", () => {
  it("that open an empty database at once all find it whole, with one beginning of its record", async () => {
    const opened = await Promise.all(Array.from({ length: 4 }, () => open()));
    await Promise.all(opened.map((store, index) => store.commit(named(`from-${index}`))));
    for (const store of opened) expect(await store.agencies.count()).toBe(4);
    expect((await verifyRecord({ store: opened[0] as Store })).findings).toEqual([]);
  });

  it("that make the same change at once make it once", async () => {
    const opened = await Promise.all([open(), open()]);
    const tries = await Promise.allSettled(
      Array.from({ length: 50 }, (_, index) => (opened[index % 2] as Store).commit(named("the one"))),
    );
    expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await acts(opened[0])).toEqual(["the one"]);
  });

  it("count the tries under one key together, and let through no more than the limit", async () => {
    const opened = await Promise.all([open(), open(), open()]);
    const window = { windowMs: 60_000, limit: 10, pauseMs: 60_000 };
    const taken = await Promise.all(
      Array.from({ length: 30 }, (_, index) => (opened[index % 3] as Store).work.take("a-key", at, window)),
    );
    expect(taken.map(({ count }) => count).sort((one, other) => one - other)).toEqual(
      Array.from({ length: 30 }, (_, index) => index + 1),
    );
    expect(taken.filter(({ allowed }) => allowed)).toHaveLength(10);
  });
});

it("a long transaction is read by whoever does it, and is not there for others until its end, or where it fails", async () => {
  const [store, other] = await Promise.all([open(), open()]);
  await store.inOneTransaction(async () => {
    await store.commit(named("one"));
    await expect(store.commit(named("one"))).rejects.toMatchObject({ code: "there-already" });
    await store.commit(named("two"));
    expect(await store.agencies.count()).toBe(2);
    expect(await other.agencies.count()).toBe(0);
  });
  expect(await other.agencies.count()).toBe(2);
  const failing = store.inOneTransaction(async () => {
    await store.commit(named("three"));
    throw new Error("no further");
  });
  await expect(failing).rejects.toThrow("no further");
  await store.commit(named("four"));
  expect(await acts(other)).toEqual(["one", "two", "four"]);
  expect((await verifyRecord({ store })).findings).toEqual([]);
});

it("is told which key other processes seal under", async () => {
  const store = await openStore(database.url, { recordFolder: join(folder, "record"), keyId: "aaaaaaaa" });
  const other = await openStore(database.url, { recordFolder: join(folder, "record"), keyId: "bbbbbbbb" });
  stores.push(store, other);
  expect(await store.anotherKeyInUse("aaaaaaaa")).toBe("bbbbbbbb");
  await other.close();
  await expect.poll(() => store.anotherKeyInUse("aaaaaaaa")).toBeNull();
});

it("backing up and copying are said to be done by PostgreSQL's own tools", async () => {
  const store = await open();
  await expect(store.copyTo(join(folder, "copy.db"), () => undefined)).rejects.toMatchObject({
    code: "not-a-file",
  });
});

it.each([
  ["no server", (url: URL) => void (url.port = "1")],
  ["no such database", (url: URL) => void (url.pathname = "/nowhere")],
  ["another password", (url: URL) => void (url.password = "another")],
])("an address with %s behind it is said so when a desk is opened there", async (_, spoil) => {
  const url = new URL(inject("postgres").url);
  spoil(url);
  const refused = await openStore(url.href).catch((error: unknown) => error);
  expect(refused).toMatchObject({ code: "not-opened" });
  expect(String(refused)).toContain(`postgres://${url.host}${url.pathname}`);
  expect(String(refused)).not.toContain(url.password);
});
