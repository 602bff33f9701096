import { operator } from "../../language/operator";
import { defineText } from "../../language/text";
import { useLocale } from "../web/page-facts";
import { ButtonLink, Notice } from "../ui/elements";

const withoutLinkText = defineText({
  zh: {
    title: "查詢案件進度",
    dead: "這個網址已經失效",
    deadWhy: "可能沒有複製完整，或案件結案已超過 30 天。",
    lead: "案件進度以專屬網址查詢，不必登入，也不必輸入案件編號。",
    where: "網址在哪裡",
    mail: "寄到您留存的電子郵件的信：「申請已收件」信中的網址，可以看到完整進度，也可以撤回或補充說明。",
    receipt: "送出申請後的回執頁：網址只顯示您填寫的資料與答覆期限。",
    hr: "由人事單位或機關憑證代為設定的，不需要查詢，請直接收信。",
    lost: "都找不到？",
    lostWhy: (phone: string) => `再申請一次，會併入原來的案件；或電洽客服 ${phone}，告知案件編號。`,
    ask: "再申請一次",
    home: "回首頁",
  },
  en: {
    title: "Look up a request",
    dead: "This address no longer works",
    deadWhy: "It may be incomplete, or the request was closed more than 30 days ago.",
    lead: "Each request has an address of its own; you need neither sign in nor type a number.",
    where: "Where to find the address",
    mail: "In the mail “We have your request” at your address on record: it shows the whole progress, and lets you withdraw or explain.",
    receipt:
      "On the receipt after sending a request: it shows only what you wrote and by when you have an answer.",
    hr: "If your personnel office or the agency's card started it, there is nothing to look up: see your mail.",
    lost: "Cannot find either?",
    lostWhy: (phone: string) =>
      `Ask again: it joins the request under way. Or call the helpdesk at ${phone} with the number.`,
    ask: "Ask again",
    home: "Home page",
  },
});

/** 查詢案件進度 without a link: where the link is. */
export function StatusWithoutLink({ dead }: { dead: boolean }) {
  const text = withoutLinkText(useLocale());
  return (
    <div className="stack stack-wide">
      <header>
        <h1>{text.title}</h1>
        <p className="lead">{text.lead}</p>
      </header>
      {dead && (
        <Notice tone="warn" title={text.dead}>
          {text.deadWhy}
        </Notice>
      )}
      <section className="prose">
        <h2>{text.where}</h2>
        <ul>
          <li>{text.mail}</li>
          <li>{text.receipt}</li>
          <li>{text.hr}</li>
        </ul>
      </section>
      <section className="stack">
        <h2>{text.lost}</h2>
        <p>{text.lostWhy(operator.telephone.shown)}</p>
        <p className="row">
          <ButtonLink href="/ask">{text.ask}</ButtonLink>
          <a href="/">{text.home}</a>
        </p>
      </section>
    </div>
  );
}
