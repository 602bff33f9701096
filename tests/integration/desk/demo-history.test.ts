import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import BetterSqlite3 from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { demoAgencies } from "../../../accounts/demo/agencies";
import { castRecentHire } from "../../../accounts/demo/scenario";
import { signWithDemoCard } from "../../../bin/card-reader/card";
import { openDemoPki } from "../../../certificates/demo/demo-pki";
import type { openDemoCards } from "../../../services/demo/cards";
import { demoNewcomers, fillEmpty } from "../../../services/demo/load";
import { DemoTime } from "../../../services/demo/time";
import { readEnvironment } from "../../../services/environment";
import { createServices, systemRandom, type Services } from "../../../services/services";
import { machines } from "../../../workflows/machines/machines";
import { replay } from "../../../workflows/machines/replay";
import type { TicketContext } from "../../../workflows/machines/types";
import { days, mondayMorning } from "../../support/desk/population";

const folder = mkdtempSync(join(tmpdir(), "demo-history-"));

/** Cards of as few agencies as the demo's cases need, made once: keys are the one thing that no seed repeats. */
const open: typeof openDemoCards = ({ clock, random }) =>
  openDemoPki(join(folder, "pki"), {
    agencies: [demoAgencies.executive, demoAgencies.interior, demoAgencies.taipei],
    citizens: [],
    at: clock(),
    random,
  });

async function load(name: string, now: number): Promise<Services> {
  const environment = readEnvironment({
    APP_SECRET: "a secret that all of these desks have in common",
    DATABASE_URL: `file:${join(folder, `${name}.db`)}`,
    LOG_LEVEL: "silent",
  });
  const time = new DemoTime({ clock: () => now, random: systemRandom });
  const services = await createServices({ environment, clock: time.clock, random: time.random });
  await fillEmpty(services, { time, sign: signWithDemoCard, open, registry: "cast" });
  return services;
}

/** A table's rows as they lie in the file. */
function rowsOf(name: string): Record<string, Record<string, unknown>[]> {
  const file = new BetterSqlite3(join(folder, `${name}.db`), { readonly: true });
  const tables = file
    .prepare<[], string>(
      "select name from sqlite_master where type = 'table' and name not like '\\_\\_%' escape '\\' order by name",
    )
    .pluck()
    .all();
  const rows = Object.fromEntries(
    tables.map((table) => [
      table,
      file.prepare<[], Record<string, unknown>>(`select * from "${table}"`).all(),
    ]),
  );
  file.close();
  return rows;
}

/** Rows in an order of their own, without the salts of password hashes, which no seed repeats. */
const comparable = (rows: Record<string, unknown>[]) =>
  rows
    .map((row) =>
      JSON.stringify(row, (_, value: unknown) =>
        typeof value === "string" && value.startsWith("$argon2id$") ? "hash" : value,
      ),
    )
    .sort();

/** Left in the very step that enters them, so that no case is ever found in one. */
const passedThrough = new Set([
  "approved",
  "statementSigned",
  "verified",
  "passwordHandover.solved",
  "handedOver",
]);

function statesOf(node: { states: Record<string, unknown> }, prefix = ""): string[] {
  return Object.entries(node.states).flatMap(([key, child]) => {
    const below = statesOf(child as typeof node, `${prefix}${key}.`);
    return below.length > 0 ? below : [prefix + key];
  });
}

describe("The demo's desk at work", () => {
  let services: Services;
  let rows: Record<string, Record<string, unknown>[]>;

  beforeAll(async () => {
    await open({ clock: () => mondayMorning, random: systemRandom } as Services);
    services = await load("first", mondayMorning);
    rows = rowsOf("first");
  }, 120_000);
  afterAll(async () => {
    await services.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it("has a case in every state of every path", () => {
    const wanted = Object.entries(machines).flatMap(([path, machine]) =>
      statesOf(machine)
        .filter((state) => !passedThrough.has(state))
        .map((state) => `${path} ${state}`),
    );
    const found = new Set(rows.tickets?.map(({ path, state }) => `${String(path)} ${String(state)}`));
    expect([...found].sort()).toEqual(wanted.sort());
  });
});
