import { getTableColumns } from "drizzle-orm";
import { getTableConfig, type SQLiteColumn } from "drizzle-orm/sqlite-core";
import type { Connection } from "../database";
import { sqliteSchema } from "../dialect/sqlite-schema";
import type { FoundColumn } from "../dialect/speech";
import { keyColumnsOf, rawTable, type RawTable } from "../raw-rows";
import type { Schema } from "../schema";

/** A table as it is copied: the same in both databases. */
export interface CopiedTable {
  name: keyof Schema;
  /** Its name in SQL. */
  sqlName: string;
  /** Its columns in SQL, by their names; what the database generates is left out. */
  columns: readonly string[];
  /** The tables whose rows its rows refer to. */
  parents: readonly (keyof Schema)[];
  /** How many of its rows are held at once. */
  batch: number;
}

/** Rows with bytes in them may have megabytes each. */
const batches = { plain: 500, withBytes: 10 } as const;

/**
 * Every table, each after those that its rows refer to. The audit is first, so that a copy that was left unfinished shows whose
 * it is; the state of the record is last, so that it has none.
 */
export const copiedTables: readonly CopiedTable[] = inOrder();

function inOrder(): CopiedTable[] {
  const named = new Map<unknown, keyof Schema>(
    Object.entries(sqliteSchema).map(([name, table]) => [table, name as keyof Schema]),
  );
  const ordered = new Map<keyof Schema, CopiedTable>();
  function add(name: keyof Schema): void {
    if (ordered.has(name)) return;
    const { name: sqlName, columns, foreignKeys } = getTableConfig(sqliteSchema[name]);
    const parents = foreignKeys.flatMap((key) => named.get(key.reference().foreignTable) ?? []);
    for (const parent of parents) add(parent);
    ordered.set(name, {
      name,
      sqlName,
      columns: columns
        .filter(({ generated }) => !generated)
        .map((column) => column.name)
        .sort(),
      parents,
      batch: columns.some((column) => column.getSQLType() === "blob") ? batches.withBytes : batches.plain,
    });
  }
  const last = "recordState";
  for (const name of ["audit", ...named.values()] as const) if (name !== last) add(name);
  add(last);
  return [...ordered.values()];
}

/** The names of the tables that a database has. */
export async function tableNamesIn({ statement, speech }: Connection): Promise<string[]> {
  const columns = await statement<FoundColumn>(speech.columns).execute();
  return [...new Set(columns.map(({ table }) => table))];
}

/** Whether a database has every table as this version has it. */
export async function isOfThisVersion(connection: Connection): Promise<boolean> {
  for (const { name, sqlName } of copiedTables) {
    const found = (await columnsIn(connection, sqlName)).map((column) => column.name).sort();
    const ours = Object.values<SQLiteColumn>(getTableColumns(sqliteSchema[name])).map(
      (column) => column.name,
    );
    if (found.join() !== ours.sort().join()) return false;
  }
  return true;
}

/** Reads a table's rows as they are copied. */
export async function rowsOf(connection: Connection, { sqlName, columns }: CopiedTable): Promise<RawTable> {
  const found = await columnsIn(connection, sqlName);
  return rawTable(connection, sqlName, {
    keyColumns: keyColumnsOf(found),
    columns: columns.map((name) => found.find((column) => column.name === name) as FoundColumn),
  });
}

async function columnsIn({ speech, statement }: Connection, sqlName: string): Promise<FoundColumn[]> {
  const columns = await statement<FoundColumn>(speech.columns).execute();
  return columns.filter(({ table }) => table === sqlName);
}
