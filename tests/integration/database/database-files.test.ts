import { chmodSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { openStore } from "../../../db/store";

const folder = mkdtempSync(join(tmpdir(), "database-files-"));
const path = join(folder, "data", "desk.db");
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const modes = () =>
  [join(folder, "data"), path, `${path}-wal`, `${path}-shm`].map((file) =>
    (statSync(file).mode & 0o777).toString(8),
  );

it.skipIf(process.platform === "win32")(
  "the files of the database are their owner's alone, from the start and where they were not",
  async () => {
    const first = await openStore(`file:${path}`);
    await first.people.count();
    expect(modes()).toEqual(["700", "600", "600", "600"]);
    for (const file of [path, `${path}-wal`, `${path}-shm`]) chmodSync(file, 0o644);
    const second = await openStore(`file:${path}`);
    await second.people.count();
    expect(modes()).toEqual(["700", "600", "600", "600"]);
    await second.close();
    await first.close();
  },
);
