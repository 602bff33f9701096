import { checkWording } from "../../../emails/wording-check";
import { page } from "../../web/access";
import { fieldValue, readForm } from "../../web/form-fields";
import {
  askedCase,
  askedWording,
  draftDocument,
  problemsDocument,
  sampleMail,
  formSentences,
} from "./mail-sample";
import { framedMail } from "../../web/demo-mailbox";
import { readPreferences } from "../../web/preferences";
import { problemLines, wordingText } from "./wording.text";

/** A sample of a mail for the frame around it, under a policy that lets nothing in it run or load. */
export const loader = page({ as: "administrator" }, async ({ request, params, context }) => {
  const asked = askedWording(params);
  const shown = askedCase(asked.name, new URL(request.url).searchParams.get("case"));
  context.replaceHeaders(framedMail);
  return document((await sampleMail(context, asked, { shown })).html);
});

/** The same with sentences that were typed but not saved; the form posts into the frame. */
export const action = page({ as: "administrator" }, async ({ request, params, context }) => {
  const asked = askedWording(params);
  const form = await readForm(request);
  const { sentences, problems } = checkWording(asked.name, asked.locale, formSentences(asked, form));
  context.replaceHeaders(framedMail);
  if (Object.keys(problems).length > 0) {
    const { locale } = readPreferences(request.headers);
    return document(
      problemsDocument(wordingText(locale).problems, Object.values(problemLines(asked, problems, locale))),
    );
  }
  const shown = askedCase(asked.name, fieldValue(form, "case"));
  return document(draftDocument(await sampleMail(context, asked, { shown, draft: sentences })));
});

const document = (html: string) =>
  new Response(html, {
    headers: { "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store" },
  });
