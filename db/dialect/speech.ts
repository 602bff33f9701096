import type { SQL, SQLWrapper } from "drizzle-orm";
import type { SQLiteColumn, SQLiteTable } from "drizzle-orm/sqlite-core";

/** What the two databases say differently. */
export interface Speech {
  /** Whether a text holds another, byte for byte. */
  contains(text: SQLWrapper, part: string): SQL;
  /** The later of two instants, neither of them null. */
  later(one: SQLWrapper, other: SQLWrapper): SQL<number>;
  /** The present by the database's own clock, in epoch milliseconds; `null` where that is this machine's. */
  now: SQL | null;
  /** The values of a placeholder that is given a JSON list of texts, as a select of one column. */
  listed(texts: SQLWrapper): SQL;
  /** Whether the key of a counter ends in a keyed hash: `…|KEYID.…`. */
  endsInKeyedHash(key: SQLWrapper): SQL;
  /** A column as it is sealed and copied: a text, a number or bytes, the same from both. */
  raw(column: string, kind: ColumnKind): SQL;
  /** A table to select from, by an index that the planner would not take. */
  byIndex(table: string, index: string): SQL;
  /** The columns of a table's key, in its order. */
  keyOf(table: SQLiteTable): SQLiteColumn[];
  /** The columns of all tables as the database has them now: a statement of {@link FoundColumn} rows, table by table. */
  columns: SQL;
  /** Has the database number the table's next row behind those that were brought with their numbers; `null` where it does anyway. */
  countOn(table: SQLiteTable): SQL | null;
  /** The unique key that a refused write ran against: `TABLE.COLUMN`, of several columns separated by `, `; else `undefined`. */
  takenKey(error: unknown): string | undefined;
}

/** A column of a table as the database has it. */
export interface FoundColumn {
  table: string;
  name: string;
  kind: ColumnKind;
  /** Its place in the key, from 1; 0 outside it. */
  keyPlace: number;
}

/** What kind of values a column has, where the databases keep them differently. */
export type ColumnKind = "flag" | "json" | "other";
