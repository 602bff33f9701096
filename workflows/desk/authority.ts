import { requireRow, type Write } from "../../db/change";
import type { Delegation, Role, Service } from "../../db/queries/people";
import type { Ticket } from "../../db/queries/tickets";
import type { Store } from "../../db/store";
import type { RoleName } from "../../accounts/types";
import type { Actor } from "./actor";
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

/** The facts of an actor's authority over a subject, as the database has them at that instant. */
export async function findAuthority(
  store: Store,
  actor: Actor,
  {
    ticket,
    subject,
    at,
  }: {
    ticket: Pick<Ticket, "id"> | null;
    subject: Pick<Subject, "personId" | "agencyId"> | null;
    at: number;
  },
): Promise<FoundAuthority> {
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
      return authorityOfPerson(store, actor.personId, subject, at);
  }
}

async function authorityOfPerson(
  store: Store,
  personId: string,
  subject: Pick<Subject, "personId" | "agencyId"> | null,
  at: number,
): Promise<FoundAuthority> {
  const roles = await store.people.rolesOf(personId, at);
  const delegations = await store.people.delegationsTo(personId);
  const valid = delegations.filter((delegation) => isValid(delegation, at));
  const names = roleNames(roles, valid);
  const facts: ActorFacts = {
    ...nobody(),
    kind: names.length > 0 ? "staff" : "applicant",
    personId,
    roles: names,
    standing: subject?.personId === personId ? "self" : "none",
  };
  const witnesses = roles.map(roleWitness);
  if (subject === null) return { facts, witnesses };

  const changes = await store.people.changesOf(subject.personId);
  facts.changedSubjectAt = changes.find((change) => change.changedBy === personId)?.at ?? null;
  const lineage = await store.agencies.lineage(subject.agencyId);
  const services = await store.people.servicesOf(
    [personId, ...delegations.map((one) => one.delegatorId)],
    at,
  );
  const servicesOf = (id: string) => services.filter((service) => service.personId === id);

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
    if (!isValid(delegation, at)) {
      facts.lapsedDelegation = true;
      continue;
    }
    facts.authorities.push(authorityBy(delegation));
    witnesses.push(delegationWitness(delegation), ...serviceWitness(covering));
  }
  facts.scope =
    facts.authorities.length > 0 ? "served" : await scopeWithout(store, services, subject.agencyId);
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

/** Whether a person is a 特權帳號 at that instant, and who the person is to a machine. */
export async function subjectOf(store: Store, personId: string, at: number): Promise<Subject | null> {
  const person = await store.people.byId(personId);
  if (!person) return null;
  const roles = await store.people.rolesOf(personId, at);
  const delegations = (await store.people.delegationsTo(personId)).filter((delegation) =>
    isValid(delegation, at),
  );
  const names = roleNames(roles, delegations);
  return {
    personId,
    agencyId: person.agencyId,
    privileged: names.length > 0,
    supervisor: names.includes("hr-supervisor"),
  };
}

/** Whether a case can be given to this person at that instant. */
export async function isAgent(store: Store, personId: string, at: number): Promise<boolean> {
  const person = await store.people.byId(personId);
  const roles = person?.status === "active" ? await store.people.rolesOf(personId, at) : [];
  return roles.some((role) => role.role === "agent");
}

/** What is true of the subject and the surroundings at that instant. */
export async function findFacts(store: Store, subject: Subject | null, at: number): Promise<Facts> {
  if (subject === null) {
    return {
      hasAddress: false,
      hasOfficePhone: false,
      addressChangedAt: null,
      deputyAvailable: false,
      superiorAvailable: false,
    };
  }
  const person = await store.people.byId(subject.personId);
  const changes = await store.people.changesOf(subject.personId);
  const lineage = await store.agencies.lineage(subject.agencyId);
  const services = await store.people.servicesAt(lineage, at);
  const direct = services.filter(
    (service) => reachOf(service, lineage) === "served" && service.personId !== subject.personId,
  );
  const delegations = await store.people.delegationsFrom(direct.map((service) => service.personId));
  return {
    hasAddress: typeof person?.email === "string",
    hasOfficePhone: typeof person?.officePhone === "string",
    addressChangedAt: changes.find((change) => change.field === "email")?.at ?? null,
    deputyAvailable: delegations.some(
      (delegation) => delegation.kind === "deputy" && isValid(delegation, at),
    ),
    superiorAvailable: services.some(
      (service) => service.agencyId !== subject.agencyId && service.personId !== subject.personId,
    ),
  };
}

/** Supervisors of the agency, its deputies and superior HR, by what they are to it. */
export async function decidersOf(
  store: Store,
  agencyId: string,
  at: number,
): Promise<Record<"supervisors" | "deputies" | "superiors", string[]>> {
  const lineage = await store.agencies.lineage(agencyId);
  const services = await store.people.servicesAt(lineage, at);
  const supervisors = new Set<string>();
  const superiors = new Set<string>();
  for (const service of services) {
    if (reachOf(service, lineage) === "served") supervisors.add(service.personId);
    if (service.agencyId !== agencyId) superiors.add(service.personId);
  }
  const delegations = await store.people.delegationsFrom([...supervisors]);
  const deputies = delegations
    .filter((one) => one.kind === "deputy" && isValid(one, at))
    .map((one) => one.delegateId);
  return { supervisors: [...supervisors], deputies, superiors: [...superiors] };
}

/** Whether a service reaches an agency: it is that agency, or above it with 含所屬; above without it is only superior. */
export function reachOf(
  service: Pick<Service, "agencyId" | "includesSubordinates">,
  lineage: string[],
): "served" | "superior" | null {
  const distance = lineage.indexOf(service.agencyId);
  if (distance < 0) return null;
  return distance === 0 || service.includesSubordinates ? "served" : "superior";
}

function authorityBy(delegation: Delegation): Authority {
  return { principal: delegation.delegatorId, level: delegation.level, as: delegation.kind };
}

async function scopeWithout(
  store: Store,
  services: Service[],
  subjectAgencyId: string,
): Promise<ActorFacts["scope"]> {
  if (services.length === 0) return "none";
  for (const service of services) {
    if ((await store.agencies.lineage(service.agencyId)).includes(subjectAgencyId)) return "above";
  }
  return "elsewhere";
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
