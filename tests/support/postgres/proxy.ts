import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Socket } from "node:net";

/** Stands between a client and its PostgreSQL, and cuts connections. */
export interface CuttingProxy {
  /** The database's address through it. */
  url: string;
  /** Cuts the connection over which the next statement with these words goes, before or after the client has its answer. */
  cutAt(words: string, moment: "before-answer" | "after-answer"): void;
  /** Does something when the next statement with these words has been sent, before the server has it. */
  whenSent(words: string, act: () => void): void;
  /** Counts from now on how often a statement with these words is sent. @returns what says how often it was */
  counting(words: string): () => number;
  /** How many connections were cut so. */
  cuts(): number;
  close(): Promise<void>;
}

/** @param url a database on a TCP address, without TLS */
export async function cuttingProxy(url: string): Promise<CuttingProxy> {
  const target = new URL(url);
  const open = new Set<Socket>();
  let next: { words: string; moment: "before-answer" | "after-answer" } | undefined;
  let sent: { words: string; act: () => void } | undefined;
  const counted: { words: string; times: number }[] = [];
  let cuts = 0;
  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    let cutting: typeof next;
    let isCut = false;
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket.on("close", () => open.delete(socket)).on("error", () => socket.destroy());
    }
    client.on("data", (bytes) => {
      if (isCut) return;
      for (const one of counted) one.times += bytes.toString("latin1").split(one.words).length - 1;
      if (next && bytes.includes(next.words)) {
        cutting = next;
        next = undefined;
      }
      if (sent && bytes.includes(sent.words)) {
        const { act } = sent;
        sent = undefined;
        act();
      }
      upstream.write(bytes);
    });
    upstream.on("data", (bytes) => {
      if (isCut) return;
      if (cutting?.moment !== "before-answer") client.write(bytes);
      if (!cutting) return;
      isCut = true;
      cuts += 1;
      upstream.destroy();
      // What was written before goes out first.
      if (cutting.moment === "after-answer") client.end();
      else client.destroy();
    });
    client.on("close", () => upstream.destroy());
    upstream.on("close", () => isCut || client.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const through = new URL(url);
  through.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: through.href,
    cutAt(words, moment) {
      next = { words, moment };
    },
    whenSent(words, act) {
      sent = { words, act };
    },
    counting(words) {
      const one = { words, times: 0 };
      counted.push(one);
      return () => one.times;
    },
    cuts: () => cuts,
    async close() {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}
