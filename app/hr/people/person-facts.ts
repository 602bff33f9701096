import type { Actor } from "../../../workflows/desk/actor";
import { personForHr, type Purpose } from "../../../workflows/hr/people";
import { recordsWaitingOf } from "../../../workflows/hr/waiting-records";
import type { Services } from "../../../services/services";
import { disabledReason } from "../../web/refusals/disabled-reason";
import { newFormKey } from "../../web/form-actions";

/** What the pages about one person show. */
export type PersonFacts = Awaited<ReturnType<typeof personFacts>>;

/**
 * Reads a person, with what a reset would lead to, or why it is refused.
 *
 * @throws a refusal of the desk where the actor may not see them
 */
export async function personFacts(context: Services, actor: Actor, personId: string, purpose: Purpose) {
  const seen = await personForHr(context, actor, personId, purpose);
  const { refusal, leadsTo } = seen.start;
  return {
    ...seen,
    waiting: await recordsWaitingOf(context, actor, personId),
    purpose,
    formKey: newFormKey(context),
    leadsTo,
    disabledReason: refusal === null ? null : disabledReason(refusal),
  };
}
