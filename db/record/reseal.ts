import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import type { Connection, Database } from "../database";
import type { FoundColumn } from "../dialect/speech";
import { recordFiles, recordKeysIn } from "./keys";
import { emptySum, mixIn, sealsOf, type Seals } from "./seals";
import { batchesOf } from "../raw-rows";
import { keyText } from "./tables";
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
export async function migrateSealed(
  database: Database,
  folder: string | undefined,
  migrations?: string,
): Promise<void> {
  const file = folder === undefined ? undefined : join(folder, recordFiles.resealing);
  const keys = folder === undefined ? undefined : recordKeysIn(folder);
  const isPending = await database.hasPendingMigrations(migrations);
  if (!file || !keys || !(await hasState(database))) {
    if (isPending) await database.migrate(migrations);
    return;
  }
  if (!existsSync(file) && isPending) {
    const remembered = JSON.stringify(await remember(database, await sealsOf(database, keys)));
    writeFileSync(`${file}-new`, remembered, { mode: 0o600, flush: true });
    renameSync(`${file}-new`, file);
  }
  if (isPending) await database.migrate(migrations);
  if (!existsSync(file)) return;
  await reseal(database, await sealsOf(database, keys), JSON.parse(readFileSync(file, "utf8")) as Remembered);
  rmSync(file);
}

async function hasState({ statement, speech }: Connection): Promise<boolean> {
  const columns = await statement<FoundColumn>(speech.columns).execute();
  const isThere = columns.some(({ table }) => table === "record_state");
  return isThere && (await statement(sql`select 1 from record_state`).execute()).length > 0;
}

async function remember(connection: Connection, seals: Seals): Promise<Remembered> {
  const sum = emptySum();
  const remembered: Remembered = { misfits: {}, missing: {}, difference: "" };
  for (const table of seals.tables.values()) {
    const misfits: string[] = [];
    for await (const rows of batchesOf(connection, table)) {
      for (const row of rows) {
        const codes = await connection.run(seals.fitting(table, row));
        if (codes) mixIn(sum, codes.share);
        else misfits.push(keyText(table.keyOf(row)));
      }
    }
    remembered.misfits[table.sqlName] = misfits;
    remembered.missing[table.sqlName] = await sealsWithoutRow(connection, table);
  }
  mixIn(sum, (await connection.run(seals.state()))?.sum ?? emptySum());
  return { ...remembered, difference: sum.toString("base64url") };
}

/** In one transaction; done again, it comes to the same. */
async function reseal(
  database: Database,
  seals: Seals,
  { misfits, missing, difference }: Remembered,
): Promise<void> {
  await database.inOneTransaction(async () => {
    const state = await database.run(seals.state());
    if (!state) return;
    const sum = Buffer.from(difference, "base64url");
    for (const table of seals.tables.values()) {
      const misfitting = new Set(misfits[table.sqlName]);
      for await (const rows of batchesOf(database, table)) {
        for (const row of rows)
          if (!misfitting.has(keyText(table.keyOf(row)))) await database.run(seals.put(table, row, sum));
      }
      const missed = new Set(missing[table.sqlName]);
      for (const key of await sealsWithoutRow(database, table))
        if (!missed.has(key)) await database.run(seals.forget(table, key));
    }
    await database.run(seals.writeState({ counter: state.counter + 1, seq: state.seq, sum }));
  });
}
