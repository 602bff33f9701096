import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readWrittenHead, writtenHead, type Head } from "./head";
import type { RecordKeys } from "./keys";

const hourMs = 60 * 60_000;
const nameOf = ({ at }: Head) =>
  `head-${new Date(Math.floor(at / hourMs) * hourMs).toISOString().slice(0, 13)}.json`;

/**
 * Leaves a copy of the head in a folder, the first of every hour: a file that is never written again, for a place that only takes
 * new files. What stands in the way is passed over: the head itself has been sealed.
 */
export function copyHead(folder: string, keys: RecordKeys, head: Head): void {
  const file = join(folder, nameOf(head));
  if (existsSync(file)) return;
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, `${writtenHead(keys, head)}\n`, { flag: "wx", mode: 0o444, flush: true });
  } catch {
    return;
  }
}

/** The copy of the head that lies furthest on, of those signed by that key. */
export function furthestCopy(folder: string, publicPem: string): Head | undefined {
  if (!existsSync(folder)) return undefined;
  return readdirSync(folder)
    .filter((name) => name.startsWith("head-"))
    .flatMap((name) => readWrittenHead(publicPem, readFileSync(join(folder, name), "utf8")) ?? [])
    .sort((one, other) => one.counter - other.counter)
    .at(-1);
}
