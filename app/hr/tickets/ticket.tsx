import { Outlet, useLoaderData } from "@remix-run/react";
import { kindWords, stateLabel } from "../../../workflows/reading/words";
import { caseFacts } from "./case-facts";
import { CaseComparison } from "./comparison";
import { CaseHistory } from "./history";
import { DoneNotice } from "./done-notice";
import { HrPage } from "../frame";
import { Card, Chip } from "../../ui/elements";
import { PathLine } from "../../ui/ticket/path-line";
import { DateTime } from "../../ui/time";
import { RecentChanges } from "../people/recent-changes";
import { page } from "../../web/access";
import { useLocale } from "../../web/page-facts";
import { readPreferences } from "../../web/preferences";
import { stateTone } from "../../ui/ticket/ticket-row";
import { pageTitle } from "../../web/title";
import { hrTicketText } from "./ticket.text";
import { hrText } from "../hr.text";

export const meta = pageTitle((locale) => hrText(locale).number);

export const loader = page({ as: "hr" }, async ({ visitor, request, params, context }) => {
  const preferences = readPreferences(request.headers);
  return {
    ...(await caseFacts(context, visitor.actor, params.number ?? "", preferences)),
    done: new URL(request.url).searchParams.get("done"),
  };
});

export default function Case() {
  const facts = useLoaderData<typeof loader>();
  const { ticket, person, usableUntil, escalation, recentChanges, done, steps, claims, lines } = facts;
  const locale = useLocale();
  const text = hrTicketText(locale);
  return (
    <HrPage
      above={
        <>
          <a href="/hr">{text.back}</a>・{ticket.number}
        </>
      }
      title={text.title(person.name, kindWords(locale)[ticket.kind])}
      lead={
        <span className="row">
          <Chip tone={stateTone(ticket.state)}>{stateLabel(ticket.state, locale)}</Chip>
          {escalation !== "supervisor" && <Chip tone="brand">{hrText(locale)[escalation]}</Chip>}
          {ticket.privileged && <Chip tone="warn">{hrText(locale).privileged}</Chip>}
          {ticket.dueAt !== null && (
            <span>
              {text.latest} <DateTime strong at={ticket.dueAt} />
            </span>
          )}
          {usableUntil !== null && (
            <span>
              {text.usableUntil} <DateTime strong at={usableUntil} />
            </span>
          )}
        </span>
      }
    >
      <DoneNotice done={done} state={ticket.state} />
      <Card label={hrText(locale).why}>
        <PathLine steps={steps} />
      </Card>
      <RecentChanges changes={recentChanges} />
      <div className="hr-columns">
        <div className="hr-compare">
          <CaseComparison claims={claims} person={person} />
        </div>
        <div className="hr-acts stack">
          <Outlet context={facts} />
        </div>
        <div className="hr-history">
          <CaseHistory lines={lines} />
        </div>
      </div>
    </HrPage>
  );
}
