import type { z } from "zod";
import type { Locale } from "../../language/locale";
import type { RoleName } from "../../accounts/types";
import type { TicketAct } from "./acts";
import type { cardFacts, deadlineName, keeper, receivedMessage, subject, ticketKind } from "./payloads";

export type { EventType, TicketAct } from "./acts";
export type TicketKind = z.infer<typeof ticketKind>;
export type DeadlineName = z.infer<typeof deadlineName>;
export type Subject = z.infer<typeof subject>;
export type CardFacts = z.infer<typeof cardFacts>;
export type Keeper = z.infer<typeof keeper>;
export type ReceivedMessage = z.infer<typeof receivedMessage>;
export type TicketPath = "hr-supervisor" | "agency-certificate" | "helpdesk";
export type TicketChannel = "web" | "phone" | "hr" | "card" | "console" | "mail";

/** One source of an HR actor's authority over the subject of a ticket. */
export interface Authority {
  /** The supervisor whose authority it is; the actor's own id where it is the actor's own. */
  principal: string;
  level: "prepare" | "decide";
  /** `superior`: serves an agency above without 含所屬, so counts only once a case has come up to them. */
  as: "supervisor" | "deputy" | "staff" | "superior";
}

/** Who acts, with the facts of authority as `desk` found them at that moment. */
export interface ActorFacts {
  kind: "applicant" | "staff" | "card" | "system" | "console";
  personId: string | null;
  roles: RoleName[];
  /** What an applicant holds: the link from the mail to the address on record, or the person's own session. */
  standing: "none" | "page-link" | "mail-link" | "self";
  authorities: Authority[];
  /** Where the subject's agency stands to those the actor serves; tells the refusals apart. */
  scope: "served" | "above" | "elsewhere" | "none";
  /** A delegation that would have covered the subject has run out or was revoked. */
  lapsedDelegation: boolean;
  /** Everybody what this actor does rests on, by id, the actor among them. Events from before this was told lack it. */
  restsOn?: string[];
  /** When this actor last changed the subject's record: told only in events from before `restsOn` was. */
  changedSubjectAt?: number | null;
}

/** What is true of the subject and the surroundings at the moment of the event. */
export interface Facts {
  /** Who the subject is now: of which agency, with which roles. Events from before this was told lack it. */
  subject?: Subject | null;
  /** The subject has left the service. */
  left?: boolean;
  hasAddress: boolean;
  hasOfficePhone: boolean;
  addressChangedAt: number | null;
  /** Everybody whom a change of the subject's record within 30 days rests on. Events from before this was told lack it. */
  changers?: string[];
  /** What a decision is made on, told apart from every other: any change of the subject's standing or roles changes it. */
  record?: string;
  /** A supervisor of the subject's agency who is none of the changers. */
  supervisorAvailable?: boolean;
  deputyAvailable: boolean;
  superiorAvailable: boolean;
}

/** The policy of caller verification, held as data. */
export interface CallerPolicy {
  /** Checks that must pass, whatever else does. */
  mandatory: string[];
  /** Private facts of which so many must pass besides. */
  facts: string[];
  factsNeeded: number;
}

interface Common {
  at: number;
  actor: ActorFacts;
  facts: Facts;
}

/** An act as the machine hears it, with who does it, when, and what is true then. */
export type TicketEvent = TicketAct & Common;
/** Who has already acted on the case; what a second person's act rests on must have nothing in common with it. */
export interface Involved {
  /** `null` for a card. */
  personId: string | null;
  principals: string[];
  /** Cases from before this was kept lack it: they rest on the person and the principals. */
  restsOn?: string[];
}

/** The whole memory of a ticket's machine: plain JSON. */
export interface TicketContext {
  kind: TicketKind;
  path: TicketPath;
  channel: TicketChannel;
  subject: Subject | null;
  policy: CallerPolicy;
  involved: Involved[];
  escalation: "supervisor" | "deputy" | "superior";
  assigneeId: string | null;
  checks: Record<string, boolean>;
  callTries: number;
  failures: number;
  card: CardFacts | null;
  keeper: Keeper | null;
  disableOldPassword: boolean;
  decidedAt: number | null;
  /** What was on record of the subject when it was decided, as `Facts.record` says it. */
  decidedOn: string | null;
  /** The temporary password's issue; a mail or a login of an older issue is no longer heard. */
  issue: number;
  expiresAt: number | null;
  /**
   * Until when the temporary password opens 設定自己的密碼 once more, after a first login. Missing where the first login was
   * before that was so: that password is spent.
   */
  opensUntil?: number;
  /** When the person had a lapsed password sent again. */
  resentAt: number[];
  /** Messages that came in since somebody at the desk last saw to them. */
  unread: number;
  /** The deadlines' issue; grows with every state that sets one. */
  deadlineIssue: number;
  /** Where a handover leads; set on the way into `handedOver`. */
  goesTo: TicketPath | null;
}

/** What a path starts with: a new request, or what the ticket carries over from another path. */
export type TicketInput = Pick<TicketContext, "kind" | "channel" | "subject" | "policy"> &
  Partial<
    Pick<TicketContext, "involved" | "issue" | "deadlineIssue" | "card" | "keeper" | "resentAt" | "unread">
  >;

/** The steps of the path line, which is drawn from the machines' states. */
export type StepName =
  | "received"
  | "identification"
  | "decision"
  | "confirmation"
  | "card"
  | "choice"
  | "order"
  | "claim"
  | "verification"
  | "second-person"
  | "mail"
  | "first-login"
  | "solved"
  | "returned"
  | "withdrawn"
  | "refused"
  | "disputed"
  | "expired"
  | "joined"
  | "handed-over";

/** What a state tells the path line: the step that the case waits for in it. */
export interface StepMeta {
  step: StepName;
  /** A person decides here. */
  person?: true;
  /** The step has gone wrong in this state. */
  failed?: true;
  /** Whether the step is announced before the case comes to it; `always` where nothing is said. */
  ahead?: "privileged" | "never";
  /** An ending that a person decided, so that the step it was decided in is done. */
  decided?: true;
}

/** How long until a deadline: office hours, plain time, or an instant. */
export type Delay = { officeMinutes: number } | { minutes: number } | { at: number };

/** What a transition asks for, as data; `desk` writes it in the same commit. */
export type Effect =
  | { type: "mailPassword"; issue: number }
  | { type: "killPassword" }
  | { type: "disableOldPassword" }
  | { type: "startDeadline"; name: DeadlineName; issue: number; after: Delay }
  | { type: "cancelDeadlines" }
  | { type: "revokeLinks" }
  | { type: "notify"; notice: NotificationName };

/** Whom to tell of what; addresses and wording are found when the commit is made. */
export type NotificationName =
  | "request-received"
  | "more-information-needed"
  | "reply"
  | "approved"
  | "locked"
  | "decision-waiting"
  | "escalated-to-deputy"
  | "escalated-to-superior"
  | "second-person-waiting"
  | "returned"
  | "refused"
  | "handed-over"
  | "lapsing-soon"
  | "lapsed"
  | "password-exposed"
  | "undeliverable"
  | "disputed"
  | "withdrawn"
  | "card-reset"
  | "glass-broken"
  | "password-changed";

/** What a new ticket knows of the person who asked. */
export interface Claim {
  agencyId: string | null;
  name: string;
  account: string | null;
  nationalId: string | null;
  contact: string | null;
  story: string | null;
  locale: Locale;
}
