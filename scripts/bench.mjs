// npm run bench [-- NAME … --sqlite|--postgres]: the figures of bench/, each against its floor, where they rest on the database
// on both or on the one named; a table, and bench/results.json.
import "./runtime.mjs";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { ensureBuilt, ensureInstalled, Failure, main } from "./ready.mjs";
import { run, say } from "./say.mjs";

const ending = ".bench.ts";
const called = { sqlite: "SQLite", postgres: "PostgreSQL" };

await main(async () => {
  await ensureInstalled();
  const { names, databases } = chosen(process.argv.slice(2));
  if (names.some((name) => says(name, "pages"))) await ensureBuilt();
  const results = {};
  for (const name of names) {
    results[name] = {};
    for (const database of says(name, "databases") ? databases : ["sqlite"])
      results[name][database] = await carryOut(name, database);
  }
  const machine = { node: process.version, cores: availableParallelism(), at: new Date().toISOString() };
  writeFileSync("bench/results.json", `${JSON.stringify({ ...machine, results }, null, 2)}\n`);
  printTable(results);
  const all = Object.values(results).flatMap((byDatabase) => Object.values(byDatabase));
  process.exitCode = all.every(isReached) ? 0 : 1;
});

/** The benches asked for, or all, and the databases that they are to be carried out on. */
function chosen(words) {
  const both = ["sqlite", "postgres"];
  const asked = both.filter((database) => words.includes(`--${database}`));
  const wanted = words.filter((word) => !both.includes(word.replace(/^--/, "")));
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
  return { names: wanted.length > 0 ? wanted : all, databases: asked.length > 0 ? asked : both };
}

/** Whether a bench says `flag: true`. */
function says(name, flag) {
  return new RegExp(`\\b${flag}: true\\b`).test(readFileSync(fileOf(name), "utf8"));
}

function fileOf(name) {
  return `bench/${name}${ending}`;
}

/** In a process of its own, so that no bench pays for the memory and the rubbish of another. */
async function carryOut(name, database) {
  say(`量測 ${name}（${called[database]}）…`, `Measuring ${name} (${called[database]})…`);
  const result = resolve(`.cache/bench-${name}-${database}.json`);
  mkdirSync(".cache", { recursive: true });
  rmSync(result, { force: true });
  const parameters = ["--expose-gc", "--import", "tsx", "bench/one-process.ts"];
  const env = { ...process.env, NODE_ENV: "production", TZ: "UTC", LOG_LEVEL: "silent" };
  const { code } = await run(
    process.execPath,
    [...parameters, pathToFileURL(resolve(fileOf(name))).href, database, result],
    { env, heartbeat: 30_000 },
  );
  return code === 0 ? JSON.parse(readFileSync(result, "utf8")) : { failed: true };
}

function isReached({ failed, reach }) {
  return !failed && reach.every(({ reached }) => reached);
}

/** A line for each thing to reach, what it came to on each database beside it. */
function printTable(results) {
  const rows = Object.entries(results).flatMap(([name, byDatabase]) => {
    const done = Object.values(byDatabase).filter(({ failed }) => !failed);
    const cells = (cell) =>
      Object.keys(called).map((database) => {
        const result = byDatabase[database];
        if (!result) return "";
        return result.failed ? "✗ 失敗 failed" : cell(result);
      });
    if (done.length === 0) return [["", name, "", ...cells(), ""]];
    return done[0].reach.map(({ what, atMost, atLeast }, index) => [
      index === 0 ? name : "",
      what,
      ...cells(({ reach }) => `${reach[index].reached ? "✓" : "✗"} ${short(reach[index].value)}`),
      [atMost === undefined ? "" : `≤ ${short(atMost)}`, atLeast === undefined ? "" : `≥ ${short(atLeast)}`]
        .join(" ")
        .trim(),
      index === 0
        ? cells(({ floor, run: ours }) => `floor ${listed(floor)}; ours ${listed(ours)}`)
            .filter(Boolean)
            .join(" | ")
        : "",
    ]);
  });
  rows.unshift(["", "", ...Object.values(called), "", ""]);
  const widths = [0, 1, 2, 3, 4, 5].map((column) =>
    Math.max(...rows.map((row) => (row[column] ?? "").length)),
  );
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
