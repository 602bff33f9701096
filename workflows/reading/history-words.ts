import type { HistoryRow } from "../../db/queries/tickets";
import type { Locale } from "../../language/locale";
import { defineText } from "../../language/text";
import { acts } from "../machines/acts";
import type { DeadlineName, ReceivedMessage, TicketAct, TicketInput } from "../machines/types";
import { actorLabel, checkLabel, pathPartyWords } from "./words";

/** One line of a ticket's history, to be read as a sentence: who, did what, in whose words. */
export interface HistoryLine {
  seq: number;
  at: number;
  type: RecordedEvent["type"];
  /** `陳佳玲`, `系統`. */
  actor: string;
  /** `受理`, `核對身分：回撥 通過`. */
  act: string;
  /** What somebody wrote: a reason, a note. */
  quote: string | null;
  /** For staff alone. */
  internal: boolean;
  /** Bad news. */
  failed: boolean;
  /** A mail that came in, from whom it claims to be: 未驗證寄件人. */
  message: ReceivedMessage | null;
}

/** What a history row's event is: the machine's event, or the start of a path. */
export type RecordedEvent = TicketAct | { type: "OPENED"; input: TicketInput };

interface Told {
  row: Pick<HistoryRow, "path" | "toState">;
  locale: Locale;
  first: boolean;
  nameOf: (id: string) => string | undefined;
}

type Sentences = {
  [T in RecordedEvent["type"]]: (event: Extract<RecordedEvent, { type: T }>, told: Told) => string;
};

const referred = (path: Told["row"], locale: Locale) =>
  path.toState === "handedOver" ? (locale === "en" ? "; the case goes to HR" : "，轉由人事單位處理") : "";

const deadlineWords = defineText<Record<DeadlineName, string>>({
  zh: {
    decision: "審核逾時",
    response: "處理時限到了",
    "call-back": "回撥時間到了",
    answer: "申請人逾期未補充",
    "card-proof": "憑證驗證逾 5 分鐘",
    abandon: "30 天未完成",
    lapse: "一次性密碼逾期失效",
    "lapse-reminder": "提醒申請人一次性密碼即將失效",
    "set-password": "登入後未在時間內設定自己的密碼",
  },
  en: {
    decision: "noted that the decision is overdue",
    response: "noted that the promise is due",
    "call-back": "noted that the call-back is due",
    answer: "noted that the applicant did not answer",
    "card-proof": "closed the card's five minutes",
    abandon: "noted 30 days without completion",
    lapse: "let the temporary password lapse",
    "lapse-reminder": "reminded the applicant that the temporary password lapses soon",
    "set-password": "noted that no own password was set in time",
  },
});

/** Every event as a sentence, without who did it. A missing one is a compile error. */
const sentences = defineText<Sentences>({
  zh: {
    OPENED: (event, { row, first }) =>
      first ? openedZh[event.input.channel] : `案件轉到${pathPartyWords("zh-Hant-TW")[row.path]}`,
    NOTE: () => "內部備註",
    SUPPLEMENT: () => "補充說明",
    ASK_APPLICANT: () => "請申請人補充",
    REPLY: () => "回覆申請人",
    IDENTIFY: ({ subject }, { nameOf }) => `確認申請人為 ${nameOf(subject.personId) ?? "—"}`,
    DISMISS: () => "不受理",
    HAND_OVER: ({ to }) => `轉由${pathPartyWords("zh-Hant-TW")[to]}處理`,
    JOIN: ({ into }) => (into === "" ? "併案" : `併入 ${into}`),
    JOINED_BY: ({ number }) => `併入另一件申請 ${number}`,
    WITHDRAW: () => "撤回申請",
    REMEMBERED: () => "以原密碼登入，自行結案",
    DISPUTE: () => "表示不是本人申請，撤回並通報",
    APPROVE: ({ disableOldPassword }, { row }) =>
      (row.toState === "awaitingConfirmation" ? "擬辦，待主管確認" : "核准") +
      (disableOldPassword ? "，立即停用舊密碼" : ""),
    RETURN: () => "退回",
    CONFIRM_SECOND: () => "以第二人身分確認",
    REFUSE_SECOND: () => "第二人不同意，退回",
    CLAIM: () => "受理",
    REASSIGN: ({ to }, { nameOf }) => `改派給 ${nameOf(to) ?? "—"}`,
    START_VERIFICATION: (_, { row }) =>
      row.toState === "handedOver" ? "沒有留存的公務電話，轉由人事單位處理" : "開始核對身分",
    RECORD_CHECK: ({ check, passed }) =>
      `身分核對：${checkLabel(check, "zh-Hant-TW", "short")} ${passed ? "通過" : "不符"}`,
    NOT_REACHED: (_, { row }) => `回撥未接通${referred(row, "zh-Hant-TW")}`,
    VERIFY: ({ disableOldPassword }) => `身分核對通過${disableOldPassword ? "，立即停用舊密碼" : ""}`,
    FAIL_VERIFICATION: (_, { row }) => `身分核對不符${referred(row, "zh-Hant-TW")}`,
    CARD_PROVEN: ({ card, keeper }) =>
      `以${card.agencyName}的憑證驗證（${keeper.name} ${keeper.title}，分機 ${keeper.extension}）`,
    CARD_REFUSED: () => "憑證驗證未通過",
    CHOOSE_PERSON: ({ subject }, { nameOf }) => `選定 ${nameOf(subject.personId) ?? "—"}`,
    SIGN_ORDER: ({ disableOldPassword }) => `簽署重設密碼${disableOldPassword ? "，立即停用舊密碼" : ""}`,
    SIGNATURE_REFUSED: () => "簽署未通過",
    MAIL_ACCEPTED: () => "一次性密碼郵件已寄達收件伺服器",
    MAIL_REFUSED: () => "一次性密碼郵件無法送達",
    MAIL_BOUNCED: ({ permanent }) => (permanent ? "收到退信：郵件無法送達" : "收到退信：郵件暫時未送達"),
    AUTO_REPLIED: () => "收到自動回覆",
    MESSAGE_RECEIVED: ({ message }) => `來信：${message.subject || "（無主旨）"}`,
    PASSWORD_ENDED: () => "所有一次性密碼同時失效（更換金鑰或還原備份），已通知申請人",
    PASSWORD_EXPOSED: () => "回信中帶有一次性密碼，已立即失效並通知申請人",
    MESSAGES_READ: () => "已閱來信",
    SIGNED_IN: () => "申請人以一次性密碼登入",
    SIGNED_IN_BY_CERTIFICATE: () => "申請人以憑證登入，結案",
    OWN_PASSWORD_SET: () => "申請人設定自己的密碼，首次登入驗證完成",
    LOCK: () => "一次性密碼錯誤次數過多，鎖住",
    REISSUE: () => "重新寄送一次性密碼，前一組立即失效",
    BREAK_GLASS: () => "由主控台緊急核發一次性密碼，並通知所有系統管理員",
    DEADLINE: ({ name }) => deadlineWords("zh-Hant-TW")[name],
  },
  en: {
    OPENED: (event, { row, first }) =>
      first ? openedEn[event.input.channel] : `moved the case to ${pathPartyWords("en")[row.path]}`,
    NOTE: () => "noted internally",
    SUPPLEMENT: () => "added",
    ASK_APPLICANT: () => "asked the applicant for more",
    REPLY: () => "wrote to the applicant",
    IDENTIFY: ({ subject }, { nameOf }) => `identified the applicant as ${nameOf(subject.personId) ?? "—"}`,
    DISMISS: () => "dismissed the case",
    HAND_OVER: ({ to }) => `handed the case to ${pathPartyWords("en")[to]}`,
    JOIN: ({ into }) => (into === "" ? "joined this request to another" : `joined this case to ${into}`),
    JOINED_BY: ({ number }) => `joined another request, ${number}`,
    WITHDRAW: () => "withdrew the request",
    REMEMBERED: () => "signed in with the old password and closed the case",
    DISPUTE: () => "did not ask for this, and reported it",
    APPROVE: ({ disableOldPassword }, { row }) =>
      (row.toState === "awaitingConfirmation" ? "prepared the decision" : "approved") +
      (disableOldPassword ? " and disabled the old password" : ""),
    RETURN: () => "returned the request",
    CONFIRM_SECOND: () => "confirmed as the second person",
    REFUSE_SECOND: () => "disagreed as the second person and returned it",
    CLAIM: () => "claimed the case",
    REASSIGN: ({ to }, { nameOf }) => `reassigned the case to ${nameOf(to) ?? "—"}`,
    START_VERIFICATION: (_, { row }) =>
      row.toState === "handedOver"
        ? "found no office number on record; the case goes to HR"
        : "began to verify the caller",
    RECORD_CHECK: ({ check, passed }) =>
      `checked the caller: ${checkLabel(check, "en", "short")} ${passed ? "passed" : "failed"}`,
    NOT_REACHED: (_, { row }) => `called back without an answer${referred(row, "en")}`,
    VERIFY: ({ disableOldPassword }) =>
      `verified the caller${disableOldPassword ? " and disabled the old password" : ""}`,
    FAIL_VERIFICATION: (_, { row }) => `could not verify the caller${referred(row, "en")}`,
    CARD_PROVEN: ({ card, keeper }) =>
      `proved the card of ${card.agencyName} (${keeper.name}, ${keeper.title}, ext. ${keeper.extension})`,
    CARD_REFUSED: () => "was refused: the card was not proven",
    CHOOSE_PERSON: ({ subject }, { nameOf }) => `chose ${nameOf(subject.personId) ?? "—"}`,
    SIGN_ORDER: ({ disableOldPassword }) =>
      `signed the order${disableOldPassword ? " and disabled the old password" : ""}`,
    SIGNATURE_REFUSED: () => "was refused: the signature did not hold",
    MAIL_ACCEPTED: () => "delivered the temporary password to the mail server",
    MAIL_REFUSED: () => "could not deliver the temporary password",
    MAIL_BOUNCED: ({ permanent }) =>
      permanent ? "learned that a mail could not be delivered" : "learned that a mail is not delivered yet",
    AUTO_REPLIED: () => "received an automatic reply",
    MESSAGE_RECEIVED: ({ message }) => `wrote: ${message.subject || "(no subject)"}`,
    PASSWORD_ENDED: () =>
      "ended all temporary passwords at once (keys changed, or a backup restored); the applicant was told",
    PASSWORD_EXPOSED: () => "found the temporary password in a reply; it is dead and the applicant was told",
    MESSAGES_READ: () => "has read the mail",
    SIGNED_IN: () => "saw the applicant sign in with the temporary password",
    SIGNED_IN_BY_CERTIFICATE: () => "saw the applicant sign in by certificate: solved",
    OWN_PASSWORD_SET: () => "saw the applicant set a password of their own: first login verified",
    LOCK: () => "locked the temporary password after too many wrong tries",
    REISSUE: () => "had the temporary password issued again; the former one is dead",
    BREAK_GLASS: () => "ordered a temporary password from the console; all administrators were told",
    DEADLINE: ({ name }) => deadlineWords("en")[name],
  },
});

const openedZh = {
  web: "從網頁送出申請",
  phone: "建立來電案件",
  hr: "由人事單位建立案件",
  card: "以機關憑證建立案件",
  console: "由主控台建立案件",
  mail: "由來信建立案件",
};
const openedEn = {
  web: "sent the request on the web",
  phone: "opened the case from a phone call",
  hr: "opened the case for HR",
  card: "opened the case with the agency's card",
  console: "opened the case from the console",
  mail: "opened the case from a mail",
};

/** Ids of the people whom a history names, for one look-up. */
export function peopleNamedIn(history: readonly HistoryRow[]): string[] {
  const ids = history.flatMap((row) => {
    const event = eventOf(row);
    const named = "subject" in event ? event.subject.personId : event.type === "REASSIGN" ? event.to : null;
    return [row.actorId, named].filter((id): id is string => id !== null);
  });
  return [...new Set(ids)];
}

/**
 * A ticket's history as sentences, oldest first. The start of a path that a handover tells already is left out.
 *
 * @param nameOf the name of a person by id
 */
export function historyLines(
  history: readonly HistoryRow[],
  locale: Locale,
  nameOf: (id: string) => string | undefined,
): HistoryLine[] {
  return history.flatMap((row, index) => {
    const event = eventOf(row);
    if (event.type === "OPENED" && index > 0)
      return history[index - 1]?.toState === "handedOver" && !isDeadline(history[index - 1])
        ? []
        : [line(row)];
    return [line(row)];
  });

  function line(row: HistoryRow): HistoryLine {
    const event = eventOf(row);
    return {
      seq: row.seq,
      at: row.at,
      type: event.type,
      actor:
        event.type === "MESSAGE_RECEIVED"
          ? unverifiedSender(event.message, locale)
          : actorLabel(row.actorKind, row.actorId === null ? undefined : nameOf(row.actorId), locale),
      act: sentenceOf(event, { row, locale, first: row.seq === 1, nameOf }),
      quote: quoteOf(event),
      internal: isMarked(event, "internal"),
      failed: isMarked(event, "failed"),
      message: event.type === "MESSAGE_RECEIVED" ? event.message : null,
    };
  }
}

/** The name of a mail's sender proves nothing, and is never shown without saying so. */
function unverifiedSender({ name, address }: ReceivedMessage, locale: Locale): string {
  const sender = [name, address && `<${address}>`].filter(Boolean).join(" ");
  return locale === "en" ? `Unverified sender ${sender}` : `未驗證寄件人 ${sender}`;
}

/** What the registry of acts says of this one. */
const isMarked = ({ type }: RecordedEvent, mark: "internal" | "failed") =>
  type !== "OPENED" && mark in acts[type];

const isDeadline = (row: HistoryRow | undefined) => row?.type === "DEADLINE";

function sentenceOf<E extends RecordedEvent>(event: E, told: Told): string {
  const say = sentences(told.locale)[event.type] as (event: E, told: Told) => string;
  return say(event, told);
}

/** The event of a history row as the machine saw it. */
export function eventOf(row: Pick<HistoryRow, "event">): RecordedEvent {
  return row.event as RecordedEvent;
}

function quoteOf(event: RecordedEvent): string | null {
  if ("text" in event) return event.text;
  if ("reason" in event) return event.reason;
  if (event.type === "MESSAGE_RECEIVED") return event.message.text || null;
  return event.type === "MAIL_REFUSED" || event.type === "MAIL_BOUNCED" ? event.response : null;
}
