import type { Write } from "../../db/change";
import type { PersonWithAgency } from "../../db/queries/people";
import type { Actor } from "../desk/actor";
import { findAuthority, findFacts, subjectOf } from "../desk/authority";
import { isValid } from "../desk/reach";
import { concernedBy, readFacts, type FactSet } from "../desk/facts";
import { begin, refusalOf, stateName, step, type RefusalCode } from "../machines/machines";
import { deskError } from "../desk/refusal";
import { firstBreak, type RuleName } from "../machines/rules";
import type { Subject, TicketEvent } from "../machines/types";
import type { Context } from "../desk/context";

/** What HR does to a person outside of any ticket, judged by the rules that a ticket about them would ask. */
export interface Standing {
  person: PersonWithAgency;
  subject: Subject;
  at: number;
  /** About the actor and the person, to go on with. */
  facts: FactSet;
  /** The rows this authority rests on, to be found unchanged inside the commit. */
  witnesses: Write[];
  /** The first of these rules that the actor breaks. */
  breaks(...rules: RuleName[]): RefusalCode | null;
  /** Where a reset started now would lead: the ticket's next state, or why the machine refuses it. */
  start: { leadsTo: string; refusal: null } | { leadsTo: null; refusal: RefusalCode };
}

/** The agencies an HR actor may look people up in. */
export interface HrScope {
  /** Served, 含所屬 followed down; by delegation too. */
  served: string[];
  /** Below an agency served without 含所屬: only their supervisors, and cases that came up, are this actor's. */
  above: string[];
}

const noPolicy = { mandatory: [], facts: [], factsNeeded: 0 };

/** @throws Refusal `not-hr` when nobody is signed in. */
export function personIdOf(actor: Actor): string {
  if (actor.kind !== "person") throw deskError("not-hr");
  return actor.personId;
}

/**
 * What an actor is to a person, with the rules of the HR machine to ask.
 *
 * @throws Refusal `no-such-person` also for people who have left.
 */
export async function standingOf(
  { store, clock }: Pick<Context, "store" | "clock">,
  actor: Actor,
  personId: string,
): Promise<Standing> {
  const at = clock();
  const { actors } = concernedBy([actor], []);
  const facts = await readFacts(store, at, { actors, subjects: [personId] });
  const person = facts.people.get(personId);
  const subject = person?.status === "active" ? subjectOf(facts, personId) : null;
  if (!person || !subject) throw deskError("no-such-person");
  const { facts: actorFacts, witnesses } = findAuthority(facts, actor, { ticket: null, subject });
  const { snapshot } = begin("hr-supervisor", { kind: "recovery", channel: "hr", subject, policy: noPolicy });
  const event: TicketEvent = {
    type: "APPROVE",
    disableOldPassword: false,
    at,
    actor: actorFacts,
    facts: findFacts(facts, subject),
  };
  const refusal = refusalOf(snapshot, event);
  return {
    person,
    subject,
    at,
    facts,
    witnesses,
    breaks: (...rules) => firstBreak(rules, { context: snapshot.context, event })?.code ?? null,
    start:
      refusal === null
        ? { leadsTo: stateName(step("hr-supervisor", snapshot, event).snapshot), refusal }
        : { leadsTo: null, refusal },
  };
}

/** The same, refused unless the person is within the actor's authority and not the actor. */
export async function requireStanding(
  parts: Pick<Context, "store" | "clock">,
  actor: Actor,
  personId: string,
): Promise<Standing> {
  const standing = await standingOf(parts, actor, personId);
  const refusal = standing.breaks("nobodyForThemselves", "hrInScope");
  if (refusal !== null) throw deskError(refusal);
  return standing;
}

/**
 * The agencies within an actor's reach, with the facts that say so: the own services, and those of whoever delegated to the actor.
 *
 * @throws Refusal `delegation-expired` or `not-hr` when there are none.
 */
export async function scopeOf(
  { store, clock }: Pick<Context, "store" | "clock">,
  actor: Actor,
): Promise<HrScope & { facts: FactSet }> {
  const personId = personIdOf(actor);
  const facts = await readFacts(store, clock(), { actors: [personId] });
  const delegations = facts.delegations.filter((one) => one.delegateId === personId);
  const delegators = delegations.filter((one) => isValid(one, facts.at)).map((one) => one.delegatorId);
  const principals = [personId, ...delegators];
  const services = facts.services.filter((one) => principals.includes(one.personId));
  if (services.length === 0) throw deskError(delegations.length > 0 ? "delegation-expired" : "not-hr");
  const reaching = services.filter((one) => one.includesSubordinates).map((one) => one.agencyId);
  const own = services.filter((one) => one.personId === personId).map((one) => one.agencyId);
  const served = new Set([
    ...(await store.agencies.withSubordinates(reaching)),
    ...services.map((one) => one.agencyId),
  ]);
  const above = (await store.agencies.withSubordinates(own)).filter((id) => !served.has(id));
  return { served: [...served], above, facts };
}
