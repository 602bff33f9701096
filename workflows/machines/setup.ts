import { assign, setup } from "xstate";
import { firstBreak, holds, type RuleName } from "./rules";
import type {
  DeadlineName,
  Delay,
  Facts,
  NotificationName,
  StepMeta,
  TicketContext,
  TicketEvent,
  TicketInput,
  TicketPath,
} from "./types";

const nothing = () => undefined;

/**
 * The vocabulary that the three paths share: a guard that asks rules by name, two that ask for a deadline, and named effects, which `desk` reads
 * from `transition` and writes in the same commit. The effects do nothing here: the machines are pure.
 */
export const ticketSetup = setup({
  types: {
    context: {} as TicketContext,
    events: {} as TicketEvent,
    input: {} as TicketInput,
    tags: {} as "open" | "person-decides" | "desk-acts" | "waits-for-person" | "clock-paused",
    meta: {} as StepMeta,
  },
  guards: {
    holds: ({ context, event }, names: readonly RuleName[]) => firstBreak(names, { context, event }) === null,
    isDeadline: ({ context, event }, name: DeadlineName) =>
      event.type === "DEADLINE" &&
      event.actor.kind === "system" &&
      event.name === name &&
      event.issue === context.deadlineIssue,
    /** An undecided request goes to the deputy, then to superior HR, then to the helpdesk; what is missing is skipped. */
    escalatesTo: ({ context, event }, stage: "deputy" | "superior" | "helpdesk") =>
      event.type === "DEADLINE" &&
      event.actor.kind === "system" &&
      event.name === "decision" &&
      event.issue === context.deadlineIssue &&
      nextStage(context.escalation, event.facts) === stage,
  },
  actions: {
    mailPassword: (_, _params: { issue: number }) => undefined,
    killPassword: nothing,
    disableOldPassword: nothing,
    startDeadline: (_, _params: { name: DeadlineName; issue: number; after: Delay }) => undefined,
    cancelDeadlines: nothing,
    /** Whoever was taken for the subject before loses the mail's link to the case. */
    revokeLinks: nothing,
    notify: (_, _params: { notice: NotificationName }) => undefined,
    newDeadlineIssue: assign({ deadlineIssue: ({ context }) => context.deadlineIssue + 1 }),
    newIssue: assign({ issue: ({ context }) => context.issue + 1, expiresAt: null }),
    rememberActor: assign({
      involved: ({ context, event }) =>
        event.actor.personId === null && !event.actor.restsOn?.length
          ? context.involved
          : [
              ...context.involved,
              {
                personId: event.actor.personId,
                principals: event.actor.authorities.map((authority) => authority.principal),
                ...(event.actor.restsOn ? { restsOn: event.actor.restsOn } : {}),
              },
            ],
    }),
    rememberDecision: assign({
      decidedAt: ({ event }) => event.at,
      decidedOn: ({ event }) => event.facts.record ?? null,
    }),
    /** Issued again in a time when each issue was a decision of its own: told by events that lack the record. */
    rememberOlderIssue: assign({
      decidedAt: ({ context, event }) => (event.facts.record === undefined ? event.at : context.decidedAt),
    }),
    /** Back to the beginning of deciding: nobody has decided, and nobody is taken. */
    forgetDecision: assign({
      decidedAt: null,
      decidedOn: null,
      involved: [],
      checks: {},
      escalation: "supervisor",
      disableOldPassword: false,
    }),
    rememberDisabling: assign({
      disableOldPassword: ({ context, event }) =>
        "disableOldPassword" in event
          ? context.disableOldPassword || event.disableOldPassword
          : context.disableOldPassword,
    }),
    rememberSubject: assign({
      subject: ({ context, event }) => ("subject" in event ? event.subject : context.subject),
    }),
    rememberDestination: assign({
      goesTo: ({ context, event }) => (event.type === "HAND_OVER" ? event.to : context.goesTo),
    }),
    rememberDestinationCard: assign({
      card: ({ context, event }) => (event.type === "HAND_OVER" && event.card ? event.card : context.card),
      keeper: ({ context, event }) =>
        event.type === "HAND_OVER" && event.keeper ? event.keeper : context.keeper,
    }),
    /** XState's `can` is false for a transition that neither leads anywhere nor does anything. */
    keepInHistory: assign({}),
    goTo: assign({ goesTo: (_, path: TicketPath) => path }),
    countMessage: assign({ unread: ({ context }) => context.unread + 1 }),
    forgetMessages: assign({ unread: 0 }),
    /** An event from when a login spent the password says nothing, and leaves no trace in the memory. */
    rememberOpening: assign(({ event }) =>
      event.type === "SIGNED_IN" && event.opensUntil !== undefined ? { opensUntil: event.opensUntil } : {},
    ),
    rememberResend: assign({ resentAt: ({ context, event }) => [...context.resentAt, event.at] }),
  },
});

function nextStage(now: TicketContext["escalation"], facts: Facts): "deputy" | "superior" | "helpdesk" {
  if (now === "supervisor" && facts.deputyAvailable) return "deputy";
  return now !== "superior" && facts.superiorAvailable ? "superior" : "helpdesk";
}

/** Declares a deadline as the entry of a state; leaving the state cancels it in the same commit. */
export const startDeadline = (name: DeadlineName, after: Delay) => ({
  type: "startDeadline" as const,
  params: ({ context }: { context: TicketContext }) => ({ name, issue: context.deadlineIssue, after }),
});

/** The context of a new path, from what the request or the path before hands over. */
export const startingContext =
  (path: TicketPath) =>
  ({ input }: { input: TicketInput }): TicketContext => ({
    kind: input.kind,
    path,
    channel: input.channel,
    subject: input.subject,
    policy: input.policy,
    involved: input.involved ?? [],
    escalation: "supervisor",
    assigneeId: null,
    checks: {},
    callTries: 0,
    failures: 0,
    card: input.card ?? null,
    keeper: input.keeper ?? null,
    disableOldPassword: false,
    decidedAt: null,
    decidedOn: null,
    issue: input.issue ?? 0,
    expiresAt: null,
    resentAt: input.resentAt ?? [],
    unread: input.unread ?? 0,
    deadlineIssue: input.deadlineIssue ?? 0,
    goesTo: null,
  });

/** How every path may end. */
export const endings = {
  solved: { type: "final", meta: { step: "solved" } },
  returned: { type: "final", meta: { step: "returned", failed: true, decided: true } },
  withdrawn: { type: "final", meta: { step: "withdrawn" } },
  refused: { type: "final", meta: { step: "refused", failed: true } },
  disputed: { type: "final", meta: { step: "disputed", failed: true } },
  expired: { type: "final", meta: { step: "expired", failed: true } },
  joined: { type: "final", meta: { step: "joined" } },
  handedOver: { type: "final", meta: { step: "handed-over" } },
} as const;

/** What may happen on every path in every open state. */
export const sharedTransitions = {
  NOTE: { guard: holds("isAgentOrHr"), actions: "keepInHistory" },
  JOINED_BY: { guard: holds("isAgentOrSystem"), actions: "keepInHistory" },
  MAIL_BOUNCED: { guard: holds("isSystem"), actions: "keepInHistory" },
  AUTO_REPLIED: { guard: holds("isSystem"), actions: "keepInHistory" },
  MESSAGE_RECEIVED: { guard: holds("isSystem"), actions: "countMessage" },
  MESSAGES_READ: { guard: holds("isAgentOrHr", "hasUnread"), actions: "forgetMessages" },
  SUPPLEMENT: { guard: holds("isApplicantOrAgentOrHr"), actions: "keepInHistory" },
  REPLY: {
    guard: holds("isAgent", "nobodyForThemselves", "subjectKnown", "hasAddress"),
    actions: { type: "notify", params: { notice: "reply" } },
  },
  WITHDRAW: {
    guard: holds("isPersonOrMailLink"),
    target: ".withdrawn",
    actions: ["killPassword", { type: "notify", params: { notice: "withdrawn" } }],
  },
  REMEMBERED: { guard: holds("isPerson"), target: ".withdrawn", actions: ["killPassword"] },
  DISPUTE: {
    guard: holds("isPersonOrMailLink"),
    target: ".disputed",
    actions: ["killPassword", { type: "notify", params: { notice: "disputed" } }],
  },
  /** No second person: the shell is the authority, and all administrators are told. */
  BREAK_GLASS: {
    guard: holds("isConsole", "subjectKnown", "hasAddress"),
    target: ".passwordHandover",
    actions: ["killPassword", "rememberDecision", { type: "notify", params: { notice: "glass-broken" } }],
  },
  SIGNED_IN_BY_CERTIFICATE: {
    guard: holds("isSystem", "subjectKnown"),
    target: ".solved",
    actions: ["killPassword"],
  },
} as const;

/** An agent says whom the case is about; that person hears of it, and whoever was taken for them no more. */
export const identifies = [
  "rememberSubject",
  "revokeLinks",
  { type: "notify", params: { notice: "request-received" } },
] as const;

/** Leaving for another path; the ticket stays, an older password dies. */
export const handOver = {
  guard: holds("mayHandOver", "toAnotherPath"),
  target: ".handedOver",
  actions: [
    "rememberDestination",
    "rememberDestinationCard",
    "killPassword",
    { type: "notify", params: { notice: "handed-over" } },
  ],
} as const;
