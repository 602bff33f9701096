import type { OutboxRow } from "../../../db/queries/outbox";
import { maskAddress } from "../../../workflows/hr/people";
import type { Services } from "../../../services/services";

/** A mail of the outbox, without what it says. */
export interface MailLine extends Pick<
  OutboxRow,
  | "id"
  | "template"
  | "state"
  | "attempts"
  | "failure"
  | "nextAttemptAt"
  | "giveUpAt"
  | "lastResponse"
  | "createdAt"
  | "sentAt"
> {
  /** Masked. */
  to: string;
  ticketNumber: string | null;
  /** Goes, or went, with another mail. */
  carried: boolean;
  /** How many cases it tells of, where it was gathered. */
  items: number;
  retriable: boolean;
}

export const mailStates = ["waiting", "failed", "sent", "cancelled"] as const;
export const mailsPerPage = 50;

/** One page of the outbox, the newest first. */
export async function mailPage(
  { store }: Pick<Services, "store">,
  { state, page }: { state: OutboxRow["state"] | null; page: number },
): Promise<{ mails: MailLine[]; pages: number; counts: Partial<Record<OutboxRow["state"], number>> }> {
  const counted = await store.figures.outbox();
  const counts = Object.fromEntries(counted.map((one) => [one.state, one.count]));
  const all = counted
    .filter((one) => state === null || one.state === state)
    .reduce((sum, { count }) => sum + count, 0);
  const rows = await store.work.listMail({ state, limit: mailsPerPage, offset: (page - 1) * mailsPerPage });
  const mails = await Promise.all(rows.map((row) => lineOf(store, row)));
  return { mails, pages: Math.ceil(all / mailsPerPage), counts };
}

async function lineOf(store: Services["store"], row: OutboxRow): Promise<MailLine> {
  const { id, template, state, attempts, failure, nextAttemptAt, giveUpAt, lastResponse, createdAt, sentAt } =
    row;
  const ticket = row.ticketId === null ? undefined : await store.tickets.byId(row.ticketId);
  return {
    ...{ id, template, state, attempts, failure, nextAttemptAt, giveUpAt, lastResponse, createdAt, sentAt },
    to: maskAddress(row.address),
    ticketNumber: ticket?.number ?? null,
    carried: row.gatheredInto !== null,
    items: Array.isArray(row.params.items) ? row.params.items.length : 0,
    retriable:
      row.gatheredInto === null &&
      (state === "waiting" || (state === "failed" && row.temporaryPasswordId === null)),
  };
}
