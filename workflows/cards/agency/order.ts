import { resetChallenge } from "../../../certificates/card/card-messages";
import type { PersonWithAgency } from "../../../db/queries/people";
import type { Locale } from "../../../language/locale";
import { actAsCard, keepChallenge, refuseCard, type CardAnswer, type SignatureWish } from "./card-desk";
import { checkReply, type CardReply } from "../card-verdict";
import { askedOf, orderUntil, ticketOf, type CardContext, type CardVisit, type VisitedTicket } from "./visit";
import { orderStatement, type Order } from "../card-words";
import { maskAddress, matchOf, type PersonMatch } from "../../hr/people";
import { isRefusal, deskError } from "../../desk/refusal";
import type { CardFacts, Keeper } from "../../machines/types";

/** What the keeper confirms before the second signature. */
export interface CardOrder {
  number: string;
  person: PersonMatch & { email: string | null };
  keeper: Keeper;
  agencyName: string;
  privileged: boolean;
  /** The sentence to be signed, whole, for each choice about the old password. */
  statements: { keepOld: string; disableOld: string };
  until: number;
}

interface Ordering {
  visited: VisitedTicket;
  card: CardFacts;
  keeper: Keeper;
  person: PersonWithAgency;
}

/**
 * What is to be confirmed and signed.
 *
 * @throws Refusal `not-now` where nobody is chosen, or the order was given already
 */
export async function orderOf(parts: CardContext, visit: CardVisit, locale: Locale): Promise<CardOrder> {
  const ordering = await orderingOf(parts, visit);
  const { visited, card, keeper, person } = ordering;
  return {
    number: visited.ticket.number,
    person: { ...matchOf(person), email: person.email === null ? null : maskAddress(person.email) },
    keeper,
    agencyName: card.agencyName,
    privileged: visited.ticket.privileged,
    statements: {
      keepOld: statementOf(ordering, false, locale),
      disableOld: statementOf(ordering, true, locale),
    },
    until: orderUntil(card),
  };
}

/**
 * Makes the order to be signed: whom, by whom, what about the old password, and the sentence the keeper read.
 *
 * @throws Refusal `not-now`
 */
export async function orderChallenge(
  parts: CardContext,
  visit: CardVisit,
  { disableOldPassword, locale }: { disableOldPassword: boolean; locale: Locale },
): Promise<SignatureWish & { statement: string }> {
  const ordering = await orderingOf(parts, visit);
  const { visited, card, keeper, person } = ordering;
  const statement = statementOf(ordering, disableOldPassword, locale);
  const challenge = resetChallenge(
    {
      origin: parts.origin,
      ticket: visited.ticket.number,
      person: {
        id: person.id,
        name: person.name,
        maskedId: person.nationalIdMasked,
        agencyOid: person.agencyOid,
      },
      keeper,
      disableOldPassword,
      statement,
      at: parts.clock(),
    },
    parts.random,
  );
  return { ...(await keepChallenge(parts, askedOf(visit), "reset", challenge, orderUntil(card))), statement };
}

/**
 * Takes the second signature. What was signed must still be the case: another keeper may have taken it over meanwhile.
 */
export async function signOrder(parts: CardContext, visit: CardVisit, reply: CardReply): Promise<CardAnswer> {
  const check = await checkReply(parts, visit, "reset", reply);
  if (!check.accepted) return refuseCard(parts, visit, "SIGNATURE_REFUSED", check.code);
  const signed = JSON.parse(check.challenge.content.toString("utf8")) as SignedOrder;
  const { context } = await ticketOf(parts.store, visit);
  if (signed.person.id !== context.subject?.personId || !sameKeeper(signed.keeper, context.keeper)) {
    return refuseCard(parts, visit, "SIGNATURE_REFUSED", "order-changed");
  }
  const { disableOldPassword } = signed;
  const certificateSha256 = check.verdict.signer.sha256;
  try {
    await actAsCard(
      parts,
      visit,
      { type: "SIGN_ORDER", certificateSha256, disableOldPassword, evidenceId: check.evidenceId },
      check.writes,
    );
    return { accepted: true };
  } catch (error) {
    if (!isRefusal(error) || error.code !== "another-card") throw error;
    return refuseCard(parts, visit, "SIGNATURE_REFUSED", "another-card");
  }
}

/** What of the signed order the desk acts on; the desk itself wrote it into the challenge. */
interface SignedOrder {
  person: { id: string };
  keeper: Keeper;
  disableOldPassword: boolean;
}

const sameKeeper = (one: Keeper, other: Keeper | null) =>
  one.name === other?.name && one.title === other.title && one.extension === other.extension;

async function orderingOf({ store }: CardContext, visit: CardVisit): Promise<Ordering> {
  const visited = await ticketOf(store, visit);
  const { card, keeper, subject } = visited.context;
  const person = subject ? await store.people.byId(subject.personId) : undefined;
  if (visited.ticket.state !== "personChosen" || !card || !keeper || !person) throw deskError("not-now");
  // Another keeper may have taken the case over; it is no longer this one's to order.
  if (!sameKeeper(visit.keeper, keeper)) throw deskError("not-now");
  return { visited, card, keeper, person };
}

function statementOf(
  { visited, card, keeper, person }: Ordering,
  disableOldPassword: boolean,
  locale: Locale,
): string {
  const order: Order = {
    ticket: visited.ticket.number,
    person: { name: person.name, maskedId: person.nationalIdMasked, agencyName: person.agencyName },
    keeper,
    cardAgency: card.agencyName,
    disableOldPassword,
  };
  return orderStatement(locale).text(order);
}
