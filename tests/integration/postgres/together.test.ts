import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, inject, it } from "vitest";
import type { Change } from "../../../db/change";
import { openStore, type Store } from "../../../db/store";
import { verifyRecord } from "../../../workflows/reading/verify-record";
import { acts, at, named } from "../../support/postgres/changes";
import { createDatabase, type TestDatabase } from "../../support/postgres/server";
import { cuttingProxy, type CuttingProxy } from "../../support/postgres/proxy";

let folder: string;
let database: TestDatabase;
let proxy: CuttingProxy;
let store: Store;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "together-"));
  database = await createDatabase(inject("emptyDesk"));
  proxy = await cuttingProxy(database.url);
  store = await openStore(proxy.url, { recordFolder: join(folder, "record"), clock: () => at });
});
afterEach(async () => {
  await store.sealed();
  expect((await verifyRecord({ store })).findings).toEqual([]);
  await store.close();
  await proxy.close();
  await database.drop();
  rmSync(folder, { recursive: true });
});

const together = (...ids: string[]) => Promise.allSettled(ids.map((id) => store.commit(named(id))));

const refused = (results: PromiseSettledResult<unknown>[]) =>
  results.map((result) => (result.status === "rejected" ? (result.reason as { code: unknown }).code : null));

it("twenty changes at once are committed in two transactions, in their order", async () => {
  const ids = Array.from({ length: 20 }, (_, index) => `number-${String(index).padStart(2, "0")}`);
  const commits = proxy.counting("commit\0");
  expect(refused(await together(...ids))).toEqual(ids.map(() => null));
  expect(commits()).toBe(2);
  expect(await acts(store)).toEqual(ids);
});

it("one that is refused among them undoes nothing of the others, and each sees what those before it wrote", async () => {
  const commits = proxy.counting("commit\0");
  expect(refused(await together("one", "two", "one", "three", "two", "four"))).toEqual([
    ...[null, null, "there-already"],
    ...[null, "there-already", null],
  ]);
  expect(commits()).toBe(1);
  expect(await acts(store)).toEqual(["one", "two", "three", "four"]);
});

it("one whose statement the database refuses, which nobody waited for, takes nothing with it", async () => {
  const spoilt: Change = {
    ...named("two"),
    audit: [{ actorKind: "console", actorId: "te\0st", act: "test.act" }],
  };
  const changes = [named("one"), spoilt, named("three")];
  const results = await Promise.allSettled(changes.map((change) => store.commit(change)));
  expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  expect(await acts(store)).toEqual(["one", "three"]);
  expect(await store.agencies.count()).toBe(2);
});

it.each([
  ["with the answer to their commit, are not made again", "commit\0", "before-answer"],
  ["between two statements, are all made anew, once", 'insert into "agencies"', "after-answer"],
  ["where one of them ends, are all made anew, once", "release savepoint", "before-answer"],
] as const)("several whose connection is lost %s", async (_which, words, moment) => {
  await store.commit(named("before"));
  proxy.cutAt(words, moment);
  expect(refused(await together("one", "two", "one", "three"))).toEqual([null, null, "there-already", null]);
  expect(proxy.cuts()).toBe(1);
  expect(await acts(store)).toEqual(["before", "one", "two", "three"]);
});
