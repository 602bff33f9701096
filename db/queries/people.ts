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
import type { Connection } from "../database";
import type { RowOf } from "../schema";
import { given } from "../statements";

export type Person = RowOf<"people">;
export type PersonWithAgency = Person & { agencyName: string; agencyOid: string };
/** What a sign-in compares. */
export type Credentials = Pick<Person, "id" | "status" | "passwordHash" | "passwordDisabledAt">;
export type Delegation = RowOf<"delegations">;
export type PersonChange = RowOf<"personChanges">;
export type AddressConfirmation = RowOf<"addressConfirmations">;
export type Role = RowOf<"roles">;

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
export function peopleReads({ query, schema, speech }: Connection) {
  const {
    addressConfirmations,
    agencies,
    delegations,
    people,
    personChanges,
    previousPasswords,
    roles,
    servedAgencies,
  } = schema;
  const columns = {
    ...getTableColumns(people),
    agencyName: agencies.fullName,
    agencyOid: agencies.oid,
  };
  const withAgency = () =>
    query.select(columns).from(people).innerJoin(agencies, eq(people.agencyId, agencies.id));
  const credentials = () =>
    query
      .select({
        id: people.id,
        status: people.status,
        passwordHash: people.passwordHash,
        passwordDisabledAt: people.passwordDisabledAt,
      })
      .from(people);
  const validRole = (at: number | Placeholder) =>
    and(lte(roles.validFrom, at), or(isNull(roles.validTo), gt(roles.validTo, at)));
  const byName = [asc(people.name), asc(agencies.oid), asc(people.id)];
  const earliestRole = [asc(roles.validFrom), asc(roles.id)];
  const newestDelegation = [desc(delegations.validFrom), desc(delegations.id)];
  // Read for every page of whoever is signed in, so prepared once.
  const byId = withAgency()
    .where(eq(people.id, given("id", "text")))
    .prepare();
  const rolesOf = query
    .select()
    .from(roles)
    .where(and(eq(roles.personId, sql.placeholder("personId")), validRole(sql.placeholder("at"))))
    .orderBy(...earliestRole)
    .prepare();
  const delegationsTo = query
    .select()
    .from(delegations)
    .where(eq(delegations.delegateId, sql.placeholder("delegateId")))
    .orderBy(...newestDelegation)
    .prepare();

  return {
    async byId(id: string): Promise<PersonWithAgency | undefined> {
      const [row] = await byId.execute({ id });
      return row;
    },
    /** Many at once, by id; in the order of their names. */
    async byIds(ids: string[]): Promise<Map<string, PersonWithAgency>> {
      if (ids.length === 0) return new Map();
      const rows = await withAgency()
        .where(inArray(people.id, ids))
        .orderBy(...byName);
      return new Map(rows.map((row) => [row.id, row]));
    },
    /** @param account folded to lower case. */
    async byAccount(account: string): Promise<PersonWithAgency | undefined> {
      const [row] = await withAgency().where(eq(people.account, account));
      return row;
    },
    /** @param hashes the keyed hash of a national ID under every key in use. */
    async byNationalId(hashes: string[]): Promise<PersonWithAgency | undefined> {
      const [row] = await withAgency().where(inArray(people.nationalIdHash, hashes));
      return row;
    },
    /** @param account folded to lower case. */
    async credentialsByAccount(account: string): Promise<Credentials | undefined> {
      const [row] = await credentials().where(eq(people.account, account));
      return row;
    },
    /** @param hashes the keyed hash of a national ID under every key in use. */
    async credentialsByNationalId(hashes: string[]): Promise<Credentials | undefined> {
      const [row] = await credentials().where(inArray(people.nationalIdHash, hashes));
      return row;
    },
    /** Many at once, by the keyed hash under which each is found. */
    async byNationalIds(hashes: string[]): Promise<Map<string, PersonWithAgency>> {
      if (hashes.length === 0) return new Map();
      const rows = await withAgency().where(inArray(people.nationalIdHash, hashes));
      return new Map(rows.map((row) => [row.nationalIdHash, row]));
    },
    async count(): Promise<number> {
      const [row] = await query.select({ n: sql<number>`count(*)` }).from(people);
      return row?.n ?? 0;
    },
    /** How many active people each agency has, and how many of them lack a number or an address; by the agency's name. */
    async countsByAgency() {
      return await query
        .select({
          agencyId: people.agencyId,
          agencyName: agencies.fullName,
          people: sql<number>`count(*)`,
          withoutNumber: sql<number>`sum(case when ${people.officePhone} is null then 1 else 0 end)`,
          withoutAddress: sql<number>`sum(case when ${people.email} is null then 1 else 0 end)`,
        })
        .from(people)
        .innerJoin(agencies, eq(people.agencyId, agencies.id))
        .where(eq(people.status, "active"))
        .groupBy(people.agencyId, agencies.fullName)
        .orderBy(asc(agencies.fullName), asc(people.agencyId));
    },
    /** People of these agencies whose name or account contains the query, by name, at most `limit`. */
    async search(typed: string, agencyIds: string[] | null, limit = 50): Promise<PersonWithAgency[]> {
      const needle = typed.normalize("NFKC").trim();
      if (needle === "") return [];
      return await withAgency()
        .where(
          and(
            or(speech.contains(people.name, needle), speech.contains(people.account, needle.toLowerCase())),
            agencyIds === null ? undefined : inArray(people.agencyId, agencyIds),
          ),
        )
        .orderBy(...byName)
        .limit(limit);
    },
    /** Everybody of one agency, by name. */
    async ofAgency(agencyId: string, limit = 200): Promise<PersonWithAgency[]> {
      return await withAgency()
        .where(eq(people.agencyId, agencyId))
        .orderBy(...byName)
        .limit(limit);
    },
    /** Changes of one person's data or of several people's, newest first. */
    async changesOf(personId: OneOrMany, since = 0): Promise<PersonChange[]> {
      return await query
        .select()
        .from(personChanges)
        .where(and(inArray(personChanges.personId, [personId].flat()), gt(personChanges.at, since)))
        .orderBy(desc(personChanges.at), desc(personChanges.id));
    },
    async confirmationByHash(tokenHash: string): Promise<AddressConfirmation | undefined> {
      const [row] = await query
        .select()
        .from(addressConfirmations)
        .where(eq(addressConfirmations.tokenHash, tokenHash));
      return row;
    },
    /** Whether somebody who reads the mail of exactly this address has confirmed that it is the person's. */
    async hasConfirmed(personId: string, address: string): Promise<boolean> {
      const [confirmed] = await query
        .select({ tokenHash: addressConfirmations.tokenHash })
        .from(addressConfirmations)
        .where(
          and(
            eq(addressConfirmations.personId, personId),
            eq(addressConfirmations.address, address),
            isNotNull(addressConfirmations.confirmedAt),
          ),
        )
        .limit(1);
      return confirmed !== undefined;
    },
    /** Roles valid at that instant, of one person or of several, the earliest first. */
    async rolesOf(personId: OneOrMany, at: number): Promise<Role[]> {
      if (typeof personId === "string") return await rolesOf.execute({ personId, at });
      return await query
        .select()
        .from(roles)
        .where(and(inArray(roles.personId, [...personId]), validRole(at)))
        .orderBy(...earliestRole);
    },
    /** A role, in force or not. */
    async role(id: string): Promise<Role | undefined> {
      const [row] = await query.select().from(roles).where(eq(roles.id, id));
      return row;
    },
    /** Every role in force, in the order in which they began. */
    async rolesInForce(at: number): Promise<Role[]> {
      return await query
        .select()
        .from(roles)
        .where(validRole(at))
        .orderBy(...earliestRole);
    },
    /** Everybody who holds a role at that instant, by name. */
    async holders(role: Role["role"], at: number): Promise<PersonWithAgency[]> {
      return await query
        .selectDistinct(columns)
        .from(people)
        .innerJoin(agencies, eq(people.agencyId, agencies.id))
        .innerJoin(roles, eq(roles.personId, people.id))
        .where(and(eq(roles.role, role), validRole(at), eq(people.status, "active")))
        .orderBy(...byName);
    },
    /** Which agencies these supervisors serve at that instant; 本職 before 兼辦, then the earliest first. */
    async servicesOf(personIds: string[], at: number): Promise<Service[]> {
      if (personIds.length === 0) return [];
      return services(at, inArray(roles.personId, personIds));
    },
    /** The services of these people, and of whoever serves any of these agencies, at that instant; in the same order. */
    async services(
      { personIds, agencyIds }: { personIds: readonly string[]; agencyIds: readonly string[] },
      at: number,
    ): Promise<Service[]> {
      return services(
        at,
        or(inArray(roles.personId, [...personIds]), inArray(servedAgencies.agencyId, [...agencyIds])),
      );
    },
    /** All delegations to one person or to several, newest first, also those run out or revoked: refusals tell them apart. */
    async delegationsTo(delegateId: OneOrMany): Promise<Delegation[]> {
      if (typeof delegateId === "string") return await delegationsTo.execute({ delegateId });
      return await query
        .select()
        .from(delegations)
        .where(inArray(delegations.delegateId, [...delegateId]))
        .orderBy(...newestDelegation);
    },
    /** All delegations from these people, newest first. */
    async delegationsFrom(delegatorIds: string[]): Promise<Delegation[]> {
      if (delegatorIds.length === 0) return [];
      return await query
        .select()
        .from(delegations)
        .where(inArray(delegations.delegatorId, delegatorIds))
        .orderBy(...newestDelegation);
    },
    async previousPasswords(personId: string, limit: number): Promise<string[]> {
      const rows = await query
        .select({ hash: previousPasswords.hash })
        .from(previousPasswords)
        .where(eq(previousPasswords.personId, personId))
        .orderBy(desc(previousPasswords.setAt), desc(previousPasswords.id))
        .limit(limit);
      return rows.map((row) => row.hash);
    },
  };

  async function services(at: number, which: SQL | undefined): Promise<Service[]> {
    return await query
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
      .orderBy(desc(servedAgencies.post), asc(servedAgencies.validFrom), asc(servedAgencies.id));
  }
}
