import { nationalIdHashes } from "../../accounts/identity/kept-national-id";
import type { PersonChange, PersonWithAgency } from "../../db/queries/people";
import type { Actor } from "../desk/actor";
import type { Context } from "../desk/context";
import { actorColumns } from "../desk/actor";
import { isUnconfirmed } from "../desk/address-standing";
import { personIdOf, requireStanding, scopeOf, type HrScope, type Standing } from "./office";
import { limits } from "../machines/timetable";
import type { TicketKind } from "../machines/types";

/** Why somebody is looked up; recorded with the look-up. */
export const purposes = ["first-login", "recovery", "record", "delegation"] as const;
export type Purpose = (typeof purposes)[number];

export interface LookUp {
  /** A part of the name or 自訂帳號, or a whole 身分證字號. */
  query: string;
  /** Only this agency of those within reach. */
  agencyId?: string | null;
  purpose: Purpose;
}

/** One person as a list shows them, so that two of the same name can be told apart. */
export interface PersonMatch {
  id: string;
  name: string;
  agencyName: string;
  unit: string | null;
  title: string | null;
  account: string | null;
  nationalIdMasked: string;
}

export interface Found {
  people: PersonMatch[];
  /** There are more than are shown. */
  more: boolean;
}

/** A change of somebody's data that whoever acts must see first. */
export interface RecentChange {
  field: PersonChange["field"];
  at: number;
  /** Everybody whose hand it is, by name. */
  changedBy: string;
  proof: PersonChange["proof"];
  /** What it was, an address masked; `null` where there was nothing. */
  before: string | null;
  /** By the one who looks, who therefore may not act. */
  own: boolean;
}

/** What HR needs to know of a person before acting. */
export interface PersonForHr {
  person: PersonMatch & {
    /** Masked. */
    email: string | null;
    /** Recorded, but nobody who reads its mail has confirmed it yet. */
    unconfirmed: boolean;
    officePhone: string | null;
    extension: string | null;
    lastLoginAt: number | null;
  };
  /** First-login while no own password was ever set. */
  kind: TicketKind;
  privileged: boolean;
  recentChanges: RecentChange[];
  openTicket: { number: string; path: string; state: string } | null;
  start: Standing["start"];
  /** What the actor changes of the record waits for a supervisor. */
  prepares: boolean;
}

const atMost = 30;

/**
 * Looks people up within the actor's agencies. An act: recorded with its purpose, by ids only.
 *
 * @throws Refusal `not-hr`, `delegation-expired`
 */
export async function lookUp(
  parts: Pick<Context, "store" | "clock" | "secrets">,
  actor: Actor,
  { query, agencyId, purpose }: LookUp,
): Promise<Found> {
  const scope = await scopeOf(parts, actor);
  const at = parts.clock();
  const hashes = nationalIdHashes(parts.secrets, query);
  const candidates =
    hashes.length > 0 ? await byNationalId(parts, hashes, scope) : await byName(parts, query, scope);
  const matching = candidates.filter(
    (one) => one.status === "active" && (!agencyId || one.agencyId === agencyId),
  );
  const people = matching.slice(0, atMost);
  await parts.store.commit({
    at,
    writes: [],
    audit: [
      {
        ...actorColumns(actor),
        act: "people.looked-up",
        personId: people.length === 1 ? people[0]?.id : null,
        detail: {
          purpose,
          by: hashes.length > 0 ? "national-id" : "name-or-account",
          found: people.map((one) => one.id),
        },
      },
    ],
  });
  return { people: people.map(matchOf), more: matching.length > atMost };
}

/** The people of an earlier look-up, without looking up anew. */
export async function matchesOf({ store }: Pick<Context, "store">, ids: string[]): Promise<PersonMatch[]> {
  const found = await store.people.byIds(ids);
  return ids.flatMap((id) => found.get(id) ?? []).map(matchOf);
}

/**
 * The facts HR needs about one person, recorded as a look at them.
 *
 * @throws Refusal why the person is not within the actor's authority
 */
export async function personForHr(
  parts: Pick<Context, "store" | "clock">,
  actor: Actor,
  personId: string,
  purpose: Purpose,
): Promise<PersonForHr> {
  const { store } = parts;
  const standing = await requireStanding(parts, actor, personId);
  const { person, subject, at, facts, start } = standing;
  await store.commit({
    at,
    writes: [],
    audit: [{ ...actorColumns(actor), act: "person.viewed", personId, detail: { purpose } }],
  });
  const open = await store.tickets.openOf(personId);
  const changes = facts.changes.get(personId) ?? [];
  const recent = recentAmong(changes, at);
  const makers = await store.people.byIds(recent.flatMap(handsOf));
  return {
    person: {
      ...matchOf(person),
      email: person.email === null ? null : maskAddress(person.email),
      unconfirmed: await isUnconfirmed(store, person, changes),
      officePhone: person.officePhone,
      extension: person.extension,
      lastLoginAt: person.lastLoginAt,
    },
    kind: person.passwordHash === null && person.firstLoginAt === null ? "first-login" : "recovery",
    privileged: subject.privileged,
    recentChanges: recent.map((one) => changeView(one, makers, personIdOf(actor))),
    openTicket: open ? { number: open.number, path: open.path, state: open.state } : null,
    start,
    prepares: standing.breaks("hrDecides") !== null,
  };
}

/** Changes of address, name, number or national ID within the time in which their maker may not act. */
export const recentAmong = (changes: readonly PersonChange[], at: number): PersonChange[] =>
  changes.filter((one) => one.at > at - limits.changerMs);

/** Everybody whose hand a change is: its maker, and whoever confirmed it. */
export const handsOf = ({ changedBy, confirmedBy }: PersonChange): string[] =>
  confirmedBy === null ? [changedBy] : [changedBy, confirmedBy];

/** A change as whoever must see it is shown it. */
export function changeView(
  change: PersonChange,
  makers: ReadonlyMap<string, { name: string }>,
  viewerId: string,
): RecentChange {
  const { field, at, proof, oldValue } = change;
  const hands = handsOf(change);
  return {
    field,
    at,
    proof,
    changedBy: hands.map((id) => makers.get(id)?.name ?? id).join("、"),
    before: field === "email" && oldValue !== null ? maskAddress(oldValue) : oldValue,
    own: hands.includes(viewerId),
  };
}

/** An address with the middle of its local part hidden: `w***g@agency.gov.tw`. */
export function maskAddress(address: string): string {
  const [local = "", domain = ""] = address.split("@");
  const letters = [...local];
  const tail = letters.length > 2 ? letters.at(-1) : "";
  return `${letters[0] ?? ""}***${tail}@${domain}`;
}

async function byNationalId(
  { store, clock }: Pick<Context, "store" | "clock">,
  hashes: string[],
  scope: HrScope,
): Promise<PersonWithAgency[]> {
  const person = await store.people.byNationalId(hashes);
  if (!person) return [];
  if (scope.served.includes(person.agencyId)) return [person];
  return scope.above.includes(person.agencyId) ? supervisorsAmong(store, [person], clock()) : [];
}

async function byName(
  { store, clock }: Pick<Context, "store" | "clock">,
  query: string,
  { served, above }: HrScope,
): Promise<PersonWithAgency[]> {
  const within = await store.people.search(query, served, atMost + 1);
  if (above.length === 0 || within.length > atMost) return within;
  return [...within, ...(await supervisorsAmong(store, await store.people.search(query, above), clock()))];
}

/** Superior HR helps the supervisors below it, who cannot help themselves. */
async function supervisorsAmong(
  store: Context["store"],
  people: PersonWithAgency[],
  at: number,
): Promise<PersonWithAgency[]> {
  const roles = await store.people.rolesOf(
    people.map((one) => one.id),
    at,
  );
  const supervisors = new Set(
    roles.filter(({ role }) => role === "hr-supervisor").map(({ personId }) => personId),
  );
  return people.filter(({ id }) => supervisors.has(id));
}

/** A person as a list shows them. */
export function matchOf({
  id,
  name,
  agencyName,
  unit,
  title,
  account,
  nationalIdMasked,
}: PersonWithAgency): PersonMatch {
  return { id, name, agencyName, unit, title, account, nationalIdMasked };
}
