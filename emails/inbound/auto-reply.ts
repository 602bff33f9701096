import { type HeaderFields, headerText, rawHeader, readStructured } from "./header";
import { leaves, type MimePart } from "./mime";

/** Why a mail is no person's letter. */
export interface Automatic {
  /** `answer`: sent by a machine because a mail of ours came. `other`: lists, reports, notices, calendars. */
  kind: "answer" | "other";
  reason: string;
}

/** Fields that only automatic answers carry, whatever their value. */
const answering = [
  ...[
    "x-autoreply",
    "x-autorespond",
    "x-autoresponder",
    "x-auto-reply",
    "x-auto-respond",
    "x-autoreply-from",
  ],
  ...[
    "x-autoreply-domain",
    "x-mail-autoreply",
    "x-vacation",
    "x-fc-machinegenerated",
    "x-cron-env",
    "x-tmda-fingerprint",
  ],
  ...["x-tmda-confirm", "x-boxbe-version", "x-spamarrest-speedcode", "x-amazon-auto-reply", "auto-replied"],
];
const listed = ["list-id", "list-post", "mailing-list", "x-mailing-list", "x-beenthere", "list-unsubscribe"];

/** What out-of-office programs write before the subject, in Chinese and English; at the start only, for a person may write of one. */
const answerSubject =
  /^[\s*【［[（(]*(auto:|(?!re\s*:)[^:：]{1,40} is (currently )?out of (the )?office|[^:：]{1,20}不在辦公室|自動回[覆復信應]|自动(回复|答复)|\[?auto(matic)?[- ]?(reply|response|responder)|out of (the )?office|ooo\b|away from (my|the) |i am (currently )?(away|out of)|on vacation|vacation (reply|notice|message)|absence|不在(辦公室|公司)|(休假|請假|出差|差假|外出|離職)(通知|中|公告|自動)|已?收到您的(來信|信件|郵件)|(please )?(confirm|verify) your (e-?mail|message|address)|\[?sender (address )?verification|寄件人(驗證|確認)|請(確認|驗證)您的(郵件|信件|身分))/i;

const challenge =
  /(confirm|verify|prove) (that )?(you|your (message|e-?mail)).{0,60}(human|person|sender|not (a )?(spam|robot))|(spam ?arrest|boxbe|challenge[- ]response)|(點選|點擊|按下).{0,30}(連結|網址).{0,60}(寄件|郵件|信件|本人)/i;

/**
 * Judges whether a machine wrote the mail (RFC 3834), structure before words: what the mail is, what its fields say, and
 * only then how its subject begins.
 *
 * @param text what a reader sees of it
 */
export function automaticBy(mail: MimePart, text: string, nullSender: boolean): Automatic | null {
  const { headers } = mail;
  const subject = headerText(headers, "subject");
  const answers = isAnswer(headers) || answerSubject.test(subject);
  return (
    byStructure(mail) ??
    byAnsweringField(headers) ??
    bySubmission(headers, answers) ??
    byList(headers) ??
    byPrecedence(headers) ??
    byExchange(headers) ??
    (nullSender ? { kind: "answer", reason: "It comes from a null sender and is no bounce." } : null) ??
    byWords(subject, text)
  );
}

function byStructure(mail: MimePart): Automatic | null {
  const types = leaves(mail).map((leaf) => leaf.type);
  const report = mail.parameters.get("report-type")?.toLowerCase();
  if (types.some((type) => /^message\/(global-)?disposition-notification$/.test(type)))
    return { kind: "answer", reason: "It is a read receipt (RFC 8098)." };
  if (types.includes("message/feedback-report"))
    return { kind: "other", reason: "It is a feedback report (RFC 5965)." };
  if (mail.type === "multipart/report" && report !== undefined && report !== "delivery-status")
    return { kind: "other", reason: `It is a report of type ${report}.` };
  const calendar = leaves(mail).find(({ type }) => type === "text/calendar");
  const method =
    calendar?.parameters.get("method") ??
    readStructured(rawHeader(mail.headers, "content-type")).parameters.get("method");
  return method ? { kind: "other", reason: `It is a calendar message (${method.toUpperCase()}).` } : null;
}

function byAnsweringField(headers: HeaderFields): Automatic | null {
  const name = answering.find((one) => rawHeader(headers, one) !== undefined);
  if (name) return { kind: "answer", reason: `The field ${name} marks an automatic reply.` };
  if (/auto.?respon|vacation|autoreply/i.test(rawHeader(headers, "x-mailer") ?? ""))
    return { kind: "answer", reason: "It was written by an autoresponder." };
  if (
    /autorespond/i.test(rawHeader(headers, "x-post-messageclass") ?? rawHeader(headers, "delivered-to") ?? "")
  )
    return { kind: "answer", reason: "It was written by an autoresponder." };
  return null;
}

function bySubmission(headers: HeaderFields, answers: boolean): Automatic | null {
  const submitted = readStructured(rawHeader(headers, "auto-submitted")).value;
  if (submitted === "" || submitted === "no") return null;
  const replied = submitted.startsWith("auto-replied") || (answers && !isListed(headers));
  return { kind: replied ? "answer" : "other", reason: `Auto-Submitted: ${submitted} (RFC 3834).` };
}

const isListed = (headers: HeaderFields) => listed.some((name) => rawHeader(headers, name) !== undefined);

function byList(headers: HeaderFields): Automatic | null {
  const name = listed.find((one) => rawHeader(headers, one) !== undefined);
  return name ? { kind: "other", reason: `The field ${name} marks a mailing list.` } : null;
}

function byPrecedence(headers: HeaderFields): Automatic | null {
  const words = [rawHeader(headers, "precedence"), rawHeader(headers, "x-precedence")]
    .join(" ")
    .toLowerCase();
  if (/auto[-_ ]?reply/.test(words)) return { kind: "answer", reason: "Precedence: auto_reply." };
  if (/\blist\b/.test(words)) return { kind: "other", reason: "Precedence: list." };
  return /\b(bulk|junk)\b/.test(words)
    ? { kind: "answer", reason: "Precedence: bulk or junk, without a mailing list." }
    : null;
}

/** Exchange and Outlook say so by message class, or by the rule that answered. */
function byExchange(headers: HeaderFields): Automatic | null {
  const classes = ["x-message-class", "content-class", "x-ms-exchange-organization-messageclass"].map(
    (name) => rawHeader(headers, name) ?? "",
  );
  if (/oof|autoreply|rules\.reply/i.test(classes.join(" ")))
    return { kind: "answer", reason: "Exchange marks it as out of office." };
  const source = rawHeader(headers, "x-ms-exchange-generated-message-source") ?? "";
  return /rules agent|oof/i.test(source) || rawHeader(headers, "x-ms-exchange-inbox-rules-loop") !== undefined
    ? { kind: "answer", reason: "A rule of Exchange answered." }
    : null;
}

function byWords(subject: string, text: string): Automatic | null {
  if (answerSubject.test(subject))
    return { kind: "answer", reason: "Its subject begins as automatic replies do." };
  return challenge.test(text.slice(0, 4000)) && /confirm|verif|challenge|驗證|確認/i.test(subject)
    ? { kind: "answer", reason: "It asks the sender to prove being human." }
    : null;
}

/** Whether a mail says that it answers another. */
export function isAnswer(headers: HeaderFields): boolean {
  if (rawHeader(headers, "in-reply-to") || rawHeader(headers, "references")) return true;
  return isReply(headerText(headers, "subject"));
}

/** Whether a subject says that the mail answers another. */
export function isReply(subject: string): boolean {
  return replySubject.test(subject);
}

const replySubject =
  /^\s*(\[[^\]]{0,40}\]\s*)?(re|aw|sv|antw|回[覆復应應]|答[覆复復])(\s*(\[\d+\]|\(\d+\)))?\s*[:：]/i;
export const forwardSubject = /^\s*(fwd?|轉寄|轉發|转发|wg)\s*[:：]/i;
