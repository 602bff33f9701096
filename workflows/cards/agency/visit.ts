import { hashToken } from "../../../accounts/access/secrets";
import type { Ticket } from "../../../db/queries/tickets";
import type { Store } from "../../../db/store";
import type { Actor } from "../../desk/actor";
import { deskError } from "../../desk/refusal";
import { contextOf } from "../../machines/stored";
import { timetable } from "../../machines/timetable";
import type { Trust } from "../../trust/trust";
import type { CardFacts, Keeper, TicketContext } from "../../machines/types";
import type { Context } from "../../desk/context";

/** What a card is met with. */
export interface CardContext extends Context {
  trust: Trust;
  /** The desk's own origin; it is part of what a card signs. */
  origin: string;
}

/** One keeper at one browser: the pre-session's token, of which only the hash is kept, and the case it carries on. */
export interface CardVisit {
  token: string;
  ticketId: string;
  keeper: Keeper;
}

export type CardActor = Extract<Actor, { kind: "card" }>;

export const cardActor = ({ ticketId }: Pick<CardVisit, "ticketId">): CardActor => ({
  kind: "card",
  ticketId,
});

/** How the pre-session is known to the database. */
export const preSessionOf = ({ token }: Pick<CardVisit, "token">): string => hashToken(token);

/** Of whom a challenge is asked: this browser, for this case. */
export const askedOf = (visit: CardVisit) => ({ preSession: preSessionOf(visit), ticketId: visit.ticketId });

/** The case of a visit with the memory of its machine. */
export interface VisitedTicket {
  ticket: Ticket;
  context: TicketContext;
}

/** @throws Refusal `no-such-ticket` */
export async function ticketOf(
  store: Store,
  { ticketId }: Pick<CardVisit, "ticketId">,
): Promise<VisitedTicket> {
  const ticket = await store.tickets.byId(ticketId);
  if (!ticket) throw deskError("no-such-ticket");
  return { ticket, context: contextOf(ticket) };
}

/** Until when a proven card may order its one reset: epoch milliseconds. */
export function orderUntil(card: Pick<CardFacts, "provenAt">): number {
  return card.provenAt + timetable.cardProof.minutes * 60_000;
}
