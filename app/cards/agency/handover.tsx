import { data, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import type { Locale } from "../../../language/locale";
import { handOverFromCard } from "../../../workflows/cards/agency/card-desk";
import { ticketOf } from "../../../workflows/cards/agency/visit";
import { isRefusal } from "../../../workflows/desk/refusal";
import { CardFrame } from "./frame";
import { ErrorSummary } from "../../ui/error-summary";
import { TextAreaField, TextField } from "../../ui/field";
import { Button } from "../../ui/elements";
import { refusedPage, visitCookie } from "../../ui/card-reader/card-visit";
import { page } from "../../web/access";
import { useLocale } from "../../web/page-facts";
import { readPreferences } from "../../web/preferences";
import { pageTitle } from "../../web/title";
import { agencyCardText } from "./agency-card.text";
import { readForm } from "../../web/form-fields";

export const meta = pageTitle((locale) => agencyCardText(locale).handoverTitle);

/** Without a case there is nothing to hand over: the helpdesk is asked directly. */
const askHelpdesk = "/ask?reason=forgot";

export const loader = page({ as: "everybody" }, async ({ request, context }) => {
  const visit = visitCookie.read(request, context);
  if (!visit) throw redirect(askHelpdesk, 303);
  const { ticket, context: memory } = await ticketOf(context.store, visit);
  if (ticket.path === "helpdesk") throw redirect("/agency-card/done", 303);
  if (ticket.closedAt !== null) throw redirect(askHelpdesk, 303);
  return {
    number: ticket.number,
    who: memory.subject === null ? "" : ticket.applicantName,
    extension: visit.keeper.extension,
  };
});

const schemaIn = (locale: Locale) => {
  const text = agencyCardText(locale);
  return z.object({
    who: z.string().trim().min(1, text.whoMissing).max(100),
    contact: z.string().trim().min(1, text.contactMissing).max(100),
    story: z.string().trim().max(500).default(""),
  });
};

export const action = page({ as: "everybody" }, async ({ request, context }) => {
  const visit = visitCookie.read(request, context);
  if (!visit) return redirect(askHelpdesk, 303);
  const { locale } = readPreferences(request.headers);
  const form = await readForm(request);
  const field = (name: string) => {
    const value = form.get(name);
    return typeof value === "string" ? value : "";
  };
  const typed = { who: field("who"), contact: field("contact"), story: field("story") };
  const read = schemaIn(locale).safeParse(typed);
  if (!read.success) {
    const errors = z.flattenError(read.error).fieldErrors;
    return data(
      {
        typed,
        errors: { who: errors.who?.[0], contact: errors.contact?.[0], story: errors.story?.[0] },
      },
      422,
    );
  }
  try {
    await handOverFromCard(context.card, visit, agencyCardText(locale).reason(read.data).trim());
  } catch (error) {
    if (!isRefusal(error)) throw error;
    // A form sent twice: the first time has done it.
    if (error.code !== "same-path") return redirect(refusedPage(error.code), 303);
  }
  return redirect("/agency-card/done", 303);
});

export default function HandOver() {
  const { number, who, extension } = useLoaderData<typeof loader>();
  const tried = useActionData<typeof action>();
  const text = agencyCardText(useLocale());
  return (
    <CardFrame title={text.handoverTitle}>
      <p>{text.handoverLead}</p>
      <form className="form card card-padded" method="post" noValidate>
        <ErrorSummary errors={tried?.errors} />
        <p className="soft num">
          {text.number} {number}
        </p>
        <TextField
          name="who"
          label={text.who}
          hint={text.whoHint}
          defaultValue={tried?.typed.who ?? who}
          error={tried?.errors.who}
          maxLength={100}
          required
        />
        <TextField
          name="contact"
          label={text.contact}
          defaultValue={tried?.typed.contact ?? extension}
          error={tried?.errors.contact}
          autoComplete="tel"
          maxLength={100}
          required
        />
        <TextAreaField
          name="story"
          label={text.story}
          defaultValue={tried?.typed.story}
          error={tried?.errors.story}
          maxLength={500}
        />
        <Button kind="primary">{text.handover}</Button>
      </form>
    </CardFrame>
  );
}
