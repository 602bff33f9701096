import { closeSync, constants, existsSync, openSync, readFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { readWrittenHead, writtenHead, type Head } from "./head";
import { recordFiles, type RecordKeys } from "./keys";

/**
 * The heads' file: a few lines of one length, each overwritten in its turn, so that the head before is whole while the next one is
 * written, and no file ever comes or goes. The one that counts furthest is the head.
 */
const headLine = { count: 8, bytes: 1024 } as const;

/** What the heads' file says. */
export interface Heads {
  /** The furthest; `undefined` before the first, `null` where none is signed by that key. */
  head: Head | null | undefined;
  /** The line that it lies on; -1 without one. */
  line: number;
  /** A line that further than all others claims to be, and is not signed by that key. */
  isForged: boolean;
}

/** Reads the head in a record's folder. */
export function readHeads(folder: string, publicPem: string): Heads {
  const file = join(folder, recordFiles.heads);
  const lines = existsSync(file) ? readFileSync(file, "latin1").split("\n") : [];
  const claimed = lines
    .map((text, line) => ({ text, line, ...claimOf(text) }))
    .filter(({ text }) => text.replaceAll("\0", "").trim() !== "")
    .sort((one, other) => other.counter - one.counter || other.broken - one.broken);
  if (claimed.length === 0) return { head: undefined, line: -1, isForged: false };
  for (const [index, { text, line }] of claimed.entries()) {
    const head = readWrittenHead(publicPem, text);
    if (head) return { head, line, isForged: index > 0 };
  }
  return { head: null, line: -1, isForged: true };
}

/** Writes a head on the line after the one where the last one lies. To be called under the record's lock. */
export function writeHead(folder: string, keys: RecordKeys, head: Head, { line }: Pick<Heads, "line">): void {
  const handle = openSync(join(folder, recordFiles.heads), constants.O_RDWR | constants.O_CREAT, 0o600);
  try {
    const text = writtenHead(keys, head).padEnd(headLine.bytes - 1);
    writeSync(handle, `${text}\n`, ((line + 1) % headLine.count) * headLine.bytes);
  } finally {
    closeSync(handle);
  }
}

/** What a line says before its signature is looked at; a torn one comes first, to be seen. */
function claimOf(text: string): { counter: number; broken: number } {
  try {
    const { counter, brokenAt } = JSON.parse(text) as Partial<Head>;
    return { counter: Number(counter), broken: brokenAt === null ? 0 : 1 };
  } catch {
    return { counter: Number.MAX_SAFE_INTEGER, broken: 0 };
  }
}
