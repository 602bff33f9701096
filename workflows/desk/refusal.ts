import type { RefusalCode } from "../machines/machines";
import type { BindingBreak } from "../machines/certificate-rules";

/** What refused an act: a rule of the machine, or what the desk itself found. */
export type DeskRefusalCode =
  | RefusalCode
  | "no-such-ticket"
  | "no-such-person"
  | "authority-changed"
  | "another-ticket-open"
  | "idempotency-mismatch"
  | "busy"
  | "not-an-address"
  | "not-a-national-id"
  | "national-id-taken"
  | "unchanged"
  | "person-changed"
  | "cannot-delegate"
  | "bad-dates"
  | "no-such-delegation"
  | "already-revoked"
  | "wording-moved"
  | "no-such-binding"
  | "another-card-bound"
  | Extract<BindingBreak, "not-by-password" | "link-not-here" | "address-not-settled">
  | "dead-link";

/** Who was first, where an act comes too late. */
export interface First {
  type: string;
  actorKind: string;
  actorId: string | null;
  actorName: string | null;
  at: number;
}

const status: Partial<Record<DeskRefusalCode, number>> = {
  "not-now": 409,
  "same-path": 409,
  "nothing-unread": 409,
  "another-ticket-open": 409,
  "authority-changed": 409,
  "other-issue": 409,
  expired: 409,
  busy: 503,
  "no-such-ticket": 404,
  "no-such-person": 404,
  "idempotency-mismatch": 422,
  "no-subject": 409,
  "no-address": 409,
  "no-office-phone": 409,
  "verification-incomplete": 409,
  "card-proof-expired": 409,
  "resend-limit": 409,
  "address-changed": 409,
  "not-a-check": 422,
  "not-an-address": 422,
  "not-a-national-id": 422,
  "national-id-taken": 409,
  unchanged: 422,
  "person-changed": 409,
  "bad-dates": 422,
  "no-such-delegation": 404,
  "already-revoked": 409,
  "wording-moved": 409,
  "no-such-binding": 404,
  "another-card-bound": 409,
  "dead-link": 410,
};

/** An act that the desk refuses: a code for programs, an HTTP status, and who was first where that is the reason. */
export class Refusal extends Error {
  readonly status: number;
  constructor(
    readonly code: DeskRefusalCode,
    readonly first: First | null = null,
  ) {
    super(`the desk refuses: ${code}`);
    this.name = "Refusal";
    this.status = status[code] ?? 403;
  }
}

/** Tells a refusal from other errors, also across module instances. */
export function isRefusal(error: unknown): error is Refusal {
  return error instanceof Error && error.name === "Refusal";
}
