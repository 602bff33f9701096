import { addressBlock } from "../../language/client-address";
import { mailBudget } from "./mime";
import { SMTPServer, type SMTPServerSession } from "smtp-server";

/** From whom and to whom a mail comes, beside what stands in it. */
export interface Envelope {
  /** Empty for a bounce (RFC 5321 §4.5.5). */
  from: string;
  to: string;
}

/** A mail with all its recipients. */
export interface Incoming {
  from: string;
  to: readonly string[];
  bytes: Uint8Array;
}

/** What the door answers instead of 250; 4xx asks the sender's server to come back. */
export interface DoorRefusal {
  code: 421 | 450 | 451 | 452 | 550 | 552 | 554;
  /** With an enhanced status code (RFC 3463). */
  words: string;
}

export interface InboundSmtpOptions {
  host: string;
  /** `0` lets the system choose. */
  port: number;
  /** What it calls itself. */
  name: string;
  /** Asked for every recipient; nothing is passed on to anybody else's address. */
  accepts: (envelope: Envelope) => Promise<DoorRefusal | null>;
  /** Resolves once the mail is stored for good: only then is it answered 250. A rejection is answered 451. */
  take: (mail: Incoming) => Promise<DoorRefusal | null>;
  onError: (error: unknown) => void;
  limits?: Partial<typeof usualLimits>;
}

export interface InboundSmtpServer {
  port: number;
  /** Takes no more connections and lets the mails under way end. */
  close(): Promise<void>;
}

const usualLimits = {
  /** Bytes of a mail. */
  size: mailBudget.bytes,
  /** Bytes of all mails that are coming in or being taken at a time. */
  inHand: 6 * mailBudget.bytes,
  connections: 50,
  connectionsOfOne: 10,
  /** Recipients of one mail, and those refused before the connection is shut. */
  recipients: 10,
  refusedRecipients: 10,
  silenceMs: 60_000,
};

/**
 * Listens for mail. The size, the connections, and what one client may try are limited; there is no relaying and no
 * signing in. STARTTLS is not offered: what comes in proves nothing and carries no secret of ours that is still alive for
 * long, and a relay of the agency stands before this port where mail comes from the internet.
 *
 * @throws where the port cannot be had
 */
export async function startInboundSmtpServer(options: InboundSmtpOptions): Promise<InboundSmtpServer> {
  const { accepts, take, onError } = options;
  const limits = { ...usualLimits, ...options.limits };
  const open = new Map<string, number>();
  let inHand = 0;
  const refused = new WeakMap<SMTPServerSession, number>();

  const server = new SMTPServer({
    name: options.name,
    banner: "Recovery Desk",
    authOptional: true,
    disabledCommands: ["AUTH", "STARTTLS"],
    disableReverseLookup: true,
    size: limits.size,
    rejectOversized: true,
    maxClients: limits.connections,
    socketTimeout: limits.silenceMs,
    closeTimeout: 5000,
    logger: false,
    onConnect({ remoteAddress }, done) {
      const from = addressBlock(remoteAddress);
      const count = (open.get(from) ?? 0) + 1;
      open.set(from, count);
      done(
        count > limits.connectionsOfOne ? asError({ code: 421, words: "4.7.0 too many connections" }) : null,
      );
    },
    onClose({ remoteAddress }) {
      const from = addressBlock(remoteAddress);
      const count = (open.get(from) ?? 1) - 1;
      if (count > 0) open.set(from, count);
      else open.delete(from);
    },
    onRcptTo({ address }, session, done) {
      const tried = refused.get(session) ?? 0;
      if (tried >= limits.refusedRecipients)
        return done(asError({ code: 421, words: "4.7.0 too many unknown recipients" }));
      if (session.envelope.rcptTo.length >= limits.recipients)
        return done(asError({ code: 450, words: "4.5.3 too many recipients in one mail" }));
      accepts({ from: senderOf(session), to: address }).then(
        (refusal) => {
          if (refusal) refused.set(session, tried + 1);
          done(refusal && asError(refusal));
        },
        (error: unknown) => {
          onError(error);
          done(asError(later));
        },
      );
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      let size = 0;
      let isRoom = true;
      const release = () => {
        inHand -= size;
        size = chunks.length = 0;
      };
      const end = (refusal: DoorRefusal | null) => {
        release();
        done(refusal && asError(refusal), "2.0.0 stored");
      };
      stream.on("data", (chunk: Buffer) => {
        isRoom &&= inHand + chunk.length <= limits.inHand;
        if (!isRoom || stream.sizeExceeded) return release();
        inHand += chunk.length;
        size += chunk.length;
        chunks.push(chunk);
      });
      stream.once("error", () => end(later));
      stream.once("end", () => {
        if (stream.sizeExceeded)
          return end({ code: 552, words: `5.3.4 larger than ${limits.size} bytes (mail-too-large)` });
        if (!isRoom) return end({ code: 452, words: "4.3.1 too much mail at once; please try again later" });
        const to = session.envelope.rcptTo.map(({ address }) => address);
        take({ from: senderOf(session), to, bytes: shared(chunks, size) }).then(end, (error: unknown) => {
          onError(error);
          end(later);
        });
      });
    },
  });

  // A client that vanishes is its own affair; the next one is served.
  server.on("error", () => undefined);
  const port = await listen(server, options.port, options.host);
  return { port, close: () => new Promise((resolve) => server.close(() => resolve())) };
}

const later: DoorRefusal = { code: 451, words: "4.3.0 not stored; please try again later" };

/** In memory that threads share: to copy 10 MB to another one takes as long as a request may wait. */
function shared(chunks: readonly Buffer[], size: number): Uint8Array {
  const bytes = new Uint8Array(new SharedArrayBuffer(size));
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

function senderOf({ envelope }: SMTPServerSession): string {
  return envelope.mailFrom === false ? "" : envelope.mailFrom.address;
}

function asError({ code, words }: DoorRefusal): Error {
  return Object.assign(new Error(words), { responseCode: code });
}

function listen(server: SMTPServer, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.server.once("error", reject);
    server.listen(port, host, () => {
      server.server.off("error", reject);
      const address = server.server.address();
      resolve(typeof address === "object" && address ? address.port : port);
    });
  });
}
