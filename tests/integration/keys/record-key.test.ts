import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { keyOffice } from "../../support/desk/key-office";

let office: Awaited<ReturnType<typeof keyOffice>>;
let folder: string;
let file: string;

beforeEach(async () => {
  office = await keyOffice();
  folder = mkdtempSync(join(tmpdir(), "desk-record-key-"));
  file = join(folder, "desk-backup.db");
  expect((await desk("backup", file)).code).toBe(0);
  await office.stop();
});
afterEach(async () => {
  await office.close();
  rmSync(folder, { recursive: true });
});

const desk = (...parameters: string[]) => office.desk(office.secret, ...parameters);
const record = (name = "") => join(office.world.environment.recordFolder, name);
const key = () => readFileSync(record("key"), "utf8");

describe("the record's key", () => {
  it("stays when the present database is restored as a foreign one", async () => {
    const before = key();
    expect((await desk("restore", file, "--foreign")).code).toBe(0);
    expect(key()).toBe(before);
    expect((await desk("audit", "verify")).code).toBe(0);
  });

  it("is another one where the whole folder was set aside before that, and everything is sound under it", async () => {
    const before = { secret: key(), published: readFileSync(record("public-key.pem"), "utf8") };
    renameSync(record(), join(folder, "record-before"));
    expect((await desk("restore", file, "--foreign")).code).toBe(0);
    expect(key()).not.toBe(before.secret);
    expect(readFileSync(record("public-key.pem"), "utf8")).not.toBe(before.published);
    expect((await desk("audit", "verify")).code).toBe(0);
  });

  it("is not made anew beside the head of another: that would be named as forged for ever", async () => {
    renameSync(record("key"), join(folder, "key"));
    cpSync(record(), join(folder, "before"), { recursive: true });
    const refused = await desk("restore", file, "--foreign");
    expect(refused).toMatchObject({ code: 1, err: expect.stringContaining("RECORD_DIR") as string });
    for (const name of ["heads.jsonl", "public-key.pem"])
      expect(readFileSync(record(name))).toEqual(readFileSync(join(folder, "before", name)));

    renameSync(join(folder, "key"), record("key"));
    expect((await desk("audit", "verify")).code).toBe(0);
  });
});
