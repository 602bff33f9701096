import { beginWithCard, proofChallenge } from "../../workflows/cards/agency/card-desk";
import { visitAnswer } from "./card-api";
import { newCardVisit } from "./card-api-schemas";
import { endpoint, json, readBody, type OpenCall } from "./endpoint";

/** Begins a visit with an agency's card: opens the case and says what the card is to sign. */
async function begin(call: OpenCall): Promise<Response> {
  const { context } = call;
  const { keeper, locale } = await readBody(call, newCardVisit);
  const visit = await beginWithCard(context.card, { keeper, address: context.address, locale });
  const challenge = await proofChallenge(context.card, visit);
  return json(await visitAnswer(context, visit, { challenge }), { status: 201 });
}

const answer = endpoint({ POST: { scope: "open", handle: begin } });
export const loader = answer;
export const action = answer;
