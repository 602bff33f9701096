import { returnAddresses } from "../../emails/inbound/return-address";
import type { Delivery } from "../../emails/delivery";
import { failed } from "../../emails/delivery";
import type { OutgoingMail } from "../../emails/transport";
import { createOutbox, type Outbox } from "../../workflows/mail/out/outbox";
import { readIncoming, writtenMail } from "../../workflows/mail/in/reading";
import { receiveMail } from "../../workflows/mail/in/receive";
import type { InboundContext } from "../../workflows/mail/in/received";
import type { Services } from "../services";
import { outboxContext } from "../workers";
import type { Doing } from "./cases/case";

export type MailServer = Extract<Doing, { mailServer: unknown }>["mailServer"];

/** The demo's mail while its history runs: the real outbox and the real receiving, and recipients' servers that do as told. */
export interface DemoMail {
  /** Sends everything that is due. */
  sendDue: Outbox["drain"];
  setServer(address: string, server: MailServer): void;
  /** The secret of the newest mail to an address: what the person reads there. */
  secretFor(address: string): string;
  /** The server that took the newest mail with a password gives it back (RFC 3464). */
  bounce(sent: { id: string; createdAt: number; address: string }, diagnostic: string): Promise<void>;
  /** Somebody answers the mails of a ticket. */
  answer(ticket: { id: string; openedAt: number }, mail: Letter): Promise<void>;
  /** Somebody writes to the desk's address: the id of the ticket that this opens. */
  write(mail: Letter): Promise<string>;
  close(): void;
}

export interface Letter {
  from: { name: string; address: string };
  subject: string;
  text: string;
  /** A machine's answer (RFC 3834). */
  automatic?: boolean;
}

/** One after the other, so that the same mails always leave in the same order, with no room to wait for. */
const outboxOptions = { limits: { atOnce: 1, perDomain: 1, perMinute: 1_000 }, batchMs: 0 };

/**
 * What the demo's mailbox is there for goes into it; where there is none the mail counts as accepted, and never goes to a
 * mail server of the environment.
 */
export function openDemoMail(services: Services): DemoMail {
  const { environment, store, desk, clock, random, secrets, mailbox } = services;
  const { mailFrom, mailIn } = environment;
  const secretOf = new Map<string, string>();
  const servers = new Map<string, MailServer>();
  const real = outboxContext({
    ...services,
    environment: { ...environment, smtpUrl: mailbox?.url ?? nowhere },
  });
  const domain = mailIn?.domain ?? mailFrom.address.slice(mailFrom.address.lastIndexOf("@") + 1);
  const addresses = returnAddresses(secrets, domain);
  let opened = "";
  const inbound: InboundContext = {
    store,
    desk: {
      ...desk,
      async open(...opening) {
        const outcome = await desk.open(...opening);
        opened = outcome.ticketId;
        return outcome;
      },
    },
    clock,
    random,
    secrets,
    // Written a few lines below, so there is nothing to be kept apart from.
    reader: {
      read: (bytes, nullSender) => Promise.resolve(readIncoming(bytes, nullSender)),
      written: (bytes, known) => Promise.resolve(writtenMail(bytes, known)),
    },
    addresses,
    deskAddresses: [mailFrom.address.toLowerCase()],
  };

  async function send(mail: OutgoingMail): Promise<Delivery> {
    const server = servers.get(mail.to);
    if (server === "refuses")
      return failed("permanent", "mail", "550", "550 5.1.1 <recipient>: user unknown");
    if (server === "is-busy" && mail.secret !== undefined)
      return failed("temporary", "mail", "451", "451 4.7.1 greylisted, please try again later");
    if (mail.secret !== undefined) secretOf.set(mail.to, mail.secret);
    return mailbox ? real.parts.send(mail) : { outcome: "accepted", response: "250 2.0.0 Ok" };
  }

  const outbox = createOutbox(
    {
      ...real.parts,
      send,
      delivery: "mail",
      holder: "demo",
      onError: (error) => {
        throw error;
      },
    },
    outboxOptions,
  );

  async function receive(from: string, to: string, lines: string[]): Promise<void> {
    const refused = await receiveMail(inbound, { from, to: [to], bytes: Buffer.from(lines.join("\r\n")) });
    if (refused) throw new Error(`the demo's mail was refused: ${refused.words}`);
  }

  const letter = (to: string, { from, subject, text, automatic = false }: Letter) =>
    receive(from.address, to, [
      `From: ${encoded(from.name)} <${from.address}>`,
      `To: ${to}`,
      `Subject: ${encoded(subject)}`,
      `Date: ${new Date(clock()).toUTCString()}`,
      `Message-ID: <${clock()}@${from.address.split("@")[1]}>`,
      ...(automatic ? ["Auto-Submitted: auto-replied"] : []),
      "MIME-Version: 1.0",
      "Content-Type: text/plain; charset=utf-8",
      "Content-Transfer-Encoding: base64",
      "",
      Buffer.from(text).toString("base64"),
    ]);

  return {
    sendDue: () => outbox.drain(),
    setServer: (address, server) => void servers.set(address, server),
    secretFor(address) {
      const secret = secretOf.get(address);
      if (secret === undefined) throw new Error("the demo has mailed nothing secret to this address");
      return secret;
    },
    bounce: (sent, diagnostic) =>
      receive("", addresses.sign({ kind: "bounce", id: sent.id }, sent.createdAt), [
        "From: Mail Delivery System <postmaster@mx.example>",
        "Subject: Undelivered Mail Returned to Sender",
        `Date: ${new Date(clock()).toUTCString()}`,
        "Auto-Submitted: auto-replied",
        "MIME-Version: 1.0",
        'Content-Type: multipart/report; report-type=delivery-status; boundary="part"',
        "",
        "--part",
        "Content-Type: text/plain; charset=us-ascii",
        "",
        "Your message could not be delivered.",
        "--part",
        "Content-Type: message/delivery-status",
        "",
        "Reporting-MTA: dns; mx.example",
        "",
        `Final-Recipient: rfc822; ${sent.address}`,
        "Action: failed",
        `Status: ${/\d\.\d\.\d/.exec(diagnostic)?.[0] ?? "5.0.0"}`,
        `Diagnostic-Code: smtp; ${diagnostic}`,
        "",
        "--part--",
        "",
      ]),
    answer: (ticket, mail) => letter(addresses.sign({ kind: "reply", id: ticket.id }, ticket.openedAt), mail),
    async write(mail) {
      await letter(mailFrom.address, mail);
      return opened;
    },
    close: () => real.close(),
  };
}

/** No server: without a mailbox nothing is handed to a transport. */
const nowhere = "smtp://127.0.0.1:9";

/** RFC 2047, for names and subjects beyond ASCII. */
const encoded = (text: string) => `=?utf-8?B?${Buffer.from(text).toString("base64")}?=`;
