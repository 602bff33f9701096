import type { Ticket } from "../db/reads/tickets";
import type { Store } from "../db/store";
import type { RoleName } from "../accounts/types";
import type { Actor } from "./actor";
import { findAuthority, findFacts } from "./authority";
import { restore } from "./machines";
import { Refusal } from "./refusal";
import { firstBreak } from "./rules";

/** How much of a ticket somebody may read: everything, or what the person it is about may know. */
export type Reading = "staff" | "applicant";

/**
 * Who may read a ticket whole: agents, auditors, and HR within their authority. The person it is about, staff or not,
 * reads what an applicant does.
 *
 * @throws Refusal `not-staff`, or why HR has no authority here
 */
export async function readingOf(store: Store, actor: Actor, ticket: Ticket, at: number): Promise<Reading> {
  const { context } = restore(ticket.path, ticket.snapshot);
  const { facts: actorFacts } = await findAuthority(store, actor, { ticket, subject: context.subject, at });
  if (actorFacts.standing === "self" || actorFacts.standing === "mail-link") return "applicant";
  const { roles } = actorFacts;
  if (roles.includes("agent") || roles.includes("auditor")) return "staff";
  if (!roles.includes("hr-supervisor") && !roles.includes("hr-staff") && !actorFacts.lapsedDelegation)
    throw new Refusal("not-staff");
  const event = {
    type: "NOTE",
    text: "",
    at,
    actor: actorFacts,
    facts: await findFacts(store, context.subject, at),
  } as const;
  const broken = firstBreak(["subject-known", "hr-in-scope"], { context, event });
  if (broken) throw new Refusal(broken.code);
  return "staff";
}

/** @throws Refusal `not-staff` unless somebody with these roles may read the desk's queue. */
export function requireDeskReader(roles: readonly RoleName[]): void {
  if (!roles.includes("agent") && !roles.includes("auditor")) throw new Refusal("not-staff");
}
