import { simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";
import type { Clock } from "../db/types";

/** A mail as it arrived. */
export interface MailboxMessage {
  /** Counts up from `1`; never used twice while the mailbox lives. */
  id: string;
  /** The addresses of the envelope. */
  to: string[];
  from: string;
  subject: string;
  html: string;
  text: string;
  receivedAt: number;
  messageId: string;
  /** Names in lower case, in the order they came. */
  headers: { name: string; value: string }[];
}

export interface DemoMailbox {
  url: string;
  /** The newest first. */
  messages(): readonly MailboxMessage[];
  find(id: string): MailboxMessage | undefined;
  clear(): void;
  /** @returns ends the subscription */
  subscribe(listener: (message: MailboxMessage) => void): () => void;
  close(): Promise<void>;
}

const largestMail = 2 * 1024 * 1024;

/**
 * Runs a real SMTP server on the loopback, with its mailbox in memory only: the demo's mails, temporary passwords
 * included, never reach a disk. A mail is answered 250 after it can be read in the mailbox.
 *
 * @param options.keep mails kept at most; the oldest goes first
 * @throws where the port cannot be had
 */
export async function startDemoMailbox(options: {
  port?: number;
  keep?: number;
  clock: Clock;
}): Promise<DemoMailbox> {
  const { clock, port: wanted = 0, keep = 500 } = options;
  const kept: MailboxMessage[] = [];
  const listeners = new Set<(message: MailboxMessage) => void>();
  let count = 0;

  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["AUTH", "STARTTLS"],
    disableReverseLookup: true,
    hideDSN: false,
    size: largestMail,
    rejectOversized: true,
    logger: false,
    onData(stream, session, done) {
      simpleParser(stream, { skipTextToHtml: true, skipImageLinks: true }).then(
        (mail) => {
          if (stream.sizeExceeded) return done();
          const message: MailboxMessage = {
            id: String(++count),
            to: session.envelope.rcptTo.map(({ address }) => address),
            from: mail.from?.text ?? "",
            subject: mail.subject ?? "",
            html: mail.html || "",
            text: mail.text ?? "",
            receivedAt: clock(),
            messageId: mail.messageId ?? "",
            headers: mail.headerLines.map(({ key, line }) => ({ name: key, value: unfolded(line) })),
          };
          kept.unshift(message);
          kept.length = Math.min(kept.length, keep);
          for (const listener of listeners) listener(message);
          done();
        },
        (error: Error) => done(error),
      );
    },
  });
  // A client that vanishes is its own affair; the next one is served.
  server.on("error", () => undefined);
  const port = await listen(server, wanted);

  return {
    url: `smtp://127.0.0.1:${port}`,
    messages: () => kept,
    find: (id) => kept.find((message) => message.id === id),
    clear: () => {
      kept.length = 0;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

function listen(server: SMTPServer, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      const address = server.server.address();
      resolve(typeof address === "object" && address ? address.port : port);
    });
  });
}

function unfolded(line: string): string {
  return line
    .slice(line.indexOf(":") + 1)
    .replace(/\r?\n(?=\s)/g, "")
    .trim();
}
