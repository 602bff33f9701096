import { operator } from "../../language/operator";
import { defineText } from "../../language/text";
import { useLocale } from "../web/page-facts";
import type { ServiceNow } from "./service-now";
import { PublicPage } from "../ui/frames/public-page";
import { ServiceChip } from "./service-chip";
import { AccountSignIn, CertificateSignIn } from "./sign-in-boxes";
import { SignInFailed, type FailedSignIn } from "./sign-in-failed";
import { LinkCard } from "../ui/link-card";

interface HomePageProps {
  service: ServiceNow;
  /** Where the card component listens. */
  componentUrl: string;
  formKey: string;
  /** Where to go after the sign-in. */
  next?: string;
  /** What was tried just now, without the password. */
  failed?: FailedSignIn;
}

const homeText = defineText({
  zh: {
    title: "無法登入？",
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

/** The home page of somebody not signed in: both ways to sign in, and the ways to get help. */
export function HomePage({ service, componentUrl, formKey, next, failed }: HomePageProps) {
  const text = homeText(useLocale());
  const ways = [
    { to: "/ask?reason=first-login", name: text.first, note: text.firstFor },
    { to: "/ask?reason=forgot", name: text.forgot, note: text.forgotFor },
    { to: "/ask?reason=certificate", name: text.card, note: text.cardFor },
  ];
  return (
    <PublicPage>
      <div className="home">
        <div className="home-account">
          <AccountSignIn
            next={next}
            formKey={formKey}
            account={failed?.account}
            notice={failed && <SignInFailed {...failed} />}
          />
        </div>
        <section className="home-help" aria-labelledby="help">
          <h1 id="help">{text.title}</h1>
          <p className="home-hours">
            <ServiceChip service={service} />
          </p>
          <ul className="ways">
            {ways.map((way) => (
              <li key={way.to}>
                <LinkCard {...way} />
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
          <CertificateSignIn componentUrl={componentUrl} next={next} />
        </div>
      </div>
    </PublicPage>
  );
}
