import { requireRow, type Write } from "../../db/change";
import type { Delegation, PersonChange, Role, Service } from "../../db/queries/people";
import type { Ticket } from "../../db/queries/tickets";
import type { RoleName } from "../../accounts/types";
import type { Actor } from "./actor";
import type { FactSet } from "./facts";
import type { ActorFacts, Authority, Facts, Subject } from "../machines/types";

export interface FoundAuthority {
  facts: ActorFacts;
  /** The rows this authority rests on, to be found unchanged inside the commit. */
  witnesses: Write[];
}

/** Made anew each time: the lists are filled in afterwards. */
const nobody = (): Omit<ActorFacts, "kind"> => ({
  personId: null,
  roles: [],
  standing: "none",
  authorities: [],
  scope: "none",
  lapsedDelegation: false,
  changedSubjectAt: null,
});

/** The facts of an actor's authority over a subject. */
export function findAuthority(
  facts: FactSet,
  actor: Actor,
  {
    ticket,
    subject,
  }: {
    ticket: Pick<Ticket, "id"> | null;
    subject: Pick<Subject, "personId" | "agencyId"> | null;
  },
): FoundAuthority {
  switch (actor.kind) {
    case "system":
    case "console":
      return { facts: { ...nobody(), kind: actor.kind }, witnesses: [] };
    case "visitor":
      return { facts: { ...nobody(), kind: "applicant" }, witnesses: [] };
    case "card":
      return {
        facts: { ...nobody(), kind: actor.ticketId === ticket?.id ? "card" : "applicant" },
        witnesses: [],
      };
    case "link": {
      const standing =
        actor.ticketId !== ticket?.id ? "none" : actor.level === "mail" ? "mail-link" : "page-link";
      return { facts: { ...nobody(), kind: "applicant", standing }, witnesses: [] };
    }
    case "person":
      return authorityOfPerson(facts, actor.personId, subject);
  }
}

function authorityOfPerson(
  known: FactSet,
  personId: string,
  subject: Pick<Subject, "personId" | "agencyId"> | null,
): FoundAuthority {
  const roles = known.roles.filter((one) => one.personId === personId);
  const delegations = known.delegations.filter((one) => one.delegateId === personId);
  const names = rolesIn(known, personId);
  const facts: ActorFacts = {
    ...nobody(),
    kind: names.length > 0 ? "staff" : "applicant",
    personId,
    roles: names,
    standing: subject?.personId === personId ? "self" : "none",
  };
  const witnesses = roles.map(roleWitness);
  if (subject === null) return { facts, witnesses };

  const agencyId = agencyOf(known, subject);
  const changes = known.changes.get(subject.personId) ?? [];
  facts.changedSubjectAt = changes.find((change) => change.changedBy === personId)?.at ?? null;
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
    witnesses.push(...serviceWitness(service));
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
    witnesses.push(delegationWitness(delegation), ...serviceWitness(covering));
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
  return { facts, witnesses };
}

/** The roles in force, and HR staff by delegation. */
export function roleNames(roles: Role[], validDelegations: Delegation[]): RoleName[] {
  const names = new Set<RoleName>(roles.map((role) => role.role));
  if (validDelegations.length > 0) names.add("hr-staff");
  return [...names];
}

export function isValid(delegation: Delegation, at: number): boolean {
  return delegation.revokedAt === null && delegation.validFrom <= at && at < delegation.validTo;
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
      deputyAvailable: false,
      superiorAvailable: false,
    };
  }
  const agencyId = agencyOf(known, subject);
  const person = known.people.get(subject.personId);
  const others = servicesFor(known, agencyId).filter((one) => one.personId !== subject.personId);
  const direct = others.filter((one) => one.reach === "served").map((one) => one.personId);
  return {
    subject: subjectOf(known, subject.personId),
    left: person?.status === "left",
    hasAddress: typeof person?.email === "string",
    hasOfficePhone: typeof person?.officePhone === "string",
    addressChangedAt: addressChangedAt(known.changes.get(subject.personId) ?? []),
    deputyAvailable: deputiesOf(known, direct).length > 0,
    superiorAvailable: others.some((one) => one.agencyId !== agencyId),
  };
}

/** When an address was last recorded; `null` where it never was. */
export function addressChangedAt(changes: readonly Pick<PersonChange, "field" | "at">[]): number | null {
  return changes.find((change) => change.field === "email")?.at ?? null;
}

/** Supervisors of the agency, its deputies and superior HR, by what they are to it. */
export function decidersOf(
  facts: FactSet,
  agencyId: string,
): Record<"supervisors" | "deputies" | "superiors", string[]> {
  const services = servicesFor(facts, agencyId);
  const idsOf = (some: { personId: string }[]) => [...new Set(some.map((one) => one.personId))];
  const supervisors = idsOf(services.filter((one) => one.reach === "served"));
  return {
    supervisors,
    deputies: deputiesOf(facts, supervisors).map((one) => one.delegateId),
    superiors: idsOf(services.filter((one) => one.agencyId !== agencyId)),
  };
}

/** The services at an agency and above it, and whether each reaches down to it. */
function servicesFor(facts: FactSet, agencyId: string) {
  const lineage = facts.lineages.get(agencyId) ?? [];
  return facts.services.flatMap((service) => {
    const reach = reachOf(service, lineage);
    return reach === null ? [] : { ...service, reach };
  });
}

const deputiesOf = ({ delegated, at }: FactSet, supervisors: readonly string[]): Delegation[] =>
  delegated.filter(
    (one) => supervisors.includes(one.delegatorId) && one.kind === "deputy" && isValid(one, at),
  );

/** Whether a service reaches an agency: it is that agency, or above it with 含所屬; above without it is only superior. */
export function reachOf(
  service: Pick<Service, "agencyId" | "includesSubordinates">,
  lineage: readonly string[],
): "served" | "superior" | null {
  const distance = lineage.indexOf(service.agencyId);
  if (distance < 0) return null;
  return distance === 0 || service.includesSubordinates ? "served" : "superior";
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

const roleWitness = (role: Role): Write =>
  requireRow("roles", { id: role.id, validTo: role.validTo }, "authority-changed");

const serviceWitness = (service: Service): Write[] => [
  requireRow("roles", { id: service.roleId, validTo: service.roleValidTo }, "authority-changed"),
  requireRow("servedAgencies", { id: service.servedId, validTo: service.validTo }, "authority-changed"),
];

const delegationWitness = (delegation: Delegation): Write =>
  requireRow(
    "delegations",
    { id: delegation.id, revokedAt: null, validTo: delegation.validTo },
    "authority-changed",
  );
