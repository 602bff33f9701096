import { insert, requireRow, update, type AuditEntry, type NewRow, type Write } from "../../db/change";
import type { Ticket } from "../../db/queries/tickets";
import { actorColumns, type Actor } from "./actor";
import type { FactSet } from "./facts";
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

/** The act whose effects are written down. */
export interface EffectSituation {
  ticketId: string;
  at: number;
  /** About everybody the act concerns. */
  facts: FactSet;
  snapshot: TicketSnapshot;
  /** What was written or given as the reason, for the mails. */
  reason: string | null;
  /** Who did the act, by name, for the mails. */
  actorName: string | null;
  /** The promise before this act, and what was left of it while its clock was paused. */
  dueAt: number | null;
  pausedMinutes: number | null;
}

/** A ticket as an act found it, and what the act made of it. */
export interface Moved {
  ticket: Ticket;
  actor: Actor;
  progress: Progress;
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

/** The rows of a ticket that must be as it was found; one that no event moved must be so all the same. */
export function movedRows({ ticket: { id, version }, actor, progress }: Moved, at: number): Write[] {
  const { entries, writes } = progress;
  if (entries.length === 0) return [requireRow("tickets", { id, version }, "version-moved")];
  const columns = { ...ticketColumns(progress, at), version: version + entries.length };
  return [
    update("tickets", { id, version }, columns, "version-moved"),
    ...historyRows(id, actor, at, version, entries),
    ...writes,
  ];
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
