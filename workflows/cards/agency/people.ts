import { nationalIdHashes } from "../../../accounts/identity/kept-national-id";
import { update } from "../../../db/change";
import type { PersonWithAgency } from "../../../db/queries/people";
import type { Ticket } from "../../../db/queries/tickets";
import { actorColumns } from "../../desk/actor";
import { refusalsOf } from "../../desk/allowed";
import { subjectOf } from "../../desk/authority";
import { readFacts } from "../../desk/facts";
import { stillAbout, withOpenCase } from "../../desk/open-case";
import { actAsCard } from "./card-desk";
import { cardActor, orderUntil, ticketOf, type CardContext, type CardVisit } from "./visit";
import { matchOf, type PersonMatch } from "../../hr/people";
import { deskError } from "../../desk/refusal";
import { factsOf } from "../../reading/ticket-reading";
import type { CardFacts } from "../../machines/types";

const atMost = 30;

/** What the card may choose from. */
export interface CardChoice {
  agencyName: string;
  /** Until when one person may be chosen and the order be signed: epoch milliseconds. */
  until: number;
}

/**
 * The card's agency and the time left, while a person may be chosen.
 *
 * @throws Refusal `not-now`, `card-proof-expired`
 */
export async function choiceOf(parts: CardContext, visit: CardVisit): Promise<CardChoice> {
  const card = await provenCard(parts, visit);
  return { agencyName: card.agencyName, until: orderUntil(card) };
}

/**
 * Looks people up in the card's agency and below it: part of a name or 自訂帳號, or a whole 身分證字號. An act of the card,
 * recorded with the case, by ids only.
 *
 * @throws Refusal `not-now`, `card-proof-expired`
 */
export async function peopleOfCard(
  parts: CardContext,
  visit: CardVisit,
  query: string,
): Promise<{ people: PersonMatch[]; more: boolean }> {
  const { store, clock, secrets } = parts;
  const card = await provenCard(parts, visit);
  const within = await store.agencies.withSubordinates([card.agencyId]);
  const hashes = nationalIdHashes(secrets, query);
  const found =
    hashes.length > 0 ? await byNationalId() : await store.people.search(query, within, atMost + 1);
  const active = found.filter(({ status }) => status === "active");
  const people = active.slice(0, atMost);
  await store.commit({
    at: clock(),
    writes: [],
    audit: [
      {
        ...actorColumns(cardActor(visit)),
        act: "people.looked-up",
        ticketId: visit.ticketId,
        personId: people.length === 1 ? people[0]?.id : null,
        detail: {
          purpose: "agency-card",
          by: hashes.length > 0 ? "national-id" : "name-or-account",
          found: people.map(({ id }) => id),
        },
      },
    ],
  });
  return { people: people.map(matchOf), more: active.length > atMost };

  async function byNationalId(): Promise<PersonWithAgency[]> {
    const person = await store.people.byNationalId(hashes);
    return person && within.includes(person.agencyId) ? [person] : [];
  }
}

/**
 * Chooses the one person this card resets. Somebody who has an open case keeps that one: it takes the card's path, this one
 * joins it, and the visit goes on with it.
 *
 * @returns the visit to go on with
 * @throws Refusal `no-such-person`, `card-of-another-agency`, `no-address`, `card-proof-expired`, `not-now`
 */
export async function choosePerson(
  parts: CardContext,
  visit: CardVisit,
  personId: string,
): Promise<CardVisit> {
  const { store, clock } = parts;
  const { ticket, context } = await ticketOf(store, visit);
  if (ticket.state === "personChosen" && context.subject?.personId === personId) return visit;

  const facts = await readFacts(store, clock(), { subjects: [personId] });
  const person = facts.people.get(personId);
  const subject = subjectOf(facts, personId);
  if (person?.status !== "active" || !subject) throw deskError("no-such-person");
  const lineage = facts.lineages.get(person.agencyId) ?? [];
  const withinCard = context.card !== null && lineage.includes(context.card.agencyId);
  const kind = person.passwordHash === null && person.firstLoginAt === null ? "first-login" : "recovery";
  return withOpenCase(store, personId, async (open) => {
    if (open && withinCard) return joinOpen(parts, visit, open, person);
    await actAsCard(parts, visit, { type: "CHOOSE_PERSON", subject, withinCard, kind }, [
      update("tickets", { id: ticket.id }, { applicantName: person.name }),
      update("claims", { ticketId: ticket.id }, { name: person.name, agencyId: person.agencyId }),
    ]);
    return visit;
  });
}

/** Both cases in one commit: if either refuses, nothing has been done and somebody else may be chosen. */
async function joinOpen(
  parts: CardContext,
  visit: CardVisit,
  open: Ticket,
  person: PersonWithAgency,
): Promise<CardVisit> {
  const { store, desk } = parts;
  const card = await provenCard(parts, visit);
  if (person.email === null) throw deskError("no-address");
  const { ticket } = await ticketOf(store, visit);
  const joined = { ...visit, ticketId: open.id };
  const reason = `以${card.agencyName}的機關憑證辦理（${ticket.number}）`;
  const handOver = {
    type: "HAND_OVER",
    to: "agency-certificate",
    reason,
    card,
    keeper: visit.keeper,
  } as const;
  const both: Parameters<typeof desk.actTogether>[0] = [
    { number: ticket.number, act: { type: "JOIN", into: open.number } },
    { number: open.number, act: handOver, by: cardActor(joined) },
  ];
  await desk.actTogether(both, cardActor(visit), { before: [stillAbout(person.id, open)] });
  return joined;
}

/** The machine says whether this card may still choose: joining asks for just what choosing asks of the card. */
async function provenCard(parts: CardContext, visit: CardVisit): Promise<CardFacts> {
  const { ticket, context } = await ticketOf(parts.store, visit);
  const facts = await factsOf(parts, cardActor(visit), ticket);
  const { JOIN: refused } = refusalsOf(facts, ticket, cardActor(visit), ["JOIN"]);
  if (refused !== undefined) throw deskError(refused);
  if (context.card === null) throw deskError("not-now");
  return context.card;
}
