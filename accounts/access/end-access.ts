import { remove, update, type Write } from "../../db/change";

/** Ends what a person was let in by before: every session, and every token of the API. */
export function endAccess(personId: string, at: number): Write[] {
  return [
    remove("sessions", { personId }),
    update("apiTokens", { personId, revokedAt: null }, { revokedAt: at }),
  ];
}
