import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { promiseOf } from "../../workflows/desk/response-due";
import { PromiseTime } from "../ui/time";
import { PublicPage } from "../ui/frames/public-page";
import { StepHeading } from "./step-heading";
import { Way } from "../ui/link-card";
import { choicesOf, reasons, stepUrl, type Reason } from "./steps";
import { useLocale } from "../web/page-facts";
import { pageTitle } from "../web/title";
import { askText } from "./ask.text";

export const meta = pageTitle((locale) => askText(locale).title);

/** The promises shown are those of a request made now. */
export function loader({ request, context: { office, clock } }: LoaderFunctionArgs) {
  const { reason } = choicesOf(new URL(request.url));
  const at = clock();
  return {
    reason,
    promises: { hr: promiseOf(office, "hr-supervisor", at), helpdesk: promiseOf(office, "helpdesk", at) },
  };
}

export default function Ask() {
  const { reason, promises } = useLoaderData<typeof loader>();
  return (
    <PublicPage narrow>
      {reason ? <WhichWay reason={reason} promises={promises} /> : <WhatHappened />}
    </PublicPage>
  );
}

function WhatHappened() {
  const text = askText(useLocale());
  const words: Record<Reason, [string, string]> = {
    "first-login": [text.firstLogin, text.firstLoginFor],
    forgot: [text.forgot, text.forgotFor],
    certificate: [text.card, text.cardFor],
  };
  return (
    <>
      <StepHeading now={1} title={text.reasonTitle} />
      <div className="ways">
        {reasons.map((reason) => (
          <Way key={reason} to={stepUrl("", { reason })} name={words[reason][0]} note={words[reason][1]} />
        ))}
      </div>
    </>
  );
}

function WhichWay({ reason, promises }: { reason: Reason; promises: { hr: number; helpdesk: number } }) {
  const text = askText(useLocale());
  const promise = (at: number) => (
    <>
      {text.answeredBy} <PromiseTime at={at} /> {text.answered}
    </>
  );
  return (
    <div className="stack stack-wide">
      <div>
        <StepHeading now={2} title={text.wayTitle} />
        <p className="lead">{text.wayLead}</p>
        {reason === "certificate" && (
          <div className="notice mt">
            <p className="notice-title">{text.cardFirst}</p>
            <p>{text.cardFirstFor}</p>
            <p>{text.pinLocked}</p>
            <p>
              <a href="/component-check">{text.componentCheck}</a>
            </p>
          </div>
        )}
        <div className="ways">
          <Way
            to={stepUrl("/agency", { reason, path: "hr-supervisor" })}
            name={text.hr}
            note={text.hrFor}
            person
          >
            {promise(promises.hr)}
          </Way>
          <Way
            to={stepUrl("/agency", { reason, path: "helpdesk" })}
            name={text.helpdesk}
            note={text.helpdeskFor}
            person
          >
            {promise(promises.helpdesk)}
          </Way>
        </div>
      </div>
      <section>
        <h2>{text.otherWays}</h2>
        <ul className="plain-list">
          <li>
            <a href="/agency-card">{text.agencyCard}</a>
            <span className="soft">{text.agencyCardFor}</span>
          </li>
          <li>
            <a href="/">{text.citizenCard}</a>
            <span className="soft">{text.citizenCardFor}</span>
          </li>
        </ul>
      </section>
    </div>
  );
}
