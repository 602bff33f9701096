import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const filesIn = (folder: string) =>
  readdirSync(folder, { withFileTypes: true }).filter((one) => one.isFile());
/** Decisions are dated: what they name stood there on their day. */
const readers = [
  ...["README.md", "SECURITY.md"],
  ...["docs", "scripts"].flatMap((folder) => filesIn(folder).map((one) => join(folder, one.name))),
];

const folders =
  "app|workflows|accounts|certificates|emails|db|services|bin|language|scripts|docs|tests|bench";
const path = new RegExp(String.raw`(?<![\w./-])(?:${folders})/[\w./$-]+\.(?:tsx?|mjs|md|json|png)\b`, "g");

test("every file that the docs and the scripts name is there", () => {
  const named = readers.flatMap((reader) =>
    [...readFileSync(reader, "utf8").matchAll(path)].map(([file]) => ({ reader, file })),
  );
  expect(named.length).toBeGreaterThan(40);
  expect(named.filter(({ file }) => !existsSync(file) && !isMade(file))).toEqual([]);
});

/** What a command makes, and no clone brings along. */
const isMade = (file: string) => file === "bench/results.json";
