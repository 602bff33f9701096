// Imported first by every script: goes on under a Node that the product runs on (docs/decisions/0015). Needs Node 18, no packages.
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { alone } from "./alone.mjs";
import { ensureInstalled, main } from "./ready.mjs";
import { npm, say } from "./say.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const read = (path) => JSON.parse(readFileSync(join(root, path), "utf8"));
const oldest = read("package.json").engines.node.replace(">=", "");
const own = process.versions.node;

if (process.channel) endWithStarter();
else if (isOlder(own, oldest)) await main(goOn);
else endWithNpm();

function isOlder(version, than) {
  const [a, b] = [version, than].map((each) => each.split(".").map(Number));
  return a[0] < b[0] || (a[0] === b[0] && a[1] < b[1]);
}

/** Runs the same script under the fetched Node, and ends as it ends. */
async function goOn() {
  const node = await fetchedNode();
  process.env.PATH = dirname(node) + delimiter + process.env.PATH;
  const parameters = [...process.execArgv, ...process.argv.slice(1)];
  const child = spawn(node, parameters, { stdio: ["inherit", "inherit", "inherit", "ipc"] });
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
  for (const signal of signals) process.on(signal, () => child.kill(signal));
  endWithNpm();
  const [code, signal] = await new Promise((resolve) => {
    child.on("error", (error) => giveUp(`${error}\n`));
    child.on("exit", (...ending) => resolve(ending));
  });
  if (signal === null) process.exit(code);
  for (const each of signals) process.removeAllListeners(each);
  process.kill(process.pid, signal);
  // The signal takes a moment; the script's own work must not begin meanwhile.
  await new Promise(() => setInterval(() => {}, 1_000));
}

/**
 * The npm package that carries Node for this machine, as runtime/package-lock.json has it; ends the script where there is none.
 *
 * @returns {{ name: string, path: string, version: string, bin: { node: string } }}
 */
export function nodePackage() {
  const { packages } = read("runtime/package-lock.json");
  const fits = ([, { os, cpu }]) => os === process.platform && cpu === process.arch;
  const [path, { version, bin }] = Object.entries(packages).find(fits) ?? giveUp();
  return { name: path.replace("node_modules/", ""), path, version, bin };
}

/** @returns {Promise<string>} path of that Node, fetched where it is missing; the packages come beside it, not after it */
async function fetchedNode() {
  const wanted = nodePackage();
  const node = join(root, "runtime", wanted.path, wanted.bin.node);
  const note = "runtime/node_modules/.package-lock.json";
  const isThere = () =>
    existsSync(join(root, note)) &&
    read(note).packages[wanted.path]?.version === wanted.version &&
    existsSync(node);
  if (isThere()) {
    say(
      `Node.js ${own} 太舊，以 ${wanted.version} 執行。`,
      `Node.js ${own} is too old; running on ${wanted.version}.`,
    );
    return node;
  }
  say(
    `Node.js ${own} 太舊，下載 ${wanted.version} 來執行（約 60 MB）…`,
    `Node.js ${own} is too old; fetching ${wanted.version} to run on (about 60 MB)…`,
  );
  let said = "";
  const fetching = alone("runtime", async () => {
    if (!isThere()) said = await fetchNode();
  });
  // Both come to their end before one's failure is told: a fetch left behind would meet the next try's.
  const [, packages] = await Promise.allSettled([fetching, ensureInstalled()]);
  if (!isThere()) giveUp(said);
  if (packages.status === "rejected") throw packages.reason;
  return node;
}

/** @returns {Promise<string>} what npm said where it failed, else nothing */
function fetchNode() {
  const options = ["--prefix", "runtime", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
  return npm(["ci", ...options], { cwd: root, to: "pipe" }).then(
    ({ code, output }) => (code === 0 ? "" : output),
    (error) => `${error}\n`,
  );
}

function giveUp(reason = "") {
  process.stderr.write(reason);
  process.stderr.write(
    `無法取得可用的 Node.js。請檢查網路後再試一次，或自行安裝 Node.js ${oldest} 以上。\n` +
      `There is no Node.js to run on. Check the network and try again, or install Node.js ${oldest} or newer yourself.\n`,
  );
  process.exit(1);
}

/** The old Node that started this one is gone, killed perhaps: nobody passes signals on any more. */
function endWithStarter() {
  process.once("disconnect", stop);
  process.channel.unref();
}

/** npm was killed: the commands that serve are its own children (`exec` in package.json), and would serve on. */
function endWithNpm() {
  if (!process.env.npm_lifecycle_event) return;
  const starter = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === starter) return;
    clearInterval(watch);
    stop();
  }, 500).unref();
}

function stop() {
  process.kill(process.pid, "SIGTERM");
}
