import { closeSync, openSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import BetterSqlite3 from "better-sqlite3";
import { recordFiles } from "./keys";

/**
 * One lock for all processes that write a record's folder: SQLite's own, on a file that stays empty. It ends with the process
 * that held it, however that ends.
 */
export function lockOf(folder: string) {
  const file = join(folder, recordFiles.lock);
  closeSync(openSync(file, "a", 0o600));
  const sqlite = new BetterSqlite3(file, { timeout: 0 });

  /** Does the work under the lock. @returns whether it could be had */
  async function within(work: () => void | Promise<void>): Promise<boolean> {
    try {
      sqlite.exec("begin immediate");
    } catch (error) {
      if ((error as { code?: unknown }).code === "SQLITE_BUSY") return false;
      throw error;
    }
    try {
      await work();
    } finally {
      sqlite.exec("rollback");
    }
    return true;
  }

  return {
    within,
    /** The same, and waits for it at most five seconds. @throws Error where it cannot be had */
    async withinSoon(work: () => void | Promise<void>): Promise<void> {
      for (const since = Date.now(); !(await within(work)); await wait(5))
        if (Date.now() - since > 5_000) throw new Error("the record's folder is held by another process");
    },
    close: () => sqlite.close(),
  };
}
