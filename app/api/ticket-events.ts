import { sentEvent } from "./schemas";
import { endpoint, idempotencyOf, outcomeAnswer, readBody, type Call } from "./endpoint";
import type { SentEvent } from "../../workflows/machines/acts";
import type { Outcome } from "../../workflows/desk/desk";
import { identify } from "../../workflows/requests/identify";

/** Acts on a ticket. */
async function act(call: Call): Promise<Response> {
  return outcomeAnswer(await done(call, await readBody(call, sentEvent)));
}

/** Whom an id means is found by the desk, never taken from the caller. */
function done(call: Call, event: SentEvent): Promise<Outcome> {
  const { context, params, caller } = call;
  const number = params.number ?? "";
  const idempotency = idempotencyOf(call, event);
  return event.type === "IDENTIFY"
    ? identify(context, caller.actor, { number, personId: event.personId }, { idempotency })
    : context.desk.act(number, event, caller.actor, { idempotency });
}

const answer = endpoint({ POST: { scope: "tickets:act", handle: act } });
export const loader = answer;
export const action = answer;
