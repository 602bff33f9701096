import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { TLSSocket } from "node:tls";
import { type ParsedMail, simpleParser } from "mailparser";

/** Where in the conversation a fault strikes. `message` is the reply to the whole mail, after its final dot. */
export type SmtpStage = "connect" | "EHLO" | "STARTTLS" | "AUTH" | "MAIL" | "RCPT" | "DATA" | "message";

export type SmtpFault =
  /** Answers this line instead: `{ reply: "450 4.2.1 try later" }`. */
  | { reply: string }
  /** Never answers. */
  | "hang"
  /** Hangs up without an answer; a mail is not taken. */
  | "drop"
  /** Only at `message`: takes the mail, then hangs up, so that its 250 is lost. */
  | "take-and-drop"
  /** Only at `message`: takes the mail, then never answers. */
  | "take-and-hang"
  /** Answers as usual, but one byte in so many milliseconds. */
  | { drip: number };

/** A mail this server has taken. */
export interface TakenMail {
  from: string;
  to: string[];
  /** The commands as they came: parameters such as `RET=HDRS` included. */
  mailCommand: string;
  rcptCommands: string[];
  raw: Buffer;
  /** Whether the conversation was encrypted. */
  encrypted: boolean;
}

export interface SmtpTestServer {
  readonly port: number;
  readonly url: string;
  readonly mails: readonly TakenMail[];
  /** Connections made so far. */
  readonly connections: number;
  /**
   * From now on, `times` times, this happens at the stage, or only where the command holds a text, such as a domain; the
   * latest plan for a stage counts.
   */
  fail(stage: SmtpStage, fault: SmtpFault, times?: number, only?: string): void;
  /** All is well again, connections that hang included. */
  recover(): void;
  /** Resolves when so many mails have been taken altogether. */
  taken(count: number): Promise<readonly TakenMail[]>;
  /** Stops listening and cuts every connection; {@link SmtpTestServer.comeBack} listens again on the same port. */
  goDown(): Promise<void>;
  comeBack(): Promise<void>;
  close(): Promise<void>;
}

export interface SmtpTestOptions {
  port?: number;
  /** Offers STARTTLS with this certificate, or speaks TLS from the first byte where `implicit`. */
  tls?: { key: string; cert: string; implicit?: boolean };
  /** Offers AUTH PLAIN and takes anybody. */
  auth?: boolean;
  /** Called before a mail is answered, so that a recorder may write it down first. */
  /** Told of every fault that happens, at its stage. */
  onStruck?: (stage: SmtpStage) => void;
  onTaken?: (mail: TakenMail) => void;
}

/**
 * Starts a mail server on the loopback that does what it is told: written upon bare sockets, for a mail server's library
 * would not misbehave in all these ways.
 */
export async function startSmtpServer(options: SmtpTestOptions = {}): Promise<SmtpTestServer> {
  const plans = new Map<SmtpStage, { fault: SmtpFault; left: number; only: string }>();
  const sockets = new Set<Socket>();
  const mails: TakenMail[] = [];
  const waiting = new Set<() => void>();
  let connections = 0;

  const desk: Desk = {
    options,
    strike(stage, line) {
      const plan = plans.get(stage);
      if (!plan || plan.left <= 0 || !line.includes(plan.only)) return null;
      plan.left -= 1;
      options.onStruck?.(stage);
      return plan.fault;
    },
    take(mail) {
      mails.push(mail);
      options.onTaken?.(mail);
      for (const look of waiting) look();
    },
  };
  const server = createServer((socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => undefined);
    converse(socket, desk);
  });
  let port = await listen(server, options.port ?? 0);

  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  const goDown = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      cut();
    });

  return {
    get port() {
      return port;
    },
    get url() {
      return `${options.tls?.implicit ? "smtps" : "smtp"}://127.0.0.1:${port}`;
    },
    mails,
    get connections() {
      return connections;
    },
    fail: (stage, fault, times = Infinity, only = "") => void plans.set(stage, { fault, left: times, only }),
    recover() {
      plans.clear();
      cut();
    },
    taken: (count) =>
      new Promise((resolve) => {
        const look = () => {
          if (mails.length < count) return;
          waiting.delete(look);
          resolve(mails);
        };
        waiting.add(look);
        look();
      }),
    goDown,
    async comeBack() {
      port = await listen(server, port);
    },
    close: goDown,
  };
}

/** Reads a taken mail as a mail reader would. */
export function parseTaken(mail: TakenMail | undefined): Promise<ParsedMail> {
  if (!mail) throw new Error("no mail was taken");
  return simpleParser(mail.raw, { skipTextToHtml: true });
}

interface Desk {
  options: SmtpTestOptions;
  strike(stage: SmtpStage, line: string): SmtpFault | null;
  take(mail: TakenMail): void;
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      server.off("error", reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

function converse(plain: Socket, desk: Desk): void {
  const { tls, auth } = desk.options;
  const secured = (socket: Socket) => {
    const upgraded = new TLSSocket(socket, { isServer: true, key: tls?.key, cert: tls?.cert });
    upgraded.on("error", () => socket.destroy());
    return upgraded;
  };
  let socket: Socket = tls?.implicit ? secured(plain) : plain;
  let encrypted = tls?.implicit ?? false;
  let from: string | null = null;
  let mailCommand = "";
  let to: string[] = [];
  let rcptCommands: string[] = [];
  let inData = false;
  let buffer = Buffer.alloc(0);

  const answer = (stage: SmtpStage, usual: string, then?: () => void, line = "") => {
    const fault = desk.strike(stage, line);
    if (fault === null) {
      then?.();
      socket.write(`${usual}\r\n`);
    } else if (fault === "drop") socket.destroy();
    else if (fault === "take-and-drop") {
      then?.();
      socket.destroy();
    } else if (fault === "take-and-hang") then?.();
    else if (fault !== "hang" && "reply" in fault) socket.write(`${fault.reply}\r\n`);
    else if (fault !== "hang") {
      then?.();
      drip(socket, `${usual}\r\n`, fault.drip);
    }
  };

  const command = (line: string) => {
    const verb = line.slice(0, 4).toUpperCase();
    if (verb === "EHLO" || verb === "HELO") {
      const offers = ["8BITMIME", "SMTPUTF8", "DSN", "ENHANCEDSTATUSCODES", "SIZE 10000000"];
      if (tls && !encrypted) offers.push("STARTTLS");
      if (auth) offers.push("AUTH PLAIN");
      answer(
        "EHLO",
        ["test", ...offers]
          .map((offer, i, all) => `250${i === all.length - 1 ? " " : "-"}${offer}`)
          .join("\r\n"),
      );
    } else if (verb === "STAR") {
      answer("STARTTLS", "220 go ahead", () => {
        plain.removeAllListeners("data");
        setImmediate(() => {
          socket = secured(plain);
          encrypted = true;
          socket.on("data", hear);
        });
      });
    } else if (verb === "AUTH") answer("AUTH", "235 2.7.0 welcome");
    else if (verb === "MAIL")
      answer("MAIL", "250 2.1.0 sender ok", () => {
        [from, mailCommand, to, rcptCommands] = [addressOf(line), line, [], []];
      });
    else if (verb === "RCPT")
      answer(
        "RCPT",
        "250 2.1.5 recipient ok",
        () => {
          to.push(addressOf(line));
          rcptCommands.push(line);
        },
        line,
      );
    else if (verb === "DATA") {
      if (from === null || to.length === 0) socket.write("503 5.5.1 nobody to take it\r\n");
      else
        answer("DATA", "354 go on", () => {
          inData = true;
        });
    } else if (verb === "RSET" || verb === "NOOP") {
      from = null;
      socket.write("250 2.0.0 ok\r\n");
    } else if (verb === "QUIT") socket.end("221 2.0.0 bye\r\n");
    else socket.write("502 5.5.2 what?\r\n");
  };

  const hear = (chunk: Buffer) => {
    buffer = Buffer.concat([buffer, chunk]);
    for (;;) {
      const end = buffer.indexOf(inData ? "\r\n.\r\n" : "\r\n");
      if (end < 0) return;
      const piece = buffer.subarray(0, end);
      buffer = buffer.subarray(end + (inData ? 5 : 2));
      if (!inData) command(piece.toString("utf8"));
      else {
        inData = false;
        const raw = Buffer.from(piece.toString("latin1").replace(/^\.\./gm, "."), "latin1");
        const mail = { from: from ?? "", to, mailCommand, rcptCommands, raw, encrypted };
        answer("message", "250 2.0.0 taken", () => desk.take(mail));
      }
    }
  };

  socket.on("data", hear);
  answer("connect", "220 test ESMTP");
}

function addressOf(line: string): string {
  return /<([^>]*)>/.exec(line)?.[1] ?? "";
}

function drip(socket: Socket, text: string, milliseconds: number): void {
  let sent = 0;
  const timer = setInterval(() => {
    if (socket.destroyed || sent >= text.length) return clearInterval(timer);
    socket.write(text.charAt(sent++));
  }, milliseconds);
  socket.on("close", () => clearInterval(timer));
}
