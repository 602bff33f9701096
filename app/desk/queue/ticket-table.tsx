import { queueText } from "./queue.text";
import { useLocale } from "../../web/page-facts";
import type { TicketRowView } from "../../ui/ticket/ticket-row";
import { DataTable } from "../../ui/data-table";
import { DueTime } from "../../ui/ticket/due-time";
import { Chip } from "../../ui/elements";

/** The queue: what is due first stands first, and why it waits is seen at a glance. */
export function TicketTable({ rows }: { rows: readonly TicketRowView[] }) {
  const text = queueText(useLocale());
  return (
    <DataTable
      caption={text.caption}
      rows={rows}
      keyOf={(row) => row.number}
      columns={[
        { head: text.due, cell: ({ due }) => <DueTime due={due} /> },
        {
          head: text.number,
          cell: ({ number }) => (
            <a className="num nowrap" href={`/desk/tickets/${number}`} data-ticket={number}>
              {number}
            </a>
          ),
        },
        {
          head: text.applicant,
          cell: ({ name, agency, privileged }) => (
            <>
              <b>{name}</b> {privileged && <Chip tone="warn">{text.privileged}</Chip>}
              <small>{agency}</small>
            </>
          ),
        },
        { head: text.path, cell: ({ path }) => path },
        {
          head: text.state,
          cell: ({ state, tone, why, unread }) => (
            <>
              <Chip tone={tone}>{state}</Chip> {unread > 0 && <Chip tone="warn">{text.unread(unread)}</Chip>}
              {why && <small>{why}</small>}
            </>
          ),
        },
        { head: text.assignee, cell: ({ assignee }) => assignee ?? text.nobody },
      ]}
    />
  );
}
