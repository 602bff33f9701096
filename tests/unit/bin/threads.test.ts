import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { isNotParsed } from "../../../language/not-parsed";
import { startThreads, type ThreadOptions, type Threads } from "../../../services/parsing/threads";

type Jobs = {
  echo(what: string): string;
  spin(): never;
  backtrack(): boolean;
  hoard(): never;
  fail(): never;
  leave(): never;
};

/** What no reading of ours does, as a module that Node runs as it is. */
const wild = `
import { parentPort } from "node:worker_threads";
const jobs = {
  echo: (what) => what,
  spin: () => { for (;;); },
  backtrack: () => /^(a|aa)+$/.test("a".repeat(100) + "b"),
  hoard: () => { for (const kept = []; ; ) kept.push(new Array(10000).fill(kept.length)); },
  fail: () => { throw new Error("a fault"); },
  leave: () => process.exit(3),
};
parentPort.on("message", ({ job, given }) => {
  try { parentPort.postMessage({ is: "done", result: jobs[job](...given) }); }
  catch (error) { parentPort.postMessage({ is: "broke", error }); }
});
parentPort.postMessage({ is: "ready" });
`;

let folder = "";
let threads: Threads<Jobs>;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "threads-"));
  writeFileSync(join(folder, "wild.mjs"), wild);
});
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => threads.close());

function start(options: Partial<ThreadOptions> = {}) {
  const entry = { file: pathToFileURL(join(folder, "wild.mjs")), execArgv: [] };
  const usual = { threads: 1, waiting: 5, deadlineMs: 5000, startMs: 60_000, memoryMegabytes: 32 };
  threads = startThreads<Jobs>({ entry, ...usual, ...options });
  return threads;
}

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: unknown) => (isNotParsed(error) ? error.code : String(error)),
  );

it.each([
  ["spin", "took-too-long", { deadlineMs: 50 }],
  ["backtrack", "took-too-long", { deadlineMs: 50 }],
  ["hoard", "too-much-memory", { deadlineMs: 60_000 }],
  ["fail", "broke", {}],
  ["leave", "broke", {}],
] as const)("a job that does %s ends alone, and the next one is carried out", async (job, code, options) => {
  const { run } = start(options);
  expect(await codeOf(run(job))).toBe(code);
  await threads.close();
  expect(await start().run("echo", "still here")).toBe("still here");
});

it("one that is stopped takes nobody along who waits behind it", async () => {
  const { run } = start({ deadlineMs: 1000 });
  const stopped = codeOf(run("spin"));
  const behind = Array.from({ length: 3 }, (_, index) => run("echo", String(index)));
  expect(await stopped).toBe("took-too-long");
  expect(await Promise.all(behind)).toEqual(["0", "1", "2"]);
});

it("one more than may wait is told to come back", async () => {
  const { run } = start({ waiting: 1, deadlineMs: 1000 });
  const first = codeOf(run("spin"));
  const waits = codeOf(run("echo", "waits"));
  expect(await codeOf(run("echo", "too many"))).toBe("too-many-wait");
  expect(await Promise.all([first, waits])).toEqual(["took-too-long", "done"]);
});

it("the main thread goes on while a job spins", async () => {
  const { run } = start({ deadlineMs: 500 });
  let turns = 0;
  const turning = setInterval(() => (turns += 1), 1);
  expect(await codeOf(run("spin"))).toBe("took-too-long");
  clearInterval(turning);
  expect(turns).toBeGreaterThan(20);
});
