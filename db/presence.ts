import { chmodSync, existsSync, readdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import BetterSqlite3 from "better-sqlite3";
import { databaseError } from "./database-refused";

/** What a process holds on a database while it works on it. */
export interface Held {
  release(): void;
}

/*
 * Locks of SQLite on empty files beside the database: several share one, or one has it alone, and the system takes them back
 * when a process ends, however it ends. So nothing that lies about after a kill is taken for a process that runs.
 */

/** How long a start waits for another process that is only looking, in milliseconds. */
const patience = 2_000;

const heldFile = (database: string) => `${database}-held`;
const keyFile = (database: string, keyId: string) => `${database}-held-${keyId}`;

/**
 * Says that this process works on the database, and under which key it seals.
 *
 * @throws DatabaseRefused `being-replaced`
 */
export function holdDatabase(database: string, keyId: string): Held {
  const held = [heldFile(database), keyFile(database, keyId)].map((file) => share(file));
  const release = () => held.forEach((one) => one?.close());
  if (held.every((one) => one !== null)) return { release };
  release();
  throw databaseError("being-replaced", database);
}

/**
 * Has the database for this process alone, until it is released.
 *
 * @throws DatabaseRefused `in-use` where any other process works on it
 */
export function holdAlone(database: string): Held {
  const alone = takeAlone(heldFile(database));
  if (!alone) throw databaseError("in-use", database);
  return { release: () => alone.close() };
}

/** The key under which some running process seals, where it is another than this one; `null` where none does. */
export function anotherKeyInUse(database: string, keyId: string): string | null {
  const prefix = basename(keyFile(database, ""));
  const others = readdirSync(dirname(database))
    .filter((name) => name.startsWith(prefix) && /^[0-9a-f]{8}$/.test(name.slice(prefix.length)))
    .filter((name) => name !== `${prefix}${keyId}`);
  for (const name of others) {
    const alone = takeAlone(join(dirname(database), name));
    if (!alone) return name.slice(prefix.length);
    alone.close();
  }
  return null;
}

function share(file: string): BetterSqlite3.Database | null {
  return lock(file, patience, (lockFile) => {
    lockFile.exec("begin");
    lockFile.prepare("select count(*) from sqlite_master").get();
  });
}

function takeAlone(file: string): BetterSqlite3.Database | null {
  return lock(file, 0, (lockFile) => lockFile.exec("begin exclusive"));
}

function lock(
  file: string,
  timeout: number,
  take: (lockFile: BetterSqlite3.Database) => void,
): BetterSqlite3.Database | null {
  const isNew = !existsSync(file);
  const lockFile = new BetterSqlite3(file, { timeout });
  if (isNew) chmodSync(file, 0o600);
  try {
    take(lockFile);
    return lockFile;
  } catch (error) {
    lockFile.close();
    if (error instanceof BetterSqlite3.SqliteError && error.code.startsWith("SQLITE_BUSY")) return null;
    throw error;
  }
}
