import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import BetterSqlite3 from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { demoAgencies } from "../../../accounts/demo/agencies";
import { demoGuide } from "../../../accounts/demo/load";
import { scenarioPeople, type ScenarioPersonKey } from "../../../accounts/demo/people";
import { scenarioCertificate, scenarioRecentHire } from "../../../accounts/demo/scenario";
import { signWithDemoCard } from "../../../bin/card-reader/card";
import { openDemoPki } from "../../../certificates/demo/demo-pki";
import type { openDemoCards } from "../../../services/demo/cards";
import { demoNewcomers, fillEmpty } from "../../../services/demo/load";
import { bindingsToSecond } from "../../../workflows/cards/citizen/binding-desk";
import { pendingFor, ticketForHr } from "../../../workflows/hr/decisions";
import { verifyRecord } from "../../../workflows/reading/verify-record";
import { DemoTime } from "../../../services/demo/time";
import { readEnvironment } from "../../../services/environment";
import { createServices, systemRandom, type Services } from "../../../services/services";
import { machines } from "../../../workflows/machines/machines";
import { mailGetsOut } from "../../../workflows/mail/out/alarm";
import { replay } from "../../../workflows/machines/replay";
import type { TicketContext } from "../../../workflows/machines/types";
import { days, mondayMorning } from "../../support/desk/population";

const folder = mkdtempSync(join(tmpdir(), "demo-history-"));

/** Cards of as few as the demo's history needs, made once: keys are the one thing that no seed repeats. */
const open: typeof openDemoCards = ({ clock, random }, citizens = []) =>
  openDemoPki(join(folder, "pki"), {
    agencies: [demoAgencies.executive, demoAgencies.interior, demoAgencies.taipei],
    citizens: citizens.filter(({ name }) => name === scenarioPeople[scenarioCertificate.of].name),
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
  await fillEmpty(services, { time, sign: signWithDemoCard, open, registry: "scenario" });
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

const codes = new Set(["row_seals", "record_state"]);

/** Rows in an order of their own, without the salts of password hashes, which no seed repeats. */
const comparable = (rows: Record<string, unknown>[]) =>
  rows
    .map(({ mac: _, ...row }) =>
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
  "decisionOutdated",
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

  it("replays from each case's history to what the case stores, under an audit trail without a break", async () => {
    for (const { id, snapshot } of rows.tickets ?? [])
      expect(replay(await services.store.tickets.historyOf(String(id)))).toEqual(
        JSON.parse(String(snapshot)),
      );
    expect(await verifyRecord(services)).toMatchObject({ brokenAt: null, findings: [] });
    const instants = rows.audit?.map(({ at }) => Number(at)) ?? [];
    expect(instants).toEqual([...instants].sort((one, other) => one - other));
    expect(instants.at(-1)).toBeLessThanOrEqual(mondayMorning);
  });

  it("is the same desk when it is loaded anew with the same seed at the same time", async () => {
    const again = await load("second", mondayMorning);
    await again.close();
    const second = rowsOf("second");
    expect(Object.keys(second)).toEqual(Object.keys(rows));
    // The codes of the record are of a key that each desk makes for itself.
    for (const [table, first] of Object.entries(rows).filter(([name]) => !codes.has(name)))
      expect(comparable(second[table] ?? []), table).toEqual(comparable(first));
  }, 120_000);

  it("can be loaded in the night of a holiday after the turn of the year, with nothing in the future", async () => {
    const now = Date.UTC(2027, 0, 1, 19, 3);
    const desk = await load("holiday", now);
    expect((await desk.store.records.verifyAudit()).brokenAt).toBeNull();
    await desk.close();
    const { tickets = [], history = [] } = rowsOf("holiday");
    expect(tickets).toHaveLength(rows.tickets?.length ?? 0);
    expect(Math.max(...history.map(({ at }) => Number(at)))).toBeLessThanOrEqual(now);
  }, 120_000);

  it("shows at the desk what there is to do: overdue, due soon, a call-back due, unread, unknown, a second person", async () => {
    const open = (rows.tickets ?? []).filter(({ closed_at: closed }) => closed === null);
    const dueIn = open.flatMap(({ due_at: due }) => (due === null ? [] : [Number(due) - mondayMorning]));
    expect(dueIn.some((ms) => ms < 0)).toBe(true);
    expect(dueIn.some((ms) => ms > 0 && ms <= 60 * 60_000)).toBe(true);
    const contexts = open.map(
      ({ snapshot }) => (JSON.parse(String(snapshot)) as { context: TicketContext }).context,
    );
    const tried = contexts.filter(
      ({ callTries }, index) => callTries > 0 && open[index]?.state === "verifyingCaller",
    );
    expect(tried.length).toBeGreaterThan(0);
    expect(contexts.some(({ unread = 0 }) => unread > 0)).toBe(true);
    expect(open.filter(({ person_id: person }) => person === null).length).toBeGreaterThan(3);
    expect(new Set(contexts.map(({ escalation }) => escalation))).toEqual(
      new Set(["supervisor", "deputy", "superior"]),
    );
    const agents = open.flatMap(({ assignee_id: agent }) => (typeof agent === "string" ? [agent] : []));
    const loads = [...new Set(agents)].map((one) => agents.filter((agent) => agent === one).length);
    expect(loads).toHaveLength(3);
    expect(new Set(loads).size).toBeGreaterThan(1);
    // Two recipients' servers are busy; that is no reason for an alarm.
    expect(rows.outbox?.filter(({ state }) => state === "waiting")).toHaveLength(3);
    expect(await mailGetsOut(services)).toBe(true);
    expect(new Set(rows.received_mails?.map(({ kind }) => kind))).toContain("bounce");
    const types = new Set(rows.history?.map(({ type }) => type));
    for (const type of [
      "NOTE",
      "REPLY",
      "NOT_REACHED",
      "REASSIGN",
      "IDENTIFY",
      "JOINED_BY",
      "MAIL_REFUSED",
      "AUTO_REPLIED",
    ])
      expect(types, type).toContain(type);
  });

  it("has people on record for over 30 days, but for one new employee and one changed address", () => {
    const young = (rows.people ?? []).filter(({ created_at: at }) => Number(at) > mondayMorning - days(30));
    expect(young.map(({ name }) => name)).toEqual([scenarioRecentHire.name]);
    const addresses = rows.person_changes?.map(({ person_id, field, old_value }) => [
      rows.people?.find(({ id }) => id === person_id)?.name,
      field,
      old_value,
    ]);
    expect(addresses).toEqual([
      [scenarioRecentHire.name, "email", null],
      ["葉品萱", "email", "pinhsuan.yeh@keelungcustoms.example"],
    ]);
    expect(
      (rows.roles ?? []).filter(({ valid_from: from }) => Number(from) > mondayMorning - days(365)),
    ).toEqual([]);
  });

  it("leaves an address of prepare staff and a role for a second person", async () => {
    const at = services.clock();
    const kinds = ["record", "role-grant"] as const;
    const waiting = await services.store.waiting.waiting({ kinds }, at);
    const names = await services.store.people.byIds(
      waiting.flatMap((one) => [one.askedBy, one.personId ?? ""]),
    );
    expect(
      waiting
        .map((one) => [one.kind, names.get(one.askedBy)?.name, names.get(one.personId ?? "")?.name])
        .sort(),
    ).toEqual([
      ["record", "張雅婷", "高子安"],
      ["role-grant", "蕭承恩", "劉育誠"],
    ]);
    const letters = await services.store.work.listMail({ limit: 10_000 });
    const told = letters.filter(({ template }) => template === "change-waiting");
    expect(told.map(({ address, state }) => [address.split("@")[0], state]).sort()).toEqual([
      ["pohan.peng", "sent"],
      ["shufen.wu", "sent"],
      ["yichun.lin", "sent"],
    ]);
  });

  const as = async (key: ScenarioPersonKey) => {
    const person = await services.store.people.byAccount(scenarioPeople[key].account ?? "");
    return { kind: "person", personId: person?.id ?? "" } as const;
  };
  const hrSees = async (key: ScenarioPersonKey, name: string) =>
    (await pendingFor(services, await as(key))).find(({ ticket }) => ticket.personName === name);

  it("has the only HR person's new employee wait for superior HR, who may approve", async () => {
    expect(await hrSees("customsSupervisor", scenarioRecentHire.name)).toMatchObject({
      waiting: "confirmation",
      escalation: "superior",
      before: ["吳淑芬"],
      refusal: "recent-changer",
    });
    const forSuperior = await hrSees("financeSupervisor", scenarioRecentHire.name);
    expect(forSuperior).toMatchObject({ refusal: null });
    const { number = "" } = forSuperior?.ticket ?? {};
    const seen = await ticketForHr(services, await as("customsSupervisor"), { number, locale: "en" });
    expect(seen.escalation).toBe("superior");
  });

  it("keeps whoever changed an address from that person's case, while another supervisor may decide", async () => {
    for (const kept of ["decidingStaff", "keelungSupervisor", "deputy"] as const)
      expect(await hrSees(kept, "葉品萱"), kept).toMatchObject({ refusal: "recent-changer" });
    expect(await hrSees("customsSupervisor", "葉品萱")).toMatchObject({ waiting: "decision", refusal: null });
  });

  it("leaves the certificate of a power account for a second person, neither its owner nor the first", async () => {
    const waiting = async (key: ScenarioPersonKey) => bindingsToSecond(services, await as(key));
    const [one, ...more] = await waiting("agentChen");
    expect(more).toEqual([]);
    expect(one).toMatchObject({ person: { name: "楊雅雯" }, first: "蘇惠雯", refusal: null });
    expect(await waiting("agentYang")).toMatchObject([{ refusal: "oneself" }]);
    expect(await waiting("personnelSupervisor")).toMatchObject([{ refusal: "same-person" }]);
  });

  it("names those who can try a first login, with the national IDs it asks for", async () => {
    const newcomers = await demoNewcomers(services);
    expect(newcomers.map(({ name }) => name)).toContain(scenarioRecentHire.name);
    for (const { nationalId } of newcomers)
      expect(
        await services.store.people.byNationalId(services.secrets.keyedHashes("national-id", nationalId)),
      ).toMatchObject({
        firstLoginAt: null,
      });
  });

  it("leaves everybody alone whom a first walk is for", async () => {
    const { store } = services;
    for (const { account } of demoGuide()) {
      const person = await store.people.byAccount(account);
      expect(await store.tickets.openOf(person?.id ?? ""), account).toBeUndefined();
    }
  });
});
