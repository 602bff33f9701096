import { sql } from "drizzle-orm";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";
import type { Database } from "./connection";

type Insert = (row: Record<string, unknown>) => void;

const prepared = new WeakMap<Database["drizzle"], Map<string, Insert>>();

/**
 * Inserts one row by a statement prepared once for its table and columns: building the SQL anew for every row would cost
 * ten times the insert, which a file of 100,000 people feels.
 */
export function insertRow(
  db: Database["drizzle"],
  name: string,
  table: SQLiteTable,
  row: Record<string, unknown>,
): void {
  const given = Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined));
  const columns = Object.keys(given);
  const key = `${name}(${columns.join()})`;
  const statements = prepared.get(db) ?? new Map<string, Insert>();
  prepared.set(db, statements);
  let insert = statements.get(key);
  if (!insert) {
    const statement = db
      .insert(table)
      .values(Object.fromEntries(columns.map((column) => [column, sql.placeholder(column)])))
      .prepare();
    insert = (values) => void statement.run(values);
    statements.set(key, insert);
  }
  insert(given);
}
