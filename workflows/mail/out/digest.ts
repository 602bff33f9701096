import { update } from "../../../db/change";
import type { OutboxRow } from "../../../db/queries/outbox";
import type { Ticket } from "../../../db/queries/tickets";
import type { Store } from "../../../db/store";
import { restore } from "../../machines/machines";

/** One case of a digest, as it was when the mail was first written. */
export interface DigestCase {
  ticketId: string;
  number: string;
  /** Whose letter it is: the link of each reader is their own. */
  personId: string;
}

/**
 * The cases that a digest tells of. Settled at its first try and kept, so that every later try says the same; a decision
 * that was made meanwhile is left out.
 */
export async function digestCases(
  store: Store,
  row: OutboxRow,
  write: (writes: ReturnType<typeof update>[]) => Promise<void>,
): Promise<DigestCase[]> {
  const settled = row.params.items as DigestCase[] | undefined;
  if (settled) return settled;
  const rows = [row, ...(await store.work.gatheredInto(row.id))];
  const tickets = await Promise.all(rows.map(({ ticketId }) => store.tickets.byId(ticketId ?? "")));
  const cases = rows.flatMap(({ params, template, personId }, index): DigestCase[] => {
    const ticket = tickets[index];
    if (!ticket || (template === "decision-waiting" && !waitsForDecision(ticket))) return [];
    return [{ ...params, ticketId: ticket.id, number: ticket.number, personId: personId ?? "" }];
  });
  await write([update("outbox", { id: row.id }, { params: { ...row.params, items: cases } })]);
  return cases;
}

function waitsForDecision(ticket: Ticket): boolean {
  return restore(ticket).hasTag("person-decides");
}
