import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { formatShort } from "../../language/minguo";
import { operator } from "../../language/operator";
import { defineText } from "../../language/text";
import { Chip } from "../components/parts";
import { PublicPage } from "../components/public-page";
import { AccountSignIn, CertificateSignIn } from "../components/sign-in-boxes";
import { ownPath } from "../web/own-path";
import { usePageFacts } from "../web/page-facts";

/** Tells the hours of the helpdesk, and brings along where a visitor was sent away from for not being signed in. */
export function loader({ request, context }: LoaderFunctionArgs) {
  const wanted = ownPath(new URL(request.url).searchParams.get("next"));
  const now = context.clock();
  return {
    now,
    closesAt: context.office.closesAt(now),
    opensAt: context.office.opensAt(now),
    next: wanted === "/" ? undefined : wanted,
  };
}

const homeText = defineText({
  zh: {
    title: "無法登入？",
    open: (until: string) => `客服服務中，至${until}`,
    closed: (from: string) => `非服務時間，${from} 起有人接聽；申請隨時可留`,
    first: "第一次登入",
    firstFor: "新到職，或從未登入過人事服務網",
    forgot: "忘記密碼",
    forgotFor: "由人事單位、機關憑證或客服協助，選最快的一種",
    card: "憑證有問題",
    cardFor: "讀不到卡、PIN 碼鎖住、元件沒有反應",
    status: "查詢案件進度",
    agencyCard: "人事人員：以機關憑證設定密碼",
    call: (number: string) => `客服專線 ${number}`,
    never: "任何人都不會向您詢問密碼或憑證密碼（PIN 碼）。",
  },
  en: {
    title: "Cannot sign in?",
    open: (until: string) => `The helpdesk is open until ${until}`,
    closed: (from: string) => `The helpdesk is closed until ${from}; requests can be left at any hour`,
    first: "Signing in for the first time",
    firstFor: "New in office, or never signed in here",
    forgot: "Forgot the password",
    forgotFor: "HR, the agency’s card or the helpdesk lets you in, whichever is quickest",
    card: "Trouble with the certificate",
    cardFor: "The card is not read, the PIN is locked, the component does not answer",
    status: "Follow a request",
    agencyCard: "HR: set a password with the agency’s card",
    call: (number: string) => `Helpdesk ${number}`,
    never: "Nobody will ever ask you for your password or PIN.",
  },
});

export default function Home() {
  const { next, now, closesAt, opensAt } = useLoaderData<typeof loader>();
  const { locale, calendar } = usePageFacts();
  const text = homeText(locale);
  const short = (at: number) => formatShort(at, now, calendar, locale);
  const ways = [
    { to: "/ask?reason=first-login", name: text.first, use: text.firstFor },
    { to: "/ask?reason=forgot", name: text.forgot, use: text.forgotFor },
    { to: "/ask?reason=certificate", name: text.card, use: text.cardFor },
  ];
  return (
    <PublicPage>
      <div className="home">
        <div className="home-account">
          <AccountSignIn next={next} />
        </div>
        <section className="home-help" aria-labelledby="help">
          <h1 id="help">{text.title}</h1>
          <p className="home-hours">
            {closesAt === null ? (
              <Chip>{text.closed(short(opensAt))}</Chip>
            ) : (
              <Chip tone="ok">{text.open(short(closesAt))}</Chip>
            )}
          </p>
          <ul className="ways">
            {ways.map(({ to, name, use }) => (
              <li key={to}>
                <a className="card way" href={to}>
                  <span>
                    <b className="way-name">{name}</b>
                    <span className="way-for">{use}</span>
                  </span>
                  <span className="way-arrow" aria-hidden="true">
                    →
                  </span>
                </a>
              </li>
            ))}
          </ul>
          <p className="links home-links">
            <a href="/status">{text.status}</a>
            <a href="/agency-card">{text.agencyCard}</a>
            <a href={`tel:${operator.telephone.dialled}`}>{text.call(operator.telephone.shown)}</a>
          </p>
          <p className="soft">{text.never}</p>
        </section>
        <div className="home-card">
          <CertificateSignIn />
        </div>
      </div>
    </PublicPage>
  );
}
