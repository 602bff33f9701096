import type { ActorFacts, Facts, Involved, Subject } from "./types";

/** A citizen as the card proves it: the CA's key and the subject's number there; the certificate itself changes. */
export interface CitizenCard {
  issuerKeyId: string;
  subjectSerial: string;
  certificateSha256: string;
  certificateSerial: string;
}

/** How a binding came to open anything. */
export type Confirmation = "card" | "mail-link" | "temporary-password" | "in-person";

/** What is on record of a card that was bound before. */
export interface KnownBinding {
  id: string;
  personId: string;
  state: "waiting" | "awaitingSecondPerson" | "confirmed";
  /** A second person has confirmed it. */
  seconded: boolean;
  certificateSha256: string;
  waitingSince: number | null;
  /** The person is one now. */
  privileged: boolean;
  /** The person is in office. */
  active: boolean;
}

/** What comparing a proven card with the account named found. */
export interface Match {
  /** `null` where there is no such account. */
  person: { personId: string; privileged: boolean; active: boolean } | null;
  /** CN and the name on record are equal. */
  sameName: boolean;
  /** The last four of the national ID, which not every card carries. */
  lastFour: "same" | "differs" | "absent";
  /** Another card is bound to this person. */
  otherCard: boolean;
  /** This card was bound, or claimed, by another sign-in meanwhile. */
  claimedMeanwhile: boolean;
}

/** Why a sign-in by card did not come to an end, or not yet. */
export type SignInBreak =
  | "no-match"
  | "name-differs"
  | "person-left"
  | "another-card-bound"
  | "claimed-meanwhile"
  | "tries-spent"
  | "card-refused-often"
  | "card-proof-expired"
  | "needs-confirmation"
  | "not-yet-over"
  | "no-try-taken"
  | "not-now";

/** Every event of a sign-in by card, without when. */
export type SignInAct =
  /** `triesToday`: tries at naming an account that this very card has used in its day. */
  | { type: "CARD_PROVEN"; card: CitizenCard; binding: KnownBinding | null; triesToday: number }
  | { type: "CARD_REFUSED"; code: string }
  /** Taken before anything typed is looked at. `ofCard`: tries with this very card in its day, this one included. */
  | { type: "TAKE_TRY"; ofCard: number }
  /** `bindingId`: of the binding that comes of it, if one does. */
  | { type: "COMPARED"; match: Match; bindingId: string }
  /** The account named was the wrong one: named anew. */
  | { type: "CLAIM_ANEW" }
  | { type: "RUN_OUT" };

export type SignInEvent = SignInAct & { at: number };

/** The whole memory of a sign-in by card: plain JSON, no name, nothing typed. */
export interface SignInContext {
  startedAt: number;
  card: CitizenCard | null;
  provenAt: number | null;
  /** Cards refused in this sign-in. */
  refusals: number;
  /** Tries at naming the account: taken, and found not to match. */
  tries: number;
  misses: number;
  personId: string | null;
  bindingId: string | null;
  /** Why it stands where it stands. */
  why: SignInBreak | null;
}

/** What a transition of the sign-in asks for, as data; `citizen-desk.ts` writes it in the same commit. */
export type SignInEffect =
  | { type: "openSession" }
  /** Binds card and account: `confirmed` at once, or waiting for it. */
  | { type: "bind"; confirmed: boolean }
  /** The same citizen with a renewed certificate. */
  | { type: "rebind" }
  /** A binding that waits from now on, or again: the link is mailed. */
  | { type: "askConfirmation" };

/** How somebody who acts on a binding is known, beside their authority. */
export interface BindingActor extends ActorFacts {
  /** What the person's own session was opened by; `null` for others. */
  via: "password" | "temporary-password" | "certificate" | null;
  /** Holds the link that was mailed for this very binding, while it lives. */
  link: boolean;
}

export type BindingAct =
  | { type: "CONFIRM"; by: Exclude<Confirmation, "card"> }
  | { type: "CONFIRM_SECOND" }
  | { type: "UNBIND"; reason: string | null };

export type BindingEvent = BindingAct & {
  at: number;
  actor: BindingActor;
  facts: Pick<Facts, "addressChangedAt" | "changers">;
};

/** What a binding's machine knows of it. */
export interface BindingContext {
  subject: Subject;
  /** As the rules of authority ask for it: superior HR may be the second person, never the first. */
  escalation: "supervisor" | "superior";
  /** Whoever confirmed first. */
  involved: Involved[];
}
