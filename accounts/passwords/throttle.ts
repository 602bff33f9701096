import type { Window } from "../../db/queue/work";
import type { Store } from "../../db/store";
import { foldAccount } from "../identity/account-name";
import type { Secrets } from "../access/secrets";
import type { Room } from "./concurrency-limit";
import { addressBlock } from "../../language/client-address";

/** What the counts say about one more try. */
export type Verdict = "go" | { pausedUntil: number };

/** `nist` is the default; `tw-gov` follows the government configuration baseline. */
export type PasswordProfile = "nist" | "tw-gov";

/** Whom a limit counts by. */
export type LimitScope =
  "account-and-address" | "account" | "address" | "identity-and-address" | "everywhere";

export interface Limit extends Window {
  scope: LimitScope;
}

const minute = 60_000;
const hour = 60 * minute;
const quarter = { windowMs: 15 * minute, pauseMs: 15 * minute };

/** Misses in the life of one temporary password, after which it is dead. */
export const temporaryPasswordLife = 100;

/**
 * The counter of the tries at one temporary password.
 *
 * @param id of the password; where there is none, of whoever was meant, so that the same is written
 */
export const temporaryPasswordTries = (id: string): string => `temporary-password|${id}`;

/**
 * Tries at signing in. `nist`: 5 misses pause that account and address for 15 minutes, 20 the account. `tw-gov`: 5 lock
 * the account for 15 minutes, whoever makes them. The address stands first: what it is not let do any more counts nothing
 * else.
 */
export const signInLimits: Readonly<Record<PasswordProfile, readonly Limit[]>> = {
  nist: [
    { scope: "account-and-address", limit: 5, ...quarter },
    { scope: "account", limit: 20, ...quarter },
  ],
  "tw-gov": [
    { scope: "account-and-address", limit: 5, ...quarter },
    { scope: "account", limit: 5, ...quarter },
  ],
};

/**
 * Whom tries at signing in count by: the login as typed, known or not, so that the answer tells nothing. An account name
 * and a national ID are two.
 */
export const signInIdentity = (secrets: Pick<Secrets, "keyedHash">, login: string): string =>
  secrets.keyedHash("throttle", foldAccount(login));

/** How the names of the counters begin that pause a login, at all or behind some address. */
export const signInCounters = (identity: string): string[] =>
  ["account", "account-and-address"].map((scope) => `sign-in|${scope}|${identity}`);

/** Tries of whoever shows what others cannot have: a browser known to the account, the case's mailed link. */
export const passLimits: readonly Limit[] = [{ scope: "account", limit: 5, ...quarter }];

/**
 * Misses at many accounts: from one address, and from all together. They stop nobody and slow down whoever shows nothing
 * else, by {@link slowDownMs}; those from everywhere begin to count after five hundred.
 */
export const sprayingLimits: readonly (Limit & { free: number })[] = [
  { scope: "address", limit: Number.MAX_SAFE_INTEGER, windowMs: hour, pauseMs: 0, free: 20 },
  { scope: "everywhere", limit: Number.MAX_SAFE_INTEGER, windowMs: hour, pauseMs: 0, free: 500 },
];

/** One address signs in twice at once, and a hundred more of it wait: a storm costs those who send it. */
export const signInRoom: Room = { atOnce: 2, waitingRoom: 100 };

/** One address asks for help one by one. */
export const askingRoom: Room = { atOnce: 1, waitingRoom: 10 };

/**
 * Asking for help without being signed in: the same identity from the same address stops after three in an hour. The
 * answer stays the same and nothing more happens.
 */
export const askingLimits: readonly Limit[] = [
  { scope: "identity-and-address", limit: 3, windowMs: hour, pauseMs: hour },
];

/** Counts what is asked from an address. Never stops anybody, for a whole agency may stand behind it: see `slowDownMs`. */
export const askingLimit: Limit = {
  scope: "address",
  limit: Number.MAX_SAFE_INTEGER,
  windowMs: hour,
  pauseMs: 0,
};

/**
 * How long a request is held before anything is done for it: not at all for the first twenty of its address in an hour,
 * then a quarter of a second more for each, up to five seconds.
 *
 * @param count requests from this address in this hour, this one included
 * @returns milliseconds
 */
export function slowDownMs(count: number, free = 20): number {
  return Math.min(5000, Math.max(0, count - free) * 250);
}

/**
 * The counter's name for a limit.
 *
 * @param who `identity` is a person's id or a keyed hash of what was typed: the table of counters holds no account and no
 *   national ID
 */
export function throttleKey(
  act: string,
  scope: LimitScope,
  who: { identity: string; address: string },
): string {
  const address = addressBlock(who.address);
  switch (scope) {
    case "account":
      return `${act}|${scope}|${who.identity}`;
    case "address":
      return `${act}|${scope}|${address}`;
    case "everywhere":
      return `${act}|${scope}`;
    case "account-and-address":
    case "identity-and-address":
      return `${act}|${scope}|${who.identity}|${address}`;
  }
}

/**
 * Counts a try before anything is compared, by one limit after the other. The first that stops it is the last that counts
 * it: what an address is not let do any more cannot pause the account for its owner, who tries elsewhere.
 *
 * @param limits the narrowest first
 */
export async function takeTry(
  work: Pick<Store["work"], "take">,
  act: string,
  limits: readonly Limit[],
  who: { identity: string; address: string },
  at: number,
): Promise<Verdict> {
  for (const limit of limits) {
    const { allowed, pausedUntil } = await work.take(throttleKey(act, limit.scope, who), at, limit);
    if (!allowed) return { pausedUntil: pausedUntil ?? at + limit.pauseMs };
  }
  return "go";
}

/**
 * Counts a try among those at many accounts, and says how long it is to be held. {@link forgiveSpraying} takes it back,
 * so that an office whose people sign in is not slowed.
 *
 * @returns milliseconds
 */
export async function takeSpraying(
  work: Pick<Store["work"], "take">,
  who: { identity: string; address: string },
  at: number,
): Promise<number> {
  const waits: number[] = [];
  for (const limit of sprayingLimits) {
    const { count } = await work.take(throttleKey("spraying", limit.scope, who), at, limit);
    waits.push(slowDownMs(count, limit.free));
  }
  return Math.max(...waits);
}

/** Takes a try back that was right. */
export async function forgiveSpraying(
  work: Pick<Store["work"], "giveBack">,
  who: { identity: string; address: string },
): Promise<void> {
  for (const { scope } of sprayingLimits) await work.giveBack(throttleKey("spraying", scope, who));
}

/** Forgets the tries so far, once the right thing was said. */
export async function forgiveTries(
  work: Pick<Store["work"], "clearThrottle">,
  act: string,
  limits: readonly Limit[],
  who: { identity: string; address: string },
): Promise<void> {
  for (const { scope } of limits) await work.clearThrottle(throttleKey(act, scope, who));
}
