import { sentEvent, type SentEvent } from "../web/api-schemas";
import { endpoint, idempotencyOf, outcomeAnswer, readBody, type Call } from "../web/endpoint";
import { subjectOf } from "../../workflows/authority";
import { Refusal } from "../../workflows/refusal";
import type { TicketAct } from "../../workflows/types";

/** Acts on a ticket. */
async function act(call: Call): Promise<Response> {
  const { context, params, caller } = call;
  const event = await readBody(call, sentEvent);
  const idempotency = idempotencyOf(call, event);
  return outcomeAnswer(
    await context.desk.act(params.number ?? "", await actOf(call, event), caller.actor, { idempotency }),
  );
}

/** The act as the desk knows it: whom an id means is found here, never taken from the caller. */
async function actOf({ context }: Call, event: SentEvent): Promise<TicketAct> {
  if (event.type !== "IDENTIFY") return event;
  const subject = await subjectOf(context.store, event.personId, context.clock());
  if (!subject) throw new Refusal("no-such-person");
  return { type: "IDENTIFY", subject };
}

const answer = endpoint({ POST: { scope: "tickets:act", handle: act } });
export const loader = answer;
export const action = answer;
