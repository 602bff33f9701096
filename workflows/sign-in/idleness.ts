import type { Session } from "../../db/queries/records";
import type { Store } from "../../db/store";
import { isValid } from "../desk/reach";

/** How long a session may rest before it ends, in milliseconds; staff hold what is worth more. */
export const idleMs = { staff: 30 * 60_000, others: 2 * 60 * 60_000 } as const;

/** Whether a session has rested too long; whose owner holds a role or a delegation rests less. */
export async function hasIdledOut(
  { people }: Pick<Store, "people">,
  { personId, lastSeenAt }: Pick<Session, "personId" | "lastSeenAt">,
  at: number,
): Promise<boolean> {
  const idle = at - lastSeenAt;
  if (idle < idleMs.staff) return false;
  if (idle >= idleMs.others) return true;
  const roles = await people.rolesOf(personId, at);
  if (roles.length > 0) return true;
  return (await people.delegationsTo(personId)).some((one) => isValid(one, at));
}
