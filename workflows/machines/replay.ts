import { begin, step, toStored, type TicketSnapshot } from "./machines";
import type { StoredSnapshot } from "./stored";
import type { TicketEvent, TicketInput, TicketPath } from "./types";

/** As much of a history row as replaying reads. */
export interface RecordedStep {
  seq: number;
  path: TicketPath;
  /** The event as the machine saw it. */
  event: unknown;
}

/** A history that no machine could have written. */
export class BrokenHistory extends Error {
  constructor(seq: number) {
    super(`history row ${seq} has no path to go on from`);
    this.name = "BrokenHistory";
  }
}

/**
 * Runs a ticket's history through the machines again. What comes out is the snapshot that the ticket stores, or one of
 * the two was tampered with.
 *
 * @param history in the order of its `seq`
 * @throws BrokenHistory where a history does not begin with an opening.
 */
export function replay(history: readonly RecordedStep[]): StoredSnapshot {
  let snapshot: TicketSnapshot | undefined;
  for (const { seq, path, event } of history) {
    const recorded = event as TicketEvent | { type: "OPENED"; input: TicketInput };
    if (recorded.type === "OPENED") snapshot = begin(path, recorded.input).snapshot;
    else if (snapshot) snapshot = step(path, snapshot, recorded).snapshot;
    else throw new BrokenHistory(seq);
  }
  if (!snapshot) throw new BrokenHistory(0);
  return toStored(snapshot);
}
