import { createHmac } from "node:crypto";
import type { PasswordProfile } from "./throttle";

/** A–Z and 2–9 without I and O: 32 characters that cannot be taken for one another, as in the manual's K5L6H5W8. */
export const temporaryPasswordAlphabet = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

/** The manual's length, and the least there may be. */
export const temporaryPasswordLength = 8;

/**
 * Derives the temporary password of a seed by HMAC-SHA-256, so that a mail sent again carries the same one. Five bits of
 * each byte choose a character; the alphabet has 32, so none is likelier than another.
 *
 * @param seed 256 random bits, kept only until the mail is accepted
 * @param key derived from `APP_SECRET`
 * @throws RangeError for a length outside 8 to 32 or a seed below 256 bits
 */
export function deriveTemporaryPassword(
  seed: Uint8Array,
  key: Uint8Array,
  length = temporaryPasswordLength,
): string {
  if (!Number.isInteger(length) || length < temporaryPasswordLength || length > 32) {
    throw new RangeError(`a temporary password has ${temporaryPasswordLength} to 32 characters`);
  }
  if (seed.length < 32) throw new RangeError("a seed has 256 bits");
  const bytes = createHmac("sha256", key).update(seed).digest();
  return Array.from(bytes.subarray(0, length), (byte) => temporaryPasswordAlphabet.charAt(byte & 31)).join(
    "",
  );
}

/**
 * Derives the token of a one-time link from a seed, as the password is derived: 256 bits, so that nobody guesses it and a
 * plain digest is enough to find it again.
 */
export function deriveLinkToken(seed: Uint8Array, key: Uint8Array): string {
  return createHmac("sha256", key).update(seed).digest("base64url");
}

/** Folds what was typed, kindly: NFKC (so full-width letters count), no spaces around, upper case. */
export function foldTemporaryPassword(input: string): string {
  return input.normalize("NFKC").trim().toUpperCase();
}

/** Whether an input, once folded, could be a temporary password at all; only then does it count as a try. */
export function hasTemporaryPasswordShape(input: string, length = temporaryPasswordLength): boolean {
  const folded = foldTemporaryPassword(input);
  return (
    folded.length === length &&
    [...folded].every((character) => temporaryPasswordAlphabet.includes(character))
  );
}

/** How long a temporary password lives from the accepted mail, in milliseconds. */
const life = 24 * 60 * 60 * 1000;

/**
 * When a temporary password lapses: 24 hours after its mail was accepted; under profile `tw-gov` at the end of the next
 * working day, if that is later.
 *
 * @param acceptedAt epoch milliseconds
 */
export function temporaryPasswordExpiresAt(
  acceptedAt: number,
  profile: PasswordProfile,
  office: { endOfNextWorkingDay(at: number): number },
): number {
  const lapse = acceptedAt + life;
  return profile === "tw-gov" ? Math.max(lapse, office.endOfNextWorkingDay(acceptedAt)) : lapse;
}
