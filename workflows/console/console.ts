import { foldAccount, isAccountName } from "../../accounts/identity/account-name";
import { keepNationalId } from "../../accounts/identity/kept-national-id";
import { checkNationalId } from "../../accounts/identity/national-id";
import { insert, isChangeRefused, type Write } from "../../db/change";
import { newId } from "../../db/ids";
import type { Agency } from "../../db/queries/agencies";
import type { PersonWithAgency } from "../../db/queries/people";
import { isMailAddress } from "../../language/mail-address";
import type { Actor } from "../desk/actor";
import { planGrant, planRevocation, type GrantedRole, type RoleGrant } from "../administration/grants";
import { consoleError } from "./console-refused";
import type { Outcome } from "../desk/desk";
import { findByLogin } from "../sign-in/find-by-login";
import type { Context } from "../desk/context";
import { stillAbout, withOpenCase } from "../desk/open-case";
import { isRefusal, type DeskRefusalCode } from "../desk/refusal";
import { commitFromShell, type ShellParts } from "./shell-acts";

/** What the acts of the console are done with. */
export interface ConsoleContext extends ShellParts, Pick<Context, "desk" | "secrets"> {}

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
  const roles = await missingRole(parts, known, { personId, role: user.role, serving: [] }, at);
  const writes = [...(known ? [] : [await personRow(parts, personId, user, at)]), ...roles];
  if (writes.length > 0) {
    const act = { command: "user add", about: `${user.account ?? user.name} ${user.role}` };
    const audit = {
      act: known ? "role.granted" : "person.added",
      personId,
      detail: { role: user.role },
    };
    await commitFromShell(parts, act, { at, writes, audit }).catch(refuseTaken);
  }
  return { personId, added: !known, ticket: await breakGlass(parts, personId, user.reason) };
}

/**
 * Grants a role, and to an HR supervisor the agencies served: at once, whoever else is an administrator, for whoever has the
 * shell has the database. All administrators and auditors are told.
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
  const served = await Promise.all(
    serving.map(async ({ agencyOid, includesSubordinates }) => ({
      agencyId: (await agencyOf(parts, agencyOid)).id,
      includesSubordinates,
    })),
  );
  const writes = await missingRole(parts, person, { personId: person.id, role, serving: served }, at);
  if (writes.length > 0) {
    const detail = { role, agencies: serving.map((one) => one.agencyOid) };
    await commitFromShell(
      parts,
      { command: "user grant", about: `${nameOnShell(person)} ${role}` },
      { at, writes, audit: { act: "role.granted", personId: person.id, detail } },
    );
  }
  return { personId: person.id, changed: writes.length > 0 };
}

/**
 * Takes a role away, with what was opened by it: sessions and tokens of the API end. All administrators and auditors are told.
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
  try {
    const plans = await Promise.all(held.map(({ id }) => planRevocation(parts, { roleId: id }, at)));
    await commitFromShell(
      parts,
      { command: "user revoke", about: `${nameOnShell(person)} ${role}` },
      {
        at,
        writes: plans.flatMap(({ writes }) => writes()),
        audit: { act: "role.revoked", personId: person.id, detail: { role } },
      },
    );
  } catch (error) {
    if (isRefusedAs(error, "last-administrator")) throw consoleError("last-administrator");
    if (isRefusedAs(error, "role-not-held")) throw consoleError("role-not-held");
    throw error;
  }
  return { personId: person.id };
}

/** By the plan, or by the commit when somebody was quicker. */
const isRefusedAs = (error: unknown, code: DeskRefusalCode): boolean =>
  isChangeRefused(error, code) || (isRefusal(error) && error.code === code);

/** What is missing of a role; nothing where it is held already. */
async function missingRole(
  parts: ConsoleContext,
  person: PersonWithAgency | undefined,
  grant: RoleGrant,
  at: number,
): Promise<Write[]> {
  const granting = { grantedBy: `console:${parts.operator}`, agreedBy: null };
  const { personId, role } = grant;
  if (!person) {
    const id = newId(parts.random);
    return [insert("roles", { id, personId, role, validFrom: at, createdAt: at, ...granting })];
  }
  try {
    return (await planGrant(parts, grant, at)).writes(granting);
  } catch (error) {
    if (isRefusedAs(error, "role-held")) return [];
    throw error;
  }
}

/** Whom a mail about the shell names: never by a national ID. */
export const nameOnShell = ({ account, name }: Pick<PersonWithAgency, "account" | "name">): string =>
  account === null ? name : `${account} ${name}`;

/** On the person's open ticket, if there is one: there is never a second. */
async function breakGlass(parts: ConsoleContext, personId: string, reason: string): Promise<Outcome> {
  const { store, desk } = parts;
  const actor = consoleActor(parts);
  const act = { type: "BREAK_GLASS", reason } as const;
  const person = await store.people.byId(personId);
  if (!person) throw consoleError("no-such-person");
  const { agencyId, name, locale } = person;
  const kind = person.passwordHash === null && person.firstLoginAt === null ? "first-login" : "recovery";
  const claim = { agencyId, name, account: null, nationalId: null, contact: null, story: null, locale };
  return withOpenCase(store, personId, (open) =>
    open
      ? desk.act(open.number, act, actor, { before: [stillAbout(personId, open)] })
      : desk.open({ kind, path: "hr-supervisor", channel: "console", personId, claim, then: [act] }, actor),
  );
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
