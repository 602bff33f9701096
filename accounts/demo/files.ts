import { createReadStream, existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The registry and the calendars that the demo brings; source and licence stand in demo-data/README.md. */
export const demoFiles = {
  registry: "agencies-20180128.csv",
  calendars: ["office-calendar-2026.csv", "office-calendar-2027.csv"],
} as const;

/** Streams a file of `demo-data/`: two folders up from here, or, when this file has been bundled, in the project's. */
export function openDemoFile(name: string): AsyncIterable<Uint8Array> {
  const beside = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "demo-data", name);
  return createReadStream(
    existsSync(beside) ? beside : join(process.cwd(), "demo-data", name),
  ) as AsyncIterable<Uint8Array>;
}
