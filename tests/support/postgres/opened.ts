import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** A run of tests in a process of its own, up to where its PostgreSQL is open. */
export interface OpenedRun {
  /** A database that it made. */
  url: string;
  /** What the names of all its databases begin with. */
  prefix: string;
}

/** Starts `open-process.ts` as the leader of a group of processes. */
export function startRun(env: Record<string, string>): {
  /** Once its PostgreSQL is open. */
  opened: Promise<OpenedRun>;
  /** Ends the whole group, as a terminal or a build machine does; resolves when its leader is gone. */
  end(signal: NodeJS.Signals): Promise<void>;
} {
  const script = fileURLToPath(new URL("./open-process.ts", import.meta.url));
  const { TEST_DATABASE_URL: _, ...own } = process.env;
  const child = spawn(process.execPath, [script], {
    detached: true,
    env: { ...own, ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  return {
    opened: new Promise((resolve, reject) => {
      createInterface({ input: child.stdout }).once("line", (line) => resolve(JSON.parse(line) as OpenedRun));
      void gone.then(() => reject(new Error("the run ended before its PostgreSQL was open")));
    }),
    async end(signal) {
      if (child.pid !== undefined) process.kill(-child.pid, signal);
      await gone;
    },
  };
}
