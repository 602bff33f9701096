import { DerError } from "../asn1/der";
import type { RefusalCode } from "./refusal-words";

/** A refusal as data: the code for programs, and a technical remark for the log that names no person. */
export interface Refusal {
  code: RefusalCode;
  reason: string;
}

/** Carries a refusal out of the step that found it; caught at the verdict's one entry, never seen outside. */
export class Refused extends Error {
  override readonly name = "Refused";
  constructor(
    readonly code: RefusalCode,
    readonly reason: string,
  ) {
    super(`${code}: ${reason}`);
  }
}

export function refuse(code: RefusalCode, reason: string): never {
  throw new Refused(code, reason);
}

/** Runs a parser; bytes it cannot read become the refusal `code`. */
export function readOrRefuse<T>(code: RefusalCode, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof DerError) refuse(code, error.message);
    throw error;
  }
}

/** Runs a whole check. Whatever goes wrong inside is a refusal: the verdict fails closed. */
export function verdictOf<T>(
  check: () => T,
): { accepted: true; value: T } | { accepted: false; refusal: Refusal } {
  try {
    return { accepted: true, value: check() };
  } catch (error) {
    if (error instanceof Refused) {
      return { accepted: false, refusal: { code: error.code, reason: error.reason } };
    }
    return {
      accepted: false,
      refusal: { code: "check-failed", reason: error instanceof Error ? error.message : "unknown" },
    };
  }
}
