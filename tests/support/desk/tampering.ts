import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import BetterSqlite3 from "better-sqlite3";
import { sealOf, type Link } from "../../../db/audit-chain";
import { openStore, type Store } from "../../../db/store";
import { verifyRecord, type RecordVerdict } from "../../../workflows/reading/verify-record";

/** A copy of a closed desk's database and record, for somebody who can write to the database to work on. */
export function copyOf(folder: string) {
  const copy = mkdtempSync(join(tmpdir(), "record-"));
  cpSync(folder, copy, { recursive: true });
  const file = join(copy, "desk.db");
  return {
    folder: copy,
    file,
    recordFolder: `${file}-record`,
    /** Works on the database as whoever has its file does, without the desk. */
    tamper<T>(work: (sqlite: BetterSqlite3.Database) => T): T {
      const sqlite = new BetterSqlite3(file);
      try {
        return work(sqlite);
      } finally {
        sqlite.close();
      }
    },
    /** Puts the database of another folder in the place of this one's; the record beside it stays. */
    putBack(from: string): void {
      for (const name of [file, `${file}-wal`, `${file}-shm`]) rmSync(name, { force: true });
      cpSync(join(from, basename(file)), file);
    },
    verify(): Promise<RecordVerdict> {
      return this.withStore((store) => verifyRecord({ store }));
    },
    /** Has a copy of another record in the place of its own. */
    replaceRecord: (from: string) => cpSync(from, `${file}-record`, { recursive: true }),
    /** Does something with the desk's own store, and ends it in order. */
    async withStore<T>(work: (store: Store) => Promise<T>): Promise<T> {
      const store = await openStore(`file:${file}`);
      try {
        return await work(store);
      } finally {
        await store.close();
      }
    },
    remove: () => rmSync(copy, { recursive: true, force: true }),
  };
}

/** Computes the chain of hashes anew from a row on, as whoever knows how it is made can. */
export function rehash(sqlite: BetterSqlite3.Database, from: number): void {
  const rows = sqlite
    .prepare<[number], Omit<Link, "detail"> & { detail: string }>(
      `select seq, at, actor_kind as actorKind, actor_id as actorId, act, ticket_id as ticketId, person_id as personId,
         detail, previous_hash as previousHash from audit where seq >= ? order by seq`,
    )
    .all(from);
  let previousHash = rows[0]?.previousHash ?? "";
  for (const row of rows) {
    const hash = sealOf({ ...row, previousHash, detail: JSON.parse(row.detail) as Record<string, unknown> });
    sqlite
      .prepare("update audit set previous_hash = ?, hash = ? where seq = ?")
      .run(previousHash, hash, row.seq);
    previousHash = hash;
  }
}
