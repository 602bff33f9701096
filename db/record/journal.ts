import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readFileSync,
  readSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import type { Write } from "../change";
import { recordFiles, type RecordKeys } from "./keys";

/**
 * Something that was taken away, as the write that takes it away again: from a role, a service, a delegation, a token, a
 * binding its end, of a person the leaving and the password that was replaced or disabled; a session or a pinned authority
 * deleted; of a change that waited for a second person the decision. Each names its row by key, so that on a database without that row it does nothing.
 */
export type Revoking = Extract<Write, { op: "update" | "delete" }>;

/** One line of the journal. */
export interface Revocation {
  /** Counts from 1. */
  number: number;
  /** The count of the commit that revoked it: a database that stands at it, or further on, has it. */
  counter: number;
  /** When it was committed, in epoch milliseconds. */
  at: number;
  write: Revoking;
}

/** The journal as it was found. */
export interface Journal {
  revocations: Revocation[];
  /** The number of the first line that is not as it was written, or is missing; `null` where all stand. */
  brokenAt: number | null;
}

/** Reads the revocations kept in a record's folder, the oldest first; those before a line that does not stand. */
export function readJournal(folder: string, keys: RecordKeys): Journal {
  const revocations: Revocation[] = [];
  let previous = "";
  for (const line of linesOf(folder)) {
    const read = parsed(line);
    const mac = read && macOf(keys, previous, read);
    if (!read || read.number !== revocations.length + 1 || read.mac !== mac)
      return { revocations, brokenAt: revocations.length + 1 };
    const { number, counter, at, write } = read;
    revocations.push({ number, counter, at, write });
    previous = mac;
  }
  return { revocations, brokenAt: null };
}

/**
 * Writes revocations after the last line, each chained to the one before it, and waits until the disk has them. To be called
 * under the record's lock.
 */
export function appendToJournal(
  folder: string,
  keys: RecordKeys,
  entries: readonly Omit<Revocation, "number">[],
): void {
  if (entries.length === 0) return;
  const path = join(folder, recordFiles.journal);
  const file = openSync(path, existsSync(path) ? "r+" : "w+", 0o600);
  try {
    const { size } = fstatSync(file);
    const tail = Buffer.alloc(Math.min(size, longestLine));
    readSync(file, tail, 0, tail.length, size - tail.length);
    // What a process did not live to finish goes: it is still to be written, and comes again.
    const whole = size - tail.length + tail.lastIndexOf("\n") + 1;
    ftruncateSync(file, whole);
    const lines = tail.toString("utf8").split("\n").slice(0, -1);
    let last = parsed(lines.at(-1) ?? "");
    let text = "";
    for (const { counter, at, write } of entries) {
      const entry = { number: (last?.number ?? 0) + 1, counter, at, write };
      last = { ...entry, mac: macOf(keys, last?.mac ?? "", entry) };
      text += `${JSON.stringify(last)}\n`;
    }
    writeSync(file, text, whole);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** In bytes; what a line holds is a few ids. */
const longestLine = 64 * 1024;

type Line = Revocation & { mac: string };

function macOf(keys: RecordKeys, previous: string, { number, counter, at, write }: Revocation): string {
  return keys.mac("journal", JSON.stringify([previous, number, counter, at, write])).toString("base64url");
}

function linesOf(folder: string): string[] {
  const file = join(folder, recordFiles.journal);
  if (!existsSync(file)) return [];
  return readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line !== "");
}

function parsed(line: string): Line | null {
  try {
    return JSON.parse(line) as Line;
  } catch {
    return null;
  }
}
