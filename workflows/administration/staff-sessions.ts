import { remove } from "../../db/change";
import type { PersonWithAgency } from "../../db/queries/people";
import type { Session } from "../../db/queries/records";
import { actorColumns, type Actor } from "../desk/actor";
import type { Context } from "../desk/context";
import { refuseChange } from "../desk/refusal";
import { hasIdledOut } from "../sign-in/idleness";
import { administratorOf } from "./administrators";

/** A session of somebody with a role, as it may be shown: never by what opens it. */
export interface StaffSession extends Pick<
  Session,
  "kind" | "via" | "address" | "createdAt" | "lastSeenAt" | "expiresAt"
> {
  person: Pick<PersonWithAgency, "id" | "name" | "agencyName">;
}

/** The sessions of everybody with a role that still open something, the latest used first. */
export async function staffSessions({
  store,
  clock,
}: Pick<Context, "store" | "clock">): Promise<StaffSession[]> {
  const at = clock();
  const staff = await store.people.byIds([
    ...new Set((await store.people.rolesInForce(at)).map(({ personId }) => personId)),
  ]);
  const found: StaffSession[] = [];
  for (const { id, name, agencyName } of staff.values())
    for (const session of await store.records.sessionsOf(id)) {
      if (session.expiresAt <= at || (await hasIdledOut(store, session, at))) continue;
      const { kind, via, address, createdAt, lastSeenAt, expiresAt } = session;
      const person = { id, name, agencyName };
      found.push({ kind, via, address, createdAt, lastSeenAt, expiresAt, person });
    }
  return found.toSorted((one, other) => other.lastSeenAt - one.lastSeenAt);
}

/**
 * An administrator ends all sessions of a person, at once and alone: the person signs in again.
 *
 * @throws Refusal `not-administrator`
 */
export async function endSessionsOf(
  parts: Pick<Context, "store" | "clock">,
  actor: Actor,
  personId: string,
): Promise<void> {
  const at = parts.clock();
  const { witnesses } = await administratorOf(parts, actor, at);
  await parts.store
    .commit({
      at,
      writes: [...witnesses, remove("sessions", { personId })],
      audit: [{ ...actorColumns(actor), act: "sessions.ended", personId, detail: {} }],
    })
    .catch(refuseChange("authority-changed"));
}
