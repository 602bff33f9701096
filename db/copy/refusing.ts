import { sql } from "drizzle-orm";
import type { Connection, Database } from "../database";
import { databaseError } from "../database-refused";
import { copiedTables, isOfThisVersion, tableNamesIn } from "./tables";

/** A database that is copied, or copied to. */
export interface CopyEnd {
  database: Database;
  /** What people call it; no password. */
  name: string;
}

/** @throws DatabaseRefused where the database is no desk of this version */
export async function mustBeDesk({ database, name }: CopyEnd): Promise<void> {
  const tables = await tableNamesIn(database);
  if (!tables.includes("audit") || !tables.includes("people")) throw databaseError("no-desk", name);
  if (await database.hasPendingMigrations()) throw databaseError("outdated", name);
  if (!(await isOfThisVersion(database))) throw databaseError("not-this-version", name);
  if (!(await counterIn(database))) throw databaseError("no-desk", name);
}

/**
 * What may be copied to is empty, or a copy of the same desk at the same moment or before, whole or not: its newest audit row is
 * one of the source's, whose hash says all before it, and its record has not gone on further.
 *
 * @throws DatabaseRefused `another-desk`
 */
export async function mustBeEmptyOrCopy(source: Connection, { database, name }: CopyEnd): Promise<void> {
  const ours = copiedTables.map(({ sqlName }) => sqlName);
  const found = (await tableNamesIn(database)).filter((table) => table !== "__drizzle_migrations");
  const refused = databaseError("another-desk", name);
  if (found.some((table) => !ours.includes(table))) throw refused;
  if (!(await hasRows(database, found))) return;
  const newest = found.includes("audit") ? await newestAct(database) : undefined;
  if (!newest || (await hashOfAct(source, newest.seq)) !== newest.hash) throw refused;
  const counter = found.includes("record_state") ? await counterIn(database) : undefined;
  if ((counter ?? 0) > ((await counterIn(source)) ?? 0)) throw refused;
}

async function hasRows({ statement }: Connection, tables: string[]): Promise<boolean> {
  for (const table of tables) {
    const rows = await statement<{ one: number }>(
      sql`select 1 as one from ${sql.identifier(table)} limit 1`,
    ).execute();
    if (rows.length > 0) return true;
  }
  return false;
}

async function newestAct({ statement }: Connection): Promise<{ seq: number; hash: string } | undefined> {
  const [row] = await statement<{ seq: number; hash: string }>(
    sql`select seq, hash from audit order by seq desc limit 1`,
  ).execute();
  return row;
}

async function hashOfAct({ statement }: Connection, seq: number): Promise<string | undefined> {
  const [row] = await statement<{ hash: string }>(
    sql`select hash from audit where seq = ${sql.placeholder("seq")}`,
  ).execute({ seq });
  return row?.hash;
}

/** How often the record has changed; `undefined` where there is none. */
async function counterIn({ statement }: Connection): Promise<number | undefined> {
  const [row] = await statement<{ counter: number }>(sql`select counter from record_state`).execute();
  return row?.counter;
}
