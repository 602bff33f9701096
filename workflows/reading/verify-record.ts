import { isDeepStrictEqual } from "node:util";
import type { AuditRow } from "../../db/queries/records";
import type { HistoryRow, Ticket } from "../../db/queries/tickets";
import type { Finding } from "../../db/record/verify/findings";
import type { Snapshot } from "../../db/snapshot";
import type { Store } from "../../db/store";
import { replay } from "../machines/replay";
import { migrated } from "../machines/stored";

/** What does not fit between a ticket, its history and the audit. */
export type TicketFinding =
  /** The ticket stores something else than its history leads to. */
  | { kind: "ticket-differs"; number: string }
  /** A step of its history that the audit knows nothing of, or another. */
  | { kind: "history-unrecorded"; number: string; step: number }
  /** An act of the audit that its history knows nothing of; without a number where there is no such ticket. */
  | { kind: "act-without-history"; number: string | null; row: number };

/** What the record proves of itself. */
export interface RecordVerdict {
  /** Audit rows, and rows that are sealed. */
  rows: number;
  sealed: number;
  /** Tickets whose history was run through the machines again. */
  tickets: number;
  /** The first audit row that does not stand; `null` where the audit is whole. */
  brokenAt: number | null;
  /** Numbers of tickets that store something else than their history leads to. */
  differing: string[];
  /** Everything that does not fit. */
  findings: (Finding | TicketFinding)[];
}

/** Of what is found between tickets and audit, so many are told one by one. */
const told = 1000;

/**
 * Verifies the record: the audit against its chain, its codes and the head outside the database, every row that gives authority
 * against its seal, and every ticket against its history, and that against the audit. All of one instant, while others go on.
 */
export async function verifyRecord({ store }: { store: Pick<Store, "onSnapshot"> }): Promise<RecordVerdict> {
  return store.onSnapshot(async (snapshot) => {
    const { rows, sealed, findings } = await snapshot.verifySealed();
    const verdict: RecordVerdict = {
      rows,
      sealed,
      tickets: 0,
      brokenAt: firstBroken(findings),
      differing: [],
      findings: [...findings],
    };
    for await (const ticket of snapshot.tickets.all()) {
      verdict.tickets += 1;
      const found = await verifyTicket(snapshot, ticket);
      if (verdict.findings.length >= told) continue;
      verdict.findings.push(...found);
      if (found.some(({ kind }) => kind === "ticket-differs")) verdict.differing.push(ticket.number);
    }
    for (const { seq } of await snapshot.records.actsOnNothing(told))
      verdict.findings.push({ kind: "act-without-history", number: null, row: seq });
    return verdict;
  });
}

function firstBroken(findings: readonly Finding[]): number | null {
  const rows = findings.flatMap((finding) => ("rows" in finding ? finding.rows.map(([from]) => from) : []));
  return rows.length === 0 ? null : Math.min(...rows);
}

async function verifyTicket(snapshot: Snapshot, ticket: Ticket): Promise<TicketFinding[]> {
  const { number } = ticket;
  const history = await snapshot.tickets.historyOf(ticket.id);
  const acts = await snapshot.records.actsOn(ticket.id);
  const findings: TicketFinding[] = [];
  if (!isAsItsHistoryLeadsTo(ticket, history)) findings.push({ kind: "ticket-differs", number });
  const recorded = new Map(acts.map((act) => [act.detail.seq, act]));
  for (const step of history) {
    if (!isRecordOf(recorded.get(step.seq), step))
      findings.push({ kind: "history-unrecorded", number, step: step.seq });
  }
  const steps = new Set<unknown>(history.map(({ seq }) => seq));
  for (const { seq, detail } of acts) {
    if (!steps.has(detail.seq)) findings.push({ kind: "act-without-history", number, row: seq });
  }
  return findings;
}

function isRecordOf(
  act: AuditRow | undefined,
  { type, at, actorKind, actorId, toState }: HistoryRow,
): boolean {
  return (
    act?.act === `ticket.${type}` &&
    act.at === at &&
    act.actorKind === actorKind &&
    act.actorId === actorId &&
    act.detail.to === toState
  );
}

function isAsItsHistoryLeadsTo(ticket: Ticket, history: HistoryRow[]): boolean {
  const last = history.at(-1);
  return (
    last?.toState === ticket.state &&
    last.path === ticket.path &&
    last.seq === ticket.version &&
    isDeepStrictEqual(outcomeOf(history), migrated(ticket))
  );
}

/** A history that no machine could have written leads nowhere. */
function outcomeOf(history: Parameters<typeof replay>[0]): unknown {
  try {
    return replay(history);
  } catch {
    return null;
  }
}
