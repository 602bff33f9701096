import { insert, type AuditEntry, type NewRow, type Write } from "../../db/change";
import type { Ticket } from "../../db/queries/tickets";
import { actorColumns, type Actor } from "./actor";
import { restore, stateName, toStored, type TicketSnapshot } from "../machines/machines";
import { machineVersion } from "../machines/stored";
import type { TicketPath } from "../machines/types";

/** One row of the ticket's history in the making. */
export type Entry = Omit<NewRow<"history">, "ticketId" | "at" | "seq" | "actorKind" | "actorId">;

/** A ticket on its way through one act: what the machine said so far, and the rows it will become. */
export interface Progress {
  path: TicketPath;
  snapshot: TicketSnapshot;
  entries: Entry[];
  writes: Write[];
  witnesses: Write[];
  dueAt: number | null;
  pausedMinutes: number | null;
  previousPath: TicketPath | null;
}

export function progressOf(ticket: Ticket): Progress {
  return {
    path: ticket.path,
    snapshot: restore(ticket),
    entries: [],
    writes: [],
    witnesses: [],
    dueAt: ticket.dueAt,
    pausedMinutes: ticket.pausedMinutes,
    previousPath: ticket.previousPath,
  };
}

export function ticketColumns({ path, snapshot, dueAt, pausedMinutes, previousPath }: Progress, at: number) {
  const { context } = snapshot;
  const closed = snapshot.status === "done";
  return {
    kind: context.kind,
    path,
    previousPath,
    state: stateName(snapshot),
    snapshot: toStored(snapshot),
    machineVersion,
    personId: context.subject?.personId ?? null,
    ...(context.subject ? { agencyId: context.subject.agencyId } : {}),
    privileged: context.subject?.privileged ?? false,
    assigneeId: context.assigneeId,
    dueAt,
    pausedMinutes,
    closedAt: closed ? at : null,
    outcome: closed ? stateName(snapshot) : null,
  };
}

export function historyRows(
  ticketId: string,
  actor: Actor,
  at: number,
  after: number,
  entries: Entry[],
): Write[] {
  return entries.map((entry, index) =>
    insert("history", { ...entry, ...actorColumns(actor), ticketId, at, seq: after + index + 1 }),
  );
}

export function auditRows(ticketId: string, actor: Actor, progress: Progress, after: number): AuditEntry[] {
  return progress.entries.map((entry, index) => ({
    ...actorColumns(actor),
    act: `ticket.${entry.type}`,
    ticketId,
    personId: progress.snapshot.context.subject?.personId ?? null,
    detail: { seq: after + index + 1, from: entry.fromState ?? null, to: entry.toState },
  }));
}
