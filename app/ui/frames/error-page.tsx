import { isRouteErrorResponse } from "@remix-run/react";
import type { Locale } from "../../../language/locale";
import { operator } from "../../../language/operator";
import { defineText } from "../../../language/text";
import { useLocale, usePageFacts } from "../../web/page-facts";
import { notFoundText, refusalIn, type Refusal } from "../../web/refusals/refusal";
import { useFrame } from "./frame";
import { PublicPage } from "./public-page";
import { StaffPage } from "./staff-page";

const errorText = defineText({
  zh: {
    refused: "這個請求無法處理",
    refusedRemedy: "請回上一頁確認內容後再試一次。",
    failed: "系統發生問題",
    failedRemedy: "不是您的操作造成的，請稍後再試。如持續發生，請洽客服並告知以下代碼。",
    reference: "代碼",
    call: "客服專線",
    home: "回首頁",
  },
  en: {
    refused: "This request cannot be carried out",
    refusedRemedy: "Please go back, check what you sent and try again.",
    failed: "Something went wrong here",
    failedRemedy:
      "It was not your doing. Please try again later; if it stays, tell the helpdesk this reference.",
    reference: "Reference",
    call: "Helpdesk",
    home: "Home page",
  },
});

/** The page of whatever was thrown: a refusal with its remedy, or a number to look up in the log; never a stack. */
export function ErrorPage({ caught }: { caught: unknown }) {
  const locale = useLocale();
  const { requestId } = usePageFacts();
  const text = errorText(locale);
  const language = locale === "en" ? "en" : "zh";
  const refused = refusalOf(caught);
  const unforeseen = refused === undefined;
  const title = refused?.message[language] ?? text.failed;
  const { staff } = useFrame();
  const content = (
    <>
      <p>{unforeseen ? text.failedRemedy : (refused.remedy?.[language] ?? text.refusedRemedy)}</p>
      {unforeseen && (
        <p>
          {text.reference} <b className="num">{requestId}</b>
        </p>
      )}
      <p className="row">
        <a className="btn btn-primary" href="/">
          {text.home}
        </a>
        <a href={`tel:${operator.telephone.dialled}`}>
          {text.call} {operator.telephone.shown}
        </a>
      </p>
    </>
  );
  if (staff)
    return (
      <StaffPage title={title}>
        <div className="stack">{content}</div>
      </StaffPage>
    );
  return (
    <PublicPage narrow>
      <div className="stack">
        <h1>{title}</h1>
        {content}
      </div>
    </PublicPage>
  );
}

/** The title of that page. */
export function errorTitle(caught: unknown, locale: Locale): string {
  const language = locale === "en" ? "en" : "zh";
  return `${refusalOf(caught)?.message[language] ?? errorText(locale).failed} · ${operator.site[language]}`;
}

/** What was refused says about itself; undefined for what nobody foresaw. */
function refusalOf(caught: unknown): Refusal | undefined {
  if (!isRouteErrorResponse(caught)) return undefined;
  const refused = refusalIn(caught.data);
  if (refused || caught.status < 400 || caught.status > 499) return refused;
  const plain = { zh: errorText("zh-Hant-TW").refused, en: errorText("en").refused };
  return caught.status === 404 ? notFoundText : { code: "refused", message: plain };
}
