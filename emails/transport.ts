import { createTransport, type NodemailerError } from "nodemailer";
import type { Locale } from "../language/locale";
import { isMailAddress } from "../language/mail-address";
import { type Delivery, deliveryOf, failed } from "./delivery";
import type { InBothLanguages } from "./site";
import type { RenderedMail } from "./render";
import { parseSmtpUrl } from "./smtp-url";

/** One mail for one address. */
export interface OutgoingMail extends RenderedMail {
  to: string;
  /** Stable over every attempt, `<id@domain>`, so that a mail sent twice is recognised as one. */
  messageId: string;
  /** When the mail was ordered, in epoch milliseconds: its `Date`, the same at every attempt. */
  writtenAt: number;
  locale: Locale;
  headers?: Record<string, string>;
  /** Envelope sender where it differs from the sender: a signed return address. */
  returnPath?: string;
  /** Where an answer goes, if not to the sender: a signed address of the ticket. */
  replyTo?: string;
  /**
   * The secret this mail carries. Bounces are asked to leave the body out (`RET=HDRS`, RFC 3461), and the secret is
   * struck out of whatever the server answers before anybody stores it.
   */
  secret?: string;
}

export interface MailTransport {
  /** Tries once. Never throws: what went wrong is the answer, for the outbox to judge. */
  send(mail: OutgoingMail): Promise<Delivery>;
  /** Ends idle connections; a mail being sent is finished first. */
  close(): void;
}

export interface MailTransportOptions {
  /** `SMTP_URL`, see {@link parseSmtpUrl}. */
  smtpUrl: string;
  from: { address: string; name: InBothLanguages };
  /** Connections held open at most. */
  connections?: number;
  /** Milliseconds in which connecting, the greeting, and each silence in the conversation must end. */
  patience?: number;
  /** Milliseconds in which one mail must be handed over altogether, however slowly the server drips. */
  attempt?: number;
  /** Signs every mail (RFC 6376), so that receivers can tell it from a forged one. */
  dkim?: DkimKey;
  /** PEM certificates to trust instead of the system's, for a mail server with a certificate of its own CA. */
  ca?: string;
}

/** The private key whose public half is published at `selector._domainkey.domain`. */
export interface DkimKey {
  domain: string;
  selector: string;
  /** PEM, RSA. */
  privateKey: string;
}

/**
 * Opens a pool of connections to the mail server. Certificates are always verified and TLS below 1.2 is refused.
 *
 * @throws {InvalidSmtpUrl} where `smtpUrl` cannot be used
 * @throws {TypeError} where the sender is no mail address
 */
export function createMailTransport(options: MailTransportOptions): MailTransport {
  const { from, connections = 5, patience = 30_000, attempt = 120_000, ca, dkim } = options;
  const endpoint = parseSmtpUrl(options.smtpUrl);
  if (!isMailAddress(from.address)) throw new TypeError("MAIL_FROM is not a mail address");

  const pool = createTransport({
    pool: true,
    maxConnections: connections,
    // Once more where an idle connection had gone away; waiting longer is the outbox's affair.
    maxRequeues: 1,
    host: endpoint.host,
    port: endpoint.port,
    secure: endpoint.tls === "implicit",
    requireTLS: endpoint.tls === "starttls",
    ignoreTLS: endpoint.tls === "none",
    auth: endpoint.credentials ?? undefined,
    tls: { minVersion: "TLSv1.2", rejectUnauthorized: true, ca },
    connectionTimeout: patience,
    greetingTimeout: patience,
    socketTimeout: patience,
    dnsTimeout: patience,
    // RSA with PKCS #1 v1.5 and no time stamp: the same mail signed again is the same to the byte.
    dkim: dkim && {
      domainName: dkim.domain,
      keySelector: dkim.selector,
      privateKey: dkim.privateKey,
    },
    disableFileAccess: true,
    disableUrlAccess: true,
  });

  return {
    async send(mail) {
      if (!isMailAddress(mail.to)) return failed("permanent", "mail", "EADDRESS", "not a mail address");
      if (!isMessageId(mail.messageId)) return failed("permanent", "mail", "EMESSAGEID", "not a message id");
      const sender = mail.returnPath ?? from.address;
      if (!isMailAddress(sender)) return failed("permanent", "mail", "EADDRESS", "not a return address");
      try {
        const { response } = await pool.sendMail({
          from: { name: mail.locale === "en" ? from.name.en : from.name.zh, address: from.address },
          to: { name: "", address: mail.to },
          ...(mail.replyTo === undefined ? {} : { replyTo: { name: "", address: mail.replyTo } }),
          envelope: { from: sender, to: mail.to },
          subject: mail.subject,
          html: mail.html,
          text: mail.text,
          messageId: mail.messageId,
          date: new Date(mail.writtenAt),
          // Nothing of chance in the message: a mail sent twice is the same to the byte.
          baseBoundary: mail.messageId.replace(/\W/g, ""),
          headers: {
            // RFC 3834: no vacation notice answers this, and neither does Exchange.
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "All",
            // A desk that gets its own mail back knows it by this.
            "X-Loop": from.address,
            "Content-Language": mail.locale,
            ...mail.headers,
          },
          dsn: mail.secret === undefined ? undefined : { ret: "HDRS" },
          signal: AbortSignal.timeout(attempt),
        });
        return { outcome: "accepted", response: strike(response, mail.secret) };
      } catch (error) {
        const delivery = deliveryOf(error as NodemailerError);
        return { ...delivery, response: strike(delivery.response, mail.secret) };
      }
    },
    close: () => pool.close(),
  };
}

/** The message id of an outbox row: the same at every attempt and after every restart. */
export function messageIdOf(outboxId: string, senderAddress: string): string {
  return `<${outboxId}@${senderAddress.slice(senderAddress.lastIndexOf("@") + 1)}>`;
}

/** Ids of outbox rows among message ids, as {@link messageIdOf} makes them. */
export function sentMailIds(messageIds: string | undefined): string[] {
  return [...(messageIds ?? "").matchAll(/<([0-9a-f]{32})@/g)].map(([, id = ""]) => id).slice(0, 10);
}

function isMessageId(text: string): boolean {
  return /^<[\w.+=-]+@[\w.-]+>$/.test(text);
}

/** A server's words as they may be stored: one short line, without the secret of the mail. */
function strike(response: string, secret: string | undefined): string {
  const line = response.replace(/[\p{Control}\s]+/gu, " ").trim();
  return (secret === undefined ? line : line.replaceAll(secret, "********")).slice(0, 500);
}
