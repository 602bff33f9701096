import { chmodSync, closeSync, existsSync, mkdirSync, openSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import BetterSqlite3 from "better-sqlite3";
import { drizzle as overSqlite, type BetterSQLite3Database } from "drizzle-orm/better-sqlite3";
import { migrate } from "drizzle-orm/better-sqlite3/migrator";
import { readMigrationFiles } from "drizzle-orm/migrator";
import { refuseOldNode } from "./node-version";
import * as schema from "./schema";

export interface Database {
  drizzle: BetterSQLite3Database<typeof schema>;
  sqlite: BetterSqlite3.Database;
}

/**
 * Opens the SQLite database of `file:PATH` (or `file::memory:`), durable before fast: WAL, `synchronous=FULL`, foreign
 * keys, and `secure_delete`, so that an erased seed leaves no bytes behind. Its files are their owner's alone.
 *
 * @throws Error with a sentence for people when the address is not one this version serves.
 */
export function connect(url: string): Database {
  refuseOldNode();
  if (!url.startsWith("file:")) {
    throw new Error(
      url.startsWith("postgres")
        ? "DATABASE_URL: PostgreSQL is not supported yet. Use file:./data/desk.db."
        : `DATABASE_URL: expected file:PATH, for example file:./data/desk.db.`,
    );
  }
  const path = pathOf(url);
  if (path !== inMemory) keepPrivate(path);
  const sqlite = new BetterSqlite3(path);
  sqlite.pragma("journal_mode = WAL");
  sqlite.pragma("synchronous = FULL");
  sqlite.pragma("foreign_keys = ON");
  sqlite.pragma("secure_delete = ON");
  sqlite.pragma("busy_timeout = 5000");
  return { sqlite, drizzle: overSqlite(compilingOnce(sqlite), { schema }) };
}

/** The path of a database that is in no file. */
export const inMemory = ":memory:";

/** The file of a database's address. */
export const pathOf = (url: string): string => url.slice("file:".length);

/** SQLite gives its log and shared memory the permissions that the database has when it makes them. */
function keepPrivate(path: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  closeSync(openSync(path, "a", 0o600));
  for (const file of [path, `${path}-wal`, `${path}-shm`]) if (existsSync(file)) chmodSync(file, 0o600);
}

/** How many statements are kept compiled; what is asked for all day is far less. */
const keptStatements = 500;

/**
 * The connection as drizzle has it. A query that is built is handed over as text each time it is asked, and SQLite takes
 * longer to compile most of ours than to answer them: a text seen before brings the statement it was compiled to.
 */
function compilingOnce(sqlite: BetterSqlite3.Database): BetterSqlite3.Database {
  const compiled = new Map<string, BetterSqlite3.Statement>();
  function prepare(text: string): BetterSqlite3.Statement {
    const known = compiled.get(text);
    const statement = known ?? sqlite.prepare(text);
    // Drizzle asks for arrays where it wants them, and expects objects of a statement that is new.
    if (known?.reader) known.raw(false);
    compiled.delete(text);
    compiled.set(text, statement);
    if (compiled.size > keptStatements) compiled.delete(compiled.keys().next().value ?? "");
    return statement;
  }
  return Object.create(sqlite, { prepare: { value: prepare } }) as BetterSqlite3.Database;
}

/**
 * Brings the database to this version's schema. Foreign keys are off meanwhile: drizzle runs inside a transaction, where
 * its own `PRAGMA foreign_keys=OFF` does nothing and a table rebuild would delete cascading children
 * (drizzle-team/drizzle-orm#5782). They are checked before they are switched on again.
 */
export function migrateDatabase({ drizzle, sqlite }: Database, folder = migrationsFolder()): void {
  sqlite.pragma("foreign_keys = OFF");
  try {
    migrate(drizzle, { migrationsFolder: folder });
    const broken = sqlite.pragma("foreign_key_check") as unknown[];
    if (broken.length > 0) throw new Error(`the migration left ${broken.length} rows without their parent`);
  } finally {
    sqlite.pragma("foreign_keys = ON");
  }
}

/** When the newest migration of this version was written: a database that has been through a later one is of a newer version. */
export function newestMigration(folder = migrationsFolder()): number {
  return Math.max(
    ...readMigrationFiles({ migrationsFolder: folder }).map(({ folderMillis }) => folderMillis),
  );
}

/** Whether this version's schema has migrations that the database has not seen. */
export function hasPendingMigrations(sqlite: BetterSqlite3.Database, folder: string): boolean {
  const last = sqlite
    .prepare<[], number | null>("select max(created_at) from __drizzle_migrations")
    .pluck()
    .get();
  return readMigrationFiles({ migrationsFolder: folder }).some(
    ({ folderMillis }) => folderMillis > (last ?? 0),
  );
}

/** The migrations lie beside this file, or, when this file has been bundled, in the project's db/ folder. */
export function migrationsFolder(): string {
  const beside = join(dirname(fileURLToPath(import.meta.url)), "migrations");
  return existsSync(beside) ? beside : join(process.cwd(), "db", "migrations");
}
