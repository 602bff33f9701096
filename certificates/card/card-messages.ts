import type { Random } from "../../db/types";

/**
 * What a card is asked to sign (`certificates.md`, step 1): that an agency's card is there, that a citizen signs in, or an
 * order. Times are epoch milliseconds.
 */
export interface PresenceMessage {
  purpose: "prove-card" | "sign-in";
  /** The desk's own origin, so that a signature given to another site is worth nothing here. */
  origin: string;
  nonce: string;
  expires: number;
}

/** An agency-card keeper's order to reset one person's password. */
export interface ResetMessage {
  purpose: "reset";
  origin: string;
  /** The ticket's number, such as `R1151123-0042`. */
  ticket: string;
  person: { id: string; name: string; maskedId: string; agencyOid: string };
  keeper: { name: string; title: string; extension: string };
  disableOldPassword: boolean;
  /** The sentence the keeper read above the button. */
  statement: string;
  nonce: string;
  expires: number;
}

type CardMessage = PresenceMessage | ResetMessage;

/** A message that waits for its signature: what to store with the challenge and to compare byte for byte. */
export interface CardChallenge<M extends CardMessage = CardMessage> {
  message: M;
  /** UTF-8 of the message's JSON, fields in the order of their declaration: the bytes to be signed. */
  content: Uint8Array;
  /** The same bytes for the card component's `tbs`, with `tbsEncoding` `base64`. */
  contentBase64: string;
}

/** 256 bits, twice what the specification asks for. */
const NONCE_BYTES = 32;

/** A challenge lives five minutes. */
export const CHALLENGE_LIFETIME = 5 * 60_000;

/** Makes the content by which a card proves that it is present and its holder knows the PIN, and what for. */
export function presenceChallenge(
  wish: { purpose: PresenceMessage["purpose"]; origin: string; at: number },
  random: Random,
): CardChallenge<PresenceMessage> {
  return challengeOf({
    purpose: wish.purpose,
    origin: wish.origin,
    nonce: newNonce(random),
    expires: wish.at + CHALLENGE_LIFETIME,
  });
}

/** Makes the content by which a card orders the reset of one person's password. */
export function resetChallenge(
  wish: Omit<ResetMessage, "purpose" | "nonce" | "expires"> & { at: number },
  random: Random,
): CardChallenge<ResetMessage> {
  const { person, keeper } = wish;
  return challengeOf({
    purpose: "reset",
    origin: wish.origin,
    ticket: wish.ticket,
    person: { id: person.id, name: person.name, maskedId: person.maskedId, agencyOid: person.agencyOid },
    keeper: { name: keeper.name, title: keeper.title, extension: keeper.extension },
    disableOldPassword: wish.disableOldPassword,
    statement: wish.statement,
    nonce: newNonce(random),
    expires: wish.at + CHALLENGE_LIFETIME,
  });
}

function challengeOf<M extends CardMessage>(message: M): CardChallenge<M> {
  const content = new TextEncoder().encode(JSON.stringify(message));
  return { message, content, contentBase64: Buffer.from(content).toString("base64") };
}

function newNonce(random: Random): string {
  return Buffer.from(random(NONCE_BYTES)).toString("base64url");
}
