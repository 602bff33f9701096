import type { Actor } from "../../../workflows/desk/actor";
import { hrActs, ticketForHr } from "../../../workflows/hr/decisions";
import { takesReason } from "../../../workflows/machines/acts";
import type { Services } from "../../../services/services";
import { pathStep } from "../../ui/ticket/applicant-view";
import { disabledReason } from "../../web/refusals/disabled-reason";
import { newFormKey } from "../../web/form-actions";
import type { Preferences } from "../../web/preferences";

/** What the parts of a case's page and the forms of its acts show. */
export type CaseFacts = Awaited<ReturnType<typeof caseFacts>>;

/**
 * Reads a case as HR decides it, with the reason where an act is refused.
 *
 * @throws a refusal of the desk where the actor may not see it
 */
export async function caseFacts(
  context: Services,
  actor: Actor,
  number: string,
  { locale, calendar }: Pick<Preferences, "locale" | "calendar">,
) {
  const { steps, refused, ...seen } = await ticketForHr(context, actor, { number, locale });
  const { dueAt } = seen.ticket;
  const usableUntil = seen.ticket.state === "passwordHandover.mailed" ? seen.expiresAt : null;
  return {
    ...seen,
    usableUntil,
    steps: steps.map((step) => pathStep(step, { locale, calendar, dueAt, usableUntil })),
    acts: hrActs.map((act) => {
      const code = refused[act];
      return {
        act,
        withReason: takesReason(act),
        elsewhere: code === "not-now",
        disabledReason: code === undefined ? null : disabledReason(code),
      };
    }),
    formKey: newFormKey(context),
  };
}
