import type { PersonChange, PersonWithAgency } from "../../db/queries/people";
import type { Store } from "../../db/store";

/**
 * Whether the address on record is one that somebody recorded and nobody who reads its mail has confirmed yet. The first
 * address of an official file stands as it is.
 *
 * @param changes of this person's data, newest first
 */
export async function isUnconfirmed(
  { people }: Pick<Store, "people">,
  { id, email }: Pick<PersonWithAgency, "id" | "email">,
  changes: readonly PersonChange[],
): Promise<boolean> {
  if (email === null) return false;
  const latest = changes.find(({ field }) => field === "email");
  if (!latest || (latest.proof === "import" && latest.oldValue === null)) return false;
  return !(await people.hasConfirmed(id, email));
}
