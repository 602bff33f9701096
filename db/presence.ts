import { readdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { databaseError } from "./database-refused";
import { lockFile, shareFile, type FileLock } from "./file-lock";

/*
 * Locks on empty files beside the database tell who works on it.
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
export function holdDatabase(database: string, keyId: string): FileLock {
  const held = [heldFile(database), keyFile(database, keyId)].map((file) => shareFile(file, patience));
  const release = () => held.forEach((one) => one?.release());
  if (held.every((one) => one !== null)) return { release };
  release();
  throw databaseError("being-replaced", database);
}

/**
 * Has the database for this process alone, until it is released.
 *
 * @throws DatabaseRefused `in-use` where any other process works on it
 */
export function holdAlone(database: string): FileLock {
  const alone = lockFile(heldFile(database));
  if (!alone) throw databaseError("in-use", database);
  return alone;
}

/** The key under which some running process seals, where it is another than this one; `null` where none does. */
export function anotherKeyInUse(database: string, keyId: string): string | null {
  const prefix = basename(keyFile(database, ""));
  const others = readdirSync(dirname(database))
    .filter((name) => name.startsWith(prefix) && /^[0-9a-f]{8}$/.test(name.slice(prefix.length)))
    .filter((name) => name !== `${prefix}${keyId}`);
  for (const name of others) {
    const alone = lockFile(join(dirname(database), name));
    if (!alone) return name.slice(prefix.length);
    alone.release();
  }
  return null;
}
