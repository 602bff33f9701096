import { beginWithCard, proofChallenge } from "../../workflows/card-desk";
import { visitAnswer } from "../web/card-api";
import { newCardVisit } from "../web/card-api-schemas";
import { endpoint, json, readBody, type OpenCall } from "../web/endpoint";

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
