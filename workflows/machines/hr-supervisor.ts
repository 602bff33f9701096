import { awaitingSecondPerson, decided, passwordHandover } from "./password-handover";
import {
  endings,
  handOver,
  identifies,
  sharedTransitions,
  startDeadline,
  startingContext,
  ticketSetup,
} from "./setup";
import { holds } from "./rules";
import { timetable } from "./timetable";

const approvalRules = ["subjectKnown", "nobodyForThemselves", "notRecentChanger"] as const;
const approved = [
  "rememberActor",
  "rememberDecision",
  "rememberDisabling",
  { type: "notify", params: { notice: "approved" } },
] as const;

const giveBack = {
  guard: holds(...approvalRules, "hrDecides"),
  target: "returned",
  actions: ["rememberActor", { type: "notify", params: { notice: "returned" } }],
} as const;

/**
 * Whoever changed the record may not decide on it. Where nobody else of the agency could, what they did counts as prepared,
 * and waits for superior HR or, where there is none, for the helpdesk.
 */
const changerPrepares = [
  "subjectKnown",
  "nobodyForThemselves",
  "hrInScope",
  "hasAddress",
  "onlyChangersDecide",
] as const;
const preparedByChanger = [
  {
    guard: holds(...changerPrepares, "superiorAvailable"),
    target: "awaitingConfirmation",
    actions: [
      "rememberActor",
      "rememberDisabling",
      ticketSetup.assign({ escalation: "superior" }),
      { type: "notify", params: { notice: "escalated-to-superior" } },
    ],
  },
  {
    guard: holds(...changerPrepares),
    target: "handedOver",
    actions: [
      "rememberActor",
      { type: "goTo", params: "helpdesk" },
      { type: "notify", params: { notice: "handed-over" } },
    ],
  },
] as const;

/** The request comes up one step; the state is entered anew, so the older deadline dies with it. */
const escalation = [
  {
    guard: { type: "escalatesTo", params: "deputy" },
    target: "awaitingDecision",
    reenter: true,
    actions: [
      ticketSetup.assign({ escalation: "deputy" }),
      { type: "notify", params: { notice: "escalated-to-deputy" } },
    ],
  },
  {
    guard: { type: "escalatesTo", params: "superior" },
    target: "awaitingDecision",
    reenter: true,
    actions: [
      ticketSetup.assign({ escalation: "superior" }),
      { type: "notify", params: { notice: "escalated-to-superior" } },
    ],
  },
  {
    guard: { type: "escalatesTo", params: "helpdesk" },
    target: "handedOver",
    actions: [
      { type: "goTo", params: "helpdesk" },
      { type: "notify", params: { notice: "handed-over" } },
    ],
  },
] as const;

const decisionTime = {
  supervisor: timetable.decision,
  deputy: timetable.deputyDecision,
  superior: timetable.superiorDecision,
};

const awaitDecision = [
  "newDeadlineIssue",
  {
    type: "startDeadline",
    params: ({ context }: { context: { deadlineIssue: number; escalation: keyof typeof decisionTime } }) => ({
      name: "decision" as const,
      issue: context.deadlineIssue,
      after: decisionTime[context.escalation],
    }),
  },
  { type: "notify", params: { notice: "decision-waiting" } },
] as const;

/** 途徑：人事單位協助. The manual's 作法二(一): the HR supervisor, or staff so authorised, has a password made. */
export const hrSupervisor = ticketSetup.createMachine({
  id: "ticket",
  context: startingContext("hr-supervisor"),
  initial: "submitted",
  on: { ...sharedTransitions, HAND_OVER: handOver },
  states: {
    submitted: {
      meta: { step: "identification", ahead: "never" },
      tags: ["open", "desk-acts"],
      always: { guard: holds("subjectKnown"), target: "awaitingDecision" },
      entry: ["newDeadlineIssue", startDeadline("abandon", timetable.abandon)],
      exit: "cancelDeadlines",
      on: {
        IDENTIFY: { guard: holds("isAgentOrSystem"), target: "awaitingDecision", actions: identifies },
        DISMISS: {
          guard: holds("isAgent"),
          target: "refused",
          actions: { type: "notify", params: { notice: "refused" } },
        },
        JOIN: { guard: holds("isAgentOrSystem"), target: "joined" },
        DEADLINE: { guard: { type: "isDeadline", params: "abandon" }, target: "expired" },
      },
    },
    awaitingDecision: {
      meta: { step: "decision", person: true },
      tags: ["open", "person-decides"],
      entry: awaitDecision,
      exit: "cancelDeadlines",
      on: {
        APPROVE: [
          {
            guard: holds(...approvalRules, "hrDecides", "hasAddress"),
            target: "approved",
            actions: approved,
          },
          {
            guard: holds(...approvalRules, "hrInScope", "hasAddress"),
            target: "awaitingConfirmation",
            actions: ["rememberActor", "rememberDisabling"],
          },
          ...preparedByChanger,
        ],
        RETURN: giveBack,
        DEADLINE: escalation,
      },
    },
    /** Prepared by `prepare` staff: a supervisor confirms. */
    awaitingConfirmation: {
      meta: { step: "confirmation", person: true, ahead: "never" },
      tags: ["open", "person-decides"],
      entry: awaitDecision,
      exit: "cancelDeadlines",
      on: {
        APPROVE: {
          guard: holds(...approvalRules, "hrDecides", "notWhoPrepared", "hasAddress"),
          target: "approved",
          actions: approved,
        },
        RETURN: giveBack,
        DEADLINE: escalation,
      },
    },
    approved: { always: [...decided] },
    decisionOutdated: { always: "awaitingDecision" },
    awaitingSecondPerson,
    passwordHandover,
    ...endings,
  },
});
