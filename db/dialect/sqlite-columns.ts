import {
  blob,
  index,
  integer,
  primaryKey,
  sqliteTable as table,
  text,
  uniqueIndex,
} from "drizzle-orm/sqlite-core";

/** What a table of SQLite is described with. */
export const sqliteColumns = {
  table,
  text,
  integer,
  index,
  uniqueIndex,
  primaryKey,
  /** An instant in epoch milliseconds. */
  at: (name: string) => integer(name, { mode: "number" }),
  flag: (name: string) => integer(name, { mode: "boolean" }),
  json: <T>(name: string) => text(name, { mode: "json" }).$type<T>(),
  bytes: (name: string) => blob(name, { mode: "buffer" }),
  /** A key that the database counts up by itself. */
  numbered: (name: string) => integer(name).primaryKey({ autoIncrement: true }),
};

/** What a table is described with. SQLite's builders give the types for both databases. */
export type Columns = typeof sqliteColumns;
