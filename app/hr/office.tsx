import { useLoaderData } from "@remix-run/react";
import { pendingFor } from "../../workflows/hr/decisions";
import { recordsWaiting } from "../../workflows/hr/waiting-records";
import { kindWords } from "../../workflows/reading/words";
import { DataTable } from "../ui/data-table";
import { DueTime } from "../ui/ticket/due-time";
import { HrPage } from "./frame";
import { ButtonLink, Card, Chip, EmptyState, Notice } from "../ui/elements";
import { page } from "../web/access";
import { useLocale } from "../web/page-facts";
import { readPreferences } from "../web/preferences";
import { disabledReason } from "../web/refusals/disabled-reason";
import { dueOf } from "../ui/ticket/ticket-row";
import { pageTitle } from "../web/title";
import { ChangesTable } from "./changes/changes-table";
import { hrChangesText } from "./changes/changes.text";
import { hrText } from "./hr.text";

export const meta = pageTitle((locale) => hrText(locale).pending);

const acts = ["agree", "return", "withdraw"] as const;

export const loader = page({ as: "hr" }, async ({ visitor, request, context }) => {
  const preferences = readPreferences(request.headers);
  const { locale } = preferences;
  const cases = await pendingFor(context, visitor.actor);
  const changed = new URL(request.url).searchParams.get("changed");
  return {
    changes: await recordsWaiting(context, visitor.actor),
    changed: acts.find((one) => one === changed) ?? null,
    cases: cases.map(({ ticket, waiting, escalation, before, refusal }) => ({
      number: ticket.number,
      name: ticket.personName ?? ticket.applicantName,
      agency: ticket.agencyName,
      kind: ticket.kind,
      privileged: ticket.privileged,
      due: dueOf(ticket, context.clock(), preferences),
      waiting,
      escalation,
      before,
      disabledReason:
        refusal === null ? null : disabledReason(refusal).message[locale === "en" ? "en" : "zh"],
    })),
  };
});

type Case = ReturnType<typeof useLoaderData<typeof loader>>["cases"][number];

export default function Pending() {
  const { cases, changes, changed } = useLoaderData<typeof loader>();
  const locale = useLocale();
  const text = hrText(locale);
  const changesText = hrChangesText(locale);
  const done = {
    agree: changesText.confirmed,
    return: changesText.isReturned,
    withdraw: changesText.isWithdrawn,
  };
  return (
    <HrPage title={text.pending}>
      {changed !== null && <Notice tone="ok" role="status" title={done[changed]} />}
      <p>
        <ButtonLink kind={cases.length === 0 ? "primary" : "plain"} href="/hr/people">
          {text.lookUp}
        </ButtonLink>
      </p>
      <Card bare label={text.caption}>
        {cases.length === 0 ? (
          <EmptyState title={text.none}>{text.noneHint}</EmptyState>
        ) : (
          <DataTable
            caption={text.caption}
            rows={cases}
            keyOf={({ number }) => number}
            columns={[
              { head: text.due, cell: ({ due }) => <DueTime due={due} /> },
              {
                head: text.person,
                cell: ({ name, agency, number }) => (
                  <>
                    <a className="hr-case" href={`/hr/tickets/${number}`}>
                      {name}
                    </a>
                    <small>{agency}</small>
                  </>
                ),
              },
              {
                head: text.kind,
                cell: ({ kind }) => <span className="nowrap">{kindWords(locale)[kind]}</span>,
              },
              { head: text.why, cell: (one) => <Why one={one} /> },
              { head: text.number, cell: ({ number }) => <span className="num nowrap">{number}</span> },
            ]}
          />
        )}
      </Card>
      {changes.waiting.length > 0 && (
        <section className="stack">
          <h2>{changesText.title}</h2>
          <Card bare label={changesText.caption}>
            <ChangesTable caption={changesText.caption} changes={changes.waiting} />
          </Card>
        </section>
      )}
      {changes.own.length > 0 && (
        <section className="stack">
          <h2>{changesText.own}</h2>
          <Card bare label={changesText.own}>
            <ChangesTable caption={changesText.own} changes={changes.own} />
          </Card>
        </section>
      )}
    </HrPage>
  );
}

/** Why a case waits, who had it before, and why this visitor must leave it to somebody else. */
function Why({ one: { waiting, escalation, before, privileged, disabledReason } }: { one: Case }) {
  const text = hrText(useLocale());
  return (
    <>
      {text[waiting]}
      <span className="row">
        {escalation !== "supervisor" && <Chip tone="brand">{text[escalation]}</Chip>}
        {privileged && <Chip tone="warn">{text.privileged}</Chip>}
      </span>
      {before.length > 0 && <small>{text.before(before.join("、"))}</small>}
      {disabledReason !== null && <small>{text.disabledReason(disabledReason)}</small>}
    </>
  );
}
