import { hashToken, type Secrets } from "../../accounts/access/secrets";
import { replace, type Write } from "../../db/change";
import type { Context } from "../desk/context";

/** A browser is known to a person for half a year after the last sign-in from it, in milliseconds. */
export const knownBrowserLife = 180 * 24 * 60 * 60_000;

/** The token by which the browser of a new session is known: the same however often the form that opened it is sent. */
export function browserToken(secrets: Secrets, sessionToken: string): string {
  return secrets.keyedHash("known-browser", sessionToken);
}

/** The row of a browser from which this person signs in, by the token that its cookie keeps for them. */
export function knowBrowser(personId: string, token: string, at: number): Write {
  return replace("knownBrowsers", {
    tokenHash: hashToken(token),
    personId,
    createdAt: at,
    expiresAt: at + knownBrowserLife,
  });
}

/** What somebody shows beside login and password: what the browser keeps from before. */
export interface Shown {
  /** The tokens by which this browser is known, of whomever. */
  browsers?: readonly string[];
  /** The token of a status link. */
  statusLink?: string;
}

/** By what a person is let try although others have paused the account: each has a counter of its own. */
export interface Pass {
  by: "browser" | "link";
  /** Names the counter. */
  identity: string;
}

/**
 * What lets somebody try at this account whatever others have done at it: a browser from which this person signed in
 * before, or the link that was mailed to this person's address. A passkey's place will be here too; a card needs none, for
 * it does not come by this door.
 *
 * @param personId of the account that is tried; `""` for nobody, which asks the same and finds nothing
 */
export async function passOf(
  { store, clock }: Pick<Context, "store" | "clock">,
  personId: string,
  { browsers = [], statusLink }: Shown,
): Promise<Pass | null> {
  for (const token of browsers) {
    const identity = hashToken(token);
    const known = await store.records.knownBrowser(identity, personId);
    if (known && known.expiresAt > clock()) return { by: "browser", identity };
  }
  if (statusLink === undefined) return null;
  const identity = hashToken(statusLink);
  const link = await store.tickets.linkByHash(identity);
  const ticket = link?.level === "mail" ? await store.tickets.byId(link.ticketId) : undefined;
  return ticket?.personId === personId && ticket.closedAt === null ? { by: "link", identity } : null;
}
