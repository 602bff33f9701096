import type { AppLoadContext } from "@remix-run/node";
import {
  handOverFromCard,
  proofChallenge,
  proveCard,
  type CardAnswer,
} from "../../workflows/cards/agency/card-desk";
import { orderChallenge, signOrder } from "../../workflows/cards/agency/order";
import { choosePerson, peopleOfCard } from "../../workflows/cards/agency/people";
import { cardRefusalWords } from "../../workflows/cards/card-words";
import { ticketOf, type CardVisit } from "../../workflows/cards/agency/visit";
import type { CardAct, CardVisitAnswer } from "./card-api-schemas";
import { sealedVisit } from "../ui/card-reader/card-visit";
import type { OpenCall } from "./endpoint";
import { problem } from "../web/refusals/problem";
import { readPreferences } from "../web/preferences";

const realm = `Bearer realm="recovery-desk-card"`;

/**
 * The visit that a call bears.
 *
 * @throws a problem 401 where there is none, or it has run out
 */
export function visitOf({ request, context }: OpenCall): CardVisit {
  const token = /^Bearer +(\S+)$/i.exec(request.headers.get("Authorization") ?? "")?.[1];
  const visit = token === undefined ? null : sealedVisit.open(token, context);
  if (visit) return visit;
  throw problem(request, context, {
    status: 401,
    code: "card-visit-invalid",
    title: { zh: "沒有進行中的憑證作業", en: "There is no visit with a card" },
    detail: {
      zh: "請先 POST /api/v1/card-visits，並以其 visit 為 Bearer 權杖。",
      en: "POST /api/v1/card-visits first, and bear its visit as the token.",
    },
    headers: { "WWW-Authenticate": realm },
  });
}

/** Does one act of the card; what it answers beside the state of the case. */
export async function actOfCard(
  call: OpenCall,
  visit: CardVisit,
  act: CardAct,
): Promise<{ visit: CardVisit; more: Partial<CardVisitAnswer> }> {
  const { card } = call.context;
  switch (act.type) {
    case "ASK_PROOF":
      return { visit, more: { challenge: await proofChallenge(card, visit) } };
    case "PROVE_CARD":
      requireAccepted(call, await proveCard(card, visit, replyOf(act)));
      return { visit, more: {} };
    case "LOOK_UP":
      return { visit, more: await peopleOfCard(card, visit, act.q) };
    case "CHOOSE_PERSON":
      return { visit: await choosePerson(card, visit, act.personId), more: {} };
    case "ASK_ORDER": {
      const { locale } = readPreferences(call.request.headers);
      const { disableOldPassword } = act;
      return {
        visit,
        more: { challenge: await orderChallenge(card, visit, { disableOldPassword, locale }) },
      };
    }
    case "SIGN_ORDER":
      requireAccepted(call, await signOrder(card, visit, replyOf(act)));
      return { visit, more: {} };
    case "HAND_OVER":
      await handOverFromCard(card, visit, act.reason);
      return { visit, more: {} };
  }
}

/** The state of the visit's case, and the token to go on with. */
export async function visitAnswer(
  context: AppLoadContext,
  visit: CardVisit,
  more: Partial<CardVisitAnswer>,
): Promise<CardVisitAnswer> {
  const { ticket } = await ticketOf(context.store, visit);
  return { number: ticket.number, state: ticket.state, visit: sealedVisit.seal(context, visit), ...more };
}

const replyOf = ({ nonce, cms }: { nonce: string; cms: string }) => ({
  nonce,
  cms: Buffer.from(cms, "base64"),
});

/** @throws a problem 403 with the code and the words of the verdict */
function requireAccepted({ request, context }: OpenCall, answer: CardAnswer): void {
  if (answer.accepted) return;
  const { code, over } = answer;
  throw problem(request, context, {
    status: 403,
    code,
    title: { zh: cardRefusalWords(code, "zh-Hant-TW"), en: cardRefusalWords(code, "en") },
    more: { over },
  });
}
