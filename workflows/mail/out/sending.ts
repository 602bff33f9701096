import type { OutboxRow } from "../../../db/queries/outbox";
import type { Delivery } from "../../../emails/delivery";
import type { SendableMail } from "../../../emails/templates/registry";
import type { RenderedMail } from "../../../emails/render";
import type { OutgoingMail } from "../../../emails/transport";
import type { Rewording } from "../../../emails/wording";
import type { Locale } from "../../../language/locale";
import type { Context } from "../../desk/context";

/** What mail is handed over with. */
export interface OutboxContext extends Pick<Context, "store" | "desk" | "clock" | "random"> {
  /** Names this worker on its leases. */
  holder: string;
  /** Whether a password mail carries a password or a one-time link. */
  delivery: "mail" | "link";
  /** Derives the temporary password of a seed, under the key that the row names. */
  derivePassword: (seed: Uint8Array, keyId: string) => string;
  /** Derives the one-time link of a seed, and the hash under which it is found again. */
  passwordLink: (seed: Uint8Array, keyId: string) => { url: string; tokenHash: string };
  /** argon2id, off the event loop. */
  hashPassword: (password: string) => Promise<string>;
  /**
   * The link to the whole path of a ticket for this person, and the hash under which it is found again. Another person's is
   * another, so that it can be revoked alone.
   *
   * @param generation of the links, since all of them were ended once; `null` where they never were
   */
  statusLink: (
    ticketId: string,
    personId: string,
    generation: string | null,
  ) => { url: string; tokenHash: string };
  /** The link by which a certificate's binding is confirmed. */
  bindingLink: (bindingId: string) => string;
  /** The link that confirms the address of a mail, and the hash under which it is found again. */
  confirmLink: (mailId: string) => { url: string; tokenHash: string };
  render: (mail: SendableMail, locale: Locale, writtenAt: number, rewording: Rewording) => RenderedMail;
  send: (mail: OutgoingMail) => Promise<Delivery>;
  /** How long a temporary password lives from the accepted mail. */
  expiryOf: (acceptedAt: number) => number;
  /** The signed addresses under which this mail comes back and may be answered, where the desk listens for mail. */
  comesBackTo?: (row: OutboxRow) => Pick<OutgoingMail, "returnPath" | "replyTo">;
  /** The published sender's address; names the domain of message ids. */
  senderAddress: string;
  /** Hears of every try. */
  tried?: (outcome: Delivery["outcome"], template: string) => void;
  /** Hears of a mail that the desk itself could not write. */
  onError?: (error: unknown, mailId: string) => void;
}
