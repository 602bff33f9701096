// npm run bench [-- NAME …]: the figures of bench/, each against its floor; a table, and bench/results.json.
import "./runtime.mjs";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { ensureBuilt, ensureInstalled, Failure, main } from "./ready.mjs";
import { run, say } from "./say.mjs";

const ending = ".bench.ts";

await main(async () => {
  await ensureInstalled();
  const names = chosen(process.argv.slice(2));
  if (names.some((name) => /\bpages: true\b/.test(readFileSync(fileOf(name), "utf8")))) await ensureBuilt();
  const results = {};
  for (const name of names) results[name] = await carryOut(name);
  const machine = { node: process.version, cores: availableParallelism(), at: new Date().toISOString() };
  writeFileSync("bench/results.json", `${JSON.stringify({ ...machine, results }, null, 2)}\n`);
  printTable(results);
  process.exitCode = Object.values(results).every(isReached) ? 0 : 1;
});

/** The benches asked for, or all. */
function chosen(wanted) {
  const all = readdirSync("bench")
    .filter((file) => file.endsWith(ending))
    .map((file) => file.slice(0, -ending.length));
  const unknown = wanted.filter((name) => !all.includes(name));
  if (unknown.length > 0) {
    throw new Failure(
      `沒有這個量測：${unknown.join("、")}。可選：${all.join("、")}`,
      `No such bench: ${unknown.join(", ")}. There are: ${all.join(", ")}`,
    );
  }
  return wanted.length > 0 ? wanted : all;
}

function fileOf(name) {
  return `bench/${name}${ending}`;
}

/** In a process of its own, so that no bench pays for the memory and the rubbish of another. */
async function carryOut(name) {
  say(`量測 ${name}…`, `Measuring ${name}…`);
  const result = resolve(`.cache/bench-${name}.json`);
  mkdirSync(".cache", { recursive: true });
  rmSync(result, { force: true });
  const parameters = ["--expose-gc", "--import", "tsx", "bench/one-process.ts"];
  const env = { ...process.env, NODE_ENV: "production", TZ: "UTC", LOG_LEVEL: "silent" };
  const { code } = await run(
    process.execPath,
    [...parameters, pathToFileURL(resolve(fileOf(name))).href, result],
    { env, heartbeat: 30_000 },
  );
  return code === 0 ? JSON.parse(readFileSync(result, "utf8")) : { failed: true };
}

function isReached({ failed, reach }) {
  return !failed && reach.every(({ reached }) => reached);
}

function printTable(results) {
  const rows = Object.entries(results).flatMap(([name, { failed, reach, floor, run: ours }]) =>
    failed
      ? [["✗", name, "失敗 failed", "", ""]]
      : reach.map(({ what, value, atMost, atLeast, reached }, index) => [
          reached ? "✓" : "✗",
          index === 0 ? name : "",
          what,
          short(value),
          [
            atMost === undefined ? "" : `≤ ${short(atMost)}`,
            atLeast === undefined ? "" : `≥ ${short(atLeast)}`,
          ]
            .join(" ")
            .trim(),
          index === 0 ? `floor ${listed(floor)}; ours ${listed(ours)}` : "",
        ]),
  );
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...rows.map((row) => (row[column] ?? "").length)));
  for (const row of rows) {
    console.log(
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    );
  }
}

function listed(figures) {
  return Object.entries(figures)
    .map(([name, value]) => `${name} ${short(value)}`)
    .join(", ");
}

function short(value) {
  return Math.abs(value) >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(3)));
}
