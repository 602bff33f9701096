import { eventTypes, sampleOf } from "../../../workflows/machines/acts";
import type {
  BindingAct,
  BindingActor,
  BindingEvent,
  KnownBinding,
  Match,
  SignInAct,
  SignInEvent,
} from "../../../workflows/machines/certificate-types";
import type {
  ActorFacts,
  Facts,
  Subject,
  TicketAct,
  TicketContext,
  TicketEvent,
} from "../../../workflows/machines/types";
import { at, card, deadlines, hr, lin, nobody, own, plenty, policy, told, wang } from "./graph";

/** Somebody tries something: `act` names the event with what it carries, `by` who sends it and in what surroundings. */
export interface Try {
  type: string;
  act: string;
  by: string;
  event: unknown;
}

const minute = 60_000;
const day = 24 * 60 * minute;

const agent: ActorFacts = { ...nobody, personId: "agent-1", roles: ["agent"] };
const boss = hr("supervisor", own("supervisor"));
const person: ActorFacts = { ...nobody, kind: "applicant", personId: "wang", standing: "self" };

/** Somebody who comes, and in what surroundings where these are not the usual ones. */
interface Comer {
  by: string;
  actor: ActorFacts;
  facts?: Partial<Facts>;
}

/** Everybody who may come. */
const people: Comer[] = [
  { by: "system", actor: { ...nobody, kind: "system" } },
  { by: "console", actor: { ...nobody, kind: "console" } },
  { by: "card", actor: { ...nobody, kind: "card" } },
  { by: "card without mail address", actor: { ...nobody, kind: "card" }, facts: { hasAddress: false } },
  { by: "person", actor: person },
  { by: "mail link", actor: { ...nobody, kind: "applicant", standing: "mail-link" } },
  {
    by: "mail link after change of address",
    actor: { ...nobody, kind: "applicant", standing: "mail-link" },
    facts: { addressChangedAt: at + minute },
  },
  { by: "page link", actor: { ...nobody, kind: "applicant", standing: "page-link" } },
  { by: "agent-1", actor: agent },
  { by: "agent-1 without phone", actor: agent, facts: { hasOfficePhone: false } },
  { by: "agent-1 without mail address", actor: agent, facts: { hasAddress: false } },
  { by: "agent-2", actor: { ...agent, personId: "agent-2" } },
  { by: "agent about themselves", actor: { ...agent, personId: "wang" } },
  { by: "agent who changed the record", actor: { ...agent, changedSubjectAt: at - minute } },
  { by: "supervisor", actor: boss },
  { by: "supervisor without mail address", actor: boss, facts: { hasAddress: false } },
  { by: "supervisor who changed the record", actor: { ...boss, changedSubjectAt: at - minute } },
  { by: "supervisor about themselves", actor: hr("wang", own("wang")) },
  { by: "deputy", actor: hr("deputy", own("supervisor", "deputy")) },
  { by: "deputy of the subject", actor: hr("deputy", own("wang", "deputy")) },
  { by: "superior", actor: hr("superior", own("superior", "superior")) },
  {
    by: "clerk",
    actor: {
      ...hr("clerk", [{ principal: "supervisor", level: "prepare", as: "staff" }]),
      roles: ["hr-staff"],
    },
  },
  { by: "supervisor elsewhere", actor: { ...hr("other", []), scope: "elsewhere" } },
  { by: "supervisor below", actor: { ...hr("below", []), scope: "above" } },
  { by: "deputy whose delegation lapsed", actor: { ...hr("late", []), lapsedDelegation: true } },
  { by: "auditor", actor: { ...nobody, personId: "auditor", roles: ["auditor"] } },
];

const changed = { changers: ["supervisor"], record: "another" };
const onlyChanger = { ...changed, supervisorAvailable: false };
const cardOfTheirs: ActorFacts = { ...nobody, kind: "card", restsOn: ["supervisor"] };

/** Who is told apart since events tell of the record, and of everybody an act rests on. */
const peopleSinceRecord: Comer[] = [
  { by: "system after the record changed", actor: { ...nobody, kind: "system" }, facts: changed },
  {
    by: "mail link after the record changed",
    actor: { ...nobody, kind: "applicant", standing: "mail-link" },
    facts: changed,
  },
  { by: "agent-1 after the record changed", actor: agent, facts: changed },
  { by: "agent-1 who is the supervisor's deputy", actor: { ...agent, restsOn: ["supervisor"] } },
  {
    by: "clerk of who changed the record",
    actor: { ...hr("clerk", own("clerk")), restsOn: ["supervisor"] },
    facts: changed,
  },
  { by: "the only supervisor, who changed the record", actor: boss, facts: onlyChanger },
  {
    by: "the only supervisor, without superior, who changed the record",
    actor: boss,
    facts: { ...onlyChanger, superiorAvailable: false },
  },
  { by: "card of the supervisor's agency", actor: cardOfTheirs },
  { by: "card of who changed the record", actor: cardOfTheirs, facts: changed },
];

/** Somebody as events tell of them since they tell of the record: as it was decided on, where it was. */
const sinceRecord =
  ({ decidedOn }: TicketContext) =>
  ({ by, actor, facts }: Comer): Comer => ({
    by,
    actor: told(actor),
    facts: {
      record: decidedOn ?? "1",
      changers: actor.changedSubjectAt && actor.personId !== null ? [actor.personId] : [],
      supervisorAvailable: true,
      ...facts,
    },
  });

/** Every act with what it may carry, and when it comes where that is not now. */
function actsIn(context: TicketContext): { act: string; event: TicketAct; at?: number }[] {
  const older = (act: TicketAct): TicketAct => ({ ...act, issue: context.issue - 1 }) as TicketAct;
  return eventTypes.flatMap((type): { act: string; event: TicketAct; at?: number }[] => {
    const sample = sampleOf(type, context);
    const usual = { act: type, event: sample };
    switch (type) {
      case "DEADLINE":
        return [
          ...deadlines.map((name) => ({
            act: `DEADLINE ${name}`,
            event: { type, name, issue: context.deadlineIssue },
          })),
          {
            act: "DEADLINE abandon of old",
            event: { type, name: "abandon", issue: context.deadlineIssue - 1 },
          },
        ];
      case "HAND_OVER":
        return [
          ...(["helpdesk", "hr-supervisor", "agency-certificate"] as const).map((to) => ({
            act: `HAND_OVER ${to}`,
            event: { type, to, reason: "" },
          })),
          {
            act: "HAND_OVER agency-certificate with card",
            event: { type, to: "agency-certificate", reason: "", card },
          },
        ];
      case "IDENTIFY":
        return [{ act: type, event: { type, subject: wang } }];
      case "RECORD_CHECK":
        return [
          ...[...policy.mandatory, "shoe-size"].map((check) => ({
            act: `RECORD_CHECK ${check}`,
            event: { type, check, passed: true },
          })),
        ];
      case "CARD_PROVEN":
        return [{ act: type, event: { ...sampleOf("CARD_PROVEN", context), card } }];
      case "CHOOSE_PERSON":
        return [
          { act: type, event: { type, subject: wang, withinCard: true } },
          { act: "CHOOSE_PERSON elsewhere", event: { type, subject: wang, withinCard: false } },
          {
            act: "CHOOSE_PERSON late",
            event: { type, subject: lin, withinCard: true },
            at: at + 5 * minute,
          },
        ];
      case "SIGN_ORDER":
        return [
          usual,
          {
            act: "SIGN_ORDER by another card",
            event: { ...sampleOf("SIGN_ORDER", context), certificateSha256: "d" },
          },
          { ...usual, act: "SIGN_ORDER late", at: at + 5 * minute },
        ];
      case "MAIL_ACCEPTED":
        return [
          { act: type, event: { ...sampleOf("MAIL_ACCEPTED", context), expiresAt: at + day } },
          { act: "MAIL_ACCEPTED of old", event: older(sample) },
        ];
      case "MAIL_REFUSED":
      case "PASSWORD_EXPOSED":
      case "PASSWORD_ENDED":
      case "LOCK":
        return [usual, { act: `${type} of old`, event: older(sample) }];
      case "SIGNED_IN":
        return [
          usual,
          { act: "SIGNED_IN of old", event: older(sample) },
          { ...usual, act: "SIGNED_IN late", at: at + 2 * day },
        ];
      default:
        return [usual];
    }
  });
}

/** What everybody may try on a ticket, as events told of them in the time of these machines. */
export function ticketTries(context: TicketContext, machineVersion: number): Try[] {
  const comers = machineVersion < 3 ? people : [...people, ...peopleSinceRecord].map(sinceRecord(context));
  return actsIn(context).flatMap(({ act, event, at: when = at }) =>
    comers.map(({ by, actor, facts }) => ({
      type: event.type,
      act,
      by,
      event: { ...event, at: when, actor, facts: { ...plenty, ...facts } } satisfies TicketEvent,
    })),
  );
}

const citizen = { issuerKeyId: "g2", subjectSerial: "1", certificateSha256: "new", certificateSerial: "2" };
const bound: KnownBinding = {
  id: "b",
  personId: "ming",
  state: "confirmed",
  seconded: false,
  certificateSha256: "new",
  waitingSince: null,
  privileged: false,
  active: true,
};
const bindings: Record<string, KnownBinding | null> = {
  "of nobody": null,
  bound,
  renewed: { ...bound, certificateSha256: "old" },
  waiting: { ...bound, state: "waiting", waitingSince: at },
  "waiting for long": { ...bound, state: "waiting", waitingSince: at - 8 * day },
  "of one now privileged": { ...bound, privileged: true },
  "confirmed by two": { ...bound, privileged: true, seconded: true },
  "of one who left": { ...bound, active: false },
};
const same: Match = {
  person: { personId: "ming", privileged: false, active: true },
  sameName: true,
  lastFour: "same",
  otherCard: false,
  claimedMeanwhile: false,
};
const matches: Record<string, Match> = {
  same,
  "without last four": { ...same, lastFour: "absent" },
  "another's last four": { ...same, lastFour: "differs" },
  privileged: { ...same, person: { personId: "ming", privileged: true, active: true } },
  "no such person": { ...same, person: null },
  "another name": { ...same, sameName: false },
  "one who left": { ...same, person: { personId: "ming", privileged: false, active: false } },
  "another card bound": { ...same, otherCard: true },
  "claimed meanwhile": { ...same, claimedMeanwhile: true },
};
const signInActs: Record<string, SignInAct> = {
  ...Object.fromEntries(
    Object.entries(bindings).map(([name, binding]) => [
      `CARD_PROVEN ${name}`,
      { type: "CARD_PROVEN", card: citizen, binding, triesToday: 0 } satisfies SignInAct,
    ]),
  ),
  "CARD_PROVEN tried out": { type: "CARD_PROVEN", card: citizen, binding: null, triesToday: 5 },
  CARD_REFUSED: { type: "CARD_REFUSED", code: "certificate-revoked" },
  TAKE_TRY: { type: "TAKE_TRY", ofCard: 1 },
  "TAKE_TRY too often": { type: "TAKE_TRY", ofCard: 6 },
  ...Object.fromEntries(
    Object.entries(matches).map(([name, match]) => [
      `COMPARED ${name}`,
      { type: "COMPARED", match, bindingId: "b" } satisfies SignInAct,
    ]),
  ),
  CLAIM_ANEW: { type: "CLAIM_ANEW" },
  RUN_OUT: { type: "RUN_OUT" },
};

/** What may come to a sign-in by card, at once and later. */
export const signInTries: Try[] = Object.entries(signInActs).flatMap(([act, event]) =>
  [0, 16, 31].map((minutes) => ({
    type: event.type,
    act,
    by: `after ${minutes} minutes`,
    event: { ...event, at: at + minutes * minute } satisfies SignInEvent,
  })),
);

export const subjectOfBinding: Subject = wang;

const stranger: BindingActor = { ...nobody, kind: "applicant", via: null, link: false };
const owner: BindingActor = { ...stranger, personId: "wang", standing: "self", via: "password" };
const bindingPeople: Record<string, BindingActor> = {
  stranger,
  "mailed link": { ...stranger, link: true },
  owner,
  "owner by temporary password": { ...owner, via: "temporary-password" },
  ...Object.fromEntries(people.map(({ by, actor }) => [by, { ...actor, via: null, link: false }])),
};
const bindingActs: Record<string, BindingAct> = {
  "CONFIRM mail-link": { type: "CONFIRM", by: "mail-link" },
  "CONFIRM temporary-password": { type: "CONFIRM", by: "temporary-password" },
  "CONFIRM in-person": { type: "CONFIRM", by: "in-person" },
  CONFIRM_SECOND: { type: "CONFIRM_SECOND" },
  UNBIND: { type: "UNBIND", reason: null },
};

/** What everybody may try on a binding, with an address that has stood and one just changed. */
export const bindingTries: Try[] = Object.entries(bindingActs).flatMap(([act, event]) =>
  [null, at - minute].flatMap((addressChangedAt) =>
    Object.entries(bindingPeople).map(([by, actor]) => ({
      type: event.type,
      act: addressChangedAt === null ? act : `${act}, address just changed`,
      by,
      event: { ...event, at, actor, facts: { addressChangedAt } } satisfies BindingEvent,
    })),
  ),
);
