import { update } from "../../../db/change";
import type { OutboxRow } from "../../../db/queries/outbox";
import type { Ticket } from "../../../db/queries/tickets";
import type { Store } from "../../../db/store";
import type { Template } from "../../../emails/mail";
import { restore } from "../../machines/machines";

const minuteMs = 60_000;

/**
 * Mails that go one at a time to an address, the next no sooner than so many milliseconds later and with everything that
 * has gathered meanwhile. Decisions told to HR come together so that a busy morning is a list and not a flood; what a
 * stranger can cause, by asking in somebody's name, comes at most once an hour. Temporary passwords and security notices
 * are never among them: decisions limit those.
 */
export const gatheredTemplates: Readonly<Partial<Record<Template, number>> & Record<string, number>> = {
  "decision-waiting": 10 * minuteMs,
  "request-received": 60 * minuteMs,
};

/** One case in a gathered mail, as it was when the mail was first written. */
export interface GatheredItem {
  ticketId: string;
  number: string;
  /** Whose letter it is: the link of each reader is their own. */
  personId: string;
}

/**
 * What a gathered mail tells of. Settled at its first try and kept, so that every later try says the same; a decision
 * that was made meanwhile is left out.
 */
export async function gatheredItems(
  store: Store,
  row: OutboxRow,
  write: (writes: ReturnType<typeof update>[]) => Promise<void>,
): Promise<GatheredItem[]> {
  const settled = row.params.items as GatheredItem[] | undefined;
  if (settled) return settled;
  const rows = [row, ...(await store.work.gatheredInto(row.id))];
  const tickets = await Promise.all(rows.map(({ ticketId }) => store.tickets.byId(ticketId ?? "")));
  const items = rows.flatMap(({ params, template, personId }, index): GatheredItem[] => {
    const ticket = tickets[index];
    if (!ticket || (template === "decision-waiting" && !waitsForDecision(ticket))) return [];
    return [{ ...params, ticketId: ticket.id, number: ticket.number, personId: personId ?? "" }];
  });
  await write([update("outbox", { id: row.id }, { params: { ...row.params, items } })]);
  return items;
}

function waitsForDecision(ticket: Ticket): boolean {
  return restore(ticket).hasTag("person-decides");
}
