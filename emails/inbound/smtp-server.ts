import { addressBlock } from "../../language/client-address";
import { SMTPServer, type SMTPServerSession } from "smtp-server";

/** A mail as it stands in the envelope of one of its recipients. */
export interface Incoming {
  /** Empty for a bounce (RFC 5321 §4.5.5). */
  from: string;
  to: string;
  bytes: Buffer;
}

/** What the door answers instead of 250; 4xx asks the sender's server to come back. */
export interface DoorRefusal {
  code: 421 | 450 | 451 | 550 | 552 | 554;
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
  accepts: (envelope: Pick<Incoming, "from" | "to">) => Promise<DoorRefusal | null>;
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
  /** Bytes of a mail: its attachments of 7 MB in base64, and some room. */
  size: 10 * 1024 * 1024,
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
      stream.on("data", (chunk: Buffer) => {
        size += chunk.length;
        if (size <= limits.size) chunks.push(chunk);
      });
      stream.once("error", (error) => done(error));
      stream.once("end", () => {
        if (stream.sizeExceeded || size > limits.size)
          return done(asError({ code: 552, words: `5.3.4 larger than ${limits.size} bytes` }));
        const bytes = Buffer.concat(chunks);
        const from = senderOf(session);
        taken(session.envelope.rcptTo.map(({ address }) => ({ from, to: address, bytes }))).then(
          (refusal) => done(refusal && asError(refusal), "2.0.0 stored"),
          (error: unknown) => {
            onError(error);
            done(asError(later));
          },
        );
      });
    },
  });

  /** Each recipient's copy is stored for itself; what was stored before is known again when the mail comes anew. */
  async function taken(mails: Incoming[]): Promise<DoorRefusal | null> {
    let refusal: DoorRefusal | null = null;
    for (const mail of mails) refusal = (await take(mail)) ?? refusal;
    return refusal;
  }

  // A client that vanishes is its own affair; the next one is served.
  server.on("error", () => undefined);
  const port = await listen(server, options.port, options.host);
  return { port, close: () => new Promise((resolve) => server.close(() => resolve())) };
}

const later: DoorRefusal = { code: 451, words: "4.3.0 not stored; please try again later" };

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
