import { execFile } from "node:child_process";
import { chmod, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, expect, inject, it, vi } from "vitest";
import { startRun } from "../../support/postgres/opened";
import { ask, createDatabase, createTemplate, openTestServer } from "../../support/postgres/server";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "desk-runs-"));
  // As root, PostgreSQL's user is to get through it.
  await chmod(folder, 0o755);
});

afterEach(() => rm(folder, { recursive: true }));

const databasesOf = async (url: string, prefix: string) =>
  (await ask<{ datname: string }>(url, "select datname from pg_database")).filter(({ datname }) =>
    datname.startsWith(prefix),
  );

const nothingIsLeft = () =>
  vi.waitFor(
    async () => {
      const { stdout } = await promisify(execFile)("ps", ["-eo", "args"], { maxBuffer: 2 ** 24 });
      expect(stdout.split("\n").filter((line) => line.includes(folder))).toEqual([]);
      expect(await readdir(folder)).toEqual([]);
    },
    { timeout: 30_000, interval: 50 },
  );

it("a run that is killed, its whole group with it, leaves no process and no file", async () => {
  const run = startRun({ TMPDIR: folder });
  const { url } = await run.opened;
  expect(await readdir(folder)).toHaveLength(1);
  await run.end("SIGKILL");
  await nothingIsLeft();
  await expect(ask(url, "select 1")).rejects.toMatchObject({ code: "ECONNREFUSED" });
});

it("nor does one that is interrupted while its server starts", async () => {
  const run = startRun({ TMPDIR: folder });
  const refused = expect(run.opened).rejects.toThrow("ended before");
  await vi.waitFor(async () => expect(await readdir(folder)).toHaveLength(1), {
    timeout: 30_000,
    interval: 5,
  });
  await run.end("SIGINT");
  await refused;
  await nothingIsLeft();
});

it("two runs on a server given to them do not meet; what a killed one left, the next removes", async () => {
  const { url } = inject("postgres");
  const given = { TEST_DATABASE_URL: url };
  const killed = startRun({ ...given, TMPDIR: folder });
  const { prefix } = await killed.opened;
  const beside = await openTestServer(given);
  const kept = await createDatabase(await createTemplate(beside, async () => undefined));
  expect(await databasesOf(url, prefix)).toHaveLength(2);
  await killed.end("SIGKILL");
  await vi.waitFor(
    async () => {
      const next = await openTestServer(given);
      await next.close();
      expect(await databasesOf(url, prefix)).toEqual([]);
    },
    { timeout: 30_000, interval: 50 },
  );
  expect(await ask(kept.url, "select 1 as here")).toEqual([{ here: 1 }]);
  expect(await databasesOf(url, beside.prefix)).toHaveLength(2);
  await beside.close();
  expect(await databasesOf(url, beside.prefix)).toEqual([]);
  expect(await readdir(folder)).toEqual([]);
});
