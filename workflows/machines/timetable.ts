/** The product's promises and waits. Office minutes are counted in office hours only. */
export const timetable = {
  /** HR decides within one working day; a deputy, then superior HR, have half a day each. */
  decision: { officeMinutes: 480 },
  deputyDecision: { officeMinutes: 240 },
  superiorDecision: { officeMinutes: 240 },
  /** The helpdesk answers within half a working day. */
  response: { officeMinutes: 240 },
  /** After 未接通 the next try is due an office hour later. */
  callBack: { officeMinutes: 60 },
  /** What the person was asked may be answered so long; then the agent goes on without. */
  answer: { minutes: 7 * 24 * 60 },
  /** A proven card may order one reset within five minutes. */
  cardProof: { minutes: 5 },
  /** A citizen's proven card waits so long for the account that is meant, and a sign-in altogether. */
  citizenProof: { minutes: 15 },
  citizenSignIn: { minutes: 30 },
  /** The mailed link that confirms a bound certificate. */
  bindingLink: { minutes: 7 * 24 * 60 },
  /** A challenge nobody answers is closed. */
  cardChallenge: { minutes: 30 },
  /** Between the first login and the own password, where that login spent the temporary one. */
  setPassword: { minutes: 30 },
  /** A mailed reminder, so long before the temporary password lapses. */
  lapseReminderMs: 4 * 60 * 60 * 1000,
  /** A case that nobody carries on is closed after this. */
  abandon: { minutes: 30 * 24 * 60 },
} as const;

/** Tries of a kind before the case goes elsewhere. */
export const limits = {
  callTries: 3,
  failedVerifications: 3,
  cardFailures: 5,
  bindingTries: 5,
  resends: 2,
  resendWindowMs: 7 * 24 * 60 * 60 * 1000,
  /** Whom a change of the subject's record within this time rests on may not act for that person. */
  changerMs: 30 * 24 * 60 * 60 * 1000,
  /** So long an act rests also on whoever granted its maker a role. */
  granterMs: 30 * 24 * 60 * 60 * 1000,
  /** So long a password may be issued again under one decision. */
  decisionMs: 7 * 24 * 60 * 60 * 1000,
} as const;
