import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import type { InboundDesk } from "./inbound";
import type { HostileBatch } from "./hostile-sender-process";

export interface HostileReport {
  /** How often each answer was given. */
  codes: Record<string, number>;
  /** Milliseconds that /healthz took at most, and how often it was asked. */
  healthMs: number;
  asked: number;
}

const tsx = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;

/** Sends a batch from a thread of its own, while another asks /healthz every few milliseconds. The desk's hours fly meanwhile. */
export async function hostileLoad(
  desk: InboundDesk,
  site: string,
  { seed, count }: Pick<HostileBatch, "seed" | "count">,
): Promise<HostileReport> {
  const { bounceTo, replyTo } = await desk.mailed();
  const visitor = new Worker(visits, { eval: true, workerData: `${site}/healthz` });
  await new Promise((resolve) => visitor.once("message", resolve));
  const sender = new Worker(new URL("./hostile-sender-process.ts", import.meta.url), {
    execArgv: ["--import", tsx],
    workerData: { port: desk.port, bounceTo, replyTo, seed, count } satisfies HostileBatch,
  });
  const codes: Record<string, number> = {};
  await new Promise<void>((resolve, reject) => {
    sender.on("error", reject);
    sender.on("message", (code: number | string) => {
      if (code === "sent") return resolve();
      codes[code] = (codes[code] ?? 0) + 1;
      // Fewer in an hour than would be asked to come later.
      desk.world.clock.now += 5 * 60_000;
    });
  });
  const told = new Promise<Pick<HostileReport, "healthMs" | "asked">>((resolve, reject) => {
    visitor.once("message", resolve).once("error", reject);
  });
  visitor.postMessage("end");
  const health = await told;
  await Promise.all([visitor.terminate(), sender.terminate()]);
  return { codes, ...health };
}

/** Asks over and over; a wrong answer ends the run. */
const visits = `
  const { parentPort, workerData } = require("node:worker_threads");
  let isAsked = true, longest = 0, asked = 0;
  parentPort.once("message", () => { isAsked = false; });
  (async () => {
    for (; isAsked; asked++) {
      const began = performance.now();
      const response = await fetch(workerData);
      await response.text();
      if (response.status !== 200) throw new Error("/healthz answered " + response.status);
      if (asked === 5) parentPort.postMessage("asking");
      if (asked > 5) longest = Math.max(longest, performance.now() - began);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    parentPort.postMessage({ healthMs: longest, asked });
  })();
`;
