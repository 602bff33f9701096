import { setImmediate } from "node:timers/promises";
import type { Database } from "./database";
import { recordReads } from "./queries/records";
import { ticketReads } from "./queries/tickets";
import { exportLines, type ExportFilter } from "./record/export";
import { verifySealed, type Outside, type SealedVerdict } from "./record/verify/verify";

/** The database as it was at one instant, whatever is committed meanwhile. */
export interface Snapshot {
  tickets: Pick<ReturnType<typeof ticketReads>, "all" | "historyOf" | "byId">;
  records: Pick<ReturnType<typeof recordReads>, "actsOn" | "actsOnNothing">;
  /** Verifies audit, sealed rows, head, copies and journal against each other. */
  verifySealed(): Promise<SealedVerdict>;
  /** The lines of an export of the audit; `null` where the database is known not to go on from what was sealed. */
  exportAudit(filter: ExportFilter): AsyncIterable<string> | null;
}

/**
 * Does some reading on a snapshot; nobody who writes waits for it. The head is read before the snapshot is taken, so that the one
 * is never behind the other.
 */
export async function onSnapshot<T>(
  database: Database,
  outside: () => Outside,
  work: (snapshot: Snapshot) => Promise<T>,
): Promise<T> {
  const seen = outside();
  return database.onSnapshot((connection) => {
    // Where there is no connection but the one, nothing is let in between.
    const pause = connection.query === database.query ? async () => undefined : setImmediate;
    return work({
      tickets: ticketReads(connection),
      records: recordReads(connection, { apply: refuse, outside: () => seen }),
      verifySealed: () => verifySealed(connection, seen, pause),
      exportAudit: (filter) =>
        seen.head && seen.head.brokenAt === null
          ? exportLines(connection, seen.keys, seen.head, filter)
          : null,
    });
  });
}

function refuse(): never {
  throw new Error("a snapshot is not written to");
}
