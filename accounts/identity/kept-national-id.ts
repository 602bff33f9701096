import { checkNationalId, foldNationalId, maskNationalId } from "./national-id";
import type { Secrets } from "../access/secrets";

/** A national ID as the database keeps it: sealed for the few who need it, hashed for look-up, masked for the eye. */
export interface KeptNationalId {
  nationalIdSealed: string;
  nationalIdHash: string;
  nationalIdMasked: string;
}

/**
 * The columns that keep a person's national ID.
 *
 * @param value as `checkNationalId` folded it
 * @param personId the seal opens in this person's row only
 */
export function keepNationalId(secrets: Secrets, value: string, personId: string): KeptNationalId {
  return {
    nationalIdSealed: secrets.seal(value, "national-id", personId),
    nationalIdHash: secrets.keyedHash("national-id", value),
    nationalIdMasked: maskNationalId(value),
  };
}

/** @throws SealBroken when it was sealed for another row or by a secret that is no longer given. */
export function openNationalId(secrets: Secrets, person: { id: string; nationalIdSealed: string }): string {
  return secrets.open(person.nationalIdSealed, "national-id", person.id);
}

/** Every keyed hash under which what was typed might be kept; empty when it is no national ID. */
export function nationalIdHashes(secrets: Secrets, typed: string): string[] {
  const verdict = checkNationalId(typed);
  return verdict.ok ? secrets.keyedHashes("national-id", verdict.value) : [];
}

const claimed = ["claim", "national-id"] as const;

/** @throws SealBroken when it was sealed by a secret that is no longer given. */
export function openClaimedNationalId(secrets: Secrets, sealed: string): string {
  return secrets.open(sealed, ...claimed);
}

/** The same under the newest key. @throws SealBroken when it was sealed by a secret that is no longer given. */
export function resealClaimedNationalId(secrets: Secrets, sealed: string): string {
  return secrets.seal(secrets.open(sealed, ...claimed), ...claimed);
}

/** Seals what somebody not signed in gave as a national ID, right or wrong, so that it does not lie open. */
export function sealClaimedNationalId(secrets: Secrets, typed: string): { sealed: string; masked: string } {
  const folded = foldNationalId(typed);
  const verdict = checkNationalId(typed);
  return {
    sealed: secrets.seal(folded, ...claimed),
    // What is no national ID could be anything, a password even: nothing of it is shown.
    masked: verdict.ok ? maskNationalId(verdict.value) : "****",
  };
}
