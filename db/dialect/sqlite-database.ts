import { chmodSync, closeSync, existsSync, mkdirSync, openSync } from "node:fs";
import { dirname } from "node:path";
import BetterSqlite3 from "better-sqlite3";
import { drizzle as overSqlite } from "drizzle-orm/better-sqlite3";
import { migrate } from "drizzle-orm/better-sqlite3/migrator";
import { SQLiteSyncDialect } from "drizzle-orm/sqlite-core";
import { copyDatabase } from "../copies";
import type { Builders, Connection, Database } from "../database";
import { underLock } from "../file-lock";
import { migrationsFolder, newestMigration } from "../migrations";
import { anotherKeyInUse } from "../presence";
import { refuseOldNode } from "../node-version";
import { bindingsOf } from "./placeholders";
import { sqliteFeed } from "./sqlite-feed";
import { sqliteSchema } from "./sqlite-schema";
import { runAtOnce, type Asked, type Statement, type Steps } from "../steps";
import { sqliteSpeech } from "./sqlite-speech";

/** The path of a database that is in no file. */
export const inMemory = ":memory:";

/**
 * Opens the SQLite database of a path, durable before fast: WAL, `synchronous=FULL`, foreign keys, and `secure_delete`, so that
 * an erased seed leaves no bytes behind. Its files are their owner's alone.
 */
export function openSqlite(path: string): Database {
  refuseOldNode();
  if (path !== inMemory) keepPrivate(path);
  const sqlite = new BetterSqlite3(path);
  sqlite.pragma("journal_mode = WAL");
  sqlite.pragma("synchronous = FULL");
  sqlite.pragma("foreign_keys = ON");
  sqlite.pragma("secure_delete = ON");
  sqlite.pragma("busy_timeout = 5000");
  return databaseOver(sqlite);
}

/** SQLite gives its log and shared memory the permissions that the database has when it makes them. */
function keepPrivate(path: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  closeSync(openSync(path, "a", 0o600));
  for (const file of [path, `${path}-wal`, `${path}-shm`]) if (existsSync(file)) chmodSync(file, 0o600);
}

function databaseOver(sqlite: BetterSqlite3.Database): Database {
  const connection = connectionOver(sqlite);
  const transaction = async <T>(steps: () => Steps<T>): Promise<T> =>
    sqlite.transaction(() => runAtOnce(steps(), answerTo)).immediate();
  return {
    ...connection,
    writing: connection,
    transaction,
    together: transaction,
    *lock() {
      // BEGIN IMMEDIATE was it.
    },
    *tell() {
      // The file itself tells, see `sqliteFeed`.
    },
    feed: () => sqliteFeed(sqlite),
    async inOneTransaction(work) {
      sqlite.exec("begin immediate");
      try {
        const result = await work();
        sqlite.exec("commit");
        return result;
      } finally {
        if (sqlite.inTransaction) sqlite.exec("rollback");
      }
    },
    async onSnapshot(work) {
      // A database in memory has one connection, and is read as it is.
      if (sqlite.name === inMemory) return work(connection);
      const own = new BetterSqlite3(sqlite.name, { readonly: true });
      try {
        own.pragma("busy_timeout = 5000");
        own.exec("begin; select count(*) from record_state");
        return await work(connectionOver(own));
      } finally {
        own.close();
      }
    },
    alone: (work) => (sqlite.name === inMemory ? work() : underLock(`${sqlite.name}-opening`, work)),
    anotherKeyInUse: async (keyId) => (sqlite.name === inMemory ? null : anotherKeyInUse(sqlite.name, keyId)),
    async hasPendingMigrations(folder = migrationsFolder("sqlite")) {
      return newestMigration(folder) > (lastMigration(sqlite) ?? 0);
    },
    async migrate(folder = migrationsFolder("sqlite")) {
      migrateSqlite(sqlite, folder);
    },
    async shrinkLog() {
      if (sqlite.inTransaction) return;
      // Whoever reads a snapshot has the log kept meanwhile: nobody waits for that, the next one does it.
      sqlite.pragma("busy_timeout = 0");
      sqlite.pragma("wal_checkpoint(TRUNCATE)");
      sqlite.pragma("busy_timeout = 5000");
    },
    copyTo: (file, progress) => copyDatabase(sqlite, file, progress),
    async close() {
      sqlite.close();
    },
  };
}

/**
 * Brings a database to the schema of these migrations. Foreign keys are off meanwhile: drizzle runs inside a transaction, where
 * its own `PRAGMA foreign_keys=OFF` does nothing and a table rebuild would delete cascading children
 * (drizzle-team/drizzle-orm#5782). They are checked before they are switched on again.
 */
function migrateSqlite(sqlite: BetterSqlite3.Database, folder: string): void {
  sqlite.pragma("foreign_keys = OFF");
  try {
    migrate(overSqlite(sqlite), { migrationsFolder: folder });
    const broken = sqlite.pragma("foreign_key_check") as unknown[];
    if (broken.length > 0) throw new Error(`the migration left ${broken.length} rows without their parent`);
  } finally {
    sqlite.pragma("foreign_keys = ON");
  }
}

/** When the newest migration that a database has been through was written. */
function lastMigration(sqlite: BetterSqlite3.Database): number | null | undefined {
  const isMigrated = sqlite.prepare("select 1 from sqlite_master where name = '__drizzle_migrations'").get();
  if (!isMigrated) return null;
  return sqlite.prepare<[], number | null>("select max(created_at) from __drizzle_migrations").pluck().get();
}

function connectionOver(sqlite: BetterSqlite3.Database): Connection {
  const dialect = new SQLiteSyncDialect();
  return {
    schema: sqliteSchema,
    query: overSqlite(compilingOnce(sqlite), { schema: sqliteSchema }) as unknown as Builders,
    speech: sqliteSpeech,
    statement<Row>(text: Parameters<Connection["statement"]>[0]): Statement<Row[]> {
      const { sql, params } = dialect.sqlToQuery(text);
      const prepared = sqlite.prepare(sql);
      const bind = bindingsOf(params);
      return {
        execute: (values = {}) => {
          const bound = bind(values);
          return new Answer(() => (prepared.reader ? prepared.all(...bound) : prepared.run(...bound)));
        },
      } as unknown as Statement<Row[]>;
    },
    run: async <T>(steps: Steps<T>) => runAtOnce(steps, answerTo),
  };
}

/** What is there when it is asked for, as drizzle's prepared queries answer too: at once, or to whoever awaits it. */
class Answer {
  constructor(readonly sync: () => unknown) {}

  then(resolve: (answer: unknown) => unknown, reject: (error: unknown) => unknown) {
    return Promise.resolve().then(this.sync).then(resolve, reject);
  }
}

const answerTo = ({ statement, values }: Asked): unknown =>
  (statement.execute(values) as unknown as Answer).sync();

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
