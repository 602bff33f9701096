import { foldAccount } from "../../accounts/identity/account-name";
import { checkNationalId } from "../../accounts/identity/national-id";
import type { Secrets } from "../../accounts/access/secrets";
import type { Credentials, PersonWithAgency } from "../../db/queries/people";
import type { Store } from "../../db/store";

/** The person of a 身分證字號 or 自訂帳號 as typed. */
export async function findByLogin(
  store: Store,
  secrets: Secrets,
  login: string,
): Promise<PersonWithAgency | undefined> {
  const nationalId = checkNationalId(login);
  return nationalId.ok
    ? store.people.byNationalId(secrets.keyedHashes("national-id", nationalId.value))
    : store.people.byAccount(foldAccount(login));
}

/**
 * The same person, as far as a sign-in asks before it is right: reading all of somebody takes longer than finding nobody.
 */
export async function credentialsOf(
  store: Store,
  secrets: Secrets,
  login: string,
): Promise<Credentials | undefined> {
  const nationalId = checkNationalId(login);
  return nationalId.ok
    ? store.people.credentialsByNationalId(secrets.keyedHashes("national-id", nationalId.value))
    : store.people.credentialsByAccount(foldAccount(login));
}
