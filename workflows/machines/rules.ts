import { limits, timetable } from "./timetable";
import type { ActorFacts, Authority, Subject, TicketContext, TicketEvent } from "./types";

/** Why an act was refused: a code for programs; `workflows/refusals.ts` has the words. */
export type RuleBreak =
  | "oneself"
  | "derived-from-subject"
  | "derived-from-first"
  | "same-person"
  | "recent-changer"
  | "not-hr"
  | "another-agency"
  | "upward"
  | "delegation-expired"
  | "prepare-only"
  | "not-agent"
  | "not-assignee"
  | "not-staff"
  | "not-applicant"
  | "not-card-holder"
  | "card-of-another-agency"
  | "another-card"
  | "card-proof-expired"
  | "system-only"
  | "no-subject"
  | "no-address"
  | "no-office-phone"
  | "verification-incomplete"
  | "not-a-check"
  | "resend-limit"
  | "address-changed"
  | "other-issue"
  | "expired"
  | "same-path"
  | "nothing-unread"
  | "not-this-way";

interface Situation {
  context: TicketContext;
  event: TicketEvent;
}

type Rule = (situation: Situation) => RuleBreak | null;

/** As much of a situation as the rules of authority look at: they also hold where there is no ticket. */
export interface AuthoritySituation {
  context: Pick<TicketContext, "subject" | "escalation">;
  event: Pick<TicketEvent, "actor" | "at">;
}

const decides = (authority: Authority) => authority.level === "decide";

/** Authority that counts in this case: never the subject's own, and superior HR only once the case has come up to them. */
function countingAuthorities({ context, event }: AuthoritySituation): Authority[] {
  const subject = context.subject;
  return event.actor.authorities.filter(
    (authority) =>
      authority.principal !== subject?.personId &&
      (authority.as !== "superior" || context.escalation === "superior" || subject?.supervisor === true),
  );
}

/** Why an actor has no authority that counts. */
function whyNoAuthority({ context, event }: AuthoritySituation): RuleBreak {
  const { actor } = event;
  if (actor.authorities.some((authority) => authority.principal === context.subject?.personId))
    return "derived-from-subject";
  if (actor.lapsedDelegation) return "delegation-expired";
  if (!actor.roles.includes("hr-supervisor") && !actor.roles.includes("hr-staff")) return "not-hr";
  return actor.scope === "above" ? "upward" : "another-agency";
}

const isAgent = (actor: ActorFacts) => actor.kind === "staff" && actor.roles.includes("agent");

/** An authority of this actor that stands on its own beside everybody involved so far. */
function independent({ context, event }: Situation): RuleBreak | null {
  const firsts = context.involved;
  if (firsts.some((first) => first.personId === event.actor.personId)) return "same-person";
  if (isAgent(event.actor)) return null;
  const taken = new Set(firsts.flatMap((first) => [first.personId, ...first.principals]));
  const own = countingAuthorities({ context, event }).filter(decides);
  if (own.length === 0)
    return event.actor.authorities.length > 0 ? "prepare-only" : whyNoAuthority({ context, event });
  return own.some((authority) => !taken.has(authority.principal)) ? null : "derived-from-first";
}

const forOneself = (actor: ActorFacts, subject: Subject | null): RuleBreak | null =>
  actor.personId !== null && actor.personId === subject?.personId ? "oneself" : null;

const changedLately = (actor: ActorFacts, at: number): RuleBreak | null =>
  actor.changedSubjectAt !== null && at - actor.changedSubjectAt < limits.changerMs ? "recent-changer" : null;

/** Who may act on whom. */
export const authorityRules = {
  "nobody-for-themselves": ({ context, event }) => forOneself(event.actor, context.subject),

  "not-a-recent-changer": ({ event }) => changedLately(event.actor, event.at),

  "hr-in-scope": (situation) =>
    countingAuthorities(situation).length > 0 ? null : whyNoAuthority(situation),

  "hr-decides": (situation) => {
    const counting = countingAuthorities(situation);
    if (counting.length === 0) return whyNoAuthority(situation);
    return counting.some(decides) ? null : "prepare-only";
  },
} satisfies Record<string, (situation: AuthoritySituation) => RuleBreak | null>;

const rules = {
  ...authorityRules,

  "hr-or-agent": (situation) => {
    if (isAgent(situation.event.actor)) return null;
    return countingAuthorities(situation).some(decides) ? null : whyNoAuthority(situation);
  },

  "not-who-prepared": ({ context, event }) =>
    context.involved.some((first) => first.personId === event.actor.personId) ? "same-person" : null,

  "second-person": independent,

  "is-agent": ({ event }) => (isAgent(event.actor) ? null : "not-agent"),

  "is-agent-or-system": ({ event }) =>
    event.actor.kind === "system" || isAgent(event.actor) ? null : "not-agent",

  "is-assignee": ({ context, event }) =>
    context.assigneeId === event.actor.personId ? null : "not-assignee",

  "is-staff": ({ event }) =>
    event.actor.kind === "staff" || event.actor.kind === "console" ? null : "not-staff",

  "is-person-or-mail-link": ({ event }) =>
    event.actor.standing === "self" || event.actor.standing === "mail-link" ? null : "not-applicant",

  "is-person": ({ event }) => (event.actor.standing === "self" ? null : "not-applicant"),

  "is-applicant-or-staff": ({ event }) =>
    event.actor.kind === "staff" || event.actor.standing === "self" || event.actor.standing === "mail-link"
      ? null
      : "not-applicant",

  "may-hand-over": (situation) => {
    const { event } = situation;
    if (event.type !== "HAND_OVER") return "not-this-way";
    if (event.actor.kind === "system" || isAgent(event.actor)) return null;
    if (event.actor.kind === "card") return event.to === "hr-supervisor" ? "not-this-way" : null;
    if (event.actor.standing === "self" || event.actor.standing === "mail-link") {
      return event.to === "helpdesk" ? null : "not-this-way";
    }
    if (event.actor.kind !== "staff") return "not-applicant";
    return countingAuthorities(situation).length > 0 ? null : whyNoAuthority(situation);
  },

  /** A card proven anew may take over a case that another card began: it is the one way to the card's path. */
  "to-another-path": ({ context, event }) => {
    if (event.type !== "HAND_OVER") return null;
    const byCard = event.card !== undefined;
    return (event.to === "agency-certificate") !== byCard || (event.to === context.path && !byCard)
      ? "same-path"
      : null;
  },

  "is-card-holder": ({ event }) => (event.actor.kind === "card" ? null : "not-card-holder"),

  "is-system": ({ event }) => (event.actor.kind === "system" ? null : "system-only"),

  "is-console": ({ event }) => (event.actor.kind === "console" ? null : "not-staff"),

  "subject-known": ({ context }) => (context.subject === null ? "no-subject" : null),

  "has-address": ({ event }) => (event.facts.hasAddress ? null : "no-address"),

  "has-office-phone": ({ event }) => (event.facts.hasOfficePhone ? null : "no-office-phone"),

  "known-check": ({ context, event }) =>
    event.type === "RECORD_CHECK" &&
    [...context.policy.mandatory, ...context.policy.facts].includes(event.check)
      ? null
      : "not-a-check",

  "caller-verified": ({ context }) => (missingChecks(context) === 0 ? null : "verification-incomplete"),

  "has-unread": ({ context }) => (context.unread > 0 ? null : "nothing-unread"),

  "card-within-agency": ({ event }) =>
    event.type === "CHOOSE_PERSON" && event.withinCard ? null : "card-of-another-agency",

  "card-proof-fresh": ({ context, event }) =>
    context.card !== null && event.at < context.card.provenAt + timetable.cardProof.minutes * 60_000
      ? null
      : "card-proof-expired",

  "same-card": ({ context, event }) =>
    event.type === "SIGN_ORDER" && event.certificateSha256 === context.card?.certificateSha256
      ? null
      : "another-card",

  "current-issue": ({ context, event }) =>
    "issue" in event && event.issue === context.issue ? null : "other-issue",

  "in-time": ({ context, event }) =>
    context.expiresAt !== null && event.at >= context.expiresAt ? "expired" : null,

  "may-resend": ({ context, event }) => {
    const recent = context.resentAt.filter((at) => event.at - at < limits.resendWindowMs);
    if (recent.length >= limits.resends) return "resend-limit";
    const changed = event.facts.addressChangedAt;
    return changed !== null && context.decidedAt !== null && changed > context.decidedAt
      ? "address-changed"
      : null;
  },
} satisfies Record<string, Rule>;

export type RuleName = keyof typeof rules;

/** The first of these rules that the event breaks, with how many held before it; `null` when all hold. */
export function firstBreak(
  names: readonly RuleName[],
  situation: Situation,
): { code: RuleBreak; held: number } | null {
  for (const [held, name] of names.entries()) {
    const rule: Rule = rules[name];
    const code = rule(situation);
    if (code !== null) return { code, held };
  }
  return null;
}

/** How many checks of the caller-verification policy are still to pass; the button stays shut until none is. */
export function missingChecks({ policy, checks }: Pick<TicketContext, "policy" | "checks">): number {
  const passed = (check: string) => checks[check] === true;
  const mandatory = policy.mandatory.filter((check) => !passed(check)).length;
  const facts = Math.max(0, policy.factsNeeded - policy.facts.filter(passed).length);
  return mandatory + facts;
}

/** Whether staff may start a case about this person at all. */
export function openingRules(actor: ActorFacts, subject: Subject, at: number): RuleBreak | null {
  return forOneself(actor, subject) ?? changedLately(actor, at);
}
