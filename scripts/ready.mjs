import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { alone } from "./alone.mjs";
import { npm, run, say } from "./say.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const installedStamp = "node_modules/.installed";
const builtStamp = "build/.built-from";

/** What tests and checks need beyond the desk (devDependencies) is left out until one of them runs. */
const wantsTools = !["start.mjs", "desk.mjs"].includes(basename(process.argv[1] ?? ""));

/** Folders and files that desk and pages are built from. */
const sources = [
  ...[
    "app",
    "bin",
    "language",
    "services",
    "workflows",
    "accounts",
    "certificates",
    "emails",
    "db",
    "public",
  ],
  ...["remix.config.js", "vite.config.ts", "tsconfig.json", "package-lock.json"],
];

/**
 * Makes sure the packages are there, as package-lock.json wants them and for this platform; installs them if not.
 * Works on a fresh clone: nothing but Node is needed.
 */
export async function ensureInstalled() {
  process.chdir(root);
  if (isInstalled()) return;
  await alone("install", async () => {
    if (isInstalled()) return;
    if (!lockIsSatisfied({ tools: wantsTools })) await install();
    await patch();
    writeFileSync(installedStamp, installedFingerprint(lockIsSatisfied({ tools: true })));
  });
}

/** Makes sure that desk and pages are built from the sources as they are now. */
export async function ensureBuilt() {
  process.chdir(root);
  const fingerprint = sourcesFingerprint();
  if (isBuilt(fingerprint)) return;
  await alone("build", async () => {
    if (isBuilt(fingerprint)) return;
    say("建置中（約 20 秒）…", "Building (about 20 seconds)…");
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

function installedFingerprint(tools) {
  const hash = createHash("sha256");
  for (const file of ["package-lock.json", ...filesIn("patches").sort()]) hash.update(readFileSync(file));
  return `${hash.digest("hex")} ${process.platform}-${process.arch}${tools ? " with tools" : ""}\n`;
}

function isInstalled() {
  if (!existsSync(installedStamp)) return false;
  const stamp = readFileSync(installedStamp, "utf8");
  return stamp === installedFingerprint(true) || (!wantsTools && stamp === installedFingerprint(false));
}

/** @returns {boolean} whether what tests and checks need is there too */
export const hasTools = () => lockIsSatisfied({ tools: true });

/** Compares npm's own note of what it installed with the lock file, so that an `npm ci` by hand counts too. */
function lockIsSatisfied({ tools }) {
  const note = "node_modules/.package-lock.json";
  if (!existsSync(note)) return false;
  const wanted = JSON.parse(readFileSync("package-lock.json", "utf8")).packages;
  const found = JSON.parse(readFileSync(note, "utf8")).packages;
  return Object.entries(wanted).every(
    ([path, { version, optional, peer, dev, devOptional }]) =>
      path === "" ||
      found[path]?.version === version ||
      (!found[path] && (optional || peer || devOptional || (dev && !tools))),
  );
}

async function install() {
  const options = [
    wantsTools ? "--include=dev" : "--omit=dev",
    "--no-audit",
    "--no-fund",
    "--loglevel=error",
  ];
  const add = () => npm(["install", "--no-save", ...options], { heartbeat: 15_000 });
  let said = "";
  if (lockIsSatisfied({ tools: false })) {
    // A desk may be serving from what is there, which npm ci would take away first.
    say("加裝測試與檢查用的套件…", "Adding the packages that tests and checks need…");
    if ((await add()).code === 0) return;
  } else {
    say("安裝套件（首次約 1 分鐘）…", "Installing packages (about a minute the first time)…");
    const byLock = await npm(["ci", ...options], { to: "pipe", heartbeat: 15_000 });
    // npm ci refuses a lock file that misses another platform's optional package; npm install does not.
    if (byLock.code === 0 || (await add()).code === 0) return;
    said = byLock.output;
  }
  process.stderr.write(said);
  throw new Failure(
    "安裝失敗，原因如上。請檢查網路後再試一次。",
    "The installation failed; see above. Check the network and try again.",
  );
}

/** Applies `patches/` (docs/decisions/0016); one that is applied already stays as it is. */
async function patch() {
  const { code, output } = await run(
    process.execPath,
    ["node_modules/patch-package/index.js", "--error-on-fail"],
    { to: "pipe" },
  );
  if (code === 0) return;
  process.stderr.write(output);
  throw new Failure("套件修補失敗，原因如上。", "A package could not be patched; see above.");
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
