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

const agentActs = ["isAgent", "nobodyForThemselves"] as const;
const verifying = [...agentActs, "isAssignee", "notRecentChanger"] as const;

const referToHr = {
  target: "handedOver",
  actions: [
    { type: "goTo", params: "hr-supervisor" },
    { type: "notify", params: { notice: "handed-over" } },
  ],
} as const;

const reassign = {
  guard: holds("isAgent"),
  actions: ticketSetup.assign({
    assigneeId: ({ context, event }) => (event.type === "REASSIGN" ? event.to : context.assigneeId),
  }),
} as const;

const identify = { guard: holds("isAgentOrSystem"), actions: identifies } as const;
const join = { guard: holds("isAgentOrSystem"), target: "joined" } as const;
const dismiss = {
  guard: holds("isAgent", "isAssignee"),
  target: "refused",
  actions: { type: "notify", params: { notice: "refused" } },
} as const;
const startVerification = [
  { guard: holds(...verifying, "subjectKnown", "hasOfficePhone"), target: "verifyingCaller" },
  { guard: holds(...verifying, "subjectKnown", "hasNoOfficePhone"), ...referToHr },
] as const;
const abandoned = { guard: { type: "isDeadline", params: "abandon" }, target: "expired" } as const;

/** 途徑：客服協助. The manual's 作法三: the caller is verified by a call-back, and never asked for a password. */
export const helpdesk = ticketSetup.createMachine({
  id: "ticket",
  context: startingContext("helpdesk"),
  initial: "received",
  on: { ...sharedTransitions, HAND_OVER: handOver },
  states: {
    received: {
      meta: { step: "claim" },
      tags: ["open", "desk-acts"],
      entry: [
        "newDeadlineIssue",
        startDeadline("response", timetable.response),
        startDeadline("abandon", timetable.abandon),
      ],
      exit: "cancelDeadlines",
      on: {
        CLAIM: {
          guard: holds(...agentActs),
          target: "claimed",
          actions: ticketSetup.assign({ assigneeId: ({ event }) => event.actor.personId }),
        },
        IDENTIFY: identify,
        JOIN: join,
        DEADLINE: abandoned,
      },
    },
    claimed: {
      meta: { step: "verification", person: true },
      tags: ["open", "desk-acts"],
      entry: ["newDeadlineIssue", startDeadline("abandon", timetable.abandon)],
      exit: "cancelDeadlines",
      on: {
        IDENTIFY: identify,
        JOIN: join,
        REASSIGN: reassign,
        DISMISS: dismiss,
        START_VERIFICATION: startVerification,
        ASK_APPLICANT: {
          guard: holds(...agentActs, "isAssignee", "subjectKnown", "hasAddress"),
          target: "awaitingAnswer",
          actions: { type: "notify", params: { notice: "more-information-needed" } },
        },
        DEADLINE: abandoned,
      },
    },
    /** The person was asked for more: the clock of the promise is paused until the answer, or until there is none. */
    awaitingAnswer: {
      meta: { step: "verification", person: true },
      tags: ["open", "waits-for-person", "clock-paused"],
      entry: ["newDeadlineIssue", startDeadline("answer", timetable.answer)],
      exit: "cancelDeadlines",
      on: {
        SUPPLEMENT: { guard: holds("isApplicantOrAgentOrHr"), target: "claimed" },
        MESSAGE_RECEIVED: { guard: holds("isSystem"), target: "claimed", actions: "countMessage" },
        START_VERIFICATION: startVerification,
        IDENTIFY: identify,
        JOIN: join,
        REASSIGN: reassign,
        DISMISS: dismiss,
        DEADLINE: { guard: { type: "isDeadline", params: "answer" }, target: "claimed" },
      },
    },
    verifyingCaller: {
      meta: { step: "verification", person: true },
      tags: ["open", "person-decides"],
      entry: ["newDeadlineIssue", startDeadline("abandon", timetable.abandon)],
      exit: "cancelDeadlines",
      on: {
        RECORD_CHECK: {
          guard: holds(...verifying, "isKnownCheck"),
          actions: ticketSetup.assign({
            checks: ({ context, event }) =>
              event.type === "RECORD_CHECK"
                ? { ...context.checks, [event.check]: event.passed }
                : context.checks,
          }),
        },
        VERIFY: {
          guard: holds(...verifying, "callerVerified", "hasAddress"),
          target: "verified",
          actions: ["rememberActor", "rememberDecision", "rememberDisabling"],
        },
        NOT_REACHED: [
          { guard: holds(...verifying, "lastCallTry"), ...referToHr },
          {
            guard: holds(...verifying),
            target: "awaitingCallBack",
            actions: ticketSetup.assign({ callTries: ({ context }) => context.callTries + 1, checks: {} }),
          },
        ],
        FAIL_VERIFICATION: [
          { guard: holds(...verifying, "lastVerificationTry"), ...referToHr },
          {
            guard: holds(...verifying),
            actions: ticketSetup.assign({ failures: ({ context }) => context.failures + 1, checks: {} }),
          },
        ],
        REASSIGN: reassign,
        DEADLINE: abandoned,
      },
    },
    /** 未接通: the clock of the promise is paused until the next try. */
    awaitingCallBack: {
      meta: { step: "verification", person: true },
      tags: ["open", "waits-for-person", "clock-paused"],
      entry: ["newDeadlineIssue", startDeadline("call-back", timetable.callBack)],
      exit: "cancelDeadlines",
      on: {
        START_VERIFICATION: { guard: holds(...verifying), target: "verifyingCaller" },
        REASSIGN: reassign,
        DEADLINE: { guard: { type: "isDeadline", params: "call-back" }, target: "verifyingCaller" },
      },
    },
    verified: { always: [...decided] },
    decisionOutdated: { always: "claimed" },
    awaitingSecondPerson,
    passwordHandover,
    ...endings,
  },
});
