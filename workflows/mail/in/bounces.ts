import { update, type Write } from "../../../db/change";
import type { OutboxRow } from "../../../db/queries/outbox";
import type { Ticket } from "../../../db/queries/tickets";
import type { DoorRefusal } from "../../../emails/inbound/smtp-server";
import { redact } from "../../../emails/inbound/redact";
import type { InboundContext, ReceivedPart } from "./received";
import { noteAutomatic } from "./letters";
import type { ActOn } from "../../desk/desk";
import { isDecided } from "../../desk/refusal";

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
  const { desk, store, clock } = parts;
  const act = { type: "MAIL_BOUNCED", permanent: lost, response } as const;
  const told = (some: readonly Ticket[]): ActOn[] =>
    some.map(({ number }) => ({ number, act, mayBeLeftOut: true }));
  const others = await carriedTickets(parts, sent);
  if (ticket && lost && sent.temporaryPasswordId !== null) {
    const refused = { type: "MAIL_REFUSED", issue: sent.issue ?? 0, response } as const;
    try {
      await desk.actTogether([...told(others), { number: ticket.number, act: refused }], inbound, {
        alongside,
      });
      return null;
    } catch (error) {
      // The case has moved on: signed in already, issued anew, or closed.
      if (!isDecided(error)) throw error;
    }
  }
  const acts = told(ticket ? [...others, ticket] : others);
  if (acts.length > 0) await desk.actTogether(acts, inbound, { alongside });
  else await store.commit({ at: clock(), writes: alongside, audit: [] });
  return null;
}

/** The cases that a mail told of besides its own; they hear of it in the same commit. */
async function carriedTickets({ store }: InboundContext, sent: OutboxRow): Promise<Ticket[]> {
  const others = new Set((await store.work.carriedBy(sent.id)).flatMap(({ ticketId }) => ticketId ?? []));
  others.delete(sent.ticketId ?? "");
  const found = await Promise.all([...others].map((id) => store.tickets.byId(id)));
  return found.filter((one) => one !== undefined);
}

/** The server's words for staff: one line, without whom it names beside our recipient and without any secret. */
function responseOf({ read: { judgement } }: ReceivedPart): string {
  const { status, reason } = judgement;
  const words = redact(reason);
  return status === null || words.includes(status) ? words : `${status} ${words}`;
}
