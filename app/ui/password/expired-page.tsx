import { defineText } from "../../../language/text";
import { useLocale } from "../../web/page-facts";
import { ButtonLink } from "../elements";

const expiredPageText = defineText({
  zh: { signIn: "登入", ask: "重新申請" },
  en: { signIn: "Sign in", ask: "Ask again" },
});

/** Says that a link or a visit has come to its end, and what to do instead. */
export function ExpiredPage({ title, why }: { title: string; why: string }) {
  const text = expiredPageText(useLocale());
  return (
    <div className="stack">
      <h1>{title}</h1>
      <p>{why}</p>
      <p className="row">
        <ButtonLink kind="primary" href="/">
          {text.signIn}
        </ButtonLink>
        <ButtonLink href="/ask">{text.ask}</ButtonLink>
      </p>
    </div>
  );
}
