import type { DemoAgencyKey } from "../../../accounts/demo/agencies";
import type { ScenarioPersonKey } from "../../../accounts/demo/people";
import type { Proof } from "../../../workflows/hr/records";
import type { Keeper, TicketAct } from "../../../workflows/machines/types";
import type { When } from "../office-moments";

/** Whom a case is about: somebody with a part, the next of an agency's people whom no case has been about, or the same as in another case. */
export type About = ScenarioPersonKey | { of: DemoAgencyKey; isNew?: true } | { asIn: string };

/** How a case comes to the desk. */
export type Opening =
  /** By the public form. `mistyped`: under an account that nobody has, so that it waits for an agent. */
  | { asks: "hr-supervisor" | "helpdesk"; story: string; mistyped?: true }
  /** By telephone. `unknown`: the agent has not found out who it is. */
  | { phones: ScenarioPersonKey; story: string; unknown?: true }
  /** HR sets the password at once. */
  | { resetBy: ScenarioPersonKey; proof: Proof; disableOldPassword?: true }
  /** By a mail to the desk's address. */
  | { writes: { subject: string; text: string } }
  /** Somebody comes with an agency's certificate card. */
  | { cardOf: DemoAgencyKey; keeper: Keeper };

/** An act without what only the moment knows. */
export type PlainAct = Exclude<
  TicketAct,
  { type: "IDENTIFY" | "REASSIGN" | "JOIN" | "JOINED_BY" | "CARD_PROVEN" | "CHOOSE_PERSON" | "SIGN_ORDER" }
>;

/** What happens in a case after it was opened. */
export type Doing =
  /** Somebody of the scenario acts. */
  | { by: ScenarioPersonKey; act: PlainAct }
  /** The agent finds out who it is. */
  | { by: ScenarioPersonKey; identifies: true }
  | { by: ScenarioPersonKey; reassignsTo: ScenarioPersonKey }
  /** The applicant, from the page that the mail's link opens, or signed in. */
  | { applicant: PlainAct; from?: "mail" | "session" }
  /** The person asks once more by the public form. */
  | { asksAgain: "hr-supervisor" | "helpdesk" }
  | { answersByMail: { subject: string; text: string } }
  /** A machine answers for the person: out of office. */
  | { answersByMachine: string }
  /** What the mail server of this person does from now on; `takes` is what it does before. */
  | { mailServer: "takes" | "is-busy" | "refuses" }
  /** The server that took the mail with the password gives it back after all. */
  | { mailBounces: string }
  | { signsIn: true }
  /** The own password, and an account where there is none yet. */
  | { setsOwnPassword: true }
  /** Somebody guesses until the temporary password is dead. */
  | { guessed: true }
  /** The card proves that it is there; `revoked`: one that no longer opens anything. */
  | { provesCard: "good" | "revoked" }
  | { choosesPerson: true }
  | { signsOrder: { disableOldPassword: boolean } }
  /** The keeper gives the case to the helpdesk. */
  | { leavesCard: string };

/**
 * When a step is done: after so many office minutes since the one before it, so many minutes by any clock, or at an instant.
 */
export type Pace = { officeMinutes: number } | { minutes: number } | { at: When };

export type Step = Doing & { pace: Pace };

/** One case of the demo, from how it came in to where it stands. */
export interface Case {
  /** Under which another case, opened later, finds the person. */
  name?: string;
  about: About;
  opened: When;
  how: Opening;
  language?: "en";
  then?: Step[];
}

/** Staff work in office hours. */
export const staff = (officeMinutes: number, by: ScenarioPersonKey, act: PlainAct): Step => ({
  pace: { officeMinutes },
  by,
  act,
});
/** Everybody else does what they do at any hour. */
export const later = (minutes: number, doing: Doing): Step => ({ pace: { minutes }, ...doing });
export const at = (when: When, doing: Doing): Step => ({ pace: { at: when }, ...doing });

export const approves: PlainAct = { type: "APPROVE", disableOldPassword: false };
export const note = (text: string): PlainAct => ({ type: "NOTE", text });
export const claims: PlainAct = { type: "CLAIM" };
export const startsVerifying: PlainAct = { type: "START_VERIFICATION" };
export const passed = (check: string): PlainAct => ({ type: "RECORD_CHECK", check, passed: true });
export const verifies: PlainAct = { type: "VERIFY", disableOldPassword: false };
export const reissues: PlainAct = { type: "REISSUE" };

/** The agent claims the case and calls back; all that the policy asks for is passed. */
export const verifiedBy = (agent: ScenarioPersonKey, minutes = 12): Step[] => [
  staff(minutes, agent, claims),
  ...calledBackBy(agent),
];

/** The same in a case that the agent has already. */
export const calledBackBy = (agent: ScenarioPersonKey): Step[] => [
  staff(2, agent, startsVerifying),
  staff(2, agent, passed("call-back")),
  staff(1, agent, passed("joined-month")),
  staff(1, agent, passed("manager-name")),
  staff(1, agent, verifies),
];

/** The first login with the mailed password, and the own one set: the case is solved. */
export const letIn = (minutes: number): Step[] => [
  later(minutes, { signsIn: true }),
  later(3, { setsOwnPassword: true }),
];

/** The card proves itself, a person is chosen, the order is signed. */
export const orderedByCard = (disableOldPassword = false): Step[] => [
  later(1, { provesCard: "good" }),
  later(1, { choosesPerson: true }),
  later(1, { signsOrder: { disableOldPassword } }),
];

/** The password had lapsed; the person has it sent again from the mail's link. */
export const sentAgain = (when: When): Step => at(when, { applicant: reissues, from: "mail" });
