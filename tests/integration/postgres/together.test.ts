import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, inject, it } from "vitest";
import { insert, type Change } from "../../../db/change";
import { openStore, type Store } from "../../../db/store";
import { verifyRecord } from "../../../workflows/reading/verify-record";
import { createDatabase, type TestDatabase } from "../../support/postgres/server";
import { cuttingProxy, type CuttingProxy } from "../../support/postgres/proxy";

const at = Date.UTC(2026, 10, 23, 1, 41);

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

/** Refused when it is made a second time, as anything with a precondition is. */
const named = (id: string): Change => ({
  at,
  writes: [
    insert(
      "agencies",
      {
        ...{ id, oid: id, name: "行政院", fullName: "行政院", dn: "o=行政院,c=TW" },
        ...{ parentBasis: "root", createdAt: at, updatedAt: at },
      },
      "there-already",
    ),
  ],
  audit: [{ actorKind: "console", actorId: "test", act: "test.act", detail: { id } }],
});

const together = (...ids: string[]) => Promise.allSettled(ids.map((id) => store.commit(named(id))));

const refused = (results: PromiseSettledResult<unknown>[]) =>
  results.map((result) => (result.status === "rejected" ? (result.reason as { code: unknown }).code : null));

async function acts(): Promise<unknown[]> {
  return (await store.records.auditOf({ act: "test.act" })).map(({ detail }) => detail.id).reverse();
}

it("twenty changes at once are committed in two transactions, in their order", async () => {
  const ids = Array.from({ length: 20 }, (_, index) => `number-${String(index).padStart(2, "0")}`);
  const commits = proxy.counting("commit\0");
  expect(refused(await together(...ids))).toEqual(ids.map(() => null));
  expect(commits()).toBe(2);
  expect(await acts()).toEqual(ids);
});

it("one that is refused among them undoes nothing of the others, and each sees what those before it wrote", async () => {
  const commits = proxy.counting("commit\0");
  expect(refused(await together("one", "two", "one", "three", "two", "four"))).toEqual([
    ...[null, null, "there-already"],
    ...[null, "there-already", null],
  ]);
  expect(commits()).toBe(1);
  expect(await acts()).toEqual(["one", "two", "three", "four"]);
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
  expect(await acts()).toEqual(["before", "one", "two", "three"]);
});
