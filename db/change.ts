import { AppError, isAppError } from "../language/app-error";
import type { Schema } from "./schema";

/** The tables that a change may write. The audit chain, the seals and the counters are the store's own. */
export type Tables = Omit<
  Schema,
  "audit" | "rowSeals" | "recordState" | "revocationsToJournal" | "throttles" | "ticketCounters"
>;

export type TableName = keyof Tables;
export type Row<T extends TableName> = Tables[T]["$inferSelect"];
export type NewRow<T extends TableName> = Tables[T]["$inferInsert"];

/** A condition on one column; a bare value means equality, `null` means "is null". */
export type Condition<V> =
  V | { atMost: NonNullable<V> } | { moreThan: NonNullable<V> } | { oneOf: NonNullable<V>[] };
export type Match<T extends TableName> = { [K in keyof Row<T>]?: Condition<Row<T>[K]> };

/**
 * One write, as data. `orElse` makes the whole change fail with that code: for an insert when a unique key is taken, for
 * an update or delete when no row matches.
 */
export type Write = {
  [T in TableName]:
    | { op: "insert"; table: T; row: NewRow<T>; orElse?: string }
    | { op: "replace"; table: T; row: NewRow<T> }
    | { op: "update"; table: T; where: Match<T>; set: Partial<NewRow<T>>; orElse?: string }
    | { op: "delete"; table: T; where: Match<T>; orElse?: string }
    | { op: "require"; table: T; where: Match<T>; orElse: string }
    | { op: "forbid"; table: T; where: Match<T>; orElse: string };
}[TableName];

/** A new ticket: its number is given out inside the transaction, after the prefix of the day. */
export interface NewTicket {
  op: "openTicket";
  numberPrefix: string;
  row: Omit<NewRow<"tickets">, "number">;
}

/** One act for the hash-chained audit trail. Personal data only by reference. */
export interface AuditEntry {
  actorKind: string;
  actorId: string | null;
  act: string;
  ticketId?: string | null;
  personId?: string | null;
  detail?: Record<string, unknown>;
}

/** An atomic change: all of it happens, in this order, or none. */
export interface Change {
  at: number;
  /** What it decides rests on how old things are: refused with `clock-behind` where the newest audit row is of later. */
  countsAges?: true;
  writes: (Write | NewTicket)[];
  audit: AuditEntry[];
}

export interface Committed {
  /** Numbers given to the tickets opened, by ticket id. */
  numbers: Map<string, string>;
}

/** A precondition of the change no longer holds; nothing has been written. */
export type ChangeRefused = AppError<"change", string, null>;

export function changeError(code: string): ChangeRefused {
  return new AppError("change", code, "conflict", null, `the change was refused: ${code}`);
}

/** Tells a refused change from other errors; with a code, for that reason. */
export function isChangeRefused(error: unknown, code?: string): error is ChangeRefused {
  return isAppError(error) && error.domain === "change" && (code === undefined || error.code === code);
}

/** Writers that keep the table and its row type together, so that a change reads like a sentence. */
export const insert = <T extends TableName>(table: T, row: NewRow<T>, orElse?: string): Write =>
  ({ op: "insert", table, row, orElse }) as Write;
export const replace = <T extends TableName>(table: T, row: NewRow<T>): Write =>
  ({ op: "replace", table, row }) as Write;
export const update = <T extends TableName>(
  table: T,
  where: Match<T>,
  set: Partial<NewRow<T>>,
  orElse?: string,
): Write => ({ op: "update", table, where, set, orElse }) as Write;
export const remove = <T extends TableName>(table: T, where: Match<T>, orElse?: string): Write =>
  ({ op: "delete", table, where, orElse }) as Write;
export const requireRow = <T extends TableName>(table: T, where: Match<T>, orElse: string): Write =>
  ({ op: "require", table, where, orElse }) as Write;
export const forbidRow = <T extends TableName>(table: T, where: Match<T>, orElse: string): Write =>
  ({ op: "forbid", table, where, orElse }) as Write;
