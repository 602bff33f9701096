import { Agent, request } from "node:http";
import { setTimeout as wait } from "node:timers/promises";

/** What a client sends: the same again for as long as it has no answer. */
export interface Sent {
  method: "GET" | "POST";
  path: string;
  headers?: Record<string, string>;
  body?: string;
}

/** What came back, and how often it had been sent by then. */
export interface Answer {
  status: number;
  location: string;
  /** The cookies that were set, as a browser sends them back. */
  cookies: string;
  isReplayed: boolean;
  text: string;
  times: number;
}

/** Clients of a desk that is killed beneath them. */
export interface Insisting {
  /**
   * Sends until there is an answer that is none of the server's failing: a connection that was cut and a `503` are no answer.
   *
   * @throws Error for any other 5xx, with what it says
   */
  send: (sent: Sent) => Promise<Answer>;
  /** How often a connection was cut, or could not be had. */
  readonly unanswered: number;
  /** How often the desk said that it is to be sent again later. */
  readonly toldToWait: number;
  close(): void;
}

/** Longer than the desk waits for a database that restarts. */
const patience = 25_000;
const pauseMs = 100;

/** @param port where the desk serves now, and again after it was killed */
export function insistingClients(port: number): Insisting {
  // A connection of its own for each request: whichever process is idle takes it.
  const agent = new Agent({ keepAlive: false });
  let unanswered = 0;
  let toldToWait = 0;

  return {
    async send(sent) {
      for (let times = 1; ; times += 1) {
        const answer = await once(agent, port, sent).catch(() => null);
        if (answer === null) unanswered += 1;
        else if (answer.status === 503) toldToWait += 1;
        else if (answer.status >= 500)
          throw new Error(`${sent.method} ${sent.path}: ${answer.status} ${answer.text.slice(0, 500)}`);
        else return { ...answer, times };
        await wait(pauseMs);
      }
    },
    get unanswered() {
      return unanswered;
    },
    get toldToWait() {
      return toldToWait;
    },
    close: () => agent.destroy(),
  };
}

function once(
  agent: Agent,
  port: number,
  { method, path, headers, body }: Sent,
): Promise<Omit<Answer, "times">> {
  return new Promise((resolve, reject) => {
    const asked = request(
      {
        agent,
        method,
        path,
        port,
        host: "127.0.0.1",
        headers: {
          Host: `localhost:${port}`,
          ...headers,
          ...(body !== undefined && { "Content-Length": Buffer.byteLength(body) }),
        },
        signal: AbortSignal.timeout(patience),
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.once("error", reject);
        response.once("end", () =>
          resolve({
            status: response.statusCode ?? 0,
            location: response.headers.location ?? "",
            cookies: (response.headers["set-cookie"] ?? []).map((one) => one.split(";")[0]).join("; "),
            isReplayed: response.headers["idempotency-replayed"] === "true",
            text: Buffer.concat(chunks).toString("utf8"),
          }),
        );
      },
    );
    asked.once("error", reject);
    asked.end(body);
  });
}
