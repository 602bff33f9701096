import { useLoaderData } from "@remix-run/react";
import { ButtonLink, Card } from "../ui/elements";
import { DateTime } from "../ui/time";
import { PublicPage } from "../ui/frames/public-page";
import { receiptCookie } from "./steps";
import { page } from "../web/access";
import { useLocale } from "../web/page-facts";
import { pageTitle } from "../web/title";
import { receiptText } from "./receipt.text";

export const meta = pageTitle((locale) => receiptText(locale).title);

/** The receipt is in a cookie that only we can read, so that a reload neither sends again nor loses the link. */
export const loader = page({ as: "everybody" }, ({ request, context }) => {
  const receipt = receiptCookie.read(request, context);
  return receipt && { ...receipt, statusUrl: `${context.environment.appUrl}/status/${receipt.statusToken}` };
});

export default function AskReceipt() {
  const receipt = useLoaderData<typeof loader>();
  return <PublicPage narrow>{receipt ? <Receipt {...receipt} /> : <Gone />}</PublicPage>;
}

interface ReceiptProps {
  number: string;
  promiseAt: number;
  path: "hr-supervisor" | "helpdesk";
  statusUrl: string;
}

function Receipt({ number, promiseAt, path, statusUrl }: ReceiptProps) {
  const text = receiptText(useLocale());
  const byHelpdesk = path === "helpdesk";
  return (
    <div className="stack stack-wide">
      <header>
        <p className="soft num">
          {text.number} <b>{number}</b>
        </p>
        <h1>{text.title}</h1>
        <p className="lead">
          {byHelpdesk ? text.helpdeskAnswersBy : text.hrAnswersBy} <DateTime strong at={promiseAt} />{" "}
          {text.answered}
        </p>
      </header>
      <Card>
        <div className="field">
          <label className="field-label" htmlFor="status-url">
            {text.link}
          </label>
          <p className="field-hint" id="status-url-hint">
            {text.linkOnce}
          </p>
          <input
            className="control copyable"
            id="status-url"
            readOnly
            value={statusUrl}
            aria-describedby="status-url-hint"
          />
          <p className="printed-only num">{statusUrl}</p>
        </div>
        <p className="row mt">
          <ButtonLink kind="primary" href={new URL(statusUrl).pathname}>
            {text.open}
          </ButtonLink>
          <span className="soft">{text.keep}</span>
        </p>
      </Card>
      <section>
        <h2>{text.nextTitle}</h2>
        <ol className="steps">
          <li>{text.nextMail}</li>
          <li>{byHelpdesk ? text.nextHelpdesk : text.nextHr}</li>
          <li>{text.nextSignIn}</li>
        </ol>
        <p className="soft mt">{text.never}</p>
      </section>
    </div>
  );
}

function Gone() {
  const text = receiptText(useLocale());
  return (
    <div className="stack">
      <h1>{text.gone}</h1>
      <p>{text.goneWhy}</p>
      <p className="row">
        <ButtonLink href="/status">{text.lookUp}</ButtonLink>
        <a href="/">{text.home}</a>
      </p>
    </div>
  );
}
