import { nextLinkGeneration } from "../../accounts/access/link-generation";
import { remove, update, type AuditEntry, type Write } from "../../db/change";
import type { TemporaryPassword } from "../../db/queries/passwords";
import { killPassword } from "../desk/effects";
import { isDecided } from "../desk/refusal";
import type { ConsoleContext } from "./console";

/** How much was ended. */
export interface EndedAccess {
  sessions: number;
  tokens: number;
  statusLinks: number;
  temporaryPasswords: number;
}

const everyTime = { moreThan: -1 };

/**
 * Ends everything by which somebody is or could be let in without an own password or a card: sessions, tokens of the API,
 * status links, mailed links that confirm something, known browsers, challenges of cards, and live temporary passwords. Doing it twice is
 * doing it once. Own passwords, cards and roles stay.
 *
 * @param told the act that it belongs to, with what was ended in its detail, committed with all but the passwords
 * @param alongside written before, in the same commit
 */
export async function endAllAccess(
  parts: ConsoleContext,
  told: (ended: EndedAccess) => AuditEntry,
  alongside: readonly Write[] = [],
): Promise<EndedAccess> {
  const { store, clock, random } = parts;
  const at = clock();
  const live = await store.passwords.live();
  const ended = { ...(await store.figures.openDoors(at)), temporaryPasswords: live.length };
  await store.commit({
    at,
    writes: [
      ...alongside,
      remove("sessions", { createdAt: everyTime }),
      update("apiTokens", { revokedAt: null }, { revokedAt: at }),
      remove("statusLinks", { createdAt: everyTime }),
      nextLinkGeneration(random, at),
      remove("addressConfirmations", { confirmedAt: null }),
      update("certificateBindings", { state: "waiting" }, { waitingSince: null }),
      remove("knownBrowsers", { createdAt: everyTime }),
      remove("challenges", { expiresAt: everyTime }),
      remove("cardSignIns", { expiresAt: everyTime }),
      remove("idempotency", { createdAt: everyTime }),
    ],
    audit: [told(ended)],
  });
  for (const password of live) await endPassword(parts, password);
  return ended;
}

/** By its case, which the person is told of and may have another from; a case that has no place for it loses it all the same. */
async function endPassword(
  { store, desk, clock }: ConsoleContext,
  { ticketId, issue }: TemporaryPassword,
): Promise<void> {
  const ticket = await store.tickets.byId(ticketId);
  try {
    if (ticket)
      await desk.act(ticket.number, { type: "PASSWORD_ENDED", issue }, { kind: "system", name: "keys" });
  } catch (error) {
    if (!isDecided(error)) throw error;
    await store.commit({ at: clock(), writes: killPassword(ticketId), audit: [] });
  }
}
