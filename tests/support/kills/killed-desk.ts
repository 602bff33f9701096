import { readFileSync } from "node:fs";
import { serveDesk, type DeskProcess } from "../desk/desk-process";

/** A desk of several processes that is killed and started again. */
export interface KilledDesk {
  /** The ids of the processes that serve its pages now. */
  web(): number[];
  /** Kills every process of it at once, and does not wait. */
  killAll(): void;
  /**
   * Kills the process that was started, whose web processes end with it, and starts another in its place.
   *
   * @param between done when it is gone
   */
  killAndServe(between?: () => void): Promise<void>;
  /** When the process that sends mail was killed, in milliseconds since 1970. */
  killedAt: number[];
  /** What it wrote into its log as unforeseen. */
  unforeseen(): string[];
  end(): Promise<void>;
}

/** @param logFile new; what all of its processes say */
export async function killedDesk(env: Record<string, string>, logFile: string): Promise<KilledDesk> {
  const killedAt: number[] = [];
  let running: DeskProcess = await serveDesk(env, logFile);
  let since = 0;
  const lines = () =>
    readFileSync(logFile, "utf8")
      .split("\n")
      .filter((line) => line.startsWith("{"));

  function web(): number[] {
    const later = lines()
      .slice(since)
      .map((line) => JSON.parse(line) as { msg?: string; web?: number[] });
    return later.findLast(({ msg }) => msg === "all that serve")?.web ?? running.web;
  }

  // Where the tests end in the middle, no desk is left.
  const killIt = () => void process.kill(running.id, "SIGKILL");
  process.once("exit", killIt);

  return {
    web,
    killedAt,
    killAll() {
      for (const id of [running.id, ...web()]) {
        try {
          process.kill(id, "SIGKILL");
        } catch {
          // It had ended by itself: the one beside it was killed a moment ago.
        }
      }
    },
    async killAndServe(between) {
      await running.end("SIGKILL");
      killedAt.push(Date.now());
      between?.();
      since = lines().length;
      running = await serveDesk(env, logFile);
    },
    unforeseen: () =>
      lines().filter((line) => {
        const { level, msg } = JSON.parse(line) as { level?: number; msg?: string };
        return level === 50 && msg !== "a web process ended and is started again";
      }),
    async end() {
      process.off("exit", killIt);
      await running.end("SIGKILL");
    },
  };
}
