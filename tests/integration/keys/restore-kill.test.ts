import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { expect, it } from "vitest";
import BetterSqlite3 from "better-sqlite3";
import { insert } from "../../../db/change";
import { keyOffice, objects } from "../../support/desk/key-office";

/** Where a restore is killed: so many milliseconds after it has said how far it is. */
const moments = [
  { said: null, ms: 0 },
  { said: null, ms: 400 },
  { said: "is sound", ms: 0 },
  { said: "is sound", ms: 40 },
  { said: "is sound", ms: 120 },
  { said: "have ended", ms: 0 },
  { said: "have ended", ms: 15 },
  { said: "have ended", ms: 40 },
  { said: "have ended", ms: 80 },
  { said: "in place", ms: 0 },
] as const;

it(
  "restore killed at any moment leaves the old database or the new one, whole, and the next one goes through",
  { timeout: 180_000 },
  async () => {
    const office = await keyOffice();
    const folder = mkdtempSync(join(tmpdir(), "desk-restore-kill-"));
    const desk = (...parameters: string[]) => office.desk(office.secret, ...parameters);
    try {
      const { store, random } = office.world;
      for (let part = 0; part < 16; part += 1)
        await store.commit({
          at: 1,
          writes: [insert("crlParts", { sha256: "a", part, bytes: Buffer.from(random(1024 * 1024)) })],
          audit: [],
        });
      const backup = join(folder, "backup.db");
      const before = join(folder, "before");
      const place = dirname(office.databaseFile);
      expect((await desk("backup", backup)).code).toBe(0);
      await office.world.person("林後來", { agency: office.bureau, account: "came.later" });
      await office.stop();
      expect((await desk("migrate")).code).toBe(0);
      cpSync(place, before, { recursive: true, filter: (name) => !name.includes("-held") });

      const seen = new Set<string>();
      for (const moment of moments) {
        for (const name of readdirSync(place))
          if (name.startsWith("desk.db") && !name.includes("-held"))
            rmSync(join(place, name), { recursive: true });
        cpSync(before, place, { recursive: true });
        await restoreAndKill(office.env(office.secret), backup, moment);
        const state = stateOf(office.databaseFile);
        seen.add(state);
        expect(await desk("audit", "verify")).toMatchObject({ code: 0 });
        const names = readdirSync(place);
        expect(names.filter((name) => /restoring|\.part$/.test(name))).toEqual([]);
        // What it left lying about neither keeps the next one from its work nor stays.
        const again = await desk("restore", backup, "--json");
        expect(again.code).toBe(0);
        expect(objects(again.out)[0]?.replaced).not.toBeNull();
        expect(stateOf(office.databaseFile)).toBe("new");
      }
      expect([...seen].sort()).toEqual(["new", "old"]);
    } finally {
      await office.close();
      rmSync(folder, { recursive: true });
    }
  },
);

async function restoreAndKill(
  env: Record<string, string>,
  backup: string,
  { said, ms }: (typeof moments)[number],
): Promise<void> {
  const child = spawn(process.execPath, [resolve("build/server/desk.js"), "restore", backup], {
    env: { PATH: process.env.PATH, NODE_ENV: "production", ...env },
    stdio: ["ignore", "ignore", "pipe"],
  });
  const gone = new Promise<void>((done) => child.once("exit", () => done()));
  if (said !== null)
    await new Promise<void>((heard) => {
      createInterface({ input: child.stderr }).on("line", (line) => line.includes(said) && heard());
      void gone.then(heard);
    });
  await new Promise((passed) => setTimeout(passed, ms));
  child.kill("SIGKILL");
  await gone;
}

/** The old one has who came later; the new one tells that it was restored. Anything else is neither. */
function stateOf(file: string): string {
  const sqlite = new BetterSqlite3(file, { fileMustExist: true });
  const count = (sql: string) => sqlite.prepare<[], number>(`select count(*) from ${sql}`).pluck().get();
  const later = count("people where account = 'came.later'");
  const restored = count("audit where act = 'database.restored'");
  const sound = sqlite.pragma("integrity_check", { simple: true });
  sqlite.close();
  if (sound === "ok" && later === 1 && restored === 0) return "old";
  return sound === "ok" && later === 0 && restored === 1 ? "new" : `${String(sound)} ${later} ${restored}`;
}
