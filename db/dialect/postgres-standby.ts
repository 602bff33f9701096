import { desc } from "drizzle-orm";
import pg from "pg";
import type { Standby } from "../database";
import { isLost, type Querying } from "./postgres-client";
import { connectionOver } from "./postgres-connection";

/** So long a look at the copy may take, in milliseconds, and reaching it; nobody waits for either with a page. */
const lookMs = 1_000;
/** So long whoever wants a page waits for the copy before the database itself is asked. */
const answerMs = 5_000;

/** Which server, database and moment of a start answers, and how far its log is, written or replayed. */
const placeOf = `
  select (select system_identifier::text from pg_control_system()) as system, current_database()::text as database,
    extract(epoch from pg_postmaster_start_time())::text as "startedAt", pg_is_in_recovery() as "isFollowing",
    pg_wal_lsn_diff(case when pg_is_in_recovery() then pg_last_wal_replay_lsn() else pg_current_wal_flush_lsn() end,
      '0/0')::bigint as position`;

interface Place {
  system: string;
  database: string;
  startedAt: string;
  isFollowing: boolean;
  position: number | null;
}

/**
 * A hot standby of a database, for reading.
 *
 * @param itself the database, which is asked where the standby fails
 * @param lost hears of every connection to the standby that is lost, and of an answer that did not come
 */
export function openStandby(options: pg.ClientConfig, itself: Querying, lost: () => void): Standby {
  const pool = new pg.Pool({ ...options, connectionTimeoutMillis: lookMs, query_timeout: answerMs });
  pool.on("error", lost);
  const looking: Querying = {
    query: (config, values) => {
      const text = typeof config === "string" ? { text: config } : config;
      return pool.query({ ...text, query_timeout: lookMs } as pg.QueryConfig, values);
    },
  };
  const { query, schema } = connectionOver(looking);
  const newest = query
    .select({ seq: schema.audit.seq })
    .from(schema.audit)
    .orderBy(desc(schema.audit.seq))
    .limit(1)
    .prepare();
  const newestAct = async () => (await newest.execute())[0]?.seq ?? 0;
  const placeAt = async (at: Querying) => (await at.query(placeOf)).rows[0] as Place;
  return {
    connection: connectionOver({
      async query(config, values) {
        try {
          return await pool.query(config as pg.QueryConfig, values);
        } catch (error) {
          // A server that refuses, as where its replay was in the way of what was asked, does answer.
          if (isLost(error) || !(error instanceof pg.DatabaseError)) lost();
          return itself.query(config, values);
        }
      },
    }),
    async look() {
      const written = await placeAt(itself);
      const replayed = await placeAt(looking);
      if (!isCopy(replayed, written)) return null;
      return {
        written: written.position ?? 0,
        replayed: replayed.position ?? 0,
        newestAct: await newestAct(),
      };
    },
    newestAct,
    close: () => pool.end(),
  };
}

/** The same server over another address is its own copy; one that has followed it and does no longer is none. */
const isCopy = (one: Place, of: Place): boolean =>
  one.system === of.system &&
  one.database === of.database &&
  (one.isFollowing || one.startedAt === of.startedAt);
