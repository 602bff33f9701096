import type { AuditEntry, Write } from "../../db/change";
import type { Claim, EventType, TicketAct, TicketChannel, TicketKind, TicketPath } from "../machines/types";
import type { Actor } from "./actor";
import type { FactSet } from "./facts";
import type { Idempotency } from "./idempotency";

/** A case to be opened. */
export interface Opening {
  kind: TicketKind;
  path: TicketPath;
  channel: TicketChannel;
  /** The person it is about, where known. */
  personId: string | null;
  claim: Claim;
  /** The claim is to be held against the record later (`requests/match-requests.ts`). */
  toMatch?: boolean;
  /** Acts that belong to the start, such as the decision of an HR supervisor: all or nothing. */
  then?: TicketAct[];
  /** Who does them, where it is not who opens the case. */
  thenBy?: Actor;
  /** Rows that belong to the same commit, such as the link to the status page. */
  alongside?: (ticketId: string) => Write[];
}

export interface ActOptions {
  idempotency?: Idempotency;
  /** What the caller has read already, of the instant at which the act is done. */
  facts?: FactSet;
  /** Rows that belong to the same commit. */
  alongside?: Write[];
  /** Preconditions and rows that come before the ticket's own in the same commit. */
  before?: Write[];
  /** Audit rows of what belongs to the same commit. */
  audit?: AuditEntry[];
}

/** One of several acts that are done together, each on a ticket of its own. */
export interface ActOn {
  number: string;
  act: TicketAct;
  /** Who does this one, where it is not who does the others. */
  by?: Actor;
  /** Where its machine refuses this one, it is left out and the others are done all the same. */
  mayBeLeftOut?: true;
}

/** The state of a ticket after an act. */
export interface Outcome {
  ticketId: string;
  number: string;
  state: string;
  version: number;
  /** The act had been done before under the same key; this is the first result. */
  replayed: boolean;
  /** Numbers of the tickets whose act was left out, where one was. */
  leftOut?: string[];
}

export interface Desk {
  open(opening: Opening, actor: Actor, options?: ActOptions): Promise<Outcome>;
  act(number: string, act: TicketAct, actor: Actor, options?: ActOptions): Promise<Outcome>;
  /**
   * One act that moves several tickets, each by its own event: one commit, in which every ticket must be as it was read.
   *
   * @param acts at least one, none on the same ticket
   * @returns the outcome of the last, with whose ticket the work goes on
   */
  actTogether(acts: readonly ActOn[], actor: Actor, options?: ActOptions): Promise<Outcome>;
  allowedEvents(number: string, actor: Actor): Promise<EventType[]>;
}
