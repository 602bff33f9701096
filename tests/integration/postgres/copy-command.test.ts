import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { Client } from "pg";
import { afterEach, beforeEach, describe, expect, inject, it } from "vitest";
import { databaseName } from "../../../db/dialect/database-address";
import { sqliteSchema } from "../../../db/dialect/sqlite-schema";
import { deskOffice } from "../../support/desk/desk-office";
import { askDesk } from "../../support/desk/desk-process";
import { objects } from "../../support/desk/key-office";
import { createWorld, type World } from "../../support/desk/population";
import { ask, createDatabase, type TestDatabase } from "../../support/postgres/server";

let folder: string;
let world: World;
let from: string;
let target: TestDatabase;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "copy-command-"));
  from = sqliteAt("desk.db");
  // Commands know no clock but the machine's.
  world = await createWorld({ at: Date.now(), env: { DATABASE_URL: from } });
  target = await createDatabase(inject("emptyDesk"));
});
afterEach(async () => {
  await world.close();
  await target.drop();
  rmSync(folder, { recursive: true });
});

const sqliteAt = (name: string) => `file:${join(folder, name)}`;

const env = () => ({
  LANG: "en_US.UTF-8",
  LOG_LEVEL: "silent",
  APP_SECRET: world.environment.secrets[0],
  RECORD_DIR: world.environment.recordFolder,
});

const run = (source: string, to: string, ...more: string[]) =>
  askDesk(["copy", "--from", source, "--to", to, ...more], env());

const acts = () => world.store.records.auditOf({ act: "shell.acted" });

describe("desk copy", () => {
  it("says what it copied, and that it is sound", async () => {
    await deskOffice(world);
    const { code, out } = await run(from, target.url, "--json");
    const said = objects(out)[0];
    expect(code).toBe(0);
    expect(said).toMatchObject({ tables: Object.keys(sqliteSchema).length, kept: 0, findings: [] });
    expect(out).not.toContain(new URL(target.url).password);
    const again = await run(from, target.url);
    // And the row that tells of it.
    const rows = Number(said?.rows) + 1;
    expect(again).toMatchObject({ code: 0, out: expect.stringContaining(`${rows} rows`) });
  });

  it("is told to administrators and auditors before it begins, and the record of both tells of it", async () => {
    const { office } = await deskOffice(world);
    const auditor = await world.staff("郭美玲", "auditor", { agency: office });
    expect((await run(from, target.url)).code).toBe(0);
    expect(await acts()).toMatchObject([
      { actorKind: "console", detail: { command: "copy", about: databaseName(target.url) } },
    ]);
    expect(await world.store.work.listMail("waiting")).toMatchObject([
      { template: "shell-act", address: auditor.email },
    ]);
    const there = await ask(
      target.url,
      "select detail ->> 'command' as command from audit where act = 'shell.acted'",
    );
    expect(there).toEqual([{ command: "copy" }]);
  });

  it("refuses in words what it cannot copy between, and has nothing to tell then", async () => {
    expect(await run(from, from)).toMatchObject({
      code: 2,
      err: expect.stringMatching(/backup and restore/),
    });
    expect(await run(target.url, target.url)).toMatchObject({
      code: 2,
      err: expect.stringMatching(/pg_dump/),
    });
    expect(await run(from, "mysql://db/desk")).toMatchObject({
      code: 2,
      err: expect.stringMatching(/^--to/),
    });
    expect(await run(sqliteAt("none.db"), target.url)).toMatchObject({
      code: 1,
      err: expect.stringMatching(/no database of this desk/),
    });
    expect(existsSync(join(folder, "none.db"))).toBe(false);
    const nowhere = new URL(target.url);
    nowhere.pathname = "desk_that_is_not";
    expect(await run(from, nowhere.href)).toMatchObject({
      code: 1,
      err: expect.stringMatching(/cannot be opened: .*does not exist/),
    });
    await ask(target.url, "insert into settings values ('x', '1', 1)");
    expect(await run(from, target.url)).toMatchObject({
      code: 1,
      err: expect.stringMatching(/holds other data/),
    });
    expect(await acts()).toEqual([]);
  });
});

describe("desk copy killed", () => {
  /** Copies in a process of its own, which is killed while it waits to write that table. */
  async function killedAt(table: string): Promise<void> {
    const holder = new Client(target.url);
    await holder.connect();
    await holder.query(`begin; lock table ${table} in share mode`);
    const child = spawn(
      process.execPath,
      [resolve("build/server/desk.js"), "copy", "--from", from, "--to", target.url],
      { env: { PATH: process.env.PATH, NODE_ENV: "production", ...env() }, stdio: "ignore" },
    );
    const gone = once(child, "exit");
    const waiting = `select 1 from pg_stat_activity
      where wait_event_type = 'Lock' and datname = current_database() and query like 'insert into "${table}"%'`;
    await expect.poll(() => ask(target.url, waiting), { timeout: 30_000 }).toHaveLength(1);
    child.kill("SIGKILL");
    await gone;
    await holder.end();
  }

  const count = async (table: string) =>
    (await ask<{ n: number }>(target.url, `select count(*) as n from ${table}`))[0]?.n;

  it.each([
    ["people", "tickets"],
    ["record_state", "record_state"],
  ])(
    "before %s is written goes on when it is run again, and comes to the whole desk",
    async (table, missing) => {
      const { person } = await deskOffice(world);
      await world.desk.open(
        {
          ...{ kind: "recovery", path: "helpdesk", channel: "web", personId: person.id },
          claim: world.claimOf(person),
        },
        { kind: "visitor", address: "192.0.2.7" },
      );
      await killedAt(table);
      expect(await count("audit")).not.toBe(0);
      expect(await count(missing)).toBe(0);
      const { code, out } = await run(from, target.url, "--json");
      expect(code).toBe(0);
      const said = objects(out)[0] as { kept: number; findings: unknown[] };
      // That each table is as its source was verified before it said so.
      expect(said.findings).toEqual([]);
      expect(said.kept).toBeGreaterThan(0);
      expect([await count("people"), await count("tickets"), await count("record_state")]).toEqual([4, 1, 1]);
    },
  );
});
