import { chmodSync, existsSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import BetterSqlite3 from "better-sqlite3";

/*
 * Locks of SQLite on empty files: several processes share one, or one has it alone, and the system takes them back when a process
 * ends, however it ends. So nothing that lies about after a kill is taken for a process that runs.
 */

/** A lock that is held. */
export interface FileLock {
  release(): void;
}

/**
 * Takes a lock on a file, which is made where it is not there, together with others.
 *
 * @param patience how long to wait for whoever has it alone, in milliseconds, holding everything up
 * @returns `null` where it cannot be had
 */
export function shareFile(file: string, patience: number): FileLock | null {
  return take(file, patience, (lock) => {
    lock.exec("begin");
    lock.prepare("select count(*) from sqlite_master").get();
  });
}

/** Takes a lock on a file alone. @returns `null` where somebody has it */
export function lockFile(file: string): FileLock | null {
  return take(file, 0, (lock) => lock.exec("begin exclusive"));
}

/** Does some work while nobody else does any under this file's lock, and waits for that. */
export async function underLock<T>(file: string, work: () => T | Promise<T>): Promise<T> {
  for (;;) {
    const lock = lockFile(file);
    if (lock) {
      try {
        return await work();
      } finally {
        lock.release();
      }
    }
    await wait(10);
  }
}

function take(file: string, timeout: number, begin: (lock: BetterSqlite3.Database) => void): FileLock | null {
  const isNew = !existsSync(file);
  const lock = new BetterSqlite3(file, { timeout });
  try {
    if (isNew) chmodSync(file, 0o600);
    begin(lock);
    return { release: () => lock.close() };
  } catch (error) {
    lock.close();
    if (error instanceof BetterSqlite3.SqliteError && error.code.startsWith("SQLITE_BUSY")) return null;
    throw error;
  }
}
