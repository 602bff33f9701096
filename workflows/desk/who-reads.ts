import type { Ticket } from "../../db/queries/tickets";
import { firstBreak } from "../machines/rules";
import { contextOf } from "../machines/stored";
import type { Actor } from "./actor";
import { findAuthority, findFacts } from "./authority";
import type { FactSet } from "./facts";
import { deskError } from "./refusal";

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
