import { useLoaderData } from "@remix-run/react";
import { pairsFor, type PairView } from "../../../workflows/administration/pair-views";
import { DataTable } from "../../ui/data-table";
import { Card, Chip, EmptyState, Notice } from "../../ui/elements";
import { StaffPage } from "../../ui/frames/staff-page";
import { DateTime } from "../../ui/time";
import { page } from "../../web/access";
import { useLocale } from "../../web/page-facts";
import { pageTitle } from "../../web/title";
import { aboutOf, detailRows, pairTones } from "./pair-facts";
import { waitingText } from "./waiting.text";

export const meta = pageTitle((locale) => waitingText(locale).title);

const acts = ["isAsked", "isAgreed", "isReturned", "isWithdrawn"] as const;

export const loader = page({ as: "administrator" }, async ({ visitor, request, context }) => {
  const done = new URL(request.url).searchParams.get("done");
  return {
    ...(await pairsFor(context, visitor.actor)),
    done: acts.find((one) => one === done) ?? null,
  };
});

/** What two administrators must agree on: what waits, and what became of the others. */
export default function Waiting() {
  const { waiting, over, done } = useLoaderData<typeof loader>();
  const text = waitingText(useLocale());
  return (
    <StaffPage title={text.title}>
      <div className="stack">
        <p className="soft">{text.lead}</p>
        {done !== null && (
          <Notice tone="ok" role="status">
            {text[done]}
          </Notice>
        )}
        <Card bare label={text.caption}>
          {waiting.length === 0 ? (
            <EmptyState title={text.none} />
          ) : (
            <PairTable caption={text.caption} changes={waiting} />
          )}
        </Card>
        {over.length > 0 && (
          <section className="stack">
            <h2>{text.over}</h2>
            <Card bare label={text.over}>
              <PairTable caption={text.over} changes={over} />
            </Card>
          </section>
        )}
      </div>
    </StaffPage>
  );
}

function PairTable({ caption, changes }: { caption: string; changes: readonly PairView[] }) {
  const locale = useLocale();
  const text = waitingText(locale);
  return (
    <DataTable
      caption={caption}
      rows={changes}
      keyOf={({ id }) => id}
      columns={[
        {
          head: text.what,
          cell: ({ id, kind }) => (
            <a className="hr-case" href={`/admin/waiting/${id}`}>
              {text[kind]}
            </a>
          ),
        },
        {
          head: text.about,
          cell: (one) => (
            <>
              {aboutOf(one)}
              <small>
                {detailRows(one, locale)
                  .filter(([name]) => name === text.role || name === text.agencies || name === text.parent)
                  .map(([, value]) => value)
                  .join(" · ")}
              </small>
            </>
          ),
        },
        { head: text.by, cell: ({ askedBy }) => askedBy },
        { head: text.at, cell: ({ askedAt }) => <DateTime at={askedAt} /> },
        {
          head: text.state,
          cell: ({ state, decidedBy, decidedReason }) => (
            <>
              <Chip tone={pairTones[state]}>{text[state]}</Chip>
              {decidedBy !== null && state !== "withdrawn" && <small>{decidedBy}</small>}
              {decidedReason !== null && <small>{decidedReason}</small>}
            </>
          ),
        },
      ]}
    />
  );
}
