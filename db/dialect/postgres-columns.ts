import {
  bigint,
  boolean,
  customType,
  index,
  integer,
  json,
  pgTable as table,
  primaryKey,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import type { Columns } from "./sqlite-columns";

/** Sorted by code points, as SQLite does. */
const text = customType<{ data: string }>({ dataType: () => 'text collate "C"' });
const bytes = customType<{ data: Buffer }>({ dataType: () => "bytea" });

/**
 * What a table of PostgreSQL is described with, in the place of SQLite's builders. Kept as `json`, not `jsonb`, which would
 * put the keys of what was hashed in another order.
 */
export const postgresColumns = {
  table,
  text: (name: string) => text(name),
  integer,
  index,
  uniqueIndex,
  primaryKey,
  at: (name: string) => bigint(name, { mode: "number" }),
  flag: boolean,
  json,
  bytes,
  numbered: (name: string) => integer(name).primaryKey().generatedByDefaultAsIdentity(),
} as unknown as Columns;
