import { defineText } from "../../../language/text";
import { useLocale } from "../../web/page-facts";
import { ButtonLink } from "../elements";

const expiredPageText = defineText({
  zh: { status: "查詢案件進度", ask: "重新申請" },
  en: { status: "Follow a request", ask: "Ask again" },
});

/** Says that a one-time link or password has expired, and what to do instead. */
export function ExpiredPage({ title, why }: { title: string; why: string }) {
  const text = expiredPageText(useLocale());
  return (
    <div className="stack">
      <h1>{title}</h1>
      <p>{why}</p>
      <p className="row">
        <ButtonLink kind="primary" href="/status">
          {text.status}
        </ButtonLink>
        <ButtonLink href="/ask">{text.ask}</ButtonLink>
      </p>
    </div>
  );
}
