import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { say } from "./say.mjs";

const folder = join(dirname(dirname(fileURLToPath(import.meta.url))), ".cache");

/** Two commands on one checkout take turns: the second waits for what the first is making. */
export async function alone(name, work) {
  mkdirSync(folder, { recursive: true });
  const lock = join(folder, `${name}.lock`);
  for (let said = false; !take(lock); await wait(500)) {
    if (!said)
      say("等候另一個指令完成安裝或建置…", "Waiting for another command to finish installing or building…");
    said = true;
  }
  try {
    await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

function take(lock) {
  try {
    writeFileSync(lock, String(process.pid), { flag: "wx" });
    return true;
  } catch {
    if (existsSync(lock) && !isAlive(Number(readFileSync(lock, "utf8")))) rmSync(lock, { force: true });
    return false;
  }
}

/** Whether a process is there, ours or another's. */
export function isAlive(pid) {
  try {
    return pid === 0 || process.kill(pid, 0);
  } catch (error) {
    return error.code === "EPERM";
  }
}
