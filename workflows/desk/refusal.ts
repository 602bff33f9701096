import { isChangeRefused } from "../../db/change";
import { AppError, errorsOf, type ErrorKind } from "../../language/app-error";
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
  | "clock-behind"
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
  | "dead-link"
  | WaitingRefusalCode;

/** Why a change does not go on to wait for a second person, or not from there. */
export type WaitingRefusalCode =
  | "no-such-change"
  | "already-waiting"
  | "already-decided"
  | "change-lapsed"
  | "record-moved"
  | "reason-missing"
  | "not-administrator"
  | "concerns-you"
  | "no-second-administrator"
  | "role-held"
  | "role-not-held"
  | "last-administrator"
  | "no-such-agency"
  | "agencies-missing"
  | "not-below-itself"
  | "token-ended";

/** Who was first, where an act comes too late. */
export interface First {
  type: string;
  actorKind: string;
  actorId: string | null;
  actorName: string | null;
  at: number;
}

const kinds: Partial<Record<DeskRefusalCode, ErrorKind>> = {
  "not-now": "conflict",
  "same-path": "conflict",
  "nothing-unread": "conflict",
  "another-ticket-open": "conflict",
  "authority-changed": "conflict",
  "other-issue": "conflict",
  expired: "conflict",
  busy: "busy",
  "clock-behind": "busy",
  "no-such-ticket": "missing",
  "no-such-person": "missing",
  "idempotency-mismatch": "invalid",
  "no-subject": "conflict",
  "subject-left": "conflict",
  "no-address": "conflict",
  "no-office-phone": "conflict",
  "verification-incomplete": "conflict",
  "card-proof-expired": "conflict",
  "resend-limit": "conflict",
  "address-changed": "conflict",
  "decision-changed": "conflict",
  "not-a-check": "invalid",
  "not-an-address": "invalid",
  "not-a-national-id": "invalid",
  "national-id-taken": "conflict",
  unchanged: "invalid",
  "person-changed": "conflict",
  "bad-dates": "invalid",
  "no-such-delegation": "missing",
  "already-revoked": "conflict",
  "wording-moved": "conflict",
  "no-such-binding": "missing",
  "another-card-bound": "conflict",
  "dead-link": "gone",
  "no-such-change": "missing",
  "already-waiting": "conflict",
  "already-decided": "conflict",
  "change-lapsed": "conflict",
  "record-moved": "conflict",
  "reason-missing": "invalid",
  "no-second-administrator": "conflict",
  "role-held": "invalid",
  "role-not-held": "conflict",
  "last-administrator": "conflict",
  "no-such-agency": "invalid",
  "agencies-missing": "invalid",
  "not-below-itself": "invalid",
  "token-ended": "conflict",
};

/** An act that the desk refuses, with who was first where that is the reason. */
export type Refusal = AppError<"desk", DeskRefusalCode, { first: First | null }>;

/** The refusal of an act; throw it. */
export function deskError(code: DeskRefusalCode, first: First | null = null): Refusal {
  return new AppError("desk", code, kinds[code] ?? "denied", { first }, `the desk refuses: ${code}`);
}

export const isRefusal = errorsOf<Refusal>("desk");

/** Whether an act was judged and refused, and not only overtaken too often, which another try may mend. */
export const isDecided = (error: unknown): error is Refusal => isRefusal(error) && error.kind !== "busy";

/** Turns a precondition that no longer held into the refusal of the same name. */
export function refuseChange(...codes: DeskRefusalCode[]): (error: unknown) => never {
  return (error) => {
    const code = codes.find((one) => isChangeRefused(error, one));
    if (code !== undefined) throw deskError(code);
    throw error;
  };
}
