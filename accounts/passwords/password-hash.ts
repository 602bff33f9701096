import { availableParallelism } from "node:os";
import { hash, verify } from "@node-rs/argon2";
import { concurrencyLimit } from "./concurrency-limit";

/** argon2id with OWASP's first choice of parameters (Password Storage Cheat Sheet): 19 MiB, two passes, one lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/**
 * A hash that no password is known for, of the same cost, so that an unknown account takes as long as a known one. Its
 * salt and digest are spelled out, not computed: nothing was ever hashed into it.
 */
export const nobodysHash = `$argon2id$v=19$m=${cost.memoryCost},t=${cost.timeCost},p=${cost.parallelism}$cmVjb3ZlcnktZGVzay1ub2JvZHk$bm9ib2R5cyBoYXNoLCBub2JvZHlzIHBhc3N3b3JkICE`;

/**
 * Each hash takes 19 MiB while it runs: as many at once as there are cores, and a bounded queue, so that a storm of
 * sign-ins costs patience and not memory.
 */
const inTurn = concurrencyLimit(availableParallelism(), 2000);

/**
 * Hashes a password with argon2id, off the event loop. Passwords are compared in Unicode NFC (NIST SP 800-63B 3.1.1.2).
 *
 * @throws TooBusy when too many sign-ins wait already
 */
export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(password.normalize("NFC"), cost));
}

/**
 * Whether a password is the one of a hash.
 *
 * @param stored `null` for an account that is unknown or has no password: takes as long, and the answer is no
 * @throws TooBusy when too many sign-ins wait already
 */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  const matches = await inTurn(() => verify(stored ?? nobodysHash, password.normalize("NFC")));
  return matches && stored !== null;
}

/** Whether a password is one of these: for the rule that the last three may not be used again. */
export async function isAmongHashes(hashes: readonly string[], password: string): Promise<boolean> {
  const matches = await Promise.all(hashes.map((stored) => verifyPassword(stored, password)));
  return matches.includes(true);
}
