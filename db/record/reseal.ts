import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Database as Sqlite } from "better-sqlite3";
import { hasPendingMigrations, migrateDatabase, migrationsFolder, type Database } from "../connection";
import { recordFiles, recordKeysIn } from "./keys";
import { emptySum, mixIn, sealsOf } from "./seals";
import { batchesOf, keyText } from "./tables";
import { sealsWithoutRow } from "./verify/verify-seals";

/** What a migration of sealed rows must not make good: rows that did not fit before it. By table, in SQL. */
interface Remembered {
  misfits: Record<string, string[]>;
  missing: Record<string, string[]>;
  /** By how much the sum did not come out; all zero in a sound record. Base64url. */
  difference: string;
}

/**
 * Brings a database to this version's schema. Where its rows are sealed they are sealed anew as the migration leaves them, but
 * for those that did not fit before it: these stay as they are named. What is remembered of that lies in the record's folder, so
 * that a process which ended in between is taken up from.
 */
export function migrateSealed(
  database: Database,
  folder: string | undefined,
  migrations = migrationsFolder(),
): void {
  const { sqlite } = database;
  const file = folder === undefined ? undefined : join(folder, recordFiles.resealing);
  const keys = folder === undefined ? undefined : recordKeysIn(folder);
  if (!file || !keys || !hasState(sqlite)) return migrateDatabase(database, migrations);
  if (!existsSync(file) && hasPendingMigrations(sqlite, migrations)) {
    const remembered = JSON.stringify(remember(sqlite, sealsOf(sqlite, keys)));
    writeFileSync(`${file}-new`, remembered, { mode: 0o600, flush: true });
    renameSync(`${file}-new`, file);
  }
  migrateDatabase(database, migrations);
  if (!existsSync(file)) return;
  reseal(sqlite, sealsOf(sqlite, keys), JSON.parse(readFileSync(file, "utf8")) as Remembered);
  rmSync(file);
}

function hasState(sqlite: Sqlite): boolean {
  const table = sqlite.prepare("select 1 from sqlite_master where name = 'record_state'").get();
  return table !== undefined && sqlite.prepare("select 1 from record_state").get() !== undefined;
}

function remember(sqlite: Sqlite, seals: ReturnType<typeof sealsOf>): Remembered {
  const sum = emptySum();
  const remembered: Remembered = { misfits: {}, missing: {}, difference: "" };
  for (const table of seals.tables.values()) {
    const misfits: string[] = [];
    for (const rows of batchesOf(table)) {
      for (const row of rows) {
        const codes = seals.fitting(table, row);
        if (codes) mixIn(sum, codes.share);
        else misfits.push(keyText(table.keyOf(row)));
      }
    }
    remembered.misfits[table.sqlName] = misfits;
    remembered.missing[table.sqlName] = sealsWithoutRow(sqlite, table);
  }
  mixIn(sum, seals.state()?.sum ?? emptySum());
  return { ...remembered, difference: sum.toString("base64url") };
}

/** In one transaction; done again, it comes to the same. */
function reseal(
  sqlite: Sqlite,
  seals: ReturnType<typeof sealsOf>,
  { misfits, missing, difference }: Remembered,
): void {
  const dropSeal = sqlite.prepare("delete from row_seals where table_name = ? and row_key = ?");
  sqlite
    .transaction(() => {
      const state = seals.state();
      if (!state) return;
      const sum = Buffer.from(difference, "base64url");
      for (const table of seals.tables.values()) {
        const misfitting = new Set(misfits[table.sqlName]);
        for (const rows of batchesOf(table)) {
          for (const row of rows) if (!misfitting.has(keyText(table.keyOf(row)))) seals.put(table, row, sum);
        }
        const missed = new Set(missing[table.sqlName]);
        for (const key of sealsWithoutRow(sqlite, table))
          if (!missed.has(key)) dropSeal.run(table.sqlName, key);
      }
      seals.writeState({ counter: state.counter + 1, seq: state.seq, sum });
    })
    .immediate();
}
