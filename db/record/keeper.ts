import { closeSync, fsyncSync, openSync } from "node:fs";
import { open } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { Random } from "../types";
import { copyHead } from "./copies";
import type { Head } from "./head";
import { readHeads, writeHead, type Heads } from "./heads";
import { appendToJournal, type Revocation } from "./journal";
import { keepRecordKeys, passingRecordKeys, recordFiles, type RecordKeys } from "./keys";
import { lockOf } from "./lock";

/** What the keeper asks of the database that it seals. */
export interface SealedDatabase {
  /** Whether the database goes on from a head that another process sealed. */
  goesOnFrom(head: Head): Promise<boolean>;
  /** Whether a restore joined the database to a record that stood at this head. */
  joins(head: Head): Promise<boolean>;
  /** Revocations that are not in the journal yet. */
  revocations(): Promise<(Omit<Revocation, "number"> & { id: number })[]>;
  /** They are. */
  journalled(ids: number[]): Promise<void>;
}

/** Keeps the head of a record, outside the database. */
export interface RecordKeeper {
  keys: RecordKeys;
  /** Where it lies, and where copies of the head go; nothing of a record that passes. */
  places: { folder?: string; copyFolder?: string };
  /** The head sealed last, by whatever process. */
  heads(): Pick<Heads, "head" | "isForged">;
  /** Seals a head, after its commit. Begins at once and returns; commits that come meanwhile share the next one. */
  seal(head: Head, database: SealedDatabase): void;
  /** Resolves when what was asked to be sealed is, or cannot be written. */
  settled(): Promise<void>;
  /** Whether what was asked to be sealed could be written; what could not is tried again. */
  isWritten(): Promise<boolean>;
  /** Seals what is left, and ends. */
  close(): Promise<void>;
}

export interface KeeperOptions {
  /** Where copies of the head go that are never overwritten. */
  copyFolder?: string;
}

/** A head that is to be sealed. */
interface Wish {
  head: Head;
  database: SealedDatabase;
}

/** How long to wait for another process that has the lock. */
const lockMs = 3;

/** The record of a database in memory, which ends with it. */
export function passingRecord(random: Random): RecordKeeper {
  let kept: Head | undefined;
  let forgotten: Promise<void> = Promise.resolve();

  async function forget(database: SealedDatabase): Promise<void> {
    const revocations = await database.revocations();
    if (revocations.length > 0) await database.journalled(revocations.map(({ id }) => id));
  }

  return {
    keys: passingRecordKeys(random),
    places: {},
    heads: () => ({ head: kept, isForged: false }),
    seal(head, database) {
      kept = head;
      forgotten = forgotten.then(() => forget(database));
    },
    settled: () => forgotten,
    isWritten: async () => true,
    close: () => forgotten,
  };
}

/**
 * The record of a folder: key, heads and journal. A head is written under one lock for all processes as soon as its commit is
 * through, never one that lies before the last, and forced to the disk without holding anything up: commits that come meanwhile
 * share the next one. Where the database does not go on from the head that is there, that head stays, with the instant at
 * which this was seen.
 */
export function keepRecord(folder: string, random: Random, { copyFolder }: KeeperOptions = {}): RecordKeeper {
  const keys = keepRecordKeys(folder, random);
  const lock = lockOf(folder);
  const file = join(folder, recordFiles.heads);
  let wanted: Wish | undefined;
  let sealed: Head | undefined;
  let writing: Promise<void> | undefined;
  let failing = false;
  let closed = false;

  /** What is to be written; `null` where the head that is there stays. */
  async function next({ head: mine, database }: Wish, before: Head | null | undefined): Promise<Head | null> {
    if (before === undefined) return mine;
    if (before === null) return null;
    if (before.brokenAt !== null && (mine.brokenAt !== null || !(await database.joins(before)))) return null;
    if (!isSame(before, sealed) && mine.brokenAt === null && !(await database.goesOnFrom(before)))
      return { ...before, brokenAt: mine.at };
    if (mine.brokenAt !== null) return { ...before, brokenAt: mine.brokenAt };
    return mine.seq >= before.seq && mine.counter > before.counter ? mine : null;
  }

  async function journal({ database }: Wish): Promise<void> {
    const entries = await database.revocations();
    if (entries.length === 0) return;
    appendToJournal(folder, keys, entries);
    await database.journalled(entries.map(({ id }) => id));
  }

  async function put(wish: Wish): Promise<void> {
    await journal(wish);
    const found = readHeads(folder, keys.publicPem);
    const written = await next(wish, found.head);
    if (!written) return;
    writeHead(folder, keys, written, found);
    sealed = written;
    if (copyFolder !== undefined) copyHead(copyFolder, keys, written);
  }

  async function writeAll(): Promise<void> {
    try {
      for (let wish = wanted; wish && !closed; wish = wanted) {
        const wished = wish;
        if (!(await lock.within(() => put(wished)))) {
          await wait(lockMs);
          continue;
        }
        if (wanted === wished) wanted = undefined;
        await toDisk(file);
      }
      if (failing) await toDisk(file);
      failing = false;
    } catch {
      // Sealed with the next commit, when asked, or at the end; until then the rows stand by their MAC.
      failing = true;
    }
  }

  function write(): Promise<void> {
    return (writing ??= writeAll().finally(() => {
      writing = undefined;
      if (wanted && !failing && !closed) void write();
    }));
  }

  return {
    keys,
    places: { folder, copyFolder },
    heads: () => readHeads(folder, keys.publicPem),
    seal(head, database) {
      wanted = { head, database };
      void write();
    },
    async settled() {
      while (writing) await writing;
    },
    async isWritten() {
      if (failing && !closed) await write();
      return !failing;
    },
    async close() {
      if (closed) return;
      closed = true;
      await writing;
      const left = wanted;
      try {
        if (left) await lock.withinSoon(() => put(left));
        if (left) toDiskNow(file);
      } catch {
        // The next process that commits seals it.
      } finally {
        lock.close();
      }
    },
  };
}

/** Over a handle of its own, which nobody closes meanwhile. */
async function toDisk(file: string): Promise<void> {
  const handle = await open(file, "r+");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Forces a file to the disk, and holds everything up meanwhile. */
export function toDiskNow(file: string): void {
  const handle = openSync(file, "r+");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

const isSame = (one: Head, other: Head | undefined) =>
  one.seq === other?.seq && one.counter === other.counter;
