import type { Ticket } from "../../db/queries/tickets";
import { refusalOf, restore, type RefusalCode } from "../machines/machines";
import { sampleOf } from "../machines/acts";
import { openingRules, type RuleBreak } from "../machines/rules";
import type { EventType, Subject } from "../machines/types";
import type { Actor } from "./actor";
import { findAuthority, findFacts } from "./authority";
import type { FactSet } from "./facts";

/** Why each act is refused to this actor on a ticket; absent means allowed. Asks nothing: all is in the facts. */
export function refusalsOf<T extends EventType>(
  facts: FactSet,
  ticket: Ticket,
  actor: Actor,
  types: readonly T[],
): Partial<Record<T, RefusalCode>> {
  const snapshot = restore(ticket);
  const { subject } = snapshot.context;
  const authority = findAuthority(facts, actor, { ticket, subject });
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
  return openingRules(actorFacts, subject, facts.at);
}
