import { insert, type Write } from "../db/change";
import { newId } from "../db/ids";
import type { Random } from "../db/types";
import type { Locale } from "../language/locale";
import type { OrderedMail } from "./templates/registry";

/** To whom a mail goes, and in which language. */
export interface Recipient {
  personId: string;
  address: string;
  locale: Locale;
}

/** What a mail belongs to, and how long it is of use. */
export interface Occasion {
  ticketId: string | null;
  /** When it is ordered, in epoch milliseconds. */
  at: number;
  /** How long it is tried, in milliseconds; three days unless said. */
  tryForMs?: number;
  /** The temporary password that it will carry. */
  carries?: { temporaryPasswordId: string; issue: number };
}

const noticeAgeMs = 3 * 24 * 60 * 60_000;

/**
 * A mail as it is ordered: a row of the outbox with template and parameters, never rendered mail. The ticket's number, the
 * links and the password join when it is sent, because they are not known before the commit or may not lie in the database.
 */
export function letter(
  random: Random,
  { template, ...params }: OrderedMail,
  { personId, address, locale }: Recipient,
  { ticketId, at, tryForMs = noticeAgeMs, carries }: Occasion,
): Write {
  return insert("outbox", {
    id: newId(random),
    ticketId,
    personId,
    address,
    template,
    params,
    locale,
    ...carries,
    state: "waiting",
    nextAttemptAt: at,
    giveUpAt: at + tryForMs,
    createdAt: at,
  });
}
