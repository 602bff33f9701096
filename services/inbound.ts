import type { Logger } from "pino";
import type { Services } from "./services";
import { startInboundSmtpServer, type InboundSmtpServer } from "../emails/inbound/smtp-server";
import { returnAddresses, type ReturnAddresses } from "../emails/inbound/return-address";
import { mayCome, receiveMail } from "../workflows/mail/in/receive";
import type { InboundContext } from "../workflows/mail/in/received";

/** The signed addresses under which mail comes back; `null` where the desk does not listen for any. */
export function returnAddressesOf({
  environment: { mailIn },
  secrets,
}: Pick<Services, "environment" | "secrets">): ReturnAddresses | null {
  return mailIn ? returnAddresses(secrets, mailIn.domain) : null;
}

/** Where anybody may write: the published sender, and the addresses that a domain must have (RFC 5321 §4.5.1). */
function deskAddressesOf({ environment: { mailFrom, mailIn } }: Pick<Services, "environment">): string[] {
  const own = mailIn ? ["helpdesk", "postmaster"].map((name) => `${name}@${mailIn.domain}`) : [];
  return [mailFrom.address, ...own].map((address) => address.toLowerCase());
}

/** Listens for mail on `MAIL_IN_PORT`, if it is set. */
export async function startInbound(services: Services, log: Logger): Promise<InboundSmtpServer | null> {
  const { environment, store, desk, clock, random, secrets, parsing } = services;
  const addresses = returnAddressesOf(services);
  if (!environment.mailIn || !addresses) return null;
  const parts: InboundContext = {
    store,
    desk,
    clock,
    random,
    secrets,
    reader: parsing.mail,
    addresses,
    deskAddresses: deskAddressesOf(services),
  };
  return startInboundSmtpServer({
    host: environment.host,
    port: environment.mailIn.port,
    name: environment.mailIn.domain,
    accepts: (envelope) => mayCome(parts, envelope),
    take: (mail) => receiveMail(parts, mail),
    onError: (error) => log.error({ err: error }, "a mail could not be taken in"),
  });
}
