import type { Attachment } from "../../db/queries/received";
import { actorColumns, type Actor } from "../desk/actor";
import { deskError } from "../desk/refusal";
import { readingOf } from "../desk/allowed";
import { factsOf } from "./ticket-reading";
import type { Context } from "../desk/context";

/**
 * Gives out a file that came by mail, to whoever may read the ticket whole; recorded.
 *
 * @throws Refusal `no-such-ticket`, `oneself`, or why the ticket may not be read
 */
export async function receivedFile(
  parts: Pick<Context, "store" | "clock">,
  actor: Actor,
  { number, id }: { number: string; id: string },
): Promise<Attachment> {
  const { store } = parts;
  const ticket = await store.tickets.byNumber(number);
  if (!ticket) throw deskError("no-such-ticket");
  const facts = await factsOf(parts, actor, ticket);
  if (readingOf(facts, actor, ticket) !== "staff") throw deskError("oneself");
  const file = await store.received.attachment(ticket.id, id);
  if (!file) throw deskError("no-such-ticket");
  await store.commit({
    at: facts.at,
    writes: [],
    audit: [
      { ...actorColumns(actor), act: "attachment.read", ticketId: ticket.id, detail: { attachment: id } },
    ],
  });
  return file;
}
