import { setImmediate } from "node:timers/promises";
import BetterSqlite3 from "better-sqlite3";
import { drizzle as overSqlite } from "drizzle-orm/better-sqlite3";
import { inMemory, type Database } from "./connection";
import { recordReads } from "./queries/records";
import { ticketReads } from "./queries/tickets";
import { exportLines, type ExportFilter } from "./record/export";
import { verifySealed, type Outside, type SealedVerdict } from "./record/verify/verify";
import * as schema from "./schema";

/** The database as it was at one instant, whatever is committed meanwhile. */
export interface Snapshot {
  tickets: Pick<ReturnType<typeof ticketReads>, "all" | "historyOf" | "byId">;
  records: Pick<ReturnType<typeof recordReads>, "actsOn" | "actsOnNothing">;
  /** Verifies audit, sealed rows, head, copies and journal against each other. */
  verifySealed(): Promise<SealedVerdict>;
  /** The lines of an export of the audit; `null` where the database is known not to go on from what was sealed. */
  exportAudit(filter: ExportFilter): Iterable<string> | null;
}

/**
 * Does some reading on a snapshot, over a connection of its own; nobody who writes waits for it. The head is read before the
 * snapshot is taken, so that the one is never behind the other. A database in memory has one connection, and is read as it is.
 */
export async function onSnapshot<T>(
  database: Database,
  outside: () => Outside,
  work: (snapshot: Snapshot) => Promise<T>,
): Promise<T> {
  const seen = outside();
  const own =
    database.sqlite.name === inMemory ? null : new BetterSqlite3(database.sqlite.name, { readonly: true });
  const sqlite = own ?? database.sqlite;
  const drizzle = own ? overSqlite(own, { schema }) : database.drizzle;
  try {
    if (own) {
      own.pragma("busy_timeout = 5000");
      own.exec("begin; select count(*) from record_state");
    }
    const parts = { apply: refuse, outside: () => seen };
    return await work({
      tickets: ticketReads({ drizzle, sqlite }),
      records: recordReads({ drizzle, sqlite }, parts),
      verifySealed: () => verifySealed(sqlite, seen, own ? setImmediate : async () => undefined),
      exportAudit: (filter) =>
        seen.head && seen.head.brokenAt === null ? exportLines(sqlite, seen.keys, seen.head, filter) : null,
    });
  } finally {
    own?.close();
  }
}

function refuse(): never {
  throw new Error("a snapshot is not written to");
}
