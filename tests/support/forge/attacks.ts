import { describe, expect, test } from "vitest";
import { verifyCardSignature } from "../../../certificates/verdict/card-signature";
import type { RefusalCode } from "../../../certificates/errors/refusal-words";
import { type Attempt, forge } from "./forge";

/** What is changed, the code it must be refused with, and where needed the twin it is changed from. */
export interface Attack {
  does: string;
  code: RefusalCode;
  change: Partial<Attempt>;
  twin?: Partial<Attempt>;
}

export const verdictOn = (attempt: Partial<Attempt>) => verifyCardSignature(forge(attempt));

/**
 * Runs each attack beside its twin, which differs in that one thing and must be accepted: so no case is refused for a
 * reason other than its own.
 */
export function refuses(what: string, attacks: Attack[]): void {
  describe(what, () => {
    test.each(attacks)("$does: $code", ({ code, change, twin = {} }) => {
      expect(verdictOn(twin)).toMatchObject({ accepted: true });
      expect(verdictOn(merged(twin, change))).toMatchObject({ accepted: false, code });
    });
  });
}

function merged(twin: Partial<Attempt>, change: Partial<Attempt>): Partial<Attempt> {
  const both: Record<string, unknown> = { ...twin };
  for (const [part, value] of Object.entries(change)) {
    const before = both[part];
    both[part] = isPart(before) && isPart(value) ? mergedParts(before, value) : value;
  }
  return both;
}

function mergedParts(
  before: Record<string, unknown>,
  value: Record<string, unknown>,
): Record<string, unknown> {
  const extensions = { ...(before.extensions as object), ...(value.extensions as object) };
  return { ...before, ...value, ...(Object.keys(extensions).length > 0 ? { extensions } : {}) };
}

function isPart(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array)
  );
}
