import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isAlive } from "./alone.mjs";

const inMemory = "/dev/shm";
const prefix = "recovery-desk-tests-";

/** Bytes: the databases of a run take less than one GB, of the file system and of memory. */
const enough = 4 * 2 ** 30;

/**
 * Makes the folder for the temporary files of one run of tests: in memory where there is plenty, since tests that commit wait
 * a seventh of their time for a disk to keep what is thrown away. What runs that were killed left there is removed.
 *
 * @returns {{ folder: string, remove: () => void }}
 */
export function openTestFolder() {
  for (const parent of [inMemory, tmpdir()]) removeLeft(parent);
  const folder = makeIn(inMemory) ?? makeIn(tmpdir());
  return { folder, remove: () => remove(folder) };
}

/** @returns {string | undefined} nothing where there is not the room, or programs may not run */
function makeIn(parent) {
  if (parent === inMemory && !hasRoom()) return undefined;
  const folder = mkdtempSync(join(parent, `${prefix}${process.pid}-`));
  // A server that may not run as root reaches what it has in there.
  chmodSync(folder, 0o755);
  if (parent !== inMemory || mayRun(folder)) return folder;
  remove(folder);
  return undefined;
}

function hasRoom() {
  if (!existsSync(inMemory)) return false;
  const { bavail, bsize } = statfsSync(inMemory);
  return bavail * bsize >= enough && process.availableMemory() >= enough;
}

function mayRun(folder) {
  const program = join(folder, "program");
  writeFileSync(program, "#!/bin/sh\n", { mode: 0o755 });
  const { status } = spawnSync(program);
  rmSync(program);
  return status === 0;
}

function removeLeft(parent) {
  if (!existsSync(parent)) return;
  const ours = readdirSync(parent).filter((name) => name.startsWith(prefix));
  for (const name of ours.filter((it) => !isAlive(Number(it.slice(prefix.length).split("-")[0])))) {
    remove(join(parent, name));
  }
}

const remove = (folder) => rmSync(folder, { recursive: true, force: true });
