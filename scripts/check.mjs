// npm run check [-- NAME …]: types, lint, format, architecture, unused code; two at a time, one line each. By its name only,
// since it takes minutes: node-versions.
import "./runtime.mjs";
import { availableParallelism } from "node:os";
import { checkNodeVersions } from "./node-versions.mjs";
import { ensureInstalled, main } from "./ready.mjs";
import { run } from "./say.mjs";

const checks = [
  { name: "types", zh: "型別", program: "typescript/bin/tsc", parameters: ["--noEmit", "-p", "."] },
  { name: "lint", zh: "程式規則", program: "eslint/bin/eslint.js", parameters: [".", "--max-warnings=0"] },
  {
    name: "format",
    zh: "排版",
    program: "prettier/bin/prettier.cjs",
    parameters: ["--check", "--log-level=warn", "--cache", "--cache-location=.cache/format", "."],
  },
  {
    name: "architecture",
    zh: "匯入方向",
    program: "dependency-cruiser/bin/dependency-cruise.mjs",
    parameters: ["--no-cache", "--output-type", "err-long", "."],
  },
  {
    name: "unused",
    zh: "未使用的程式",
    program: "knip/bin/knip.js",
    parameters: ["--no-progress", "--no-config-hints"],
  },
  {
    name: "only-tested",
    zh: "只有測試用到的程式",
    program: "knip/bin/knip.js",
    parameters: ["--production", "--no-progress", "--no-config-hints"],
  },
];

await main(async () => {
  await ensureInstalled();
  const wanted = process.argv.slice(2);
  const waiting = checks.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
  const failures = [];
  const work = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      if (!(await carryOut(check))) failures.push(check.name);
    }
  };
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), 4) }, work));
  if (wanted.includes("node-versions") && !(await checkNodeVersions())) failures.push("node-versions");
  console.log(failures.length === 0 ? "全部通過 all good" : `未通過 failed: ${failures.join(", ")}`);
  process.exitCode = failures.length === 0 ? 0 : 1;
});

async function carryOut({ name, zh, program, parameters }) {
  const started = performance.now();
  const { code, output } = await run(process.execPath, [`node_modules/${program}`, ...parameters], {
    to: "pipe",
  });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${code === 0 ? "✓" : "✗"} ${name} ${zh} ${seconds} s`);
  if (code !== 0) console.log(output.replace(/^/gm, "    ").trimEnd());
  return code === 0;
}
