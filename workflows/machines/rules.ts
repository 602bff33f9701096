import { firstBroken, guardOf, type Break, type Rule } from "./guards";
import { limits, timetable } from "./timetable";
import type { ActorFacts, Authority, Facts, Subject, TicketContext, TicketEvent } from "./types";

/** Why an act was refused: a code for programs; `workflows/desk/refusal-words.ts` has the words. */
export type RuleBreak =
  | "oneself"
  | "derived-from-subject"
  | "derived-from-first"
  | "same-person"
  | "helpdesk-confirms"
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
  | "subject-left"
  | "no-address"
  | "no-office-phone"
  | "verification-incomplete"
  | "not-a-check"
  | "resend-limit"
  | "address-changed"
  | "decision-changed"
  | "other-issue"
  | "expired"
  | "same-path"
  | "nothing-unread"
  | "not-this-way";

interface Situation {
  context: TicketContext;
  event: TicketEvent;
}

/** As much of a situation as the rules of authority look at: they also hold where there is no ticket. */
export interface AuthoritySituation {
  context: Pick<TicketContext, "subject" | "escalation" | "involved">;
  event: Pick<TicketEvent, "actor" | "at"> & { facts: Pick<Facts, "changers"> };
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

/** Agents work on every case, HR on those of its people; auditors and administrators on none. */
function worksOnIt(situation: Situation): RuleBreak | null {
  const { actor } = situation.event;
  if (isAgent(actor) || actor.kind === "console" || countingAuthorities(situation).length > 0) return null;
  const isHr = actor.roles.includes("hr-supervisor") || actor.roles.includes("hr-staff");
  return isHr || actor.lapsedDelegation ? whyNoAuthority(situation) : "not-agent";
}

/** Everybody whom what was done so far rests on. */
const basisSoFar = ({ involved }: Pick<TicketContext, "involved">): Set<string> =>
  new Set(
    involved.flatMap(
      ({ personId, principals, restsOn }) =>
        restsOn ?? [...(personId === null ? [] : [personId]), ...principals],
    ),
  );

/** Two persons are independent when what they do rests on nobody in common. */
function independent({ context, event }: AuthoritySituation): RuleBreak | null {
  const { actor } = event;
  if (context.involved.some((first) => first.personId !== null && first.personId === actor.personId))
    return "same-person";
  const own = countingAuthorities({ context, event }).filter(decides);
  if (!isAgent(actor) && own.length === 0)
    return actor.authorities.length > 0 ? "prepare-only" : whyNoAuthority({ context, event });
  const taken = basisSoFar(context);
  if (actor.restsOn) return actor.restsOn.some((id) => taken.has(id)) ? "derived-from-first" : null;
  return isAgent(actor) || own.some(({ principal }) => !taken.has(principal)) ? null : "derived-from-first";
}

const forOneself = (actor: ActorFacts, subject: Subject | null): RuleBreak | null =>
  actor.personId !== null && actor.personId === subject?.personId ? "oneself" : null;

/** Who changed may not profit: nor may who acts for them, or by whose leave they changed. */
function changedLately({
  actor,
  at,
  facts,
}: Pick<TicketEvent, "actor" | "at"> & { facts: Pick<Facts, "changers"> }): RuleBreak | null {
  const { changers } = facts;
  if (changers) return actor.restsOn?.some((id) => changers.includes(id)) ? "recent-changer" : null;
  const { changedSubjectAt = null } = actor;
  return changedSubjectAt !== null && at - changedSubjectAt < limits.changerMs ? "recent-changer" : null;
}

/** Whether what was proven by a card still counts. */
export const isFresh = (provenAt: number | null, at: number, { minutes }: { minutes: number }): boolean =>
  provenAt !== null && at < provenAt + minutes * 60_000;

/** Who may act on whom. */
export const authorityRules = {
  isPerson: ({ event }) => (event.actor.standing === "self" ? null : "not-applicant"),

  nobodyForThemselves: ({ context, event }) => forOneself(event.actor, context.subject),

  notRecentChanger: ({ event }) => changedLately(event),

  hrInScope: (situation) => (countingAuthorities(situation).length > 0 ? null : whyNoAuthority(situation)),

  isSecondPerson: independent,

  hrDecides: (situation) => {
    const counting = countingAuthorities(situation);
    if (counting.length === 0) return whyNoAuthority(situation);
    return counting.some(decides) ? null : "prepare-only";
  },
} satisfies Record<string, Rule<AuthoritySituation, RuleBreak>>;

/** A password is issued again under the decision there was while it is young, and about somebody who is who they were. */
function covers({ context, event }: Situation): boolean {
  const { record } = event.facts;
  if (record === undefined) return true;
  const young = context.decidedAt !== null && event.at - context.decidedAt < limits.decisionMs;
  return young && context.decidedOn === record;
}

const rules = {
  ...authorityRules,

  hrOrAgent: (situation) => {
    if (isAgent(situation.event.actor)) return null;
    return countingAuthorities(situation).some(decides) ? null : whyNoAuthority(situation);
  },

  notWhoPrepared: ({ context, event }) =>
    context.involved.some((first) => first.personId === event.actor.personId) ? "same-person" : null,

  /** Whoever has an agency's card might be anybody of its HR, and a supervisor's colleagues are those the caller may know. */
  helpdeskConfirms: ({ context, event }) => {
    const byHelpdesk = context.path === "agency-certificate" || context.subject?.supervisor === true;
    return byHelpdesk && event.actor.restsOn && !isAgent(event.actor) ? "helpdesk-confirms" : null;
  },

  /** The record was changed by somebody whom this act rests on, and nobody of the agency could decide instead. */
  onlyChangersDecide: ({ event }) =>
    event.facts.supervisorAvailable === false && changedLately(event) !== null ? null : "recent-changer",

  superiorAvailable: ({ event }) => (event.facts.superiorAvailable ? null : "not-this-way"),

  isAgent: ({ event }) => (isAgent(event.actor) ? null : "not-agent"),

  isAgentOrSystem: ({ event }) =>
    event.actor.kind === "system" || isAgent(event.actor) ? null : "not-agent",

  isAssignee: ({ context, event }) => (context.assigneeId === event.actor.personId ? null : "not-assignee"),

  isAgentOrHr: (situation) => {
    const { kind } = situation.event.actor;
    return kind === "staff" || kind === "console" ? worksOnIt(situation) : "not-staff";
  },

  isPersonOrMailLink: ({ event }) =>
    event.actor.standing === "self" || event.actor.standing === "mail-link" ? null : "not-applicant",

  isApplicantOrAgentOrHr: (situation) => {
    const { kind, standing } = situation.event.actor;
    if (standing === "self" || standing === "mail-link") return null;
    return kind === "staff" ? worksOnIt(situation) : "not-applicant";
  },

  mayHandOver: (situation) => {
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
  toAnotherPath: ({ context, event }) => {
    if (event.type !== "HAND_OVER") return null;
    const byCard = event.card !== undefined;
    return (event.to === "agency-certificate") !== byCard || (event.to === context.path && !byCard)
      ? "same-path"
      : null;
  },

  isCardHolder: ({ event }) => (event.actor.kind === "card" ? null : "not-card-holder"),

  isSystem: ({ event }) => (event.actor.kind === "system" ? null : "system-only"),

  isConsole: ({ event }) => (event.actor.kind === "console" ? null : "not-staff"),

  subjectKnown: ({ context }) => (context.subject === null ? "no-subject" : null),

  /** 特權帳號; and where a card acts for somebody whose record those have changed who may hold it. */
  needsSecondPerson: ({ context, event }) =>
    context.subject?.privileged === true || changedLately(event) !== null ? null : "not-this-way",

  hasAddress: ({ event }) => {
    if (event.facts.left) return "subject-left";
    return event.facts.hasAddress ? null : "no-address";
  },

  hasOfficePhone: ({ event }) => (event.facts.hasOfficePhone ? null : "no-office-phone"),

  hasNoOfficePhone: ({ event }) => (event.facts.hasOfficePhone ? "not-this-way" : null),

  lastCallTry: ({ context }) => (context.callTries + 1 >= limits.callTries ? null : "not-this-way"),

  lastVerificationTry: ({ context }) =>
    context.failures + 1 >= limits.failedVerifications ? null : "not-this-way",

  lastCardTry: ({ context }) => (context.failures + 1 >= limits.cardFailures ? null : "not-this-way"),

  isKnownCheck: ({ context, event }) =>
    event.type === "RECORD_CHECK" &&
    [...context.policy.mandatory, ...context.policy.facts].includes(event.check)
      ? null
      : "not-a-check",

  callerVerified: ({ context }) => (missingChecks(context) === 0 ? null : "verification-incomplete"),

  hasUnread: ({ context }) => (context.unread > 0 ? null : "nothing-unread"),

  cardWithinAgency: ({ event }) =>
    event.type === "CHOOSE_PERSON" && event.withinCard ? null : "card-of-another-agency",

  cardKnown: ({ context }) => (context.card === null ? "not-this-way" : null),

  cardProofFresh: ({ context, event }) =>
    isFresh(context.card?.provenAt ?? null, event.at, timetable.cardProof) ? null : "card-proof-expired",

  sameCard: ({ context, event }) =>
    event.type === "SIGN_ORDER" && event.certificateSha256 === context.card?.certificateSha256
      ? null
      : "another-card",

  currentIssue: ({ context, event }) =>
    "issue" in event && event.issue === context.issue ? null : "other-issue",

  inTime: ({ context, event }) =>
    context.expiresAt !== null && event.at >= context.expiresAt ? "expired" : null,

  /** The temporary password lives on after the first login, until the own one is saved. */
  opensAgain: ({ context, event }) =>
    context.opensUntil !== undefined && event.at < context.opensUntil ? null : "expired",

  mayResend: ({ context, event }) => {
    const recent = context.resentAt.filter((at) => event.at - at < limits.resendWindowMs);
    if (recent.length >= limits.resends) return "resend-limit";
    const changed = event.facts.addressChangedAt;
    return event.facts.record === undefined &&
      changed !== null &&
      context.decidedAt !== null &&
      changed > context.decidedAt
      ? "address-changed"
      : null;
  },

  decisionCovers: (situation) => (covers(situation) ? null : "decision-changed"),

  decisionOutdated: (situation) => (covers(situation) ? "not-this-way" : null),

  /** The password is for the person whom it was decided to let in. */
  stillDecidedOn: ({ context, event }) =>
    event.facts.record === undefined || context.decidedOn === event.facts.record ? null : "decision-changed",
} satisfies Record<string, Rule<Situation, RuleBreak>>;

export type RuleName = keyof typeof rules;

/** The first of these rules that the event breaks, with how many held before it; `null` when all hold. */
export const firstBreak = (names: readonly RuleName[], situation: Situation): Break<RuleBreak> | null =>
  firstBroken<RuleName, Situation, RuleBreak>(rules, names, situation);

/** The guard that all of these rules hold. */
export const holds = guardOf<RuleName>();

/** How many checks of the caller-verification policy are still to pass; the button stays shut until none is. */
export function missingChecks({ policy, checks }: Pick<TicketContext, "policy" | "checks">): number {
  const passed = (check: string) => checks[check] === true;
  const mandatory = policy.mandatory.filter((check) => !passed(check)).length;
  const facts = Math.max(0, policy.factsNeeded - policy.facts.filter(passed).length);
  return mandatory + facts;
}

/** Whether staff may start a case about this person at all. What HR starts it decides on: that act says the rest. */
export function openingRules(
  subject: Subject,
  event: Pick<TicketEvent, "actor" | "at" | "facts">,
): RuleBreak | null {
  return forOneself(event.actor, subject) ?? (isAgent(event.actor) ? changedLately(event) : null);
}
