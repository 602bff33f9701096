import { remove, update, type Write } from "../../db/change";

/** Ends what a person was let in by before: every session, every token of the API, and the browsers known by then. */
export function endAccess(personId: string, at: number): Write[] {
  return [
    remove("sessions", { personId }),
    remove("knownBrowsers", { personId }),
    update("apiTokens", { personId, revokedAt: null }, { revokedAt: at }),
  ];
}
