import { setImmediate } from "node:timers/promises";
import { openNationalId } from "../../accounts/identity/kept-national-id";
import { signInCounters, signInIdentity } from "../../accounts/passwords/throttle";
import { forbidRow, isChangeRefused } from "../../db/change";
import type { TicketOwner } from "../../db/queries/tickets";
import type { Context } from "../desk/context";
import { toAddressOf } from "../desk/notifications";

type PauseContext = Pick<Context, "store" | "clock" | "random" | "secrets">;

const template = "account-paused";
/** A case is told of it once in so long, however often the account is paused. */
const dayMs = 24 * 60 * 60_000;
const atATime = 50;

/**
 * Writes to everybody who has an open case and whose account wrong tries have paused: the mail carries the case's link,
 * which passes the pause. Done apart from the tries, which are the same for everybody, known or not.
 *
 * @returns how many mails that were
 */
export async function tellOfPauses(parts: PauseContext): Promise<number> {
  const { store, clock } = parts;
  const at = clock();
  // Most of the time nobody's account is paused, and then no case is looked at.
  if (!(await isAnyPaused(parts, signInCounters(""), at))) return 0;
  const owners = await store.tickets.openOwnersNotTold(template, at - dayMs);
  let told = 0;
  for (const [index, owner] of owners.entries()) {
    if (index % atATime === atATime - 1) await setImmediate();
    if ((await isPaused(parts, owner, at)) && (await tell(parts, owner, at))) told += 1;
  }
  return told;
}

/** Under the account name or the national ID, for everybody or behind one address, which may be the owner's own. */
async function isPaused(
  parts: PauseContext,
  { personId: id, account, nationalIdSealed }: TicketOwner,
  at: number,
): Promise<boolean> {
  const { secrets } = parts;
  const logins = [openNationalId(secrets, { id, nationalIdSealed }), ...(account === null ? [] : [account])];
  const counters = logins.flatMap((login) => signInCounters(signInIdentity(secrets, login)));
  return isAnyPaused(parts, counters, at);
}

/** @param counters how their names begin */
async function isAnyPaused(
  { store }: Pick<PauseContext, "store">,
  counters: readonly string[],
  at: number,
): Promise<boolean> {
  for (const counter of counters) if (await store.work.isPaused(counter, at)) return true;
  return false;
}

async function tell(parts: PauseContext, { ticketId, personId }: TicketOwner, at: number): Promise<boolean> {
  const { store } = parts;
  const person = await store.people.byId(personId);
  if (!person?.email) return false;
  const account = person.account ?? person.nationalIdMasked;
  const mail = toAddressOf(parts, { template, account, foundAt: at }, person, {
    ticketId,
    at,
    tryForMs: dayMs,
  });
  const once = forbidRow(
    "outbox",
    { ticketId, template, createdAt: { moreThan: at - dayMs } },
    "told-already",
  );
  try {
    await store.commit({ at, writes: [once, ...mail], audit: [] });
    return true;
  } catch (error) {
    // Another process was quicker.
    if (isChangeRefused(error, "told-already")) return false;
    throw error;
  }
}
