import { holds } from "./rules";
import { startDeadline, ticketSetup } from "./setup";
import { timetable } from "./timetable";
import type { TicketContext } from "./types";

const mayConfirm = [
  "nobodyForThemselves",
  "notRecentChanger",
  "helpdeskConfirms",
  "isSecondPerson",
  "hasAddress",
] as const;

/**
 * 特權帳號: a second, different person confirms before a password is made. Stands before the handover on every path.
 */
export const awaitingSecondPerson = ticketSetup.createStateConfig({
  meta: { step: "second-person", person: true, ahead: "privileged" },
  tags: ["open", "person-decides"],
  entry: [
    "newDeadlineIssue",
    startDeadline("abandon", timetable.abandon),
    { type: "notify", params: { notice: "second-person-waiting" } },
  ],
  exit: "cancelDeadlines",
  on: {
    CONFIRM_SECOND: [
      {
        guard: holds(...mayConfirm, "decisionCovers"),
        target: "passwordHandover",
        actions: ["rememberActor", "rememberDecision"],
      },
      /** What the first one decided on has changed since: nobody confirms that, it is decided anew. */
      {
        guard: holds(...mayConfirm, "decisionOutdated"),
        target: "decisionOutdated",
        actions: "forgetDecision",
      },
    ],
    REFUSE_SECOND: {
      guard: holds("nobodyForThemselves", "hrOrAgent"),
      target: "returned",
      actions: { type: "notify", params: { notice: "returned" } },
    },
    DEADLINE: { guard: { type: "isDeadline", params: "abandon" }, target: "expired" },
  },
});

const mayReissue = ["nobodyForThemselves", "notRecentChanger", "hrOrAgent", "hasAddress"] as const;

/** Issuing again: by staff, under the decision there was; where that no longer covers it, it is decided anew. */
const reissue = [
  {
    guard: holds(...mayReissue, "decisionCovers"),
    target: "issuing",
    reenter: true,
    actions: ["killPassword", "rememberActor", "rememberOlderIssue"],
  },
  {
    guard: holds("nobodyForThemselves", "hrOrAgent", "hasAddress", "decisionOutdated"),
    target: "#ticket.decisionOutdated",
    actions: ["killPassword", "forgetDecision"],
  },
] as const;

const lock = {
  guard: holds("isSystem", "currentIssue"),
  target: "locked",
  actions: ["killPassword", { type: "notify", params: { notice: "locked" } }],
} as const;

/** Whoever answered the mail carried the password along: dead at once, and the person may have another. */
const exposed = {
  guard: holds("isSystem", "currentIssue"),
  target: "lapsed",
  actions: ["killPassword", { type: "notify", params: { notice: "password-exposed" } }],
} as const;

/** All passwords were ended at once; this person may have another. */
const ended = {
  guard: holds("isSystem", "currentIssue"),
  target: "lapsed",
  actions: ["killPassword", { type: "notify", params: { notice: "lapsed" } }],
} as const;

const firstLogin = {
  guard: holds("isSystem", "currentIssue", "inTime", "stillDecidedOn"),
  target: "firstLogin",
  actions: "rememberOpening",
} as const;

/** Only while the password lives: where a login still spent it, there is nothing left to stop. */
const whileItOpens = holds("isSystem", "currentIssue", "opensAgain");

/** An unhappy end of one issue: waits to be issued again, handed over or withdrawn, and is closed when nobody does. */
const stranded = {
  tags: ["open", "desk-acts"],
  exit: "cancelDeadlines",
} as const;

const abandoned = {
  guard: { type: "isDeadline", params: "abandon" },
  target: "#ticket.expired",
  actions: "killPassword",
} as const;

const lapseAt = ({ context }: { context: TicketContext }) => context.expiresAt ?? 0;

/**
 * The shared ending of every path: the temporary password is mailed, and the first login with it is verified. Only then is
 * the ticket solved. Each unhappy state may be issued again, the older password dying at once.
 */
export const passwordHandover = ticketSetup.createStateConfig({
  initial: "issuing",
  onDone: "solved",
  entry: "disableOldPassword",
  states: {
    issuing: {
      meta: { step: "mail" },
      tags: ["open"],
      entry: [
        "newIssue",
        "newDeadlineIssue",
        { type: "mailPassword", params: ({ context }) => ({ issue: context.issue }) },
        startDeadline("abandon", timetable.abandon),
      ],
      exit: "cancelDeadlines",
      on: {
        MAIL_ACCEPTED: {
          guard: holds("isSystem", "currentIssue"),
          target: "mailed",
          actions: ticketSetup.assign({
            expiresAt: ({ context, event }) => ("expiresAt" in event ? event.expiresAt : context.expiresAt),
          }),
        },
        MAIL_REFUSED: {
          guard: holds("isSystem", "currentIssue"),
          target: "undeliverable",
          actions: ["killPassword", { type: "notify", params: { notice: "undeliverable" } }],
        },
        SIGNED_IN: firstLogin,
        PASSWORD_EXPOSED: exposed,
        PASSWORD_ENDED: ended,
        LOCK: lock,
        REISSUE: [...reissue],
        DEADLINE: abandoned,
      },
    },
    mailed: {
      meta: { step: "first-login" },
      tags: ["open", "waits-for-person"],
      entry: [
        "newDeadlineIssue",
        {
          type: "startDeadline",
          params: ({ context }) => ({
            name: "lapse-reminder",
            issue: context.deadlineIssue,
            after: { at: lapseAt({ context }) - timetable.lapseReminderMs },
          }),
        },
        {
          type: "startDeadline",
          params: ({ context }) => ({
            name: "lapse",
            issue: context.deadlineIssue,
            after: { at: lapseAt({ context }) },
          }),
        },
      ],
      exit: "cancelDeadlines",
      on: {
        SIGNED_IN: firstLogin,
        PASSWORD_EXPOSED: exposed,
        PASSWORD_ENDED: ended,
        MAIL_REFUSED: {
          guard: holds("isSystem", "currentIssue"),
          target: "undeliverable",
          actions: ["killPassword", { type: "notify", params: { notice: "undeliverable" } }],
        },
        LOCK: lock,
        REISSUE: [...reissue],
        DEADLINE: [
          {
            guard: { type: "isDeadline", params: "lapse" },
            target: "lapsed",
            actions: ["killPassword", { type: "notify", params: { notice: "lapsed" } }],
          },
          {
            guard: { type: "isDeadline", params: "lapse-reminder" },
            actions: { type: "notify", params: { notice: "lapsing-soon" } },
          },
        ],
      },
    },
    firstLogin: {
      meta: { step: "first-login" },
      tags: ["open", "waits-for-person"],
      entry: [
        "newDeadlineIssue",
        {
          type: "startDeadline",
          params: ({ context }) => ({
            name: "set-password",
            issue: context.deadlineIssue,
            after: context.opensUntil === undefined ? timetable.setPassword : { at: context.opensUntil },
          }),
        },
      ],
      exit: "cancelDeadlines",
      on: {
        /** The page was left without a password: it is opened once more. */
        SIGNED_IN: {
          guard: holds("isSystem", "currentIssue", "opensAgain", "stillDecidedOn"),
          actions: "keepInHistory",
        },
        PASSWORD_EXPOSED: { ...exposed, guard: whileItOpens },
        LOCK: { ...lock, guard: whileItOpens },
        OWN_PASSWORD_SET: {
          guard: holds("isSystem"),
          target: "solved",
          actions: ["killPassword", { type: "notify", params: { notice: "password-changed" } }],
        },
        PASSWORD_ENDED: ended,
        REISSUE: [...reissue],
        DEADLINE: {
          guard: { type: "isDeadline", params: "set-password" },
          target: "lapsed",
          actions: ["killPassword", { type: "notify", params: { notice: "lapsed" } }],
        },
      },
    },
    undeliverable: {
      meta: { step: "mail", failed: true },
      ...stranded,
      entry: ["newDeadlineIssue", startDeadline("abandon", timetable.abandon)],
      on: { REISSUE: [...reissue], DEADLINE: abandoned },
    },
    lapsed: {
      meta: { step: "first-login", failed: true },
      ...stranded,
      entry: ["newDeadlineIssue", startDeadline("abandon", timetable.abandon)],
      on: {
        REISSUE: [
          ...reissue,
          {
            guard: holds("isPersonOrMailLink", "hasAddress", "mayResend", "decisionCovers"),
            target: "issuing",
            actions: ["killPassword", "rememberResend"],
          },
          {
            guard: holds("isPersonOrMailLink", "hasAddress", "mayResend", "decisionOutdated"),
            target: "#ticket.decisionOutdated",
            actions: ["killPassword", "forgetDecision", "rememberResend"],
          },
        ],
        DEADLINE: abandoned,
      },
    },
    locked: {
      meta: { step: "first-login", failed: true },
      ...stranded,
      entry: ["newDeadlineIssue", startDeadline("abandon", timetable.abandon)],
      on: { REISSUE: [...reissue], DEADLINE: abandoned },
    },
    solved: { type: "final" },
  },
});

/** Decided: on to the second person where one is needed, else to the handover. */
export const decided = [
  { guard: holds("needsSecondPerson"), target: "awaitingSecondPerson" },
  { target: "passwordHandover" },
] as const;
