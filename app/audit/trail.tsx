import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { readAudit, type AuditLine } from "../../workflows/reading/audit";
import { actorLabel } from "../../workflows/reading/words";
import { DataTable } from "../ui/data-table";
import { StaffPage } from "../ui/frames/staff-page";
import { Button, Card, EmptyState, Notice } from "../ui/elements";
import { DateTime } from "../ui/time";
import { page } from "../web/access";
import { useLocale } from "../web/page-facts";
import { pageTitle } from "../web/title";
import { auditText } from "./audit.text";

export const meta = pageTitle((locale) => auditText(locale).title);

/** Read by auditors and administrators; nobody writes here. */
export const loader = page({ as: "audit-reader" }, async ({ visitor, request, context }) => {
  const { q, before } = asked.parse(Object.fromEntries(new URL(request.url).searchParams));
  return {
    query: q,
    page: await readAudit(context, visitor.actor, { query: q, before }),
    chain: await context.store.records.verifyAudit(),
    auditor: visitor.roles.includes("auditor"),
  };
});

const asked = z.object({
  q: z.string().trim().max(100).catch(""),
  before: z.coerce.number().int().positive().optional().catch(undefined),
});

export default function Audit() {
  const { query, page, chain, auditor } = useLoaderData<typeof loader>();
  const text = auditText(useLocale());
  return (
    <StaffPage title={text.title} actions={<AuditSearch query={query} />}>
      <div className="stack">
        {chain.brokenAt === null ? (
          <Notice tone="ok">{text.intact(chain.rows)}</Notice>
        ) : (
          <Notice tone="error" role="alert" title={text.broken(chain.brokenAt)} />
        )}
        {auditor && page.evidenceOf !== null && (
          <p>
            <a href={`/audit/people/${page.evidenceOf}/evidence`} download>
              {text.evidence}
            </a>
          </p>
        )}
        <Card bare label={text.title}>
          {page.lines.length > 0 ? (
            <AuditTable lines={page.lines} />
          ) : (
            <EmptyState title={page.unknown ? text.unknown : text.empty} />
          )}
        </Card>
        {page.before !== null && (
          <p>
            <a href={`/audit?${new URLSearchParams({ q: query, before: String(page.before) }).toString()}`}>
              {text.older}
            </a>
          </p>
        )}
      </div>
    </StaffPage>
  );
}

function AuditSearch({ query }: { query: string }) {
  const text = auditText(useLocale());
  return (
    <form className="desk-finder" method="get" role="search">
      <input
        className="control"
        type="search"
        name="q"
        defaultValue={query}
        aria-label={text.find}
        placeholder={text.find}
      />
      <Button small>{text.search}</Button>
    </form>
  );
}

function AuditTable({ lines }: { lines: readonly AuditLine[] }) {
  const locale = useLocale();
  const text = auditText(locale);
  return (
    <DataTable
      caption={text.title}
      rows={lines}
      keyOf={({ seq }) => String(seq)}
      columns={[
        { head: text.seq, cell: ({ seq }) => <span className="num">{seq}</span> },
        { head: text.at, cell: ({ at }) => <DateTime at={at} /> },
        {
          head: text.actor,
          cell: ({ actorKind, actorName }) => actorLabel(actorKind, actorName ?? undefined, locale),
        },
        { head: text.act, cell: ({ act }) => act },
        {
          head: text.about,
          cell: ({ ticketNumber, personName }) => (
            <>
              {ticketNumber && <a href={`/audit?q=${ticketNumber}`}>{ticketNumber}</a>} {personName}
            </>
          ),
        },
        { head: text.detail, cell: ({ detail }) => <small>{JSON.stringify(detail)}</small> },
        { head: text.hash, cell: ({ hash }) => <span title={hash}>{hash.slice(0, 8)}…</span> },
      ]}
    />
  );
}
