import { newToken } from "../../../accounts/access/secrets";
import { addressBlock } from "../../../language/client-address";
import { askingLimit, askingRoom, slowDownMs, throttleKey } from "../../../accounts/passwords/throttle";
import {
  CHALLENGE_LIFETIME,
  presenceChallenge,
  type CardChallenge,
} from "../../../certificates/card/card-messages";
import { insert, type Write } from "../../../db/change";
import type { Challenge } from "../../../db/queries/records";
import type { Locale } from "../../../language/locale";
import { agencyOf, checkReply, type CardReply } from "../card-verdict";
import { askedOf, cardActor, ticketOf, type CardContext, type CardVisit } from "./visit";
import type { CardRefusalCode } from "../card-words";
import type { Outcome } from "../../desk/desk";
import { isDecided, deskError } from "../../desk/refusal";
import type { Keeper, TicketAct } from "../../machines/types";

/** What a card is asked to sign, as the component takes it. */
export interface SignatureWish {
  nonce: string;
  contentBase64: string;
}

/** The desk's answer to a signature. `over`: this case takes no further try. */
export type CardAnswer = { accepted: true } | { accepted: false; code: CardRefusalCode; over: boolean };

/** Begins with a card are held in the lane of their address, and slowed there, before anything is done. */
export function inLaneOf<T>(
  { store, clock, wait, lanes }: Pick<CardContext, "store" | "clock" | "wait" | "lanes">,
  address: string,
  begin: () => Promise<T>,
): Promise<T> {
  return lanes(`card|${addressBlock(address)}`, askingRoom, async () => {
    const key = throttleKey("card", "address", { identity: "", address });
    await wait(slowDownMs((await store.work.take(key, clock(), askingLimit)).count));
    return begin();
  });
}

/**
 * Opens a case for whoever comes with an agency's card, who is nobody yet. The token is the pre-session's, for the browser's
 * cookie; the database learns its hash alone.
 */
export async function beginWithCard(
  parts: CardContext,
  { keeper, address, locale }: { keeper: Keeper; address: string; locale: Locale },
): Promise<CardVisit> {
  const { desk, random } = parts;
  const { ticketId } = await inLaneOf(parts, address, () =>
    desk.open(
      {
        kind: "recovery",
        path: "agency-certificate",
        channel: "card",
        personId: null,
        claim: {
          agencyId: null,
          name: keeper.name,
          account: null,
          nationalId: null,
          contact: locale === "en" ? `ext. ${keeper.extension}` : `分機 ${keeper.extension}`,
          story: locale === "en" ? `Card keeper, ${keeper.title}` : `機關憑證保管人，${keeper.title}`,
          locale,
        },
      },
      { kind: "visitor", address },
    ),
  );
  return { token: newToken(random), ticketId, keeper };
}

/**
 * Makes the content by which the card proves that it is there.
 *
 * @throws Refusal `not-now` where the case is past it
 */
export async function proofChallenge(parts: CardContext, visit: CardVisit): Promise<SignatureWish> {
  const { ticket } = await ticketOf(parts.store, visit);
  if (ticket.state !== "challenge") throw deskError("not-now");
  const challenge = presenceChallenge(
    { purpose: "prove-card", origin: parts.origin, at: parts.clock() },
    parts.random,
  );
  return keepChallenge(parts, askedOf(visit), "prove-card", challenge);
}

/** Keeps a challenge for one answer of this browser, at most five minutes and not beyond `until`. */
export async function keepChallenge(
  { store, clock }: CardContext,
  asked: { preSession: string; ticketId: string | null },
  purpose: Challenge["purpose"],
  { message, content, contentBase64 }: CardChallenge,
  until = Number.POSITIVE_INFINITY,
): Promise<SignatureWish> {
  const at = clock();
  await store.commit({
    at,
    writes: [
      insert("challenges", {
        ...asked,
        nonce: message.nonce,
        purpose,
        content: Buffer.from(content),
        expiresAt: Math.min(at + CHALLENGE_LIFETIME, until),
      }),
    ],
    audit: [],
  });
  return { nonce: message.nonce, contentBase64 };
}

/** Takes the first signature: the card is there, its keeper knows the PIN, and it is an agency's of ours. */
export async function proveCard(parts: CardContext, visit: CardVisit, reply: CardReply): Promise<CardAnswer> {
  const check = await checkReply(parts, visit, "prove-card", reply);
  if (!check.accepted) return refuseCard(parts, visit, "CARD_REFUSED", check.code);
  const agency = await agencyOf(parts, check.verdict.signer);
  if (!agency) return refuseCard(parts, visit, "CARD_REFUSED", "agency-unknown");
  await actAsCard(
    parts,
    visit,
    {
      type: "CARD_PROVEN",
      card: {
        certificateSha256: check.verdict.signer.sha256,
        agencyId: agency.id,
        agencyName: agency.fullName,
        provenAt: parts.clock(),
      },
      keeper: visit.keeper,
      evidenceId: check.evidenceId,
    },
    check.writes,
  );
  return { accepted: true };
}

/** Records a refusal with its code; the fifth closes the case. A case that is elsewhere by now stays as it is. */
export async function refuseCard(
  parts: CardContext,
  visit: CardVisit,
  type: "CARD_REFUSED" | "SIGNATURE_REFUSED",
  code: CardRefusalCode,
): Promise<CardAnswer> {
  try {
    const { state } = await actAsCard(parts, visit, { type, code });
    return { accepted: false, code, over: state === "refused" };
  } catch (error) {
    if (!isDecided(error)) throw error;
    return { accepted: false, code, over: true };
  }
}

/**
 * Hands the case to the helpdesk: whoever cannot use the card is never at a dead end.
 *
 * @param words whom it is about and how to reach the keeper, in the keeper's own words
 * @throws Refusal where the case has ended
 */
export async function handOverFromCard(
  parts: CardContext,
  visit: CardVisit,
  words: string,
): Promise<Outcome> {
  return actAsCard(parts, visit, { type: "HAND_OVER", to: "helpdesk", reason: words });
}

/** One act of the card on its case, with the rows that belong to it. */
export async function actAsCard(
  { store, desk }: CardContext,
  visit: CardVisit,
  act: TicketAct,
  alongside: Write[] = [],
): Promise<Outcome> {
  const { ticket } = await ticketOf(store, visit);
  return desk.act(ticket.number, act, cardActor(visit), { alongside });
}
