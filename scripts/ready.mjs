import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { run, say } from "./say.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const installedStamp = "node_modules/.installed";
const builtStamp = "build/.built-from";

/** Folders and files that the pages are built from. */
const sources = [
  ...["app", "language", "services", "workflows", "accounts", "certificates", "emails", "db", "public"],
  ...["remix.config.js", "vite.config.ts", "tsconfig.json", "package-lock.json"],
];

/**
 * Makes sure the packages are there, as package-lock.json wants them and for this Node; installs them if not.
 * Works on a fresh clone: nothing but Node is needed.
 */
export async function ensureInstalled() {
  process.chdir(root);
  refuseOldNode();
  if (isInstalled()) return;
  await alone("install", async () => {
    if (isInstalled()) return;
    if (!lockIsSatisfied()) await install();
    if (!nativeModulesLoad()) await rebuild();
    writeFileSync(installedStamp, lockFingerprint());
  });
}

/** Makes sure the pages are built from the sources as they are now. */
export async function ensureBuilt() {
  process.chdir(root);
  const fingerprint = sourcesFingerprint();
  if (isBuilt(fingerprint)) return;
  await alone("build", async () => {
    if (isBuilt(fingerprint)) return;
    say("建置網頁（約 10 秒）…", "Building the pages (about 10 seconds)…");
    rmSync(builtStamp, { force: true });
    const remix = "node_modules/@remix-run/dev/dist/cli.js";
    const env = { ...process.env, NODE_ENV: "production" };
    const { code, output } = await run(process.execPath, [remix, "vite:build", "--logLevel", "warn"], {
      to: "pipe",
      env,
    });
    if (code !== 0) {
      process.stderr.write(output);
      throw new Failure("建置失敗，原因如上。", "The build failed; see above.");
    }
    writeFileSync(builtStamp, fingerprint);
  });
}

/** Something that a person can act on: printed without a stack. */
export class Failure extends Error {
  constructor(zh, en) {
    super(`${zh}\n${en}`);
  }
}

/** Runs a script; a {@link Failure} is printed plainly and ends it with 1. */
export async function main(script) {
  try {
    await script();
  } catch (error) {
    process.stderr.write(`${error instanceof Failure ? error.message : (error?.stack ?? error)}\n`);
    process.exit(1);
  }
}

function refuseOldNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  throw new Failure(
    `需要 Node.js 20.19 以上，目前為 ${process.versions.node}。`,
    `Node.js 20.19 or newer is needed; this is ${process.versions.node}.`,
  );
}

function lockFingerprint() {
  const { modules } = process.versions;
  const lock = createHash("sha256").update(readFileSync("package-lock.json")).digest("hex");
  return `${lock} ${process.platform}-${process.arch} ${modules}\n`;
}

function isInstalled() {
  return existsSync(installedStamp) && readFileSync(installedStamp, "utf8") === lockFingerprint();
}

/** Compares npm's own note of what it installed with the lock file, so that an `npm ci` by hand counts too. */
function lockIsSatisfied() {
  const note = "node_modules/.package-lock.json";
  if (!existsSync(note)) return false;
  const wanted = JSON.parse(readFileSync("package-lock.json", "utf8")).packages;
  const found = JSON.parse(readFileSync(note, "utf8")).packages;
  return Object.entries(wanted).every(
    ([path, { version, optional, peer }]) =>
      path === "" || found[path]?.version === version || (!found[path] && (optional || peer)),
  );
}

async function install() {
  say(
    "安裝套件（首次約 3 分鐘，SQLite 由原始碼編譯）…",
    "Installing packages (about 3 minutes the first time: SQLite is compiled)…",
  );
  const options = ["--include=dev", "--no-audit", "--no-fund", "--loglevel=error"];
  const byLock = await run("npm", ["ci", ...options], { to: "pipe", heartbeat: 15_000 });
  if (byLock.code === 0) return;
  // npm ci refuses a lock file that misses another platform's optional package; npm install does not.
  const { code } = await run("npm", ["install", "--no-save", ...options], { heartbeat: 15_000 });
  if (code === 0) return;
  process.stderr.write(byLock.output);
  throw new Failure(
    "安裝失敗，原因如上。需要網路，以及 C++ 編譯器、make 與 Python 3（Debian：apt-get install build-essential python3）。",
    "The installation failed; see above. It needs the network, a C++ compiler, make and Python 3 (Debian: apt-get install build-essential python3).",
  );
}

function nativeModulesLoad() {
  try {
    const Database = createRequire(import.meta.url)("better-sqlite3");
    new Database(":memory:").close();
    return true;
  } catch {
    return false;
  }
}

async function rebuild() {
  say("為此版 Node.js 重新編譯 SQLite（約 2 分鐘）…", "Compiling SQLite for this Node.js (about 2 minutes)…");
  const { code } = await run("npm", ["rebuild", "better-sqlite3", "--loglevel=error"], { heartbeat: 15_000 });
  if (code === 0) return;
  throw new Failure(
    "SQLite 編譯失敗，原因如上。需要 C++ 編譯器、make 與 Python 3（Debian：apt-get install build-essential python3）。",
    "SQLite did not compile; see above. It needs a C++ compiler, make and Python 3 (Debian: apt-get install build-essential python3).",
  );
}

function isBuilt(fingerprint) {
  return existsSync(builtStamp) && readFileSync(builtStamp, "utf8") === fingerprint;
}

function sourcesFingerprint() {
  const hash = createHash("sha256");
  for (const file of sources.flatMap(filesIn).sort()) {
    hash
      .update(`${relative(root, join(root, file))}\0`)
      .update(readFileSync(file))
      .update("\0");
  }
  return hash.digest("hex");
}

function filesIn(path) {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}

/** Two commands on one checkout take turns: the second waits for what the first is making. */
async function alone(name, work) {
  mkdirSync(".cache", { recursive: true });
  const lock = `.cache/${name}.lock`;
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

function isAlive(pid) {
  try {
    return pid === 0 || process.kill(pid, 0);
  } catch (error) {
    return error.code === "EPERM";
  }
}
