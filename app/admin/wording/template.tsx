import { data, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { rewriteMail } from "../../../workflows/mail/out/wording";
import { isRefusal } from "../../../workflows/desk/refusal";
import { StaffPage } from "../../ui/frames/staff-page";
import { MailPreview } from "./mail-preview";
import { Card, Notice } from "../../ui/elements";
import { WordingForm, WordingHistory } from "./wording-form";
import { page } from "../../web/access";
import { formIdempotency, newFormKey } from "../../web/form-actions";
import { pageRefusal } from "../../web/refusals/refusal-page";
import { fieldValue, readForm } from "../../web/form-fields";
import { askedWording, formSentences } from "./mail-sample";
import { wordingFacts } from "./wording-facts";
import { pageAroundMail } from "../../web/demo-mailbox";
import { useLocale } from "../../web/page-facts";
import { readPreferences } from "../../web/preferences";
import { pageTitle } from "../../web/title";
import { statusOf } from "../../web/refusals/status-of";
import { mailNames, problemLines, wordingText } from "./wording.text";

export const meta = pageTitle((locale) => wordingText(locale).title);

export const loader = page({ as: "administrator" }, async ({ request, params, context }) => {
  const search = new URL(request.url).searchParams;
  const facts = await wordingFacts(context, askedWording(params), search.get("case"));
  context.replaceHeaders(pageAroundMail);
  return {
    ...facts,
    saved: search.has("saved"),
    formKey: newFormKey(context),
  };
});

export const action = page(
  { as: "administrator" },
  async ({ visitor: { actor }, request, params, context }) => {
    const asked = askedWording(params);
    const form = await readForm(request);
    const typed = form.get("intent") === "restore" ? {} : formSentences(asked, form);
    const seen = Number(fieldValue(form, "seen", 12)) || 0;
    try {
      const rewriting = { name: asked.name, locale: asked.locale, typed, seen };
      const result = await rewriteMail(context, actor, rewriting, formIdempotency(context, request, form));
      if (result.saved) return redirect(`/admin/wording/${asked.name}/${asked.language}?saved`, 303);
      const errors = problemLines(asked, result.problems, readPreferences(request.headers).locale);
      return data({ typed, errors, refused: null }, 422);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      return data({ typed, errors: undefined, refused: pageRefusal(error) }, statusOf(error));
    }
  },
);

/** One mail in one language: what it looks like, its sentences, and how they were changed. */
export default function WordingOfMail() {
  const facts = useLoaderData<typeof loader>();
  const tried = useActionData<typeof action>();
  const locale = useLocale();
  const text = wordingText(locale);
  const title = text.open(mailNames(locale)[facts.name], text[facts.language]);
  return (
    <StaffPage title={title}>
      <div className="stack">
        <p>
          <a href="/admin/wording">{text.back}</a>
        </p>
        {facts.saved && !tried && (
          <Notice tone="ok" role="status">
            {text.saved}
          </Notice>
        )}
        <MailPreview facts={facts} />
        <Card title={text.sentences}>
          <WordingForm facts={facts} formKey={facts.formKey} tried={tried} />
        </Card>
        <Card title={text.history}>
          <WordingHistory history={facts.history} />
        </Card>
      </div>
    </StaffPage>
  );
}
