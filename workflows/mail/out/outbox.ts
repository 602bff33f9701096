import type { OutboxRow } from "../../../db/queries/outbox";
import { failed, type Delivery } from "../../../emails/delivery";
import { digestEveryMs } from "../../../emails/templates/registry";
import { messageIdOf } from "../../../emails/transport";
import type { OutboxContext } from "./sending";
import { createRateLimiter, usualRateLimits, type RateLimits } from "./rate-limit";
import { completeMail, secretOf, type NotSent } from "./compose";
import { createRecorder } from "./results";
import { createLedger, batched } from "./batch";

export interface Outbox {
  /** Takes up what is due, as far as there is room, and does not wait for it. Returns how many mails that were. */
  takeUp(): Promise<number>;
  /** Sends everything that is due, and returns how many mails that were. */
  drain(): Promise<number>;
  /** Waits until nothing is under way. */
  idle(): Promise<void>;
}

export interface OutboxOptions {
  limits?: RateLimits;
  /** Called when a mail is done with and another may be taken up. */
  onRoom?: () => void;
  /**
   * How long room is gathered before the next mails are claimed together, and what became of mails before it is written
   * down together. 0 where one mail follows another and nobody else writes.
   */
  batchMs?: number;
}

/** Longer than one try may take, so that no second worker takes a mail up that is still under way. */
const leaseMs = 3 * 60_000;

/** The outbox of one worker: mails are claimed by lease, a few at once and fewer to one domain. */
export function createOutbox(
  parts: OutboxContext,
  { limits = usualRateLimits, onRoom, batchMs = 30 }: OutboxOptions = {},
): Outbox {
  const { store, clock, holder } = parts;
  const rateLimiter = createRateLimiter(limits, clock);
  const recorder = createRecorder(parts, batchMs);
  const links = createLedger(parts);
  const underWay = new Set<Promise<void>>();
  let claimedAt = -Infinity;
  /** Called when room has been gathered. */
  let wake = () => onRoom?.();
  const roomMade = batched<null>(() => Promise.resolve(wake()), batchMs);

  /** A claim waits for the disk, so that it is made for several mails or after a while. */
  const worthAClaim = (count: number) =>
    count >= limits.atOnce / 3 || underWay.size === 0 || performance.now() - claimedAt >= batchMs;

  function begin(row: OutboxRow): void {
    const { domain } = row;
    rateLimiter.begun(domain);
    const sending = deliver(row).catch((error: unknown) => {
      parts.onError?.(error, row.id);
      return failed("temporary", "desk", "EDESK", "the desk could not write this mail; see its log");
    });
    const done = sending
      .then((delivery) => {
        // The next mail need not wait until this one's fate is on the disk.
        rateLimiter.ended(domain, typeof delivery === "string" || delivery.outcome !== "temporary");
        void roomMade(null);
        return record(row, delivery);
      })
      .catch((error: unknown) => parts.onError?.(error, row.id))
      .finally(() => underWay.delete(done));
    underWay.add(done);
  }

  async function record(row: OutboxRow, delivery: Delivery | NotSent): Promise<void> {
    if (delivery === "superseded") return recorder.superseded(row);
    if (delivery === "expired") return recorder.expired(row);
    parts.tried?.(delivery.outcome, row.template);
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
    const free = rateLimiter.room();
    if (free.limit <= 0 || !worthAClaim(free.limit)) return 0;
    claimedAt = performance.now();
    const at = clock();
    const rows = await store.work.claimMail({ holder, at, leaseMs, digestEveryMs, ...free });
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
