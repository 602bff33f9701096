import { data, redirect } from "@remix-run/node";
import type { EventType, TicketAct } from "../../workflows/machines/types";
import { longestIn, statusActText, type StatusActName } from "./status-acts.text";
import { page } from "../web/access";
import { actOnTicket, newFormKey } from "../web/form-actions";
import { fieldValue, readForm } from "../web/form-fields";
import { readPreferences } from "../web/preferences";
import type { Refusal } from "../web/refusals/refusal";
import { requireMailLink } from "./status-link";

/** The loader of a page that asks for an act: its form's key, or a way back where the machine does not allow it. */
export function statusActLoader(type: EventType) {
  return page({ as: "everybody" }, async ({ request, context }) => {
    const { ticket, actor } = await requireMailLink(request, context);
    const allowed = await context.desk.allowedEvents(ticket.number, actor);
    if (!allowed.includes(type)) throw redirect("/status");
    return { number: ticket.number, formKey: newFormKey(context) };
  });
}

/** What a page of an act gets back when nothing was done. */
export interface StatusActTried {
  typed: string;
  error?: string;
  refused?: Refusal;
}

/** The action of such a page: acts by the link of the mail, and leads back to the status, which shows what came of it. */
export function statusAction(name: StatusActName, actOf: (typed: string) => TicketAct) {
  return page({ as: "everybody" }, async ({ request, context }) => {
    const { ticket, actor } = await requireMailLink(request, context);
    const { field } = statusActText(readPreferences(request.headers).locale)[name];
    const form = await readForm(request);
    const typed = fieldValue(form, "text", longestIn(name)).trim();
    if (field && typed === "") return data<StatusActTried>({ typed, error: field.missing }, 422);
    const result = await actOnTicket(request, context, {
      number: ticket.number,
      act: actOf(typed),
      actor,
      form,
    });
    if ("refused" in result) return data<StatusActTried>({ typed, refused: result.refused }, result.status);
    return redirect(`/status?done=${name}`, 303);
  });
}
