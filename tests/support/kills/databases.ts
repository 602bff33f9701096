import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { startPostgres } from "../../../scripts/postgres.mjs";
import { chosenPrograms } from "../../../scripts/postgres/programs.mjs";
import { cuttingProxy } from "../postgres/proxy";

/** The database of a desk that is killed. */
export interface KilledDatabase {
  /** How the desk reaches it, and how whoever looks on does. */
  urls: { desk: string; beside: string };
  /** Does something in the very moment in which the desk has sent these words and has no answer yet. */
  whenSent?: (words: string, act: () => void) => void;
  /** Ends it and starts it again, while the desk works on it. */
  restart?: (how: "SIGQUIT" | "SIGINT") => Promise<void>;
  close: () => Promise<void>;
}

export const databaseKinds = ["sqlite", "postgres"] as const;

/** @param folder takes the file */
export async function killedDatabase(
  kind: (typeof databaseKinds)[number],
  folder: string,
): Promise<KilledDatabase> {
  if (kind === "sqlite") {
    const url = `file:${join(folder, "desk.db")}`;
    return { urls: { desk: url, beside: url }, close: async () => undefined };
  }
  const server = await startPostgres({
    programs: await chosenPrograms(process.env.TEST_POSTGRES || undefined),
  });
  const proxy = await cuttingProxy(server.url);
  return {
    urls: { desk: proxy.url, beside: server.url },
    whenSent: (words, act) => proxy.whenSent(words, act),
    restart: (how) => server.restart(how),
    async close() {
      await proxy.close();
      await server.stop();
    },
  };
}

/** Waits until something is so, and looks often. */
export async function until(
  what: string,
  isSo: () => boolean | Promise<boolean>,
  ms = 60_000,
): Promise<void> {
  const since = performance.now();
  while (!(await isSo())) {
    if (performance.now() - since > ms) throw new Error(`after ${ms} ms it is not so: ${what}`);
    await wait(20);
  }
}
