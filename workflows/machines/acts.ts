import type { EventType, TicketAct, TicketContext } from "./types";

/**
 * A declared sample of each act, with which `allowedEvents` probes the machine: guards read payloads, so an event without
 * one would throw.
 */
export const samples: { [T in EventType]: (context: TicketContext) => Extract<TicketAct, { type: T }> } = {
  NOTE: () => ({ type: "NOTE", text: "" }),
  SUPPLEMENT: () => ({ type: "SUPPLEMENT", text: "" }),
  ASK_APPLICANT: () => ({ type: "ASK_APPLICANT", text: "" }),
  REPLY: () => ({ type: "REPLY", text: "" }),
  IDENTIFY: () => ({
    type: "IDENTIFY",
    subject: { personId: "", agencyId: "", privileged: false, supervisor: false },
  }),
  DISMISS: () => ({ type: "DISMISS", reason: "" }),
  HAND_OVER: (context) => ({
    type: "HAND_OVER",
    to: context.path === "helpdesk" ? "hr-supervisor" : "helpdesk",
    reason: "",
  }),
  JOIN: () => ({ type: "JOIN", into: "" }),
  JOINED_BY: () => ({ type: "JOINED_BY", number: "" }),
  WITHDRAW: () => ({ type: "WITHDRAW" }),
  REMEMBERED: () => ({ type: "REMEMBERED" }),
  DISPUTE: () => ({ type: "DISPUTE" }),
  APPROVE: () => ({ type: "APPROVE", disableOldPassword: false }),
  RETURN: () => ({ type: "RETURN", reason: "" }),
  CONFIRM_SECOND: () => ({ type: "CONFIRM_SECOND" }),
  REFUSE_SECOND: () => ({ type: "REFUSE_SECOND", reason: "" }),
  CLAIM: () => ({ type: "CLAIM" }),
  REASSIGN: () => ({ type: "REASSIGN", to: "" }),
  START_VERIFICATION: () => ({ type: "START_VERIFICATION" }),
  RECORD_CHECK: (context) => ({
    type: "RECORD_CHECK",
    check: context.policy.mandatory[0] ?? "",
    passed: true,
  }),
  NOT_REACHED: () => ({ type: "NOT_REACHED" }),
  VERIFY: () => ({ type: "VERIFY", disableOldPassword: false }),
  FAIL_VERIFICATION: () => ({ type: "FAIL_VERIFICATION" }),
  CARD_PROVEN: () => ({
    type: "CARD_PROVEN",
    card: { certificateSha256: "", agencyId: "", agencyName: "", provenAt: 0 },
    keeper: { name: "", title: "", extension: "" },
    evidenceId: "",
  }),
  CARD_REFUSED: () => ({ type: "CARD_REFUSED", code: "" }),
  CHOOSE_PERSON: () => ({
    type: "CHOOSE_PERSON",
    subject: { personId: "", agencyId: "", privileged: false, supervisor: false },
    withinCard: true,
  }),
  SIGN_ORDER: (context) => ({
    type: "SIGN_ORDER",
    certificateSha256: context.card?.certificateSha256 ?? "",
    disableOldPassword: false,
    evidenceId: "",
  }),
  SIGNATURE_REFUSED: () => ({ type: "SIGNATURE_REFUSED", code: "" }),
  MAIL_ACCEPTED: (context) => ({ type: "MAIL_ACCEPTED", issue: context.issue, expiresAt: 0, response: "" }),
  MAIL_REFUSED: (context) => ({ type: "MAIL_REFUSED", issue: context.issue, response: "" }),
  MAIL_BOUNCED: () => ({ type: "MAIL_BOUNCED", permanent: false, response: "" }),
  AUTO_REPLIED: () => ({ type: "AUTO_REPLIED", text: "" }),
  MESSAGE_RECEIVED: () => ({
    type: "MESSAGE_RECEIVED",
    message: { name: "", address: "", subject: "", text: "", folded: "", files: [], left: [] },
  }),
  PASSWORD_EXPOSED: (context) => ({ type: "PASSWORD_EXPOSED", issue: context.issue }),
  MESSAGES_READ: () => ({ type: "MESSAGES_READ" }),
  SIGNED_IN: (context) => ({ type: "SIGNED_IN", via: "temporary-password", issue: context.issue }),
  SIGNED_IN_BY_CERTIFICATE: () => ({ type: "SIGNED_IN_BY_CERTIFICATE" }),
  OWN_PASSWORD_SET: () => ({ type: "OWN_PASSWORD_SET" }),
  LOCK: (context) => ({ type: "LOCK", issue: context.issue }),
  REISSUE: () => ({ type: "REISSUE" }),
  BREAK_GLASS: () => ({ type: "BREAK_GLASS", reason: "" }),
  DEADLINE: (context) => ({ type: "DEADLINE", name: "abandon", issue: context.deadlineIssue }),
};
