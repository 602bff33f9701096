import { remove } from "../../db/change";
import type { Session } from "../../db/queries/records";
import { knowBrowser } from "./known-browsers";
import type { Context } from "../desk/context";

/** The sessions of a person that still live, this one first. */
export async function liveSessions(
  { store, clock }: Pick<Context, "store" | "clock">,
  mine: Session,
): Promise<Session[]> {
  const sessions = await store.records.sessionsOf(mine.personId);
  const others = sessions.filter((one) => one.tokenHash !== mine.tokenHash && one.expiresAt > clock());
  return [mine, ...others];
}

/**
 * Ends sessions of the same person, never the one that asks. Which browser another session is in nobody knows, so none of
 * them is known to the account any more until it signs in again.
 *
 * @param which the token hash of one of them; without it, all others
 * @param browser the token by which the browser that asks is known, which stays so
 */
export async function endSessions(
  { store, clock }: Pick<Context, "store" | "clock">,
  mine: Session,
  { which, browser }: { which?: string; browser?: string } = {},
): Promise<void> {
  const others = await liveSessions({ store, clock }, mine);
  const ended = others.slice(1).filter((one) => which === undefined || one.tokenHash === which);
  if (ended.length === 0 && which !== undefined) return;
  await store.commit({
    at: clock(),
    writes: [
      ...ended.map(({ tokenHash }) => remove("sessions", { tokenHash, personId: mine.personId })),
      remove("knownBrowsers", { personId: mine.personId }),
      ...(browser === undefined ? [] : [knowBrowser(mine.personId, browser, clock())]),
    ],
    audit: [
      {
        actorKind: "person",
        actorId: mine.personId,
        act: "session.ended",
        personId: mine.personId,
        detail: { count: ended.length },
      },
    ],
  });
}
