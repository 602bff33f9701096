import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Judgement } from "../../../emails/inbound/classify";

export const mailVectors = fileURLToPath(new URL("../../vectors/mail/", import.meta.url));

export const mailVector = (name: string): Buffer => readFileSync(`${mailVectors}${name}.eml`);

const person = "wang.ming@agency.example";
const bounce = (permanent: boolean, status: string | null, recipient = person) =>
  ({ kind: "bounce", permanent, status, recipient }) as const;
const none = { permanent: null, status: null, recipient: null };
const autoReply = { kind: "auto-reply", ...none } as const;
const reply = { kind: "reply", ...none } as const;
const other = { kind: "other", ...none } as const;

/** What each sample is. Their README says which server's shape each imitates. */
export const expected: Record<string, Pick<Judgement, "kind" | "permanent" | "status" | "recipient">> = {
  "postfix-user-unknown": bounce(true, "5.1.1"),
  "postfix-whole-mail-returned": bounce(true, "5.7.0"),
  "postfix-delayed": bounce(false, "4.4.1"),
  "postfix-expired": bounce(false, "4.4.1"),
  "exchange-online-not-found": bounce(true, "5.1.10"),
  "exchange-2013-zh-html-only": bounce(true, "5.1.1"),
  "exchange-2003-did-not-reach": bounce(true, "5.1.1"),
  "exchange-mailbox-full-5": bounce(true, "5.2.2"),
  "exchange-delayed-zh": bounce(false, "4.4.7"),
  "sendmail-transcript": bounce(true, "5.1.1"),
  "sendmail-warning-4-hours": bounce(false, "4.4.1"),
  "sendmail-text-only": bounce(true, null),
  "exim-permanent": bounce(true, "5.7.1"),
  "exim-quota": bounce(false, null),
  "exim-delayed-24-hours": bounce(false, null),
  "qmail-no-mailbox": bounce(true, "5.1.1", "wang.ming@school.example"),
  "qmail-remote-said": bounce(true, null, "wang.ming@school.example"),
  "gmail-address-not-found": bounce(true, "5.1.1", "wang.ming@gmail.example"),
  "gmail-over-quota": bounce(false, "4.2.2", "wang.ming@gmail.example"),
  "gmail-2012-text-only": bounce(true, "5.7.1"),
  "yahoo-unable-to-deliver": bounce(true, null, "wang.ming@yahoo.example"),
  "domino-not-listed": bounce(true, "5.1.1", "wang.ming@notes.agency.example"),
  "mail2000-big5-unknown": bounce(true, "5.1.1", "wang.ming@mail2000.agency.example"),
  "mail2000-big5-full": bounce(false, null, "wang.ming@mail2000.agency.example"),
  "hinet-undeliverable": bounce(true, "5.1.1", "wang.ming@msa.provider.example"),
  "provider-zh-delay": bounce(false, "4.3.0", "wang.ming@isp.example"),
  "smtputf8-recipient": bounce(true, "5.1.1", "王明@xn--xyr3hu3u.example"),
  "report-without-status-part": bounce(true, null),
  "daemon-error-delivering": bounce(true, "5.1.1"),
  "daemon-error-delivering-unnamed": bounce(true, null),
  "daemon-german-words": bounce(true, "5.7.1"),
  "daemon-japanese-words": bounce(false, "4.2.2"),
  "gateway-mail-rejected": bounce(true, null),
  "opensmtpd-error-occurred": bounce(true, "5.2.1"),
  "courier-undeliverable": bounce(true, null),
  "smail-no-valid-recipients": bounce(true, null),
  "mmdf-was-not-delivered": bounce(true, null),
  "imail-unknown-user": bounce(true, null),
  "james-not-able": bounce(true, null),
  "oof-exchange-zh": autoReply,
  "oof-exchange-en": autoReply,
  "oof-class-only": autoReply,
  "oof-gmail-vacation": autoReply,
  "oof-sieve-vacation": autoReply,
  "oof-bsd-vacation": autoReply,
  "oof-precedence-auto-reply": autoReply,
  "oof-subject-only": autoReply,
  "oof-answers-failure-notice": autoReply,
  "autoresponder-x-autorespond": autoReply,
  "challenge-response": autoReply,
  "read-receipt": autoReply,
  "reply-gmail-zh": reply,
  "reply-gmail-en": reply,
  "reply-outlook-zh": reply,
  "reply-outlook-en": reply,
  "reply-outlook-original-message": reply,
  "reply-apple-mail-zh": reply,
  "reply-iphone-zh": reply,
  "reply-android-outlook-en": reply,
  "reply-thunderbird-bottom-posted": reply,
  "reply-thunderbird-zh-between": reply,
  "reply-big5": reply,
  "reply-html-only": reply,
  "reply-without-thread-fields": reply,
  "reply-with-attachments": reply,
  "postfix-delivered": other,
  "calendar-reply": other,
  "mailing-list-post": other,
  newsletter: other,
  "feedback-report": other,
  "other-desk-notice": other,
  "person-asks-anew": other,
  "person-forwards-a-bounce": other,
  "person-quotes-daemon-unmarked": reply,
  "person-quotes-daemon-marked": reply,
  "person-is-system-administrator": reply,
  "person-is-postmaster": reply,
};
