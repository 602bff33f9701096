import { sql } from "drizzle-orm";
import { drizzle as overPostgres } from "drizzle-orm/node-postgres";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import pg from "pg";
import type { Database } from "../database";
import { databaseError } from "../database-refused";
import { migrationsFolder, newestMigration } from "../migrations";
import { ask, runInTurn, send } from "../steps";
import { databaseName } from "./database-address";
import { untilReached, WritingClient, type Querying } from "./postgres-client";
import { connectionOver } from "./postgres-connection";
import { noticesOver } from "./postgres-notices";
import { openStandby } from "./postgres-standby";
import { transactionsOver } from "./postgres-transactions";

// Counts and instants lie far below 2^53; json is parsed once, by drizzle.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
pg.types.setTypeParser(pg.types.builtins.JSON, (text) => text);

/** How the desk's connections are named on the server, before the id of the key in use. */
const application = "recovery-desk";

/** Names the lock under which a database is brought to a schema and its record is begun. */
const opening = "recovery-desk opening";

/**
 * Opens a database of PostgreSQL 15 or later. Reading goes over a pool; changes go one after another over a connection of their
 * own, on which their statements are prepared: they are serial on the server too, for each takes the lock on the audit's head.
 *
 * @param url `postgres://…` as libpq has it
 * @param keyId the key under which this process seals, for others to see
 */
export async function openPostgres(url: string, keyId?: string): Promise<Database> {
  const options = {
    connectionString: url,
    application_name: [application, keyId].filter(Boolean).join(" "),
    keepAlive: true,
  };
  const pool = new pg.Pool(options);
  // An idle connection that the server ends is replaced by the next query; without a listener it would end the process.
  pool.on("error", () => undefined);
  // Within a transaction the next statement need not wait for the answer to the last.
  const writer = new WritingClient({ ...options, pipeline: true });
  const writing = connectionOver(writer);
  const takeLock = writing.statement(
    sql`select pg_advisory_xact_lock(hashtextextended(${sql.placeholder("what")}, 0))`,
  );
  const notices = noticesOver(options);
  const notify = writing.statement(notices.sending);
  const transactions = transactionsOver(writer);
  const asked: Querying = {
    query(config, values) {
      // Within a long transaction everything sees what it has done.
      if (transactions.isLong()) return writer.query(config, values);
      if (isReading(config)) return untilReached(() => pool.query(config as pg.QueryConfig, values));
      // A write by itself is done once, whatever becomes of its connection.
      return transactions.transaction(() => writer.query(config, values));
    },
  };
  const reading = connectionOver(asked);

  /** Has work done on a connection of its own, which ends with it. */
  async function onOwnClient<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
    const client = new pg.Client(options);
    client.on("error", () => undefined);
    try {
      await client.connect().catch((error: unknown) => {
        throw databaseError("not-opened", `${databaseName(url)}: ${String(error)}`);
      });
      return await work(client);
    } finally {
      await client.end();
    }
  }

  return {
    ...reading,
    writing,
    transaction: (steps) => transactions.transaction(() => runInTurn(steps())),
    together: (steps) => transactions.together(() => runInTurn(steps())),
    *lock(what) {
      yield* ask(takeLock, { what });
    },
    *tell(news, seq) {
      yield* send(ask(notify, { notice: notices.noticeOf(news, seq) }));
    },
    feed: (ring) => notices.feed(ring),
    inOneTransaction: transactions.long,
    async onSnapshot(work) {
      const client = await untilReached(() => pool.connect());
      try {
        await client.query("begin isolation level repeatable read read only");
        const result = await work(connectionOver(client));
        await client.query("commit");
        client.release();
        return result;
      } catch (error) {
        client.release(true);
        throw error;
      }
    },
    alone: (work) =>
      onOwnClient(async (client) => {
        await client.query("select pg_advisory_lock(hashtextextended($1, 0))", [opening]);
        return work();
      }),
    async anotherKeyInUse(keyId) {
      const { rows } = await pool.query<{ name: string }>(
        "select application_name as name from pg_stat_activity where datname = current_database()",
      );
      const names = rows.map(({ name }) => name.split(" ")).filter(([program]) => program === application);
      return names.map(([, id]) => id).find((id) => id !== undefined && id !== keyId) ?? null;
    },
    async hasPendingMigrations(folder = migrationsFolder("postgres")) {
      const found = await pool.query<{ name: string | null }>(
        "select to_regclass('public.__drizzle_migrations')::text as name",
      );
      if (!found.rows[0]?.name) return true;
      const { rows } = await pool.query<{ at: number | null }>(
        "select max(created_at) as at from public.__drizzle_migrations",
      );
      return newestMigration(folder) > (rows[0]?.at ?? 0);
    },
    // On a connection that is not replaced: what is left of a migration must not go on over another one.
    migrate: (folder = migrationsFolder("postgres")) =>
      onOwnClient((client) =>
        migrate(overPostgres(client), { migrationsFolder: folder, migrationsSchema: "public" }),
      ),
    shrinkLog: async () => undefined,
    standbyAt: (readUrl, lost) => openStandby({ ...options, connectionString: readUrl }, asked, lost),
    async copyTo() {
      throw databaseError("not-a-file", "pg_dump");
    },
    async close() {
      await transactions.inTurn(() => writer.end());
      await pool.end();
    },
  };
}

/** Whether a statement only reads, so that it may be asked again. */
const isReading = (config: pg.QueryConfig | string): boolean =>
  /^\s*(select|with)\b/i.test(typeof config === "string" ? config : config.text);
