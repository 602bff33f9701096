import { forbidRow, requireRow, type Write } from "../../db/change";
import type { Delegation, PersonChange, Role, Service } from "../../db/queries/people";
import type { Ticket } from "../../db/queries/tickets";
import type { RoleName } from "../../accounts/types";
import type { Actor } from "./actor";
import type { FactSet } from "./facts";
import { deputiesOf, holdersOver, isValid, reachOf, servicesFor } from "./reach";
import { limits } from "../machines/timetable";
import type { ActorFacts, Authority, CardFacts, Facts, Subject } from "../machines/types";

export interface FoundAuthority {
  facts: ActorFacts;
  /** That the standing of everybody concerned is what it was, to be found so inside the commit. */
  witnesses: Write[];
}

/** What an act is about: the ticket, whom, and the card that was proven for it. */
interface About {
  ticket: Pick<Ticket, "id"> | null;
  subject: Pick<Subject, "personId" | "agencyId"> | null;
  card?: Pick<CardFacts, "agencyId"> | null;
}

/** Made anew each time: the lists are filled in afterwards. */
const nobody = (): Omit<ActorFacts, "kind"> => ({
  personId: null,
  roles: [],
  standing: "none",
  authorities: [],
  scope: "none",
  lapsedDelegation: false,
  restsOn: [],
});

/** The facts of an actor's authority over a subject. */
export function findAuthority(
  facts: FactSet,
  actor: Actor,
  { ticket, subject, card }: About,
): FoundAuthority {
  const found = factsOf();
  const concerned = [...(found.restsOn ?? []), ...(subject === null ? [] : [subject.personId])];
  const byAuthority = actor.kind === "person" || actor.kind === "card";
  return {
    facts: found,
    witnesses: [...standingOf(facts, concerned), ...(byAuthority ? treeStandingOf(facts) : [])],
  };

  function factsOf(): ActorFacts {
    switch (actor.kind) {
      case "system":
      case "console":
        return { ...nobody(), kind: actor.kind };
      case "visitor":
        return { ...nobody(), kind: "applicant" };
      case "card":
        return actor.ticketId === ticket?.id
          ? { ...nobody(), kind: "card", restsOn: card ? cardRestsOn(facts, card.agencyId) : [] }
          : { ...nobody(), kind: "applicant" };
      case "link": {
        const standing =
          actor.ticketId !== ticket?.id ? "none" : actor.level === "mail" ? "mail-link" : "page-link";
        return { ...nobody(), kind: "applicant", standing };
      }
      case "person":
        return authorityOfPerson(facts, actor.personId, subject);
    }
  }
}

/**
 * Everybody that what a person does rests on: the person, everybody whose delegation they hold, whichever role they use, and
 * for 30 days whoever alone granted one of these a role, or an agency to serve.
 */
export function restsOn(known: FactSet, personId: string): string[] {
  const delegators = known.delegations
    .filter((one) => one.delegateId === personId && isValid(one, known.at))
    .map((one) => one.delegatorId);
  return withGranters(known, [personId, ...delegators]);
}

/** The same for an agency's card, which any of those who hold an HR role over the agency may have in hand. */
const cardRestsOn = (known: FactSet, agencyId: string): string[] =>
  withGranters(known, holdersOver(known, agencyId));

/** Two administrators who agreed to a grant stand for each other, and the shell is nobody who could act on a case. */
function withGranters({ roles, services, at }: FactSet, ids: readonly string[]): string[] {
  const grants = [...roles.map((role) => ({ ...role, grantedAt: role.createdAt })), ...services];
  const granters = grants.flatMap(({ personId, grantedBy, grantedAt, agreedBy }) => {
    const counts = grantedAt !== null && at - grantedAt < limits.granterMs && agreedBy === null;
    const isAPerson = grantedBy !== null && !grantedBy.startsWith("console:");
    return ids.includes(personId) && counts && isAPerson ? [grantedBy] : [];
  });
  return [...new Set([...ids, ...granters])];
}

/** Nothing was given to or taken from these people, and nothing of their record changed, since the facts were read. */
const standingOf = ({ people }: FactSet, ids: readonly string[]): Write[] =>
  [...new Set(ids)].flatMap((id) => {
    const person = people.get(id);
    return person ? [requireRow("people", { id, standing: person.standing }, "authority-changed")] : [];
  });

const treeStandingOf = ({ treeStanding }: FactSet): Write[] => {
  if (treeStanding === null) return [];
  return treeStanding === 0
    ? [forbidRow("agencyTree", { id: 1 }, "authority-changed")]
    : [requireRow("agencyTree", { id: 1, standing: treeStanding }, "authority-changed")];
};

function authorityOfPerson(
  known: FactSet,
  personId: string,
  subject: Pick<Subject, "personId" | "agencyId"> | null,
): ActorFacts {
  const delegations = known.delegations.filter((one) => one.delegateId === personId);
  const names = rolesIn(known, personId);
  const facts: ActorFacts = {
    ...nobody(),
    kind: names.length > 0 ? "staff" : "applicant",
    personId,
    roles: names,
    standing: subject?.personId === personId ? "self" : "none",
    restsOn: restsOn(known, personId),
  };
  if (subject === null) return facts;

  const agencyId = agencyOf(known, subject);
  const lineage = known.lineages.get(agencyId) ?? [];
  const servicesOf = (id: string) => known.services.filter((service) => service.personId === id);

  for (const service of servicesOf(personId)) {
    const reach = reachOf(service, lineage);
    if (reach === null) continue;
    facts.authorities.push({
      principal: personId,
      level: "decide",
      as: reach === "superior" ? "superior" : "supervisor",
    });
  }
  for (const delegation of delegations) {
    const covering = servicesOf(delegation.delegatorId).find(
      (service) => reachOf(service, lineage) === "served",
    );
    if (!covering) continue;
    if (!isValid(delegation, known.at)) {
      facts.lapsedDelegation = true;
      continue;
    }
    facts.authorities.push(authorityBy(delegation));
  }
  const principals = new Set([personId, ...delegations.map((one) => one.delegatorId)]);
  facts.scope =
    facts.authorities.length > 0
      ? "served"
      : scopeWithout(
          known,
          known.services.filter((one) => principals.has(one.personId)),
          agencyId,
        );
  return facts;
}

/** The roles in force, and HR staff by delegation. */
export function roleNames(roles: Role[], validDelegations: Delegation[]): RoleName[] {
  const names = new Set<RoleName>(roles.map((role) => role.role));
  if (validDelegations.length > 0) names.add("hr-staff");
  return [...names];
}

/** The roles that somebody known has at that instant. */
export function rolesIn(facts: FactSet, personId: string): RoleName[] {
  return roleNames(
    facts.roles.filter((one) => one.personId === personId),
    facts.delegations.filter((one) => one.delegateId === personId && isValid(one, facts.at)),
  );
}

/** Who somebody known is to a machine: whether a 特權帳號, and of which agency. */
export function subjectOf(facts: FactSet, personId: string): Subject | null {
  const person = facts.people.get(personId);
  if (!person) return null;
  const names = rolesIn(facts, personId);
  return {
    personId,
    agencyId: person.agencyId,
    privileged: names.length > 0,
    supervisor: names.includes("hr-supervisor"),
  };
}

/** The agency that a subject belongs to now, whatever a machine remembers. */
const agencyOf = (known: FactSet, { personId, agencyId }: Pick<Subject, "personId" | "agencyId">): string =>
  known.people.get(personId)?.agencyId ?? agencyId;

/** Whether a case can be given to somebody known. */
export function isAgent(facts: FactSet, personId: string): boolean {
  return (
    facts.people.get(personId)?.status === "active" &&
    facts.roles.some((one) => one.personId === personId && one.role === "agent")
  );
}

/** What is true of the subject and the surroundings. */
export function findFacts(known: FactSet, subject: Pick<Subject, "personId" | "agencyId"> | null): Facts {
  if (subject === null) {
    return {
      hasAddress: false,
      hasOfficePhone: false,
      addressChangedAt: null,
      changers: [],
      deputyAvailable: false,
      superiorAvailable: false,
    };
  }
  const agencyId = agencyOf(known, subject);
  const person = known.people.get(subject.personId);
  const changes = known.changes.get(subject.personId) ?? [];
  const changers = changersOf(changes, known.at);
  const others = servicesFor(known, agencyId).filter((one) => one.personId !== subject.personId);
  const direct = others.filter((one) => one.reach === "served").map((one) => one.personId);
  const now = subjectOf(known, subject.personId);
  return {
    subject: now,
    left: person?.status === "left",
    hasAddress: typeof person?.email === "string",
    hasOfficePhone: typeof person?.officePhone === "string",
    addressChangedAt: addressChangedAt(changes),
    changers,
    ...(person ? { record: `${person.standing} ${rolesIn(known, person.id).sort().join()}` } : {}),
    supervisorAvailable: direct.some((id) => !changers.includes(id)),
    deputyAvailable: deputiesOf(known, direct).length > 0,
    superiorAvailable: others.some((one) => one.agencyId !== agencyId),
  };
}

/** Everybody whom a change of somebody's record within 30 days rests on, by id. */
export function changersOf(changes: readonly PersonChange[], at: number): string[] {
  const recent = changes.filter((one) => at - one.at < limits.changerMs);
  return [...new Set(recent.flatMap((one) => [one.changedBy, ...one.restsOn]))];
}

/** When an address was last recorded; `null` where it never was. */
export function addressChangedAt(changes: readonly Pick<PersonChange, "field" | "at">[]): number | null {
  return changes.find((change) => change.field === "email")?.at ?? null;
}

function authorityBy(delegation: Delegation): Authority {
  return { principal: delegation.delegatorId, level: delegation.level, as: delegation.kind };
}

/** Where somebody without authority over an agency stands to it. */
function scopeWithout(
  { lineages }: FactSet,
  services: readonly Service[],
  subjectAgencyId: string,
): ActorFacts["scope"] {
  if (services.length === 0) return "none";
  const below = ({ agencyId }: Service) =>
    [...lineages.values()].some((lineage) => {
      const from = lineage.indexOf(agencyId);
      return from >= 0 && lineage.indexOf(subjectAgencyId) >= from;
    });
  return services.some(below) ? "above" : "elsewhere";
}
