import { data, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import type { Tried } from "./act-form";
import { DeskTicket } from "./ticket-page";
import { page } from "../../web/access";
import { actOnTicket } from "../../web/form-actions";
import { eventOfAct, readAct, withoutAnswers, type PostedName } from "./form-acts";
import { deskTicketView } from "./view";
import { fieldValue, readForm } from "../../web/form-fields";
import { readPreferences } from "../../web/preferences";
import { longest } from "../../../language/lengths";
import { pageTitle } from "../../web/title";
import { deskTicketText } from "./ticket.text";

export const meta = pageTitle((locale) => deskTicketText(locale).history);

/** Seen only when an act was not done: the ticket as it stands, with what was typed. */
export const loader = page({ as: "helpdesk" }, async ({ visitor, request, params, context }) =>
  deskTicketView(context, visitor.actor, params.number ?? "", readPreferences(request.headers)),
);

/** One act of an agent on a ticket; what may happen is the machine's to say. */
export const action = page({ as: "agent" }, async ({ visitor, request, params, context }) => {
  const form = await readForm(request);
  const number = params.number ?? "";
  const act = readAct(form);
  if (!act) return data(incomplete(form, deskTicketText(readPreferences(request.headers).locale)), 422);
  const event = await eventOfAct(act, number, context);
  const result = await actOnTicket(request, context, {
    number,
    act: event,
    actor: visitor.actor,
    form: withoutAnswers(form),
  });
  if ("done" in result) return redirect(`/desk/tickets/${number}`, 303);
  return data<Tried>({ act: act.act, typed: formTexts(form), refused: result.refused }, result.status);
});

function incomplete(form: FormData, text: ReturnType<typeof deskTicketText>): Tried {
  const errors: Partial<Record<PostedName, string>> = {
    note: text.textMissing,
    "ask-applicant": text.textMissing,
    reply: text.textMissing,
    dismiss: text.reasonMissing,
    "hand-over": text.reasonMissing,
    "refuse-second": text.reasonMissing,
    "compare-tail": text.tailWrong,
  };
  const act = (Object.keys(errors) as PostedName[]).find((name) => name === form.get("act")) ?? null;
  return { act, typed: formTexts(form), error: (act && errors[act]) ?? text.unknownAct };
}

function formTexts(form: FormData): Record<string, string> {
  return Object.fromEntries(["text", "reason"].map((name) => [name, fieldValue(form, name, longest.note)]));
}

export default function DeskTicketActPage() {
  return <DeskTicket view={useLoaderData<typeof loader>()} tried={useActionData<typeof action>()} />;
}
