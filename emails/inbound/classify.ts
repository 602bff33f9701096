import { automaticBy, forwardSubject, isAnswer } from "./auto-reply";
import { isByMachine, isPermanentBy, readBounceText, wordsOfNotice } from "./bounce-text";
import { readDeliveryReport, type DeliveryNotice } from "./delivery-report";
import { headerText, rawHeader } from "./header";
import { leaves, type MimePart, readMail, shownText } from "./mime";
import { foldQuotes } from "./quotes";

/** What a mail that came in is. */
export interface Judgement {
  /** `bounce`: a server's news that a mail failed or is late. `auto-reply`: a machine's answer. `reply`: a person's answer. */
  kind: "bounce" | "auto-reply" | "reply" | "other";
  /** Of a bounce: whether sending again is pointless. `null` for everything else. */
  permanent: boolean | null;
  /** Of a bounce: whom the mail did not reach. */
  recipient: string | null;
  /** Of a bounce: the status of RFC 3463, `5.1.1`. */
  status: string | null;
  /** Why it was judged so, in a short sentence; of a bounce, the server's own words. */
  reason: string;
  /** No person wrote it, so that nothing may answer it. */
  automatic: boolean;
  /** Of a bounce: the server has given the mail up, be the cause permanent or not. */
  final: boolean;
}

export interface Envelope {
  /** The mail came with an empty return path, as bounces must (RFC 5321 §4.5.5). */
  nullSender: boolean;
}

/**
 * Judges the bytes of a mail.
 *
 * @throws MailRefused
 */
export function classifyMail(bytes: Uint8Array): Judgement {
  return judge(readMail(bytes));
}

/** Judges a mail: a report by its structure, then a bounce by its words, then what a machine sent, then what answers. */
export function judge(mail: MimePart, envelope?: Envelope): Judgement {
  const returnPath = rawHeader(mail.headers, "return-path");
  const nullSender = envelope?.nullSender ?? returnPath?.replaceAll(/\s/g, "") === "<>";
  const text = shownText(mail).slice(0, 65_536);
  const report = isOtherReport(mail) ? null : readDeliveryReport(mail);
  if (report?.action === "relayed")
    return {
      ...nothing,
      kind: "other",
      reason: "The server confirms that the mail went on.",
      automatic: true,
    };

  const automatic = automaticBy(mail, text, nullSender);
  const notice = report ?? (isOtherReport(mail) ? null : readBounceText(mail, nullSender));
  if (notice) return bounce({ ...notice, words: notice.words || wordsOfNotice(mail) });
  if (automatic)
    return {
      ...nothing,
      kind: automatic.kind === "answer" ? "auto-reply" : "other",
      reason: automatic.reason,
      automatic: true,
    };
  if (isByMachine(mail))
    return { ...nothing, kind: "other", reason: "A mail server wrote it.", automatic: true };
  if (forwardSubject.test(headerText(mail.headers, "subject")))
    return { ...nothing, kind: "other", reason: "A forwarded mail." };
  if (isAnswer(mail.headers))
    return { ...nothing, kind: "reply", reason: "It answers a mail and a person wrote it." };
  return foldQuotes(text).folded.some(({ kind }) => kind === "quote")
    ? { ...nothing, kind: "reply", reason: "It quotes the mail that it answers." }
    : { ...nothing, kind: "other", reason: "A person wrote it, and it answers no mail." };
}

const nothing = { permanent: null, recipient: null, status: null, automatic: false, final: false } as const;

/** Read receipts, feedback reports and the like are reports too, and no bounces whatever they quote. */
function isOtherReport(mail: MimePart): boolean {
  return leaves(mail).some(({ type }) =>
    /^message\/((global-)?disposition-notification|feedback-report)$/.test(type),
  );
}

function bounce(notice: DeliveryNotice): Judgement {
  const { action, recipient, status, replyCode, words } = notice;
  const delayed = action === "delayed";
  const said = words
    .replaceAll(/[\p{Control}\s]+/gu, " ")
    .trim()
    .slice(0, 300);
  return {
    kind: "bounce",
    permanent: !delayed && isPermanent(status, replyCode, words),
    recipient,
    status,
    reason:
      said ||
      (delayed ? "The mail is delayed; the server keeps trying." : "The mail could not be delivered."),
    automatic: true,
    final: !delayed,
  };
}

/** RFC 3463: class 5 is permanent, class 4 is not. A full mailbox is what its code says, and temporary where none does. */
function isPermanent(status: string | null, replyCode: string | null, words: string): boolean {
  const byClass = (status ?? replyCode)?.[0];
  if (byClass === "5") return true;
  return byClass === "4" ? false : isPermanentBy(words);
}
