import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { ticketViews, type TicketView } from "../../../db/queries/tickets";
import { openCounts } from "../../ui/frames/staff-navigation";
import { StaffPage } from "../../ui/frames/staff-page";
import { DeskSearch } from "./search";
import { DeskShortcuts } from "./shortcuts";
import { Pagination } from "../../ui/pagination";
import { ButtonLink, Card, EmptyState } from "../../ui/elements";
import { TicketTable } from "./ticket-table";
import { page } from "../../web/access";
import { newFormKey } from "../../web/form-actions";
import { useLocale } from "../../web/page-facts";
import { overviewOf } from "../../web/overview";
import { readPreferences } from "../../web/preferences";
import { ticketRowView } from "../../ui/ticket/ticket-row";
import { pageTitle } from "../../web/title";
import { viewText } from "../../ui/frames/staff-navigation.text";
import { queueText } from "./queue.text";

export const handle = { interactive: true };

export const meta = pageTitle((locale) => viewText(locale).waiting);

const rowsAPage = 30;

export const loader = page({ as: "helpdesk" }, async ({ visitor, request, context }) => {
  const { q, view, page } = asked.parse(Object.fromEntries(new URL(request.url).searchParams));
  const preferences = readPreferences(request.headers);
  const { tickets } = await overviewOf(context, visitor.person.id);
  const at = context.clock();
  const viewer = { personId: visitor.person.id, at };
  const countOf = async (wanted: TicketView) =>
    wanted === "closed"
      ? tickets.count(wanted, viewer)
      : (await openCounts(context, visitor.person.id))[wanted];
  const total = q === "" ? await countOf(view) : null;
  const rows =
    total === null
      ? await tickets.search(q)
      : await tickets.queue(view, viewer, { limit: rowsAPage, offset: (page - 1) * rowsAPage });
  return {
    rows: rows.map((row) => ticketRowView(row, at, preferences)),
    query: q,
    view,
    page,
    total: total ?? rows.length,
    pages: total === null ? 1 : Math.ceil(total / rowsAPage),
    formKey: newFormKey(context),
  };
});

const asked = z.object({
  // Zod writes an error, in words, of whatever it has to catch: what is absent is none.
  q: z.string().trim().max(100).default("").catch(""),
  view: z.enum(ticketViews).default("waiting").catch("waiting"),
  page: z.coerce.number().int().min(1).max(10_000).default(1).catch(1),
});

export default function Desk() {
  const { rows, query, view, page, pages, total, formKey } = useLoaderData<typeof loader>();
  const locale = useLocale();
  const text = queueText(locale);
  const searching = query !== "";
  return (
    <StaffPage
      title={searching ? text.results(query) : viewText(locale)[view]}
      actions={<DeskSearch query={query} />}
    >
      <div className="stack">
        <Card bare label={text.caption}>
          {rows.length > 0 ? <TicketTable rows={rows} /> : <Nothing searching={searching} />}
        </Card>
        <div className="desk-foot">
          <DeskShortcuts formKey={formKey} />
          <span className="num push">{text.total(total)}</span>
        </div>
        <Pagination page={page} pages={pages} hrefOf={(wanted) => `/desk?view=${view}&page=${wanted}`} />
      </div>
    </StaffPage>
  );
}

function Nothing({ searching }: { searching: boolean }) {
  const text = queueText(useLocale());
  return (
    <EmptyState title={searching ? text.emptySearch : text.empty}>
      <p>{searching ? text.emptySearchHint : text.emptyHint}</p>
      <p className="empty-act">
        <ButtonLink href="/desk?view=all-open" small>
          {viewText(useLocale())["all-open"]}
        </ButtonLink>
      </p>
    </EmptyState>
  );
}
