import { useLoaderData } from "@remix-run/react";
import { responseDueAt } from "../../workflows/desk/response-due";
import { DateTime } from "../ui/time";
import { PublicPage } from "../ui/frames/public-page";
import { StepHeading } from "./step-heading";
import { LinkCard } from "../ui/link-card";
import { choicesOf, reasons, stepUrl, type Reason } from "./steps";
import { page } from "../web/access";
import { useLocale } from "../web/page-facts";
import { pageTitle } from "../web/title";
import { askText } from "./ask.text";

export const meta = pageTitle((locale) => askText(locale).title);

/** By when an answer is due to a request made now. */
export const loader = page({ as: "everybody" }, ({ request, context: { office, clock } }) => {
  const { reason } = choicesOf(new URL(request.url));
  const at = clock();
  return {
    reason,
    responseDue: {
      hr: responseDueAt(office, "hr-supervisor", at),
      helpdesk: responseDueAt(office, "helpdesk", at),
    },
  };
});

export default function Ask() {
  const { reason, responseDue } = useLoaderData<typeof loader>();
  return (
    <PublicPage narrow>
      {reason ? <WhichWay reason={reason} responseDue={responseDue} /> : <WhatHappened />}
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
          <LinkCard
            key={reason}
            to={stepUrl("", { reason })}
            name={words[reason][0]}
            note={words[reason][1]}
          />
        ))}
      </div>
    </>
  );
}

function WhichWay({
  reason,
  responseDue,
}: {
  reason: Reason;
  responseDue: { hr: number; helpdesk: number };
}) {
  const text = askText(useLocale());
  const answeredBy = (at: number) => (
    <>
      {text.answeredBy} <DateTime strong at={at} /> {text.answered}
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
          <LinkCard
            to={stepUrl("/agency", { reason, path: "hr-supervisor" })}
            name={text.hr}
            note={text.hrFor}
            person
          >
            {answeredBy(responseDue.hr)}
          </LinkCard>
          <LinkCard
            to={stepUrl("/agency", { reason, path: "helpdesk" })}
            name={text.helpdesk}
            note={text.helpdeskFor}
            person
          >
            {answeredBy(responseDue.helpdesk)}
          </LinkCard>
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
