import type { Delegation, PersonChange, PersonWithAgency, Role } from "../../db/queries/people";
import type { Store } from "../../db/store";
import type { CardFacts, Subject } from "../machines/types";
import type { Actor } from "./actor";
import { holdersOver, type Reach } from "./reach";

/**
 * What the database says of everybody an act concerns, read as the act begins and carried through it: nothing on the way
 * asks again. The standing of everybody an act rests on is witnessed in the commit, so facts that grew old meanwhile are
 * found out there.
 */
export interface FactSet extends Reach {
  /** The instant of which all this is true. */
  readonly at: number;
  /** Whose authority is known: their services, and those of whoever delegated to them. */
  readonly actors: ReadonlySet<string>;
  /** Also whoever delegated to the actors, and HR of the agencies of cards. */
  readonly people: ReadonlyMap<string, PersonWithAgency>;
  /** Roles in force, of everybody known. */
  readonly roles: readonly Role[];
  /** Delegations to everybody known, also those run out or revoked. */
  readonly delegations: readonly Delegation[];
  /** Changes of each subject's data, newest first. */
  readonly changes: ReadonlyMap<string, readonly PersonChange[]>;
  /** The agencies concerned. */
  readonly agencies: ReadonlySet<string>;
  /** The standing of the agency tree; `null` where no agency was concerned. */
  readonly treeStanding: number | null;
}

/** Whom an act concerns, by id. */
export interface Concerned {
  actors?: readonly string[];
  subjects?: readonly string[];
  /** Agencies beside those the subjects belong to now. */
  agencies?: readonly string[];
  /** Agencies whose card acts: everybody who holds an HR role over them becomes known. */
  cardAgencies?: readonly string[];
}

/** Facts about nobody yet. */
const nothing = (at: number): FactSet => ({
  at,
  actors: new Set(),
  people: new Map(),
  roles: [],
  delegations: [],
  changes: new Map(),
  agencies: new Set(),
  lineages: new Map(),
  treeStanding: null,
  services: [],
  delegated: [],
});

/**
 * Reads the facts about whoever an act or a list concerns, in as many questions for one as for many. What is known already
 * is not asked again.
 *
 * @param known facts of the same instant
 */
export async function readFacts(
  { people: reader, agencies: tree }: Pick<Store, "people" | "agencies">,
  at: number,
  { actors = [], subjects = [], agencies = [], cardAgencies = [] }: Concerned,
  known: FactSet = nothing(at),
): Promise<FactSet> {
  const newActors = actors.filter((id) => !known.actors.has(id));
  const newSubjects = subjects.filter((id) => !known.changes.has(id));
  const strangers = unique([...newActors, ...newSubjects]).filter(
    (id) => !known.actors.has(id) && !known.changes.has(id),
  );
  let { people, roles, delegations, changes, lineages, treeStanding, services, delegated } = known;

  if (strangers.length > 0)
    delegations = uniqueBy([...delegations, ...(await reader.delegationsTo(strangers))], (one) => one.id);
  await know([...strangers, ...delegatorsTo(newActors)]);
  if (newSubjects.length > 0) {
    const read = await reader.changesOf(newSubjects);
    const ofEach = newSubjects.map((id) => [id, read.filter((one) => one.personId === id)] as const);
    changes = new Map([...changes, ...ofEach]);
  }
  const belongTo = newSubjects.flatMap((id) => people.get(id)?.agencyId ?? []);
  const newAgencies = unique([...agencies, ...cardAgencies, ...belongTo]).filter(
    (id) => !known.agencies.has(id),
  );
  if (newAgencies.length > 0) await climb(newAgencies);

  const concerned = unique(newAgencies.flatMap((id) => lineages.get(id) ?? []));
  const principals = unique([...newActors, ...delegatorsTo(newActors)]);
  if (principals.length > 0 || concerned.length > 0) {
    const read = await reader.services({ personIds: principals, agencyIds: concerned }, at);
    services = uniqueBy([...services, ...read], (one) => one.servedId);
  }
  const serving = services.filter((one) => concerned.includes(one.agencyId)).map((one) => one.personId);
  if (serving.length > 0) {
    const read = await reader.delegationsFrom(unique(serving));
    delegated = uniqueBy([...delegated, ...read], (one) => one.id);
  }

  // Where an actor serves an agency apart from all concerned, only its own lineage tells whether they lie above it.
  const above = new Set([...lineages.values()].flat());
  const apart = services.map((one) => one.agencyId).filter((id) => !above.has(id));
  if (lineages.size > 0 && apart.length > 0) await climb(unique(apart));

  const found = (): FactSet => ({
    at,
    actors: new Set([...known.actors, ...newActors]),
    people,
    roles,
    delegations,
    changes,
    agencies: new Set([...known.agencies, ...newAgencies]),
    lineages,
    treeStanding,
    services,
    delegated,
  });
  const hrOfCards = cardAgencies.flatMap((id) => holdersOver(found(), id));
  if (hrOfCards.length > 0) await know(hrOfCards);
  return found();

  function delegatorsTo(some: readonly string[]): string[] {
    return delegations.filter((one) => some.includes(one.delegateId)).map((one) => one.delegatorId);
  }

  /** A person once known stays as first read: one act, one picture. */
  async function know(ids: readonly string[]): Promise<void> {
    const unknown = unique(ids).filter((id) => !people.has(id));
    if (unknown.length === 0) return;
    people = new Map([...people, ...(await reader.byIds(unknown))]);
    roles = [...roles, ...(await reader.rolesOf(unknown, at))];
  }

  async function climb(from: readonly string[]): Promise<void> {
    const read = await tree.lineages(from);
    lineages = new Map([...lineages, ...read.lineages]);
    treeStanding ??= read.standing;
  }
}

/** Whom an act by these concerns, about these subjects as a machine remembers them. */
export function concernedBy(
  actors: readonly (Actor | undefined)[],
  subjects: readonly (Pick<Subject, "personId" | "agencyId"> | null | undefined)[],
  card?: Pick<CardFacts, "agencyId"> | null,
): Record<keyof Concerned, string[]> {
  const known = subjects.filter((one) => one !== null && one !== undefined);
  return {
    actors: actors.flatMap((one) => (one?.kind === "person" ? one.personId : [])),
    subjects: known.map((one) => one.personId),
    agencies: known.map((one) => one.agencyId),
    cardAgencies: card && actors.some((one) => one?.kind === "card") ? [card.agencyId] : [],
  };
}

/** Whom several acts concern that are done together. */
export const concernedByAll = (acts: readonly Record<keyof Concerned, string[]>[]): Concerned => ({
  actors: acts.flatMap(({ actors }) => actors),
  subjects: acts.flatMap(({ subjects }) => subjects),
  agencies: acts.flatMap(({ agencies }) => agencies),
  cardAgencies: acts.flatMap(({ cardAgencies }) => cardAgencies),
});

const unique = (ids: readonly string[]): string[] => [...new Set(ids)];

const uniqueBy = <T>(rows: readonly T[], idOf: (row: T) => string): T[] => [
  ...new Map(rows.map((row) => [idOf(row), row])).values(),
];
