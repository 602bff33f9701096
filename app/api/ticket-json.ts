import type { HistoryRow, Ticket, TicketRow } from "../../db/queries/tickets";
import type { Store } from "../../db/store";
import { eventOf, peopleNamedIn, type RecordedEvent } from "../../workflows/reading/history-words";
import type { Reading } from "../../workflows/desk/allowed";
import type { HistoryEntry, TicketSummary } from "./schemas";

/** A ticket of a list as the API gives it. */
export function ticketSummary(row: TicketRow): TicketSummary {
  const named = (id: string | null, name: string | null) => (id === null ? null : { id, name: name ?? "" });
  return {
    number: row.number,
    kind: row.kind,
    path: row.path,
    previousPath: row.previousPath,
    state: row.state,
    channel: row.channel,
    applicantName: row.applicantName,
    person: named(row.personId, row.personName),
    agency: named(row.agencyId, row.agencyName),
    assignee: named(row.assigneeId, row.assigneeName),
    privileged: row.privileged,
    openedAt: row.openedAt,
    dueAt: row.dueAt,
    closedAt: row.closedAt,
    outcome: row.outcome,
    version: row.version,
  };
}

/** One ticket with the names that a list would show. */
export async function withNames(store: Store, ticket: Ticket): Promise<TicketRow> {
  const people = await store.people.byIds(
    [ticket.personId, ticket.assigneeId].filter((id): id is string => id !== null),
  );
  const agency = ticket.agencyId === null ? undefined : await store.agencies.byId(ticket.agencyId);
  return {
    ...ticket,
    agencyName: agency?.fullName ?? null,
    personName: people.get(ticket.personId ?? "")?.name ?? null,
    assigneeName: people.get(ticket.assigneeId ?? "")?.name ?? null,
  };
}

/** What of an event may leave the house: what people wrote or chose, never the facts the machine judged by. */
const tellable = [
  "reason",
  "text",
  "to",
  "into",
  "number",
  "check",
  "passed",
  "disableOldPassword",
  "code",
  "response",
  "name",
  "via",
];

/** 內部備註 and how a caller was verified are for staff alone. */
const internal: readonly RecordedEvent["type"][] = ["NOTE", "RECORD_CHECK", "JOINED_BY"];

/** A ticket's history as the API gives it to this reader. */
export async function historyOf(store: Store, rows: HistoryRow[], reading: Reading): Promise<HistoryEntry[]> {
  const people = await store.people.byIds(peopleNamedIn(rows));
  const shown = rows.filter((row) => reading === "staff" || !internal.includes(eventOf(row).type));
  return shown.map((row) => ({
    seq: row.seq,
    at: row.at,
    type: row.type,
    path: row.path,
    by: { kind: row.actorKind, name: people.get(row.actorId ?? "")?.name ?? null },
    from: row.fromState,
    to: row.toState,
    detail: Object.fromEntries(Object.entries(row.event).filter(([name]) => tellable.includes(name))),
  }));
}
