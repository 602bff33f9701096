import type { Ticket } from "../../db/queries/tickets";
import { refusalOf, restore, type RefusalCode } from "../machines/machines";
import { sampleOf } from "../machines/acts";
import { firstBreak, openingRules, type RuleBreak } from "../machines/rules";
import { contextOf } from "../machines/stored";
import type { EventType, Subject } from "../machines/types";
import type { Actor } from "./actor";
import { findAuthority, findFacts } from "./authority";
import type { FactSet } from "./facts";
import { deskError } from "./refusal";

/** Why each act is refused to this actor on a ticket; absent means allowed. Asks nothing: all is in the facts. */
export function refusalsOf<T extends EventType>(
  facts: FactSet,
  ticket: Ticket,
  actor: Actor,
  types: readonly T[],
): Partial<Record<T, RefusalCode>> {
  const snapshot = restore(ticket);
  const { subject } = snapshot.context;
  const authority = findAuthority(facts, actor, { ticket, subject, card: snapshot.context.card });
  const surroundings = { at: facts.at, actor: authority.facts, facts: findFacts(facts, subject) };
  const refused: Partial<Record<T, RefusalCode>> = {};
  for (const type of types) {
    const refusal = refusalOf(snapshot, { ...sampleOf(type, snapshot.context), ...surroundings });
    if (refusal !== null) refused[type] = refusal;
  }
  return refused;
}

/** Why staff may not start a case about this person; `null` where they may, and for everybody else. */
export function mayOpen(facts: FactSet, actor: Actor, subject: Subject | null): RuleBreak | null {
  if (subject === null || actor.kind !== "person") return null;
  const { facts: actorFacts } = findAuthority(facts, actor, { ticket: null, subject });
  return openingRules(subject, { actor: actorFacts, at: facts.at, facts: findFacts(facts, subject) });
}

/** How much of a ticket somebody may read: everything, or what the person it is about may know. */
export type Reading = "staff" | "applicant";

/**
 * Who may read a ticket whole: agents, auditors, and HR within their authority. The person it is about, staff or not,
 * reads what an applicant does.
 *
 * @throws Refusal `not-staff`, or why HR has no authority here
 */
export function readingOf(facts: FactSet, actor: Actor, ticket: Ticket): Reading {
  const context = contextOf(ticket);
  const { facts: actorFacts } = findAuthority(facts, actor, { ticket, subject: context.subject });
  if (actorFacts.standing === "self" || actorFacts.standing === "mail-link") return "applicant";
  const { roles } = actorFacts;
  if (roles.includes("agent") || roles.includes("auditor")) return "staff";
  if (!roles.includes("hr-supervisor") && !roles.includes("hr-staff") && !actorFacts.lapsedDelegation)
    throw deskError("not-staff");
  const event = {
    type: "NOTE",
    text: "",
    at: facts.at,
    actor: actorFacts,
    facts: findFacts(facts, context.subject),
  } as const;
  const broken = firstBreak(["subjectKnown", "hrInScope"], { context, event });
  if (broken) throw deskError(broken.code);
  return "staff";
}
