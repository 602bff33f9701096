import { filesOf, type KeptFile, type LeftFile } from "../../../emails/inbound/attachments";
import { judge, type Judgement } from "../../../emails/inbound/classify";
import { headerText, rawHeader, readMailbox } from "../../../emails/inbound/header";
import { readMail, shownText } from "../../../emails/inbound/mime";
import { foldQuotes } from "../../../emails/inbound/quotes";
import { linkTokens, passwordCandidates, quotesPasswordMail } from "../../../emails/inbound/redact";
import { hasTemporaryPasswordShape } from "../../../accounts/passwords/temporary-password";
import { oneLine } from "../../../language/typed-text";
import { cleaned } from "./cleaned";

const longest = { text: 10_000, folded: 10_000, subject: 200, name: 80, address: 254, note: 1000 };

/** What must be known of a mail before anything of it is kept. */
export interface ReadMail {
  judgement: Judgement;
  /** What it says, as a note keeps it. */
  note: string;
  /** The `X-Loop` fields, in lower case. */
  loops: readonly string[];
  /** Fields that name mails, as they came: its own id, and those it answers. */
  ownId: string;
  answered: string;
  /** Words that could be a temporary password, and the tokens of links that could be live. */
  passwordCandidates: readonly string[];
  linkTokens: readonly string[];
}

/** A person's mail as its ticket keeps it, with the files that any ticket would keep. */
export interface WrittenMail {
  name: string;
  address: string;
  subject: string;
  text: string;
  folded: string;
  files: readonly KeptFile[];
  left: readonly LeftFile[];
}

/**
 * Reads a mail that came from outside, wherever that is done: bytes in, plain data out.
 *
 * @param nullSender whether its return path is empty
 * @throws MailRefused
 */
export function readIncoming(bytes: Uint8Array, nullSender: boolean): ReadMail {
  const mail = readMail(bytes);
  const { headers } = mail;
  return {
    judgement: judge(mail, { nullSender }),
    note: cleaned(foldQuotes(shownText(mail)).said, [], longest.note),
    loops: (headers["x-loop"] ?? []).slice(0, 50).map((value) => value.toLowerCase()),
    ownId: rawHeader(headers, "message-id") ?? "",
    answered: `${rawHeader(headers, "in-reply-to") ?? ""} ${rawHeader(headers, "references") ?? ""}`,
    passwordCandidates: passwordCandidates(mail, (word) => hasTemporaryPasswordShape(word)),
    linkTokens: linkTokens(mail),
  };
}

/**
 * What a person wrote: plain text, quotes and signature apart, nothing secret in any of it, and the files that may be kept.
 *
 * @param known passwords that were found alive in it
 * @throws MailRefused
 */
export function writtenMail(bytes: Uint8Array, known: readonly string[]): WrittenMail {
  const mail = readMail(bytes);
  const { said, folded } = foldQuotes(shownText(mail));
  const { name, address } = readMailbox(rawHeader(mail.headers, "from"));
  const { kept, left } = filesOf(mail, known);
  // What is quoted of the mail with the password goes altogether; the person has it, and staff may not.
  const foldable = folded.filter(({ text }) => !quotesPasswordMail(text)).map(({ text }) => text);
  return {
    name: oneLine(cleaned(name, known, longest.name)),
    address: oneLine(cleaned(address, known, longest.address)),
    subject: oneLine(cleaned(headerText(mail.headers, "subject"), known, longest.subject)),
    text: cleaned(said, known, longest.text),
    folded: cleaned(foldable.join("\n\n"), known, longest.folded),
    files: kept,
    left,
  };
}
