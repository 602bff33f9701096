import type { DoorRefusal } from "../../../emails/inbound/smtp-server";
import type { InboundContext } from "./received";

const hour = 3_600_000;

/**
 * So many mails an hour are taken; the others are asked to come later, and their servers do. All but those of new tickets
 * are counted before a mail is read.
 */
const limits = {
  bounce: { windowMs: hour, pauseMs: hour, limit: 10 },
  ticket: { windowMs: hour, pauseMs: hour, limit: 20 },
  sender: { windowMs: hour, pauseMs: hour, limit: 30 },
  letters: { windowMs: hour, pauseMs: 10 * 60_000, limit: 300 },
  newTicketsOfSender: { windowMs: hour, pauseMs: hour, limit: 3 },
  newTickets: { windowMs: hour, pauseMs: 10 * 60_000, limit: 60 },
} as const;

export const tooMany: DoorRefusal = {
  code: 450,
  words: "4.7.1 too many mails in this hour; please try again later",
};

/** Counts a mail, in the database, and says whether it is still within the limit. */
export async function within(
  { store, clock }: Pick<InboundContext, "store" | "clock">,
  limit: keyof typeof limits,
  who: string,
): Promise<boolean> {
  return (await store.work.take(`mail-in|${limit}|${who}`, clock(), limits[limit])).allowed;
}

/** Who sent a mail, as the counters know them. */
export const senderKey = ({ secrets }: Pick<InboundContext, "secrets">, from: string) =>
  secrets.keyedHash("throttle", from.toLowerCase());
