import { checkNationalId, maskNationalId } from "../../../accounts/identity/national-id";
import { insert, type Write } from "../../../db/change";
import { newId } from "../../../db/ids";
import { attachmentLimits, filesOf } from "../../../emails/inbound/attachments";
import { headerText, rawHeader, readMailbox } from "../../../emails/inbound/header";
import { shownText, type MimePart } from "../../../emails/inbound/mime";
import { foldQuotes } from "../../../emails/inbound/quotes";
import { quotesPasswordMail, withoutPasswordLines, redact } from "../../../emails/inbound/redact";
import { oneLine, withoutUnseen } from "../../../language/typed-text";
import type { InboundContext } from "./received";
import type { ReceivedMessage } from "../../machines/types";

const longest = { text: 10_000, folded: 10_000, subject: 200, name: 80, address: 254 };
/** What one ticket may be sent in files altogether. */
const ofTicket = { count: 50, bytes: 30 * 1024 * 1024 };

/**
 * A person's mail as its ticket keeps it: plain text, quotes and signature apart, nothing secret in any of it, and the
 * files that may be kept.
 *
 * @param known passwords that were found alive in it
 * @param ticketId counts what the ticket holds already; `null` for a new one
 */
export async function messageOf(
  { store, random, clock }: Pick<InboundContext, "store" | "random" | "clock">,
  mail: MimePart,
  known: readonly string[],
  ticketId: string | null,
): Promise<{ message: ReceivedMessage; rows: (ticketId: string) => Write[] }> {
  const { said, folded } = foldQuotes(shownText(mail));
  const { name, address } = readMailbox(rawHeader(mail.headers, "from"));
  const held = ticketId === null ? { count: 0, bytes: 0 } : await store.received.totalsOf(ticketId);
  const { kept, left } = filesOf(mail, known, {
    ...attachmentLimits,
    count: Math.min(attachmentLimits.count, ofTicket.count - held.count),
    bytes: Math.min(attachmentLimits.bytes, ofTicket.bytes - held.bytes),
  });
  const files = kept.map((file) => ({ id: newId(random), ...file }));
  // What is quoted of the mail with the password goes altogether; the person has it, and staff may not.
  const foldable = folded.filter(({ text }) => !quotesPasswordMail(text)).map(({ text }) => text);
  return {
    message: {
      name: oneLine(cleaned(name, known, longest.name)),
      address: oneLine(cleaned(address, known, longest.address)),
      subject: oneLine(cleaned(headerText(mail.headers, "subject"), known, longest.subject)),
      text: cleaned(said, known, longest.text),
      folded: cleaned(foldable.join("\n\n"), known, longest.folded),
      files: files.map(({ id, name: file, bytes }) => ({ id, name: file, size: bytes.length })),
      left,
    },
    rows: (into) =>
      files.map(({ id, name: file, mediaType, bytes }) =>
        insert("attachments", {
          id,
          ticketId: into,
          name: file,
          mediaType,
          size: bytes.length,
          content: bytes,
          receivedAt: clock(),
        }),
      ),
  };
}

/** A text as it may be stored: no control characters, no secret, national IDs masked, no longer than so many characters. */
export function cleaned(text: string, known: readonly string[], most: number): string {
  const seen = withoutUnseen(text.replaceAll(/\r\n?/g, "\n"));
  const safe = masked(redact(withoutPasswordLines(seen), known)).trim();
  return safe.length <= most ? safe : `${safe.slice(0, most - 1)}…`;
}

function masked(text: string): string {
  return text.replaceAll(/(?<![A-Za-z0-9])[A-Za-z][A-Da-d1289]\d{8}(?!\d)/g, (word) => {
    const verdict = checkNationalId(word);
    return verdict.ok ? maskNationalId(verdict.value) : word;
  });
}
