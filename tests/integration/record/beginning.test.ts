import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import BetterSqlite3 from "better-sqlite3";
import { insert, type Write } from "../../../db/change";
import { openSqlite } from "../../../db/dialect/sqlite-database";
import { migrateSealed } from "../../../db/record/reseal";
import { openStore, type Store } from "../../../db/store";
import { verifyRecord } from "../../../workflows/reading/verify-record";
import { rehash } from "../../support/desk/tampering";

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "record-begins-"));
  file = join(folder, "desk.db");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const at = Date.UTC(2026, 10, 23, 1, 41);
const agency = (id: string): Write =>
  insert("agencies", {
    id,
    oid: id,
    name: "行政院",
    fullName: "行政院",
    dn: "o=行政院,c=TW",
    parentBasis: "root",
    createdAt: at,
    updatedAt: at,
  });
const open = () => openStore(`file:${file}`, { clock: () => at });
const commit = (id: string) => (store: Store) =>
  store.commit({
    at,
    writes: [agency(id)],
    audit: [{ actorKind: "console", actorId: "test", act: "test.act" }],
  });

async function withStore<T>(work: (store: Store) => Promise<T>): Promise<T> {
  const store = await open();
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}
const verify = () => withStore((store) => verifyRecord({ store }));
const raw = <T>(work: (sqlite: BetterSqlite3.Database) => T): T => {
  const sqlite = new BetterSqlite3(file);
  try {
    return work(sqlite);
  } finally {
    sqlite.close();
  }
};

/** As the release before the record left it: without codes, seals and folder. */
async function fromBefore(): Promise<void> {
  await withStore(async (store) => {
    for (const id of ["a", "b", "c", "d"]) await commit(id)(store);
  });
  raw((db) => db.exec("update audit set mac = null; delete from row_seals; delete from record_state"));
  rmSync(`${file}-record`, { recursive: true });
}

describe("a database from before the record", () => {
  it("is sealed once, at the first start, and the audit says so", async () => {
    await fromBefore();
    expect(await verify()).toMatchObject({ rows: 5, sealed: 4, findings: [] });
    const [row] = await withStore((store) => store.records.auditOf({}));
    expect(row).toMatchObject({
      seq: 5,
      at,
      act: "record.begun",
      detail: { audit: 4, unsound: [], rows: 4 },
    });
    expect(await verify()).toMatchObject({ rows: 5, findings: [] });
  });

  it("is taken up where the process that sealed it ended", async () => {
    await fromBefore();
    await withStore(() => Promise.resolve());
    raw((db) =>
      db.exec(`delete from audit where seq = 5; update audit set mac = null where seq > 2;
        delete from row_seals where row_key > 'b'; delete from record_state`),
    );
    rmSync(join(`${file}-record`, "heads.jsonl"));
    expect(await verify()).toMatchObject({ rows: 5, findings: [] });
  });

  it("keeps naming rows whose chain did not hold then", async () => {
    await fromBefore();
    raw((db) => {
      db.exec("update audit set actor_id = 'nobody' where seq = 2");
    });
    expect((await verify()).findings).toEqual([{ kind: "changed", rows: [[2, 2]] }]);
    raw((db) => rehash(db, 2));
    expect((await verify()).findings).toContainEqual(expect.objectContaining({ kind: "rehashed" }));
  });
});

describe("the record's folder", () => {
  it("holds the key for its owner alone, beside the database, and never a temporary file", async () => {
    await withStore(commit("a"));
    const record = `${file}-record`;
    expect(readdirSync(record).sort()).toEqual(["heads.jsonl", "key", "lock", "public-key.pem"]);
    if (process.platform === "win32") return;
    const mode = (path: string) => (statSync(path).mode & 0o777).toString(8);
    expect([mode(record), mode(join(record, "key")), mode(join(record, "heads.jsonl"))]).toEqual([
      "700",
      "600",
      "600",
    ]);
  });

  it("lies where it is wanted, with copies of the head that are never written again", async () => {
    const [recordFolder, recordCopyFolder] = [join(folder, "elsewhere"), join(folder, "copies")];
    const store = await openStore(`file:${file}`, { recordFolder, recordCopyFolder, clock: () => at });
    await commit("a")(store);
    await store.sealed();
    const [copy = ""] = readdirSync(recordCopyFolder);
    const written = readFileSync(join(recordCopyFolder, copy), "utf8");
    await commit("b")(store);
    await store.close();
    expect(readdirSync(recordCopyFolder)).toEqual([copy]);
    expect(readFileSync(join(recordCopyFolder, copy), "utf8")).toBe(written);
  });

  it("put back to an earlier head together with the database is found by a copy", async () => {
    const copies = { recordCopyFolder: join(folder, "copies") };
    await withStore(commit("a"));
    const earlier = join(folder, "earlier");
    cpSync(file, join(earlier, "desk.db"));
    cpSync(`${file}-record`, join(earlier, "record"), { recursive: true });
    const store = await openStore(`file:${file}`, copies);
    await commit("b")(store);
    await store.close();
    cpSync(join(earlier, "desk.db"), file);
    cpSync(join(earlier, "record"), `${file}-record`, { recursive: true });
    const again = await openStore(`file:${file}`, copies);
    const { findings } = await verifyRecord({ store: again });
    await again.close();
    expect(findings).toMatchObject([{ kind: "head-older" }]);
  });

  it("of a database whose key is gone lets nothing start, and says what to do", async () => {
    await withStore(commit("a"));
    rmSync(`${file}-record`, { recursive: true });
    await expect(open()).rejects.toThrow(/RECORD_DIR/);
    expect(readdirSync(folder)).not.toContain("desk.db-record");
  });
});

describe("the head", () => {
  it("may lag behind a process that was killed: what it committed stands by its own code", async () => {
    await withStore(commit("a"));
    const heads = join(`${file}-record`, "heads.jsonl");
    const before = readFileSync(heads);
    await withStore(commit("b"));
    writeFileSync(heads, before);
    expect(await verify()).toMatchObject({ rows: 2, findings: [] });
    await withStore(commit("c"));
    expect(await verify()).toMatchObject({ rows: 3, findings: [] });
  });

  it("is kept by several at once, and never goes back", async () => {
    const [one, other] = await Promise.all([open(), open()]);
    for (let n = 0; n < 20; n += 1) await commit(`x${n}`)(n % 3 === 0 ? one : other);
    await Promise.all([one.sealed(), other.sealed()]);
    await commit("last")(one);
    await other.close();
    await one.close();
    const newest = readFileSync(join(`${file}-record`, "heads.jsonl"), "utf8")
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => (JSON.parse(line) as { seq: number }).seq);
    expect(Math.max(...newest)).toBe(21);
    expect(await verify()).toMatchObject({ rows: 21, findings: [] });
  });

  it("is sealed after a whole transaction, and not at all after one that failed", async () => {
    await withStore(async (store) => {
      await store.inOneTransaction(() => commit("a")(store));
      const failing = store.inOneTransaction(async () => {
        await commit("b")(store);
        throw new Error("no further");
      });
      await expect(failing).rejects.toThrow("no further");
      await commit("c")(store);
    });
    expect(await verify()).toMatchObject({ rows: 2, sealed: 2, findings: [] });
  });
});

it("a migration has the rows sealed anew as it leaves them, and makes none good that did not fit before", async () => {
  await withStore(async (store) => {
    await commit("a")(store);
    await commit("b")(store);
  });
  raw((db) => db.exec("update agencies set name = 'changed' where id = 'b'"));
  const migrations = join(folder, "migrations");
  cpSync("db/migrations/sqlite", migrations, { recursive: true });
  const journalFile = join(migrations, "meta", "_journal.json");
  const journal = JSON.parse(readFileSync(journalFile, "utf8")) as { entries: Record<string, unknown>[] };
  journal.entries.push({ ...journal.entries.at(-1), idx: 99, when: Date.UTC(2030, 0, 1), tag: "0099_next" });
  writeFileSync(journalFile, JSON.stringify(journal));
  writeFileSync(
    join(migrations, "0099_next.sql"),
    "ALTER TABLE `agencies` ADD `rank` integer DEFAULT 7 NOT NULL;--> statement-breakpoint\nUPDATE `agencies` SET `phone` = '02' WHERE `id` = 'a';",
  );
  const database = openSqlite(file);
  await migrateSealed(database, `${file}-record`, migrations);
  await database.close();
  expect((await verify()).findings).toEqual([{ kind: "row-changed", table: "agencies", key: "b" }]);
});
