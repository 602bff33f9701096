import type { Attachment } from "../../db/queries/received";
import type { Store } from "../../db/store";
import type { Clock } from "../../db/types";
import { actorColumns, type Actor } from "../desk/actor";
import { Refusal } from "../desk/refusal";
import { readingOf } from "./ticket-reading";

/**
 * Gives out a file that came by mail, to whoever may read the ticket whole; recorded.
 *
 * @throws Refusal `no-such-ticket`, `oneself`, or why the ticket may not be read
 */
export async function receivedFile(
  { store, clock }: { store: Store; clock: Clock },
  actor: Actor,
  { number, id }: { number: string; id: string },
): Promise<Attachment> {
  const at = clock();
  const ticket = await store.tickets.byNumber(number);
  if (!ticket) throw new Refusal("no-such-ticket");
  if ((await readingOf(store, actor, ticket, at)) !== "staff") throw new Refusal("oneself");
  const file = await store.received.attachment(ticket.id, id);
  if (!file) throw new Refusal("no-such-ticket");
  await store.commit({
    at,
    writes: [],
    audit: [
      { ...actorColumns(actor), act: "attachment.read", ticketId: ticket.id, detail: { attachment: id } },
    ],
  });
  return file;
}
