import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { shellActsPage } from "../../workflows/reading/audit";
import { DataTable } from "../ui/data-table";
import { Card, EmptyState } from "../ui/elements";
import { StaffPage } from "../ui/frames/staff-page";
import { DateTime } from "../ui/time";
import { page } from "../web/access";
import { useLocale } from "../web/page-facts";
import { pageTitle } from "../web/title";
import { auditText } from "./audit.text";

export const meta = pageTitle((locale) => auditText(locale).shell);

const asked = z.object({ before: z.coerce.number().int().positive().optional().catch(undefined) });
const told = z.object({
  command: z.string().optional().catch(undefined),
  about: z.string().optional().catch(undefined),
});

export const loader = page({ as: "audit-reader" }, async ({ request, context }) => {
  const { lines, before } = await shellActsPage(
    context,
    asked.parse(Object.fromEntries(new URL(request.url).searchParams)),
  );
  return {
    lines: lines.map(({ detail, ...line }) => ({ ...line, ...told.parse(detail) })),
    before,
  };
});

/** Everything done from the shell, the latest first: the same that is told by mail. */
export default function Shell() {
  const { lines, before } = useLoaderData<typeof loader>();
  const text = auditText(useLocale());
  return (
    <StaffPage title={text.shell}>
      <div className="stack">
        <p className="soft">{text.shellLead}</p>
        <Card bare label={text.shell}>
          {lines.length === 0 ? (
            <EmptyState title={text.noShell}>{text.noShellWhy}</EmptyState>
          ) : (
            <DataTable
              caption={text.shell}
              rows={lines}
              keyOf={({ seq }) => String(seq)}
              columns={[
                { head: text.at, cell: ({ at }) => <DateTime at={at} /> },
                { head: text.operator, cell: ({ actorId }) => actorId ?? "—" },
                {
                  head: text.command,
                  cell: ({ command, act }) => <code>{command === undefined ? act : `desk ${command}`}</code>,
                },
                {
                  head: text.about,
                  cell: ({ personName, ticketNumber, about }) =>
                    [personName, ticketNumber, about].filter(Boolean).join(" ") || "—",
                },
                { head: text.seq, cell: ({ seq }) => <span className="num">{seq}</span> },
              ]}
            />
          )}
        </Card>
        {before !== null && (
          <p>
            <a href={`/audit/shell?before=${before}`}>{text.older}</a>
          </p>
        )}
      </div>
    </StaffPage>
  );
}
