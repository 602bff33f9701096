import { data, redirect } from "@remix-run/node";
import type { HrAct } from "../../../workflows/hr/decisions";
import { takesReason } from "../../../workflows/machines/acts";
import { longest } from "../../../language/lengths";
import type { TicketAct } from "../../../workflows/machines/types";
import { hrTicketText } from "./ticket.text";
import { actOnTicket } from "../../web/form-actions";
import { page } from "../../web/access";
import { readPreferences } from "../../web/preferences";
import type { Refusal } from "../../web/refusals/refusal";
import { fieldValue, readForm } from "../../web/form-fields";

/** What was typed into an act's form. */
export interface HrFormFields {
  reason: string;
  disableOldPassword: boolean;
}

/** What a form shows again when nothing was done. */
export interface HrTried {
  typed: HrFormFields;
  errors?: { reason?: string };
  refused?: Refusal;
}

/** The resource of each act on a ticket: `/hr/tickets/R1151123-0042/approval`. */
export const actPages: Record<HrAct, string> = {
  APPROVE: "approval",
  RETURN: "return",
  CONFIRM_SECOND: "confirmation",
  REFUSE_SECOND: "second-refusal",
  REISSUE: "reissue",
  HAND_OVER: "handover",
};

/** The action of an act's resource: back to the ticket when done, else the form once more with everything typed. */
export function hrAction(type: HrAct, actOf: (typed: HrFormFields, path: string) => TicketAct) {
  return page({ as: "hr" }, async ({ visitor: { actor }, request, params, context }) => {
    const text = hrTicketText(readPreferences(request.headers).locale);
    const number = params.number ?? "";
    const form = await readForm(request);
    const typed = {
      reason: fieldValue(form, "reason").trim(),
      disableOldPassword: form.has("disableOldPassword"),
    };
    if (takesReason(type) && (typed.reason === "" || typed.reason.length > longest.reason)) {
      const reason = typed.reason === "" ? text.reasonMissing : text.reasonLong;
      return data<HrTried>({ typed, errors: { reason } }, 422);
    }
    const ticket = await context.store.tickets.byNumber(number);
    const result = await actOnTicket(request, context, {
      number,
      act: actOf(typed, ticket?.path ?? ""),
      actor,
      form,
    });
    if ("refused" in result) return data<HrTried>({ typed, refused: result.refused }, result.status);
    // The browser would else keep the form's own fragment and scroll past what was done.
    return redirect(`/hr/tickets/${number}?done=${type}#content`, 303);
  });
}
