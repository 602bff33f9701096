import { openNationalId } from "../../accounts/identity/kept-national-id";
import type { Secrets } from "../../accounts/access/secrets";
import type { PersonWithAgency } from "../../db/queries/people";
import { missingChecks } from "../machines/rules";
import type { TicketContext } from "../machines/types";

/** One thing to be asked of a caller, by the policy of the case. */
export interface CallerCheck {
  check: string;
  /** Must pass, whatever else does. */
  mandatory: boolean;
  /** `null` while it has not been asked. */
  passed: boolean | null;
  /** What the record says, for the agent to compare with; never written anywhere. */
  onRecord: string | null;
  /** Compared by the desk, because the record is not shown even to agents. */
  compared: boolean;
}

/** The checklist of a case, and how many are missing before the caller counts as verified. */
export interface CallerChecklist {
  checks: CallerCheck[];
  missing: number;
  factsNeeded: number;
}

/** The check whose answer the desk compares: the last four of the national ID, hidden from everybody. */
export const comparedCheck = "national-id-tail";

/** The checklist of caller verification, from the policy that the case carries. */
export function callerChecklist(
  context: TicketContext,
  person: PersonWithAgency | undefined,
): CallerChecklist {
  const { policy, checks } = context;
  const onRecord: Record<string, string | null | undefined> = {
    "joined-month": person?.joinedMonth,
    "manager-name": person?.managerName,
  };
  const of = (check: string, mandatory: boolean): CallerCheck => ({
    check,
    mandatory,
    passed: checks[check] ?? null,
    onRecord: onRecord[check] ?? null,
    compared: check === comparedCheck,
  });
  return {
    checks: [
      ...policy.mandatory.map((check) => of(check, true)),
      ...policy.facts.map((check) => of(check, false)),
    ],
    missing: missingChecks(context),
    factsNeeded: policy.factsNeeded,
  };
}

/** Whether what a caller said are the last four of the national ID on record. The answer is kept nowhere. */
export function isNationalIdTail(
  secrets: Secrets,
  person: { id: string; nationalIdSealed: string },
  said: string,
): boolean {
  const digits = said.normalize("NFKC").trim();
  return /^\d{4}$/.test(digits) && openNationalId(secrets, person).endsWith(digits);
}
