import { update, type Write } from "../../../db/change";
import type { OutboxRow } from "../../../db/queries/outbox";
import type { DoorRefusal } from "../../../emails/inbound/smtp-server";
import { redact } from "../../../emails/inbound/redact";
import type { InboundContext, ReceivedPart } from "./received";
import { noteAutomatic } from "./letters";
import { isRefusal } from "../../desk/refusal";
import type { TicketAct } from "../../machines/types";

const inbound = { kind: "system", name: "inbound" } as const;

/**
 * A server's news of one of our mails. Where the mail with the password will not arrive, be the cause permanent or the
 * server's patience at its end, the case is told and becomes `undeliverable`, its password dying at once, though another
 * server had accepted the mail before. Everything else is noted.
 */
export async function takeBounce(
  parts: InboundContext,
  sent: OutboxRow,
  received: ReceivedPart,
): Promise<DoorRefusal | null> {
  const { judgement } = received.read;
  const ticket = sent.ticketId === null ? undefined : await parts.store.tickets.byId(sent.ticketId);
  // Vacation notices go to the return path too (RFC 3834 §4).
  if (judgement.kind !== "bounce") return noteAutomatic(parts, ticket, received);

  const lost = judgement.permanent === true || judgement.final;
  const response = responseOf(received);
  const alongside: Write[] = [
    received.remembered(ticket?.id ?? null),
    ...(lost ? [{ id: sent.id }, { gatheredInto: sent.id }] : []).map((which) =>
      update(
        "outbox",
        { ...which, state: { oneOf: ["sent", "waiting"] } },
        { state: "failed", lastResponse: response },
      ),
    ),
  ];
  const acts: TicketAct[] = [
    ...(lost && sent.temporaryPasswordId !== null
      ? [{ type: "MAIL_REFUSED", issue: sent.issue ?? 0, response } as const]
      : []),
    { type: "MAIL_BOUNCED", permanent: lost, response },
  ];
  await tellCarried(parts, sent, { type: "MAIL_BOUNCED", permanent: lost, response });
  for (const act of ticket ? acts : []) {
    try {
      await parts.desk.act(ticket?.number ?? "", act, inbound, { alongside });
      return null;
    } catch (error) {
      // The case has moved on: signed in already, issued anew, or closed.
      if (!isRefusal(error)) throw error;
    }
  }
  await parts.store.commit({ at: parts.clock(), writes: alongside, audit: [] });
  return null;
}

/**
 * Tells the cases that the mail told of besides its own. Before its own hears of it and the bounce is remembered: should
 * the process end between, the bounce comes again, and they are told twice rather than never.
 */
async function tellCarried({ store, desk }: InboundContext, sent: OutboxRow, act: TicketAct): Promise<void> {
  const others = new Set((await store.work.carriedBy(sent.id)).flatMap(({ ticketId }) => ticketId ?? []));
  others.delete(sent.ticketId ?? "");
  for (const ticketId of others) {
    const ticket = await store.tickets.byId(ticketId);
    try {
      if (ticket) await desk.act(ticket.number, act, inbound);
    } catch (error) {
      if (!isRefusal(error)) throw error;
    }
  }
}

/** The server's words for staff: one line, without whom it names beside our recipient and without any secret. */
function responseOf({ read: { judgement } }: ReceivedPart): string {
  const { status, reason } = judgement;
  const words = redact(reason);
  return status === null || words.includes(status) ? words : `${status} ${words}`;
}
