import { actOfCard, visitAnswer, visitOf } from "./card-api";
import { cardAct } from "./card-api-schemas";
import { endpoint, json, readBody, type OpenCall } from "./endpoint";

/** One act of the card in its visit. */
async function act(call: OpenCall): Promise<Response> {
  const visit = visitOf(call);
  const { visit: next, more } = await actOfCard(call, visit, await readBody(call, cardAct));
  return json(await visitAnswer(call.context, next, more));
}

const answer = endpoint({ POST: { scope: "open", handle: act } });
export const loader = answer;
export const action = answer;
