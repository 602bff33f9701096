import type { PersonWithAgency, Role } from "../../db/queries/people";
import type { Context } from "../desk/context";
import { deskError } from "../desk/refusal";
import { findByLogin } from "../sign-in/find-by-login";

/** By whose hands something was granted. */
export interface Hands {
  /** An administrator's name, or that of whoever had the shell; `null` for what came with an import or the demo. */
  grantedBy: string | null;
  byShell: boolean;
  /** The second administrator. */
  agreedBy: string | null;
}

export interface ServedAgency extends Hands {
  id: string;
  agencyName: string;
  includesSubordinates: boolean;
  concurrent: boolean;
  since: number | null;
}

/** A role in force and what is served with it. */
export interface HeldRole extends Hands {
  id: string;
  role: Role["role"];
  since: number;
  person: Pick<PersonWithAgency, "id" | "name" | "account" | "agencyName" | "status">;
  serves: ServedAgency[];
}

const order: readonly Role["role"][] = ["administrator", "auditor", "agent", "hr-supervisor", "hr-staff"];

/** Every role in force with who holds it, since when and by whose hands; administrators first. */
export async function rolesHeld({ store, clock }: Pick<Context, "store" | "clock">): Promise<HeldRole[]> {
  const at = clock();
  const roles = await store.people.rolesInForce(at);
  const services = await store.people.servicesOf(
    roles.filter(({ role }) => role === "hr-supervisor").map(({ personId }) => personId),
    at,
  );
  const people = await store.people.byIds([
    ...new Set(
      [...roles, ...services].flatMap((one) =>
        [one.personId, one.grantedBy, one.agreedBy].filter((id): id is string => id !== null),
      ),
    ),
  ]);
  const agencies = await store.agencies.byIds(services.map(({ agencyId }) => agencyId));
  const handsOf = (one: { grantedBy: string | null; agreedBy: string | null }): Hands => {
    const operator = /^console:(.*)$/.exec(one.grantedBy ?? "")?.[1];
    return {
      grantedBy: operator ?? people.get(one.grantedBy ?? "")?.name ?? null,
      byShell: operator !== undefined,
      agreedBy: people.get(one.agreedBy ?? "")?.name ?? null,
    };
  };
  return roles
    .flatMap((one): HeldRole[] => {
      const person = people.get(one.personId);
      if (!person) return [];
      const { id, name, account, agencyName, status } = person;
      return [
        {
          id: one.id,
          role: one.role,
          since: one.validFrom,
          person: { id, name, account, agencyName, status },
          ...handsOf(one),
          serves: services
            .filter(({ roleId }) => roleId === one.id)
            .map((served) => ({
              id: served.servedId,
              agencyName: agencies.get(served.agencyId)?.fullName ?? "",
              includesSubordinates: served.includesSubordinates,
              concurrent: served.post === "concurrent",
              since: served.grantedAt,
              ...handsOf(served),
            })),
        },
      ];
    })
    .toSorted(
      (one, other) =>
        order.indexOf(one.role) - order.indexOf(other.role) ||
        one.person.name.localeCompare(other.person.name, "zh-Hant-TW"),
    );
}

/** Agencies by the OIDs that an administrator typed. @throws Refusal `no-such-agency` */
export async function agenciesByOid({ store }: Pick<Context, "store">, oids: readonly string[]) {
  return Promise.all(
    oids.map(async (oid) => {
      const agency = await store.agencies.byOid(oid);
      if (!agency) throw deskError("no-such-agency");
      return agency;
    }),
  );
}

/** The active person whose account or national ID an administrator typed. @throws Refusal `no-such-person` */
export async function personByLogin(
  { store, secrets }: Pick<Context, "store" | "secrets">,
  login: string,
): Promise<PersonWithAgency> {
  const person = await findByLogin(store, secrets, login);
  if (person?.status !== "active") throw deskError("no-such-person");
  return person;
}
