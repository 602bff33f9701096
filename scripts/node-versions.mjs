import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ensureBuilt } from "./ready.mjs";
import { nodePackage } from "./runtime.mjs";
import { npm, run } from "./say.mjs";

/** The lines of Node that the product is for. */
const versions = [22, 24, 26];

/**
 * Under the newest Node of each line, fetched into .cache: starts the desk on an empty database, recovers an account on each of
 * the three paths, stops it. Says one line a version.
 *
 * @returns {Promise<boolean>} whether all went well
 */
export async function checkNodeVersions() {
  await ensureBuilt();
  let good = true;
  for (const version of versions) {
    const started = performance.now();
    const { code, output, node } = await servedUnder(version);
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(`${code === 0 ? "✓" : "✗"} Node ${node ?? version} ${seconds} s`);
    if (code !== 0) console.log(output.replace(/^/gm, "    ").trimEnd());
    good &&= code === 0;
  }
  return good;
}

async function servedUnder(version) {
  const { name, bin } = nodePackage();
  const prefix = `.cache/node-${version}`;
  const options = ["--no-save", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
  const fetched = await npm(["install", "--prefix", prefix, ...options, `${name}@${version}`], {
    to: "pipe",
  });
  if (fetched.code !== 0) return fetched;
  const folder = join(prefix, "node_modules", name);
  const { version: node } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const vitest = ["node_modules/vitest/vitest.mjs", "run", "tests/integration/desk/served-demo.test.ts"];
  const env = { ...process.env, NODE_ENV: "test" };
  return { node, ...(await run(join(folder, bin.node), vitest, { to: "pipe", env })) };
}
