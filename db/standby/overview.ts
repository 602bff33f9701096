import { and, eq, gt, sql } from "drizzle-orm";
import type { Connection, Database } from "../database";
import { agencyReads } from "../queries/agencies";
import { bindingReads } from "../queries/bindings";
import { figureReads } from "../queries/figures";
import { peopleReads } from "../queries/people";
import { ticketReads } from "../queries/tickets";
import type { Watched } from "./watch";

/**
 * What lists, counts and finds for people to look at. It may be some seconds behind, so nothing is decided by it: whoever acts
 * is judged by what the store's other readers say.
 */
export interface Overview {
  tickets: Pick<ReturnType<typeof ticketReads>, "list" | "queue" | "count" | "counts" | "search">;
  bindings: Pick<ReturnType<typeof bindingReads>, "countAwaitingSecondPerson">;
  agencies: Pick<ReturnType<typeof agencyReads>, "count">;
  people: Pick<ReturnType<typeof peopleReads>, "count">;
  figures: Pick<
    ReturnType<typeof figureReads>,
    "outbox" | "oldestWaitingAt" | "dueDeadlines" | "openTickets"
  >;
}

/**
 * Chooses where somebody's overview is read: on the standby while it is used and has the last act of this person, whichever
 * process it was done in. The audit counts acts in the order of their commits, so its numbers tell.
 *
 * @param itself the same readers on the database
 */
export function overviews(
  database: Database,
  itself: Overview,
  standby: Watched,
): (personId: string | null) => Promise<Overview> {
  const apart = overviewOver(standby.connection);
  const { audit } = database.schema;
  /** Only acts that the standby was not known to have are looked through. */
  const newestActSince = database.query
    .select({ seq: sql<number | null>`max(${audit.seq})` })
    .from(audit)
    .where(and(gt(audit.seq, sql.placeholder("known")), eq(audit.actorId, sql.placeholder("personId"))))
    .prepare();

  async function hasAllOf(personId: string): Promise<boolean> {
    const [newest] = await newestActSince.execute({ known: standby.newestAct(), personId });
    return typeof newest?.seq !== "number" || standby.hasAct(newest.seq);
  }

  return async (personId) => {
    if (!standby.isUsed()) return itself;
    return personId === null || (await hasAllOf(personId)) ? apart : itself;
  };
}

function overviewOver(connection: Connection): Overview {
  return {
    tickets: ticketReads(connection),
    bindings: bindingReads(connection),
    agencies: agencyReads(connection),
    people: peopleReads(connection),
    figures: figureReads(connection),
  };
}
