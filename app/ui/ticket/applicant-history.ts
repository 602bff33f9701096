import type { HistoryRow } from "../../../db/queries/tickets";
import type { Locale } from "../../../language/locale";
import type { ReceivedMessage } from "../../../workflows/machines/types";
import { pathPartyWords } from "../../../workflows/reading/words";
import { historyText } from "./applicant-history.text";

/** One line of the history as the applicant reads it. */
export interface HistoryLine {
  at: number;
  text: string;
  /** A reason given, or what somebody added. */
  detail: string | null;
}

type Words = ReturnType<typeof historyText>;
type Told = (row: HistoryRow, words: Words, locale: Locale) => string | null;

const shown =
  (name: Exclude<keyof Words, "handedOver">): Told =>
  (_row, words) =>
    words[name];

/** Only what is in this list is shown: 內部備註, checks and changes of assignee stay inside. */
const told: Partial<Record<string, Told>> = {
  OPENED: (row, words, locale) =>
    row.seq === 1 ? words[startOf(row)] : words.handedOver(pathPartyWords(locale)[row.path]),
  SUPPLEMENT: (row, words) => (row.actorKind === "person" ? words.supplemented : words.supplementedByYou),
  MESSAGE_RECEIVED: shown("messageReceived"),
  PASSWORD_EXPOSED: shown("passwordExposed"),
  PASSWORD_ENDED: shown("passwordEnded"),
  ASK_APPLICANT: shown("asksYou"),
  REPLY: shown("wroteToYou"),
  IDENTIFY: shown("identified"),
  DISMISS: shown("dismissed"),
  JOIN: shown("joined"),
  WITHDRAW: shown("withdrawn"),
  REMEMBERED: shown("remembered"),
  DISPUTE: shown("disputed"),
  APPROVE: ({ toState }, words) => (toState === "awaitingConfirmation" ? words.prepared : words.approved),
  RETURN: shown("returned"),
  CONFIRM_SECOND: shown("secondConfirmed"),
  REFUSE_SECOND: shown("secondRefused"),
  CLAIM: shown("claimed"),
  START_VERIFICATION: ({ toState }, words) => (toState === "verifyingCaller" ? words.verifying : null),
  NOT_REACHED: shown("notReached"),
  VERIFY: shown("verified"),
  FAIL_VERIFICATION: shown("verificationFailed"),
  CARD_PROVEN: shown("cardProven"),
  SIGN_ORDER: shown("ordered"),
  MAIL_ACCEPTED: shown("mailed"),
  MAIL_REFUSED: shown("undeliverable"),
  SIGNED_IN: shown("firstLogin"),
  SIGNED_IN_BY_CERTIFICATE: shown("certificateLogin"),
  OWN_PASSWORD_SET: shown("ownPassword"),
  LOCK: shown("locked"),
  REISSUE: shown("reissued"),
  DEADLINE: ({ event, toState }, words) => {
    if (toState === "awaitingDecision" || toState === "awaitingConfirmation") return words.escalated;
    if (toState === "passwordHandover.lapsed") return words.lapsed;
    if (toState === "expired") return words.expired;
    if (event.name === "answer") return words.notAnswered;
    return event.name === "lapse-reminder" ? words.reminded : null;
  },
};

const withText = new Set(["SUPPLEMENT", "ASK_APPLICANT", "REPLY"]);
const withReason = new Set(["DISMISS", "RETURN", "REFUSE_SECOND"]);

/** A ticket's history in plain words for the person it is about, the latest first. */
export function applicantHistory(rows: readonly HistoryRow[], locale: Locale): HistoryLine[] {
  const words = historyText(locale);
  return rows
    .flatMap((row) => {
      const text = told[row.type]?.(row, words, locale);
      return text ? [{ at: row.at, text, detail: detailOf(row) }] : [];
    })
    .reverse();
}

function startOf({ event }: HistoryRow): "asked" | "startedByHr" | "startedByCard" | "startedByPhone" {
  const { channel } = (event.input ?? {}) as { channel?: string };
  if (channel === "hr" || channel === "console") return "startedByHr";
  if (channel === "card") return "startedByCard";
  return channel === "phone" ? "startedByPhone" : "asked";
}

function detailOf({ type, event }: HistoryRow): string | null {
  if (type === "MESSAGE_RECEIVED") return (event.message as ReceivedMessage).text || null;
  if (withText.has(type)) return typeof event.text === "string" ? event.text : null;
  return withReason.has(type) && typeof event.reason === "string" ? event.reason : null;
}
