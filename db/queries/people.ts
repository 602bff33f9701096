import {
  and,
  asc,
  desc,
  eq,
  getTableColumns,
  gt,
  inArray,
  isNotNull,
  isNull,
  lte,
  or,
  sql,
  type Placeholder,
  type SQL,
} from "drizzle-orm";
import type { Database } from "../connection";
import { given } from "../statements";
import {
  addressConfirmations,
  agencies,
  delegations,
  people,
  personChanges,
  previousPasswords,
  roles,
  servedAgencies,
} from "../schema";

export type Person = typeof people.$inferSelect;
export type PersonWithAgency = Person & { agencyName: string; agencyOid: string };
/** What a sign-in compares. */
export type Credentials = Pick<Person, "id" | "status" | "passwordHash" | "passwordDisabledAt">;
export type Delegation = typeof delegations.$inferSelect;
export type PersonChange = typeof personChanges.$inferSelect;
export type AddressConfirmation = typeof addressConfirmations.$inferSelect;
export type Role = typeof roles.$inferSelect;

/** One agency served by a supervisor, with who holds the role. */
export interface Service {
  servedId: string;
  validTo: number | null;
  roleId: string;
  roleValidTo: number | null;
  personId: string;
  agencyId: string;
  post: "main" | "concurrent";
  includesSubordinates: boolean;
  grantedBy: string | null;
  agreedBy: string | null;
  grantedAt: number | null;
}

type OneOrMany = string | readonly string[];

/** Reading people, their roles and the authority they hold. */
export function peopleReads({ drizzle }: Database) {
  const columns = {
    ...getTableColumns(people),
    agencyName: agencies.fullName,
    agencyOid: agencies.oid,
  };
  const withAgency = () =>
    drizzle.select(columns).from(people).innerJoin(agencies, eq(people.agencyId, agencies.id));
  const credentials = () =>
    drizzle
      .select({
        id: people.id,
        status: people.status,
        passwordHash: people.passwordHash,
        passwordDisabledAt: people.passwordDisabledAt,
      })
      .from(people);
  const validRole = (at: number | Placeholder) =>
    and(lte(roles.validFrom, at), or(isNull(roles.validTo), gt(roles.validTo, at)));
  // Read for every page of whoever is signed in, so prepared once.
  const byId = withAgency()
    .where(eq(people.id, given("id", "text")))
    .prepare();
  const rolesOf = drizzle
    .select()
    .from(roles)
    .where(and(eq(roles.personId, sql.placeholder("personId")), validRole(sql.placeholder("at"))))
    .prepare();
  const delegationsTo = drizzle
    .select()
    .from(delegations)
    .where(eq(delegations.delegateId, sql.placeholder("delegateId")))
    .prepare();

  return {
    async byId(id: string): Promise<PersonWithAgency | undefined> {
      return byId.get({ id });
    },
    async byIds(ids: string[]): Promise<Map<string, PersonWithAgency>> {
      if (ids.length === 0) return new Map();
      const rows = withAgency().where(inArray(people.id, ids)).all();
      return new Map(rows.map((row) => [row.id, row]));
    },
    /** @param account folded to lower case. */
    async byAccount(account: string): Promise<PersonWithAgency | undefined> {
      return withAgency().where(eq(people.account, account)).get();
    },
    /** @param hashes the keyed hash of a national ID under every key in use. */
    async byNationalId(hashes: string[]): Promise<PersonWithAgency | undefined> {
      return withAgency().where(inArray(people.nationalIdHash, hashes)).get();
    },
    /** @param account folded to lower case. */
    async credentialsByAccount(account: string): Promise<Credentials | undefined> {
      return credentials().where(eq(people.account, account)).get();
    },
    /** @param hashes the keyed hash of a national ID under every key in use. */
    async credentialsByNationalId(hashes: string[]): Promise<Credentials | undefined> {
      return credentials().where(inArray(people.nationalIdHash, hashes)).get();
    },
    /** Many at once, by the keyed hash under which each is found. */
    async byNationalIds(hashes: string[]): Promise<Map<string, PersonWithAgency>> {
      if (hashes.length === 0) return new Map();
      const rows = withAgency().where(inArray(people.nationalIdHash, hashes)).all();
      return new Map(rows.map((row) => [row.nationalIdHash, row]));
    },
    async count(): Promise<number> {
      return (
        drizzle
          .select({ n: sql<number>`count(*)` })
          .from(people)
          .get()?.n ?? 0
      );
    },
    /** How many active people each agency has, and how many of them lack a number or an address. */
    async countsByAgency() {
      return drizzle
        .select({
          agencyId: people.agencyId,
          agencyName: agencies.fullName,
          people: sql<number>`count(*)`,
          withoutNumber: sql<number>`sum(${people.officePhone} is null)`,
          withoutAddress: sql<number>`sum(${people.email} is null)`,
        })
        .from(people)
        .innerJoin(agencies, eq(people.agencyId, agencies.id))
        .where(eq(people.status, "active"))
        .groupBy(people.agencyId, agencies.fullName)
        .all();
    },
    /** People of these agencies whose name or account contains the query, at most `limit`. */
    async search(query: string, agencyIds: string[] | null, limit = 50): Promise<PersonWithAgency[]> {
      const needle = query.normalize("NFKC").trim();
      if (needle === "") return [];
      return withAgency()
        .where(
          and(
            or(
              sql`instr(${people.name}, ${needle}) > 0`,
              sql`instr(${people.account}, ${needle.toLowerCase()}) > 0`,
            ),
            agencyIds === null ? undefined : inArray(people.agencyId, agencyIds),
          ),
        )
        .orderBy(asc(people.name), asc(agencies.oid))
        .limit(limit)
        .all();
    },
    /** Everybody of one agency, by name. */
    async ofAgency(agencyId: string, limit = 200): Promise<PersonWithAgency[]> {
      return withAgency().where(eq(people.agencyId, agencyId)).orderBy(asc(people.name)).limit(limit).all();
    },
    /** Changes of one person's data or of several people's, newest first. */
    async changesOf(personId: OneOrMany, since = 0): Promise<PersonChange[]> {
      return drizzle
        .select()
        .from(personChanges)
        .where(and(inArray(personChanges.personId, [personId].flat()), gt(personChanges.at, since)))
        .orderBy(desc(personChanges.at))
        .all();
    },
    async confirmationByHash(tokenHash: string): Promise<AddressConfirmation | undefined> {
      return drizzle
        .select()
        .from(addressConfirmations)
        .where(eq(addressConfirmations.tokenHash, tokenHash))
        .get();
    },
    /** Whether somebody who reads the mail of exactly this address has confirmed that it is the person's. */
    async hasConfirmed(personId: string, address: string): Promise<boolean> {
      const confirmed = drizzle
        .select({ tokenHash: addressConfirmations.tokenHash })
        .from(addressConfirmations)
        .where(
          and(
            eq(addressConfirmations.personId, personId),
            eq(addressConfirmations.address, address),
            isNotNull(addressConfirmations.confirmedAt),
          ),
        )
        .limit(1)
        .get();
      return confirmed !== undefined;
    },
    /** Roles valid at that instant, of one person or of several. */
    async rolesOf(personId: OneOrMany, at: number): Promise<Role[]> {
      if (typeof personId === "string") return rolesOf.all({ personId, at });
      return drizzle
        .select()
        .from(roles)
        .where(and(inArray(roles.personId, [...personId]), validRole(at)))
        .all();
    },
    /** A role, in force or not. */
    async role(id: string): Promise<Role | undefined> {
      return drizzle.select().from(roles).where(eq(roles.id, id)).get();
    },
    /** Every role in force, as it was granted. */
    async rolesInForce(at: number): Promise<Role[]> {
      return drizzle.select().from(roles).where(validRole(at)).orderBy(asc(roles.validFrom)).all();
    },
    /** Everybody who holds a role at that instant. */
    async holders(role: Role["role"], at: number): Promise<PersonWithAgency[]> {
      return drizzle
        .selectDistinct(columns)
        .from(people)
        .innerJoin(agencies, eq(people.agencyId, agencies.id))
        .innerJoin(roles, eq(roles.personId, people.id))
        .where(and(eq(roles.role, role), validRole(at), eq(people.status, "active")))
        .all();
    },
    /** Which agencies these supervisors serve at that instant. */
    async servicesOf(personIds: string[], at: number): Promise<Service[]> {
      if (personIds.length === 0) return [];
      return services(at, inArray(roles.personId, personIds));
    },
    /** The services of these people, and of whoever serves any of these agencies, at that instant. */
    async services(
      { personIds, agencyIds }: { personIds: readonly string[]; agencyIds: readonly string[] },
      at: number,
    ): Promise<Service[]> {
      return services(
        at,
        or(inArray(roles.personId, [...personIds]), inArray(servedAgencies.agencyId, [...agencyIds])),
      );
    },
    /** All delegations to one person or to several, also those run out or revoked: refusals tell them apart. */
    async delegationsTo(delegateId: OneOrMany): Promise<Delegation[]> {
      if (typeof delegateId === "string") return delegationsTo.all({ delegateId });
      return drizzle
        .select()
        .from(delegations)
        .where(inArray(delegations.delegateId, [...delegateId]))
        .all();
    },
    async delegationsFrom(delegatorIds: string[]): Promise<Delegation[]> {
      if (delegatorIds.length === 0) return [];
      return drizzle
        .select()
        .from(delegations)
        .where(inArray(delegations.delegatorId, delegatorIds))
        .orderBy(desc(delegations.validFrom))
        .all();
    },
    async previousPasswords(personId: string, limit: number): Promise<string[]> {
      return drizzle
        .select({ hash: previousPasswords.hash })
        .from(previousPasswords)
        .where(eq(previousPasswords.personId, personId))
        .orderBy(desc(previousPasswords.setAt))
        .limit(limit)
        .all()
        .map((row) => row.hash);
    },
  };

  function services(at: number, which: SQL | undefined): Service[] {
    return drizzle
      .select({
        servedId: servedAgencies.id,
        validTo: servedAgencies.validTo,
        roleId: roles.id,
        roleValidTo: roles.validTo,
        personId: roles.personId,
        agencyId: servedAgencies.agencyId,
        post: servedAgencies.post,
        includesSubordinates: servedAgencies.includesSubordinates,
        grantedBy: servedAgencies.grantedBy,
        agreedBy: servedAgencies.agreedBy,
        grantedAt: servedAgencies.grantedAt,
      })
      .from(servedAgencies)
      .innerJoin(roles, eq(servedAgencies.roleId, roles.id))
      .where(
        and(
          which,
          eq(roles.role, "hr-supervisor"),
          validRole(at),
          lte(servedAgencies.validFrom, at),
          or(isNull(servedAgencies.validTo), gt(servedAgencies.validTo, at)),
        ),
      )
      .all();
  }
}
