import { foldAccount, isAccountName } from "../../accounts/identity/account-name";
import { endAccess } from "../../accounts/access/end-access";
import { keepNationalId } from "../../accounts/identity/kept-national-id";
import { checkNationalId } from "../../accounts/identity/national-id";
import type { RoleName } from "../../accounts/types";
import { insert, isChangeRefused, requireRow, update, type Write } from "../../db/change";
import { newId } from "../../db/ids";
import type { Agency } from "../../db/queries/agencies";
import type { PersonWithAgency } from "../../db/queries/people";
import { isMailAddress } from "../../language/mail-address";
import { actorColumns, type Actor } from "../desk/actor";
import { consoleError } from "./console-refused";
import type { Outcome } from "../desk/desk";
import { findByLogin } from "../sign-in/find-by-login";
import type { Context } from "../desk/context";

/** What the acts of the console are done with. */
export interface ConsoleContext extends Pick<Context, "store" | "desk" | "clock" | "random" | "secrets"> {
  /** The name that whoever types has on this machine. */
  operator: string;
}

/** Roles that are granted; HR staff are authorised by their supervisor. */
export const grantedRoles = [
  "administrator",
  "agent",
  "auditor",
  "hr-supervisor",
] as const satisfies readonly RoleName[];
export type GrantedRole = (typeof grantedRoles)[number];

export interface NewUser {
  nationalId: string;
  name: string;
  email: string;
  agencyOid: string;
  account: string | null;
  role: GrantedRole;
  reason: string;
}

/** An agency that an HR supervisor is to serve. */
export interface Serving {
  agencyOid: string;
  includesSubordinates: boolean;
}

export interface AddedUser {
  personId: string;
  /** `false` for a person who was known before. */
  added: boolean;
  /** The ticket that carries the password to the person. */
  ticket: Outcome;
}

export const consoleActor = ({ operator }: ConsoleContext): Actor => ({ kind: "console", operator });

/**
 * The first administrator comes from the shell, and so does whoever must be let in when nobody else can: a person with a
 * role, and a ticket of the console's by which the password is mailed. Nothing is shown, and all administrators are told.
 * Calling it again for the same person has a new password mailed.
 *
 * @throws ConsoleRefused when what was given does not do
 */
export async function addUser(parts: ConsoleContext, user: NewUser): Promise<AddedUser> {
  const known = await knownPerson(parts, user);
  const personId = known?.id ?? newId(parts.random);
  const at = parts.clock();
  const writes = [
    ...(known ? [] : [await personRow(parts, personId, user, at)]),
    ...(await roleWrites(parts, personId, user.role, [], at)),
  ];
  if (writes.length > 0) {
    const audit = [
      {
        ...actorColumns(consoleActor(parts)),
        act: known ? "role.granted" : "person.added",
        personId,
        detail: { role: user.role },
      },
    ];
    await parts.store.commit({ at, writes, audit }).catch(refuseTaken);
  }
  return { personId, added: !known, ticket: await breakGlass(parts, personId, user.reason) };
}

/**
 * Grants a role, and to an HR supervisor the agencies served.
 *
 * @returns whether anything changed
 * @throws ConsoleRefused `no-such-person`, `no-such-agency`, `agencies-missing`
 */
export async function grantRole(
  parts: ConsoleContext,
  login: string,
  role: GrantedRole,
  serving: Serving[],
): Promise<{ personId: string; changed: boolean }> {
  const person = await personOf(parts, login);
  if (role === "hr-supervisor" && serving.length === 0) throw consoleError("agencies-missing");
  const at = parts.clock();
  const writes = await roleWrites(parts, person.id, role, serving, at);
  if (writes.length > 0) {
    const detail = { role, agencies: serving.map((one) => one.agencyOid) };
    await parts.store.commit({
      at,
      writes,
      audit: [{ ...actorColumns(consoleActor(parts)), act: "role.granted", personId: person.id, detail }],
    });
  }
  return { personId: person.id, changed: writes.length > 0 };
}

/**
 * Takes a role away, with what was opened by it: sessions and tokens of the API end.
 *
 * @throws ConsoleRefused `no-such-person`, `role-not-held`; `last-administrator` where nobody could grant one again on the pages
 */
export async function revokeRole(
  parts: ConsoleContext,
  login: string,
  role: GrantedRole,
): Promise<{ personId: string }> {
  const { store, clock } = parts;
  const at = clock();
  const person = await findByLogin(store, parts.secrets, login);
  if (!person) throw consoleError("no-such-person");
  const held = (await store.people.rolesOf(person.id, at)).filter((one) => one.role === role);
  if (held.length === 0) throw consoleError("role-not-held");
  const remaining = role === "administrator" ? await anotherAdministrator(parts, person.id, at) : [];
  const commit = store.commit({
    at,
    writes: [
      ...remaining,
      ...held.map(({ id }) => update("roles", { id }, { validTo: at })),
      ...endAccess(person.id, at),
    ],
    audit: [
      { ...actorColumns(consoleActor(parts)), act: "role.revoked", personId: person.id, detail: { role } },
    ],
  });
  await commit.catch((error: unknown) => {
    throw isChangeRefused(error, "authority-changed") ? consoleError("last-administrator") : error;
  });
  return { personId: person.id };
}

/**
 * Somebody else who is an administrator, to be found so inside the commit: two who take the role from each other at once
 * do not both get through.
 *
 * @throws ConsoleRefused `last-administrator`
 */
async function anotherAdministrator(
  { store }: ConsoleContext,
  personId: string,
  at: number,
): Promise<Write[]> {
  const other = (await store.people.holders("administrator", at)).find(({ id }) => id !== personId);
  const [role] = other
    ? (await store.people.rolesOf(other.id, at)).filter((one) => one.role === "administrator")
    : [];
  if (!other || !role) throw consoleError("last-administrator");
  return [
    requireRow("people", { id: other.id, status: "active" }, "authority-changed"),
    requireRow("roles", { id: role.id, validTo: role.validTo }, "authority-changed"),
  ];
}

/** On the person's open ticket, if there is one: there is never a second. */
async function breakGlass(parts: ConsoleContext, personId: string, reason: string): Promise<Outcome> {
  const { store, desk } = parts;
  const actor = consoleActor(parts);
  const act = { type: "BREAK_GLASS", reason } as const;
  const open = await store.tickets.openOf(personId);
  if (open) return desk.act(open.number, act, actor);
  const person = await store.people.byId(personId);
  if (!person) throw consoleError("no-such-person");
  const { agencyId, name, locale } = person;
  const kind = person.passwordHash === null && person.firstLoginAt === null ? "first-login" : "recovery";
  const claim = { agencyId, name, account: null, nationalId: null, contact: null, story: null, locale };
  return desk.open({ kind, path: "hr-supervisor", channel: "console", personId, claim, then: [act] }, actor);
}

/** The person on record, who must be the one meant; `undefined` for a new one. */
async function knownPerson(
  { store, secrets }: ConsoleContext,
  user: NewUser,
): Promise<PersonWithAgency | undefined> {
  const nationalId = checkNationalId(user.nationalId);
  if (!nationalId.ok) throw consoleError("national-id", nationalId.code);
  if (!isMailAddress(user.email)) throw consoleError("not-an-address");
  if (user.account !== null && !isAccountName(foldAccount(user.account))) throw consoleError("account-shape");
  const known = await store.people.byNationalId(secrets.keyedHashes("national-id", nationalId.value));
  if (known && (known.name !== user.name || known.email !== user.email))
    throw consoleError("known-otherwise");
  return known;
}

async function personRow(parts: ConsoleContext, id: string, user: NewUser, at: number): Promise<Write> {
  const agency = await agencyOf(parts, user.agencyOid);
  const nationalId = checkNationalId(user.nationalId);
  if (!nationalId.ok) throw consoleError("national-id", nationalId.code);
  return insert(
    "people",
    {
      id,
      agencyId: agency.id,
      name: user.name,
      email: user.email,
      account: user.account === null ? null : foldAccount(user.account),
      ...keepNationalId(parts.secrets, nationalId.value, id),
      createdAt: at,
      updatedAt: at,
    },
    "account-taken",
  );
}

/** What is missing of a role, and of the agencies served with it. */
async function roleWrites(
  parts: ConsoleContext,
  personId: string,
  role: GrantedRole,
  serving: Serving[],
  at: number,
): Promise<Write[]> {
  const { store, random, operator } = parts;
  const held = (await store.people.rolesOf(personId, at)).find((one) => one.role === role);
  const roleId = held?.id ?? newId(random);
  const services = held
    ? (await store.people.servicesOf([personId], at)).filter((one) => one.roleId === held.id)
    : [];
  const writes: Write[] = held
    ? []
    : [
        insert("roles", {
          id: roleId,
          personId,
          role,
          validFrom: at,
          grantedBy: `console:${operator}`,
          createdAt: at,
        }),
      ];
  for (const { agencyOid, includesSubordinates } of serving) {
    const agency = await agencyOf(parts, agencyOid);
    if (
      services.some((one) => one.agencyId === agency.id && one.includesSubordinates === includesSubordinates)
    )
      continue;
    const post = services.length + writes.length > 1 ? "concurrent" : "main";
    writes.push(
      insert("servedAgencies", {
        id: newId(random),
        roleId,
        agencyId: agency.id,
        post,
        includesSubordinates,
        validFrom: at,
      }),
    );
  }
  return writes;
}

async function agencyOf({ store }: ConsoleContext, oid: string): Promise<Agency> {
  const agency = await store.agencies.byOid(oid);
  if (!agency) throw consoleError("no-such-agency", oid);
  return agency;
}

/** @throws ConsoleRefused `no-such-person` */
export async function personOf({ store, secrets }: ConsoleContext, login: string): Promise<PersonWithAgency> {
  const person = await findByLogin(store, secrets, login);
  if (person?.status !== "active") throw consoleError("no-such-person");
  return person;
}

function refuseTaken(error: unknown): never {
  throw isChangeRefused(error, "account-taken") ? consoleError("account-taken") : error;
}
