import type { OutboxRow } from "../db/reads/outbox";
import type { Store } from "../db/store";
import type { Clock, Random } from "../db/types";
import { failed, type Delivery } from "../emails/delivery";
import type { SendableMail } from "../emails/mail";
import type { RenderedMail } from "../emails/render";
import { messageIdOf, type OutgoingMail } from "../emails/transport";
import type { Rewording } from "../emails/wording";
import type { Locale } from "../language/locale";
import { createPace, usualPace, type PaceLimits } from "./delivery-pace";
import type { Desk } from "./desk";
import { gatheredTemplates } from "./gathered-mail";
import { completeMail, secretOf, type NotSent } from "./outbox-mail";
import { createRecorder } from "./outbox-record";
import { createLedger, together } from "./together";

export interface OutboxParts {
  store: Store;
  desk: Desk;
  clock: Clock;
  random: Random;
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
   */
  statusLink: (ticketId: string, personId: string) => { url: string; tokenHash: string };
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
  tried?: (outcome: Delivery["outcome"]) => void;
  /** Hears of a mail that the desk itself could not write. */
  onError?: (error: unknown, mailId: string) => void;
}

export interface Outbox {
  /** Takes up what is due, as far as there is room, and does not wait for it. Returns how many mails that were. */
  takeUp(): Promise<number>;
  /** Sends everything that is due, and returns how many mails that were. */
  drain(): Promise<number>;
  /** Waits until nothing is under way. */
  idle(): Promise<void>;
}

export interface OutboxOptions {
  limits?: PaceLimits;
  /** Called when a mail is done with and another may be taken up. */
  onRoom?: () => void;
}

/** How long room is gathered before the next mails are claimed together. */
const claimWithinMs = 30;

/** Longer than one try may take, so that no second worker takes a mail up that is still under way. */
const leaseMs = 3 * 60_000;

/** The outbox of one worker: mails are claimed by lease, a few at once and fewer to one domain. */
export function createOutbox(parts: OutboxParts, { limits = usualPace, onRoom }: OutboxOptions = {}): Outbox {
  const { store, clock, holder } = parts;
  const pace = createPace(limits, clock);
  const recorder = createRecorder(parts);
  const links = createLedger(parts);
  const underWay = new Set<Promise<void>>();
  let claimedAt = -Infinity;
  /** Called when room has been gathered. */
  let wake = () => onRoom?.();
  const roomMade = together<null>(() => Promise.resolve(wake()), claimWithinMs);

  /** A claim waits for the disk, so that it is made for several mails or after a while. */
  const worthAClaim = (count: number) =>
    count >= limits.atOnce / 3 || underWay.size === 0 || performance.now() - claimedAt >= claimWithinMs;

  function begin(row: OutboxRow): void {
    const { domain } = row;
    pace.begun(domain);
    const sending = deliver(row).catch((error: unknown) => {
      parts.onError?.(error, row.id);
      return failed("temporary", "desk", "EDESK", "the desk could not write this mail; see its log");
    });
    const done = sending
      .then((delivery) => {
        // The next mail need not wait until this one's fate is on the disk.
        pace.ended(domain, typeof delivery === "string" || delivery.outcome !== "temporary");
        void roomMade(null);
        return record(row, delivery);
      })
      .catch((error: unknown) => parts.onError?.(error, row.id))
      .finally(() => underWay.delete(done));
    underWay.add(done);
  }

  async function record(row: OutboxRow, delivery: Delivery | NotSent): Promise<void> {
    if (delivery === "superseded") return recorder.superseded(row);
    if (delivery === "too-late") return recorder.tooLate(row);
    parts.tried?.(delivery.outcome);
    return recorder.tried(row, delivery);
  }

  async function deliver(row: OutboxRow): Promise<Delivery | NotSent> {
    const mail = await completeMail(parts, links, row);
    if (typeof mail === "string") return mail;
    const rewording = await store.wordings.asOf(row.wordingVersion ?? 0, row.locale);
    return parts.send({
      ...parts.render(mail, row.locale, row.createdAt, rewording),
      to: row.address,
      locale: row.locale,
      writtenAt: row.createdAt,
      messageId: messageIdOf(row.id, parts.senderAddress),
      ...parts.comesBackTo?.(row),
      secret: secretOf(mail),
    });
  }

  function roomToCome(): Promise<void> {
    return new Promise((resolve) => {
      wake = () => {
        onRoom?.();
        resolve();
      };
    });
  }

  async function takeUp(): Promise<number> {
    const free = pace.room();
    if (free.limit <= 0 || !worthAClaim(free.limit)) return 0;
    claimedAt = performance.now();
    const at = clock();
    const rows = await store.work.claimMail({ holder, at, leaseMs, gathered: gatheredTemplates, ...free });
    rows.forEach(begin);
    return rows.length;
  }

  return {
    takeUp,
    async drain() {
      for (let count = 0; ;) {
        count += await takeUp();
        if (underWay.size === 0) return count;
        await Promise.race([roomToCome(), Promise.all(underWay)]);
      }
    },
    async idle() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}

/** Sends everything that is due by an outbox of its own. Returns how many mails that were. */
export function sendDueMail(parts: OutboxParts): Promise<number> {
  return createOutbox(parts).drain();
}
