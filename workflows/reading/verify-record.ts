import { isDeepStrictEqual } from "node:util";
import type { Ticket } from "../../db/queries/tickets";
import type { Store } from "../../db/store";
import { replay } from "../machines/replay";
import { migrated } from "../machines/stored";

/** What the record proves of itself. */
export interface RecordVerdict {
  /** Audit rows whose chain holds. */
  rows: number;
  /** The first row that was changed, removed or put in; `null` where the chain is whole. */
  brokenAt: number | null;
  /** Tickets whose history was run through the machines again. */
  tickets: number;
  /** Numbers of those that store something else than their history leads to. */
  differing: string[];
}

/** Verifies the audit trail's chain of hashes, and every ticket against its own history. */
export async function verifyRecord({ store }: { store: Store }): Promise<RecordVerdict> {
  const { rows, brokenAt } = await store.records.verifyAudit();
  const differing: string[] = [];
  let tickets = 0;
  for await (const ticket of store.tickets.all()) {
    tickets += 1;
    if (!(await isAsItsHistoryLeadsTo(store, ticket))) differing.push(ticket.number);
  }
  return { rows, brokenAt, tickets, differing };
}

/** Whoever acts on a ticket between the reading of both makes them differ: then it is read again. */
async function isAsItsHistoryLeadsTo(store: Store, ticket: Ticket): Promise<boolean> {
  const history = await store.tickets.historyOf(ticket.id);
  if (isDeepStrictEqual(outcomeOf(history), migrated(ticket))) return true;
  const now = await store.tickets.byId(ticket.id);
  return now !== undefined && now.version !== ticket.version && isAsItsHistoryLeadsTo(store, now);
}

/** A history that no machine could have written leads nowhere. */
function outcomeOf(history: Parameters<typeof replay>[0]): unknown {
  try {
    return replay(history);
  } catch {
    return null;
  }
}
