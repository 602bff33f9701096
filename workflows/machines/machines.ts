import { initialTransition, transition, type ExecutableActionsFrom, type SnapshotFrom } from "xstate";
import { agencyCertificate } from "./agency-certificate";
import { whyRefused } from "./guards";
import { helpdesk } from "./helpdesk";
import { hrSupervisor } from "./hr-supervisor";
import { firstBreak, type RuleBreak, type RuleName } from "./rules";
import { migrated, type StoredSnapshot, type StoredTicket } from "./stored";
import type { Effect, TicketContext, TicketEvent, TicketInput, TicketPath } from "./types";

export const machines = {
  "hr-supervisor": hrSupervisor,
  "agency-certificate": agencyCertificate,
  helpdesk,
} as const;

/** The three machines share their vocabulary, so one type serves for all of their snapshots. */
type TicketMachine = typeof hrSupervisor;
export type TicketSnapshot = SnapshotFrom<TicketMachine>;

const machineOf = (path: TicketPath) => machines[path] as TicketMachine;

/** Why an act is refused: a broken rule, or an event that the state does not know. */
export type RefusalCode = RuleBreak | "not-now";

export interface Step {
  snapshot: TicketSnapshot;
  effects: Effect[];
}

/** The first snapshot of a path, with the effects of its entry. Pure. */
export function begin(path: TicketPath, input: TicketInput): Step {
  const [snapshot, actions] = initialTransition(machineOf(path), input);
  return { snapshot, effects: effectsOf(actions) };
}

/** The next snapshot and the effects of an event. Pure; asks nothing: ask `refusalOf` first. */
export function step(path: TicketPath, snapshot: TicketSnapshot, event: TicketEvent): Step {
  const [next, actions] = transition(machineOf(path), asOfNow(snapshot, event), event);
  return { snapshot: next, effects: effectsOf(actions) };
}

/**
 * Restores the snapshot of a ticket, whatever version of the machines stored it.
 *
 * @throws AppError `machines`, `newer-version` where a later release wrote it
 */
export function restore(ticket: StoredTicket): TicketSnapshot {
  const stored = migrated(ticket);
  return machineOf(ticket.path).resolveState({
    value: stored.value as TicketSnapshot["value"],
    context: stored.context as TicketContext,
    status: stored.status as "active" | "done",
  });
}

/** What is stored of a snapshot. */
export function toStored(snapshot: TicketSnapshot): StoredSnapshot {
  return { value: snapshot.value, context: snapshot.context, status: snapshot.status };
}

/** The state as a dotted path, `passwordHandover.mailed`. */
export function stateName(snapshot: Pick<TicketSnapshot, "value">): string {
  const parts: string[] = [];
  let value: unknown = snapshot.value;
  while (typeof value === "object" && value !== null) {
    const [key, inner] = Object.entries(value)[0] ?? [];
    if (key === undefined) break;
    parts.push(key);
    value = inner;
  }
  if (typeof value === "string") parts.push(value);
  return parts.join(".");
}

/** Why the machine refuses an event in this state, or `null` when it takes it. */
export function refusalOf(before: TicketSnapshot, event: TicketEvent): RefusalCode | null {
  if (before.status !== "active") return "not-now";
  const snapshot = asOfNow(before, event);
  if (snapshot.can(event)) return null;
  return whyRefused(
    snapshot,
    event.type,
    (names: readonly RuleName[]) => firstBreak(names, { context: snapshot.context, event }),
    event.type === "DEADLINE" ? "other-issue" : "not-now",
  );
}

/**
 * The snapshot with its subject as the event finds them: whoever moved to another agency or was given a role since the last
 * event is judged as who they are, and the case goes on from there.
 */
function asOfNow(snapshot: TicketSnapshot, { facts }: TicketEvent): TicketSnapshot {
  const { context, value, status } = snapshot;
  const { subject } = facts;
  const known = context.subject;
  if (!subject || status !== "active" || known?.personId !== subject.personId) return snapshot;
  if (
    known.agencyId === subject.agencyId &&
    known.privileged === subject.privileged &&
    known.supervisor === subject.supervisor
  )
    return snapshot;
  return machineOf(context.path).resolveState({ value, context: { ...context, subject }, status });
}

function effectsOf(actions: ExecutableActionsFrom<TicketMachine>[]): Effect[] {
  return actions.map((action) => ({ type: action.type, ...(action.params as object | undefined) }) as Effect);
}
