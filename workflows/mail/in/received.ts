import type { Secrets } from "../../../accounts/access/secrets";
import type { Write } from "../../../db/change";
import type { ReturnAddresses } from "../../../emails/inbound/return-address";
import type { Context } from "../../desk/context";
import type { ReadMail, WrittenMail } from "./reading";

/**
 * Reads mails where they hold up nobody. Each resolves as the functions of `reading.ts` return.
 *
 * @throws MailRefused, or NotParsed where the reading was stopped
 */
export interface MailReader {
  read(bytes: Uint8Array, nullSender: boolean): Promise<ReadMail>;
  written(bytes: Uint8Array, known: readonly string[]): Promise<WrittenMail>;
}

/** What incoming mail is worked on with. */
export interface InboundContext extends Pick<Context, "store" | "desk" | "clock" | "random"> {
  secrets: Pick<Secrets, "keyedHash" | "keyedHashes">;
  reader: MailReader;
  addresses: ReturnAddresses;
  /** Where anybody may write, in lower case; the first is the sender of the desk's own mail. */
  deskAddresses: readonly string[];
}

/** A mail that has been read, on its way to where it belongs. */
export interface ReceivedPart {
  from: string;
  read: ReadMail;
  /** No person wrote it. */
  automatic: boolean;
  /** What a person wrote, without the passwords that were found alive in it. */
  written(known: readonly string[]): Promise<WrittenMail>;
  /** Remembers the mail in the commit that stores what it says. */
  remembered: (ticketId: string | null) => Write;
}
