import { isChangeRefused, replace, update, type Write } from "../db/change";
import type { OutboxRow } from "../db/reads/work";
import type { Store } from "../db/store";
import type { Clock, Random } from "../db/types";
import type { Mail, SendableMail } from "../emails/mail";
import { needsConfirmLink, needsPassword, needsStatusLink } from "../emails/mail";
import type { Delivery } from "../emails/delivery";
import type { RenderedMail } from "../emails/render";
import { messageIdOf, type OutgoingMail } from "../emails/transport";
import type { Rewording } from "../emails/wording";
import type { Locale } from "../language/locale";
import { confirmationRow } from "./confirm-address";
import type { Desk } from "./desk";
import { isRefusal } from "./refusal";

export interface OutboxParts {
  store: Store;
  desk: Desk;
  clock: Clock;
  random: Random;
  /** Names this worker on its leases. */
  holder: string;
  /** Derives the temporary password of a seed, under the key that the row names. */
  derivePassword: (seed: Uint8Array, keyId: string) => string;
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
}

const leaseMs = 60_000;
const batch = 8;
const firstPauseMs = 15_000;
const longestPauseMs = 30 * 60_000;
const system = { kind: "system", name: "outbox" } as const;

/** Sends what is due. Returns how many mails it took up. */
export async function sendDueMail(parts: OutboxParts): Promise<number> {
  const rows = await parts.store.work.claimMail(parts.holder, parts.clock(), leaseMs, batch);
  await Promise.all(rows.map((row) => sendOne(parts, row)));
  return rows.length;
}

async function sendOne(parts: OutboxParts, row: OutboxRow): Promise<void> {
  const sendable = await complete(parts, row);
  if (sendable === null) {
    await settle(parts, row, { state: "cancelled", lastResponse: "superseded before it was sent" });
    return;
  }
  const rewording = await parts.store.wordings.asOf(row.wordingVersion ?? 0, row.locale);
  const delivery = await parts.send({
    ...parts.render(sendable, row.locale, row.createdAt, rewording),
    to: row.address,
    locale: row.locale,
    writtenAt: row.createdAt,
    messageId: messageIdOf(row.id, parts.senderAddress),
    ...parts.comesBackTo?.(row),
    ...("password" in sendable && sendable.password !== undefined ? { secret: sendable.password } : {}),
  });
  await record(parts, row, delivery);
}

/**
 * Adds what must not lie in the database: the number given out in the commit, the link, the password. A password's hash
 * is committed before the mail is sent, so that whatever arrives opens the door.
 *
 * @returns `null` when the password is no longer alive.
 */
async function complete(parts: OutboxParts, row: OutboxRow): Promise<SendableMail | null> {
  const { store } = parts;
  const ticket = row.ticketId === null ? undefined : await store.tickets.byId(row.ticketId);
  const number = ticket?.number ?? "";
  const mail = { template: row.template, ...row.params, number } as Mail;
  if (mail.template === "decision-waiting")
    return { ...mail, items: [{ ...(row.params as unknown as Waiting), number }] };
  if (needsPassword(mail)) {
    const password =
      row.temporaryPasswordId === null
        ? undefined
        : await store.tickets.temporaryPassword(row.temporaryPasswordId);
    if (password?.state !== "live" || password.seed === null) return null;
    const plaintext = parts.derivePassword(password.seed, password.keyId);
    const validUntilAt =
      password.hash === null ? await commitHash(parts, password.id, plaintext) : password.expiresAt;
    return validUntilAt === null ? null : { ...mail, password: plaintext, validUntilAt };
  }
  if (needsStatusLink(mail)) {
    const { url, tokenHash } = parts.statusLink(row.ticketId ?? "", row.personId ?? "");
    const at = parts.clock();
    await store.commit({
      at,
      writes: [
        replace("statusLinks", { tokenHash, ticketId: row.ticketId ?? "", level: "mail", createdAt: at }),
      ],
      audit: [],
    });
    return { ...mail, statusUrl: url };
  }
  if (mail.template === "certificate-confirmation")
    return { ...mail, confirmUrl: parts.bindingLink(mail.binding) };
  if (needsConfirmLink(mail)) {
    const { url, tokenHash } = parts.confirmLink(row.id);
    await store.commit({
      at: parts.clock(),
      writes: [confirmationRow(row, tokenHash)],
      audit: [],
    });
    return { ...mail, confirmUrl: url };
  }
  return mail;
}

interface Waiting {
  kind: "first-login" | "recovery";
  agency: string;
  person: string;
  dueAt: number;
}

/**
 * Commits the hash with the time that the mail will name, so that a mail sent again says the same.
 *
 * @returns until when the password is valid, or `null` when it has died meanwhile.
 */
async function commitHash(
  { store, clock, hashPassword, expiryOf }: OutboxParts,
  id: string,
  plaintext: string,
): Promise<number | null> {
  const hash = await hashPassword(plaintext);
  const at = clock();
  const expiresAt = expiryOf(at);
  try {
    await store.commit({
      at,
      writes: [
        update("temporaryPasswords", { id, state: "live", hash: null }, { hash, expiresAt }, "not-live"),
      ],
      audit: [],
    });
    return expiresAt;
  } catch (error) {
    if (!isChangeRefused(error, "not-live")) throw error;
    const now = await store.tickets.temporaryPassword(id);
    return now?.state === "live" ? now.expiresAt : null;
  }
}

async function record(parts: OutboxParts, row: OutboxRow, delivery: Delivery): Promise<void> {
  const at = parts.clock();
  if (delivery.outcome === "accepted") {
    const expiresAt = parts.expiryOf(at);
    const sent: Write[] = [
      update(
        "outbox",
        { id: row.id },
        { state: "sent", sentAt: at, lastResponse: delivery.response, leasedUntil: null },
      ),
    ];
    if (row.temporaryPasswordId === null) {
      await parts.store.commit({ at, writes: sent, audit: [] });
      return;
    }
    const erased = update(
      "temporaryPasswords",
      { id: row.temporaryPasswordId },
      { seed: null, mailedAt: at, expiresAt },
    );
    await tell(
      parts,
      row,
      { type: "MAIL_ACCEPTED", issue: row.issue ?? 0, expiresAt, response: delivery.response },
      [...sent, erased],
    );
    await parts.store.records.checkpoint();
    return;
  }
  const pause = pauseAfter(row.attempts, parts.random);
  if (delivery.outcome === "temporary" && at + pause < row.giveUpAt) {
    await settle(parts, row, {
      nextAttemptAt: at + pause,
      lastResponse: delivery.response,
      leasedUntil: null,
    });
    return;
  }
  const failed: Write[] = [
    update("outbox", { id: row.id }, { state: "failed", lastResponse: delivery.response, leasedUntil: null }),
  ];
  if (row.temporaryPasswordId === null) await parts.store.commit({ at, writes: failed, audit: [] });
  else
    await tell(
      parts,
      row,
      { type: "MAIL_REFUSED", issue: row.issue ?? 0, response: delivery.response },
      failed,
    );
}

/** Tells the ticket, with the outbox row in the same commit; a ticket that has moved on keeps only the row. */
async function tell(
  { desk, store, clock }: OutboxParts,
  row: OutboxRow,
  event: Parameters<Desk["act"]>[1],
  alongside: Write[],
): Promise<void> {
  const ticket = row.ticketId === null ? undefined : await store.tickets.byId(row.ticketId);
  try {
    if (ticket) await desk.act(ticket.number, event, system, { alongside });
  } catch (error) {
    if (!isRefusal(error)) throw error;
    await store.commit({ at: clock(), writes: alongside, audit: [] });
  }
}

async function settle({ store, clock }: OutboxParts, row: OutboxRow, set: Partial<OutboxRow>): Promise<void> {
  await store.commit({ at: clock(), writes: [update("outbox", { id: row.id }, set)], audit: [] });
}

/** Growing pauses with jitter: 15 s, 30 s, 1 min … half an hour. */
export function pauseAfter(attempts: number, random: Random): number {
  const pause = Math.min(longestPauseMs, firstPauseMs * 2 ** Math.max(0, attempts - 1));
  const [jitter = 0] = random(1);
  return Math.round(pause * (1 + jitter / 512));
}
