import { fork, type ChildProcess } from "node:child_process";
import { fileURLToPath } from "node:url";

/** Requests of one kind, sent by another process. */
export interface HttpLoad {
  url: string;
  headers?: Record<string, string>;
  times: number;
  /** So many at once, each over a connection of its own that stays open. */
  connections: number;
  /** What every answer, which must be a 200, has in it. */
  expects: string;
}

/** What one such request costs, in milliseconds. */
export type RequestCost = {
  /** CPU time of this process, which serves. The client's own work, which makes any two servers look alike, does not count. */
  cpuMs: number;
  /** From asking to the whole answer, as the client sees it. */
  waitMs: number;
};

/** @throws Error at the first answer that is not as expected */
export async function costOfRequest(load: HttpLoad): Promise<RequestCost> {
  const client = fork(fileURLToPath(new URL("./http-client.ts", import.meta.url)));
  try {
    client.send(load);
    await told(client);
    const before = process.cpuUsage();
    client.send("go");
    const waitMs = await told(client);
    const { user, system } = process.cpuUsage(before);
    return { cpuMs: (user + system) / 1000 / load.times, waitMs };
  } finally {
    client.kill();
  }
}

/** What the client tells when it has sent everything: milliseconds a request, or what was wrong. */
function told(client: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    client.once("message", (message: number | string) =>
      typeof message === "number" ? resolve(message) : reject(new Error(message)),
    );
    client.once("exit", (code) => reject(new Error(`the client ended with ${code}`)));
  });
}
