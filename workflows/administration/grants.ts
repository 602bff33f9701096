import { endAccess } from "../../accounts/access/end-access";
import type { RoleName } from "../../accounts/types";
import { forbidRow, insert, remove, requireRow, update, type Write } from "../../db/change";
import { newId } from "../../db/ids";
import type { Context } from "../desk/context";
import { deskError } from "../desk/refusal";

/** Roles that are granted; HR staff are authorised by their supervisor. */
export const grantedRoles = [
  "administrator",
  "agent",
  "auditor",
  "hr-supervisor",
] as const satisfies readonly RoleName[];
export type GrantedRole = (typeof grantedRoles)[number];

/** An agency that an HR supervisor is to serve. */
export interface Serving {
  agencyId: string;
  includesSubordinates: boolean;
}

export interface RoleGrant {
  personId: string;
  role: GrantedRole;
  serving: Serving[];
}

/**
 * Who grants: an administrator by id, or `console:` and the operator's name; and the second administrator. What two
 * administrators agreed on, and what the shell did, rests on no one person.
 */
export interface Granting {
  grantedBy: string;
  agreedBy: string | null;
}

export type GrantParts = Pick<Context, "store" | "random">;

/**
 * What granting a role, and to an HR supervisor the agencies served, would do as things are now. Sessions from before do not
 * carry it: they end, and the person signs in again.
 *
 * @throws Refusal `no-such-person`, `no-such-agency`, `agencies-missing`; `role-held` where nothing is missing
 */
export async function planGrant(
  { store, random }: GrantParts,
  { personId, role, serving }: RoleGrant,
  at: number,
) {
  const person = await store.people.byId(personId);
  if (person?.status !== "active") throw deskError("no-such-person");
  if (role === "hr-supervisor" && serving.length === 0) throw deskError("agencies-missing");
  for (const { agencyId } of serving)
    if (!(await store.agencies.byId(agencyId))) throw deskError("no-such-agency");
  const held = (await store.people.rolesOf(personId, at)).find((one) => one.role === role);
  const services = held
    ? (await store.people.servicesOf([personId], at)).filter((one) => one.roleId === held.id)
    : [];
  const missing = serving.filter(
    (wish) =>
      role === "hr-supervisor" &&
      !services.some(
        (one) => one.agencyId === wish.agencyId && one.includesSubordinates === wish.includesSubordinates,
      ),
  );
  if (held && missing.length === 0) throw deskError("role-held");
  const roleId = held?.id ?? newId(random);
  return {
    about: `${personId} ${role}`,
    personId,
    agencyId: person.agencyId,
    before: {
      agency: person.agencyId,
      role: held?.id ?? null,
      services: services.map(({ servedId }) => servedId).toSorted(),
    },
    audit: { act: "role.granted", detail: { role, agencies: missing.map((one) => one.agencyId) } },
    writes: (granting: Granting): Write[] => [
      requireRow("people", { id: personId, status: "active" }, "authority-changed"),
      held
        ? requireRow("roles", { id: held.id, validTo: held.validTo }, "authority-changed")
        : forbidRow("roles", { personId, role, validTo: null }, "authority-changed"),
      ...(held
        ? []
        : [insert("roles", { id: roleId, personId, role, validFrom: at, createdAt: at, ...granting })]),
      ...missing.map(({ agencyId, includesSubordinates }, index) =>
        insert("servedAgencies", {
          id: newId(random),
          roleId,
          agencyId,
          post: services.length + index > 0 ? "concurrent" : "main",
          includesSubordinates,
          validFrom: at,
          grantedAt: at,
          ...granting,
        }),
      ),
      remove("sessions", { personId }),
    ],
  };
}

/**
 * What taking a role away would do as things are now: with it ends what was opened by it, sessions and tokens of the API.
 *
 * @throws Refusal `role-not-held`; `last-administrator` where nobody could grant one again on the pages
 */
export async function planRevocation({ store }: GrantParts, { roleId }: { roleId: string }, at: number) {
  const role = (await store.people.rolesInForce(at)).find(({ id }) => id === roleId);
  if (!role) throw deskError("role-not-held");
  const { personId, validTo } = role;
  const remaining = role.role === "administrator" ? await anotherAdministrator({ store }, personId, at) : [];
  const person = await store.people.byId(personId);
  return {
    about: roleId,
    personId,
    agencyId: person?.agencyId ?? null,
    before: { validTo },
    audit: { act: "role.revoked", detail: { role: role.role } },
    writes: (): Write[] => [
      ...remaining,
      update("roles", { id: roleId, validTo }, { validTo: at }, "role-not-held"),
      ...endAccess(personId, at),
    ],
  };
}

/**
 * What taking one agency from an HR supervisor would do as things are now.
 *
 * @throws Refusal `role-not-held`
 */
export async function planServiceEnd({ store }: GrantParts, { servedId }: { servedId: string }, at: number) {
  const supervisors = (await store.people.rolesInForce(at)).filter(({ role }) => role === "hr-supervisor");
  const services = await store.people.servicesOf([...new Set(supervisors.map((one) => one.personId))], at);
  const service = services.find((one) => one.servedId === servedId);
  if (!service) throw deskError("role-not-held");
  const { validTo, agencyId, personId } = service;
  return {
    about: servedId,
    personId,
    agencyId,
    before: { validTo },
    audit: { act: "service.revoked", detail: { agency: agencyId } },
    writes: (): Write[] => [
      update("servedAgencies", { id: servedId, validTo }, { validTo: at }, "role-not-held"),
      remove("sessions", { personId }),
    ],
  };
}

/**
 * Somebody else who is an administrator, to be found so inside the commit: two who take the role from each other at once
 * do not both get through.
 *
 * @throws Refusal `last-administrator`
 */
async function anotherAdministrator(
  { store }: Pick<Context, "store">,
  personId: string,
  at: number,
): Promise<Write[]> {
  const other = (await store.people.holders("administrator", at)).find(({ id }) => id !== personId);
  const [role] = other
    ? (await store.people.rolesOf(other.id, at)).filter((one) => one.role === "administrator")
    : [];
  if (!other || !role) throw deskError("last-administrator");
  return [
    requireRow("people", { id: other.id, status: "active" }, "last-administrator"),
    requireRow("roles", { id: role.id, validTo: role.validTo }, "last-administrator"),
  ];
}
