import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import BetterSqlite3 from "better-sqlite3";
import { insert } from "../../../db/change";
import { keyOffice, objects } from "../../support/desk/key-office";

let office: Awaited<ReturnType<typeof keyOffice>>;
let folder: string;
let file: string;

beforeEach(async () => {
  office = await keyOffice();
  folder = mkdtempSync(join(tmpdir(), "desk-backup-"));
  file = join(folder, "desk-backup.db");
});
afterEach(async () => {
  await office.close();
  rmSync(folder, { recursive: true });
});

/** Lists of authorities, so that copying takes more than a moment. */
async function heavy(megabytes: number): Promise<void> {
  const { store, random } = office.world;
  for (let part = 0; part < megabytes; part += 1)
    await store.commit({
      at: 1,
      writes: [insert("crlParts", { sha256: "a", part, bytes: Buffer.from(random(1024 * 1024)) })],
      audit: [],
    });
}

function look<T>(path: string, sql: string): T[] {
  const sqlite = new BetterSqlite3(path, { readonly: true });
  try {
    return sqlite.prepare<[], T>(sql).all();
  } finally {
    sqlite.close();
  }
}

describe("desk backup", () => {
  it("copies the database of one moment while it is written to: sound, one file, its owner's alone, without seeds", async () => {
    await heavy(24);
    const { store } = office.world;
    let backedUp = false;
    const backup = office.desk(office.secret, "backup", file, "--json").finally(() => (backedUp = true));
    let written = 0;
    while (!backedUp) {
      written += 1;
      const key = `meanwhile.${written}`;
      const note = { actorKind: "system", actorId: null, act: key };
      await store.commit({
        at: written,
        writes: [insert("settings", { key, value: written, updatedAt: written })],
        audit: [note],
      });
      await new Promise((next) => setImmediate(next));
    }
    const { code, out } = await backup;
    expect(code).toBe(0);
    expect(written).toBeGreaterThan(3);
    const [made] = objects(out);
    expect(made).toMatchObject({
      file,
      bytes: statSync(file).size,
      keyIds: [office.world.services.secrets.keyId],
    });
    if (process.platform !== "win32") expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(existsSync(`${file}-wal`) || existsSync(`${file}.part`)).toBe(false);

    // Of one moment: a setting is there exactly where its audit row is.
    const settings = look<{ key: string }>(
      file,
      "select key from settings where key like 'meanwhile.%' order by key",
    );
    const acts = look<{ key: string }>(
      file,
      "select act as key from audit where act like 'meanwhile.%' order by act",
    );
    expect(settings).toEqual(acts);
    expect(look(file, "select id from temporary_passwords")).toHaveLength(1);
    expect(look(file, "select id from temporary_passwords where seed is not null")).toEqual([]);
    expect(look(file, "pragma integrity_check")).toEqual([{ integrity_check: "ok" }]);
    expect(look(file, "select act from audit where act = 'database.backed-up'")).toHaveLength(1);
    // The desk itself keeps the seed: its mail is still to be sent.
    expect(
      look(office.databaseFile, "select id from temporary_passwords where seed is not null"),
    ).toHaveLength(1);
  });

  it("leaves a file that is there alone, unless told to overwrite it", async () => {
    writeFileSync(file, "what was kept before");
    const refused = await office.desk(office.secret, "backup", file);
    expect(refused).toMatchObject({ code: 1, err: expect.stringContaining("--force") as string });
    expect(statSync(file).size).toBe(20);
    expect((await office.desk(office.secret, "backup", file, "--force")).code).toBe(0);
    expect(look(file, "pragma integrity_check")).toEqual([{ integrity_check: "ok" }]);
    expect((await office.desk(office.secret, "backup")).code).toBe(2);
    const nowhere = await office.desk(office.secret, "backup", join(folder, "none", "x.db"));
    expect(nowhere).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^.*cannot be written.*\n$/) as string,
    });
  });

  it(
    "killed in the middle it leaves no backup of that name, and the next one is whole",
    { timeout: 120_000 },
    async () => {
      await heavy(48);
      const child = spawn(process.execPath, [resolve("build/server/desk.js"), "backup", file], {
        env: { PATH: process.env.PATH, NODE_ENV: "production", ...office.env(office.secret) },
        stdio: "ignore",
      });
      const gone = new Promise((done) => child.once("exit", (_code, signal) => done(signal)));
      const begun = () => existsSync(`${file}.part`) && statSync(`${file}.part`).size > 2 * 1024 * 1024;
      while (child.exitCode === null && !begun()) await new Promise((next) => setImmediate(next));
      child.kill("SIGKILL");
      expect(await gone).toBe("SIGKILL");
      expect(existsSync(file)).toBe(false);
      expect((await office.desk(office.secret, "backup", file)).code).toBe(0);
      expect(existsSync(`${file}.part`)).toBe(false);
      expect(look(file, "pragma integrity_check")).toEqual([{ integrity_check: "ok" }]);
    },
  );
});
