import { data, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { defineText } from "../../language/text";
import { kindWords, pathWords } from "../../workflows/reading/words";
import { IdempotencyField } from "../ui/idempotency-field";
import { Button, Card, DefinitionList, Notice } from "../ui/elements";
import { DateTime } from "../ui/time";
import { PublicPage } from "../ui/frames/public-page";
import { page } from "../web/access";
import { actOnTicket, newFormKey } from "../web/form-actions";
import { fieldValue, readForm } from "../web/form-fields";
import { useLocale } from "../web/page-facts";
import { readPreferences } from "../web/preferences";
import { pageTitle } from "../web/title";

const yoursText = defineText({
  zh: {
    title: "這是您申請的嗎？",
    lead: "您剛以自己的密碼登入，而這件登入協助申請還在處理中。",
    number: "案件編號",
    kind: "申請事項",
    path: "途徑",
    at: "申請時間",
    yes: "是，我已想起密碼（結案）",
    yesFor: "申請停止，已寄出的一次性密碼作廢，您的密碼照常使用。",
    no: "不是（撤回並通報）",
    noFor: "申請停止，已寄出的一次性密碼作廢，並通報人事單位與系統管理員查明。",
    later: "稍後再說",
    laterFor: "申請照常處理，下次登入會再詢問。",
  },
  en: {
    title: "Did you ask for this?",
    lead: "You have just signed in with your own password, and this request for help is still under way.",
    number: "Request number",
    kind: "Asked for",
    path: "Helped by",
    at: "Asked at",
    yes: "Yes, and I remember my password (close it)",
    yesFor: "The request stops, a password already mailed dies, and yours goes on.",
    no: "No (withdraw and report)",
    noFor:
      "The request stops, a password already mailed dies, and your personnel office and the administrators look into it.",
    later: "Later",
    laterFor: "The request goes on; you are asked again next time.",
  },
});

export const meta = pageTitle((locale) => yoursText(locale).title);

export const loader = page({ as: "signed-in" }, async ({ visitor, request, context }) => {
  const { locale } = readPreferences(request.headers);
  const ticket = await context.store.tickets.openOf(visitor.person.id);
  if (!ticket) throw redirect("/me");
  return {
    number: ticket.number,
    kind: kindWords(locale)[ticket.kind],
    path: pathWords(locale)[ticket.path],
    at: ticket.openedAt,
    formKey: newFormKey(context),
  };
});

const acts = { yes: { type: "REMEMBERED" }, no: { type: "DISPUTE" } } as const;

export const action = page({ as: "signed-in" }, async ({ visitor: { person, actor }, request, context }) => {
  const form = await readForm(request);
  const answer = form.get("answer");
  const number = fieldValue(form, "number", 20);
  if (answer !== "yes" && answer !== "no") return redirect("/me", 303);
  const result = await actOnTicket(request, context, { number, act: acts[answer], actor, form });
  if ("done" in result) return redirect(`/me?done=${answer === "yes" ? "closed" : "reported"}`, 303);
  if (!(await context.store.tickets.openOf(person.id))) return redirect("/me", 303);
  return data(result, result.status);
});

export default function IsThisYours() {
  const { number, kind, path, at, formKey } = useLoaderData<typeof loader>();
  const tried = useActionData<typeof action>();
  const locale = useLocale();
  const text = yoursText(locale);
  const language = locale === "en" ? "en" : "zh";
  return (
    <PublicPage narrow>
      <form className="stack stack-wide" method="post">
        <header>
          <h1>{text.title}</h1>
          <p className="lead">{text.lead}</p>
        </header>
        {tried && (
          <Notice tone="error" role="alert" title={tried.refused.message[language]}>
            {tried.refused.remedy?.[language]}
          </Notice>
        )}
        <Card>
          <DefinitionList
            items={[
              [
                text.number,
                <span key="number" className="num nowrap">
                  {number}
                </span>,
              ],
              [text.kind, kind],
              [text.path, path],
              [text.at, <DateTime key="at" at={at} />],
            ]}
          />
        </Card>
        <IdempotencyField value={formKey} />
        <input type="hidden" name="number" value={number} />
        <ul className="answers">
          <li>
            <Button kind="primary" name="answer" value="yes">
              {text.yes}
            </Button>
            <span className="soft">{text.yesFor}</span>
          </li>
          <li>
            <Button kind="danger" name="answer" value="no">
              {text.no}
            </Button>
            <span className="soft">{text.noFor}</span>
          </li>
          <li>
            <a href="/me">{text.later}</a>
            <span className="soft">{text.laterFor}</span>
          </li>
        </ul>
      </form>
    </PublicPage>
  );
}
