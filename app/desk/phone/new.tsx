import { data, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { oneLine } from "../../../language/typed-text";
import { lookUpAnybody, type FoundPeople } from "../../../workflows/hr/look-up";
import { openPhoneTicket } from "../../../workflows/helpdesk/phone-ticket";
import { StaffPage } from "../../ui/frames/staff-page";
import { PhoneCallForm } from "./call-form";
import { callKind, callQuery, phoneCallDraft, type PhoneCallDraft } from "./draft";
import { PhoneFinder } from "./finder";
import type { FormErrors } from "../../ui/error-summary";
import { page } from "../../web/access";
import { formIdempotency, newFormKey, catchRefusal } from "../../web/form-actions";
import { useLocale } from "../../web/page-facts";
import { readPreferences } from "../../web/preferences";
import { pageTitle } from "../../web/title";
import { deskNewText } from "./new.text";
import { deskTicketText } from "../ticket/ticket.text";
import { readForm } from "../../web/form-fields";

export const meta = pageTitle((locale) => deskNewText(locale).title);

export const loader = page({ as: "agent" }, ({ context }) => {
  return {
    formKey: newFormKey(context),
  };
});

const finding = z.object({ act: z.literal("find"), kind: callKind, query: callQuery.min(1) });
const opening = z.object({
  act: z.literal("open"),
  kind: callKind,
  query: callQuery,
  who: z.string().min(1).max(64),
  name: z.string().overwrite(oneLine).min(1).max(100),
  contact: z.string().overwrite(oneLine).max(100),
  story: z.string().trim().max(2000),
});

/** Finds the person a call is about, then opens the case, claimed by the agent on the phone. */
export const action = page({ as: "agent" }, async ({ visitor: { actor }, request, context }) => {
  const { locale } = readPreferences(request.headers);
  const form = await readForm(request);
  const fields = Object.fromEntries(form);
  const found = finding.safeParse(fields).data;
  if (found) return data<PhoneCallDraft>({ ...found, found: await lookUp(found) });

  const draft = phoneCallDraft(form);
  const call = opening.safeParse(fields).data;
  if (!call) {
    const errors = draft.typed
      ? missingIn(draft.typed, locale)
      : { query: deskTicketText(locale).queryMissing };
    return data<PhoneCallDraft>(
      { ...draft, errors, found: draft.query === "" ? undefined : await lookUp(draft) },
      422,
    );
  }
  const caller = {
    name: call.name,
    contact: call.contact || undefined,
    story: call.story || undefined,
    locale,
  };
  const personId = call.who === "unknown" ? undefined : call.who;
  const result = await catchRefusal(() =>
    openPhoneTicket(
      context,
      actor,
      { kind: call.kind, personId, caller },
      formIdempotency(context, request, form),
    ),
  );
  if ("done" in result) return redirect(`/desk/tickets/${result.done.number}`, 303);
  return data<PhoneCallDraft>(
    { ...draft, refused: result.refused, found: await lookUp(call) },
    result.status,
  );

  function lookUp(asked: Pick<PhoneCallDraft, "kind" | "query">): Promise<FoundPeople> {
    return lookUpAnybody(context, actor, { query: asked.query, purpose: asked.kind });
  }
});

function missingIn({ who, name }: { who: string; name: string }, locale: "zh-Hant-TW" | "en"): FormErrors {
  const text = deskNewText(locale);
  return {
    who: who === "" ? text.whoMissing : undefined,
    name: name.trim() === "" ? text.nameMissing : undefined,
  };
}

export default function NewPhoneCase() {
  const { formKey } = useLoaderData<typeof loader>();
  const draft = useActionData<typeof action>();
  return (
    <StaffPage title={deskNewText(useLocale()).title}>
      <div className="stack desk-narrow">
        <PhoneFinder draft={draft} />
        {draft?.found && <PhoneCallForm draft={draft} found={draft.found} formKey={formKey} />}
      </div>
    </StaffPage>
  );
}
