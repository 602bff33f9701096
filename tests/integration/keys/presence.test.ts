import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { anotherKeyInUse, holdAlone, holdDatabase } from "../../../db/presence";
import { openStore } from "../../../db/store";
import { serveDesk } from "../../support/desk/desk-process";
import { newSecret } from "../../support/desk/key-office";
import { productionEnv } from "../../support/desk/production";

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "desk-presence-"));
  file = join(folder, "desk.db");
});
afterEach(() => rmSync(folder, { recursive: true }));

describe("who works on a database", () => {
  it("is many at once, or one alone, and under which key is known", () => {
    const first = holdDatabase(file, "aaaaaaaa");
    const second = holdDatabase(file, "bbbbbbbb");
    expect(() => holdAlone(file)).toThrow(/in-use/);
    expect(anotherKeyInUse(file, "aaaaaaaa")).toBe("bbbbbbbb");
    second.release();
    expect(anotherKeyInUse(file, "aaaaaaaa")).toBeNull();
    expect(() => holdAlone(file)).toThrow(/in-use/);
    first.release();
    const alone = holdAlone(file);
    expect(() => holdDatabase(file, "aaaaaaaa")).toThrow(/being-replaced/);
    expect(() => holdAlone(file)).toThrow(/in-use/);
    alone.release();
    holdDatabase(file, "aaaaaaaa").release();
  });

  it("ends with the process, however it ends", { timeout: 60_000 }, async () => {
    const env = { ...productionEnv("smtp://127.0.0.1:2525"), APP_SECRET: newSecret(), LOG_LEVEL: "silent" };
    await (await openStore(`file:${file}`)).close();
    const served = await serveDesk({ ...env, DATABASE_URL: `file:${file}` });
    expect(() => holdAlone(file)).toThrow(/in-use/);
    expect(anotherKeyInUse(file, "aaaaaaaa")).toMatch(/^[0-9a-f]{8}$/);
    await served.end("SIGKILL");
    expect(anotherKeyInUse(file, "aaaaaaaa")).toBeNull();
    holdAlone(file).release();
  });
});
