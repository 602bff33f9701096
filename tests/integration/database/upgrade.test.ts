import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import BetterSqlite3 from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TicketAct } from "../../../workflows/machines/types";
import { verifyRecord } from "../../../workflows/reading/verify-record";
import { setOwnPassword } from "../../../workflows/sign-in/own-password";
import { as, chosenPassword } from "../../support/desk/desk-office";
import { createWorld, hours, mondayMorning, type World } from "../../support/desk/population";

/** What that day's version wrote, with rows in every table; under the secret of the tests. */
const dump = readFileSync("tests/vectors/databases/2026-11-24.sql", "utf8");

/** The password that it mailed to 王明. */
const mailedThen = "9EM6HF29";

/** What migrations took away on purpose: the tries of a temporary password are counted beside the others. */
const gone = ["temporary_passwords.misses"];

type Row = Record<string, unknown>;

const folder = mkdtempSync(join(tmpdir(), "upgrade-"));
const file = join(folder, "desk.db");
let before: Map<string, Row[]>;
let world: World;

beforeAll(async () => {
  const sqlite = new BetterSqlite3(file);
  sqlite.pragma("foreign_keys = OFF");
  sqlite.exec(dump);
  before = new Map(tablesOf(sqlite).map((table) => [table, rowsOf(sqlite, table, columnsOf(sqlite, table))]));
  sqlite.close();
  world = await createWorld({
    at: mondayMorning + hours(1),
    env: { DATABASE_URL: `file:${file}`, RECORD_DIR: join(folder, "record") },
  });
});
afterAll(async () => {
  await world.close();
  rmSync(folder, { recursive: true });
});

const tablesOf = (sqlite: BetterSqlite3.Database) =>
  sqlite
    .prepare<[], string>(
      "select name from sqlite_master where type = 'table' and name not like 'sqlite%' and name not like '\\_\\_%' escape '\\'",
    )
    .pluck()
    .all();

const columnsOf = (sqlite: BetterSqlite3.Database, table: string) =>
  (sqlite.pragma(`table_info(${table})`) as { name: string }[])
    .map(({ name }) => name)
    .filter((name) => !gone.includes(`${table}.${name}`));

const rowsOf = (sqlite: BetterSqlite3.Database, table: string, columns: string[]) =>
  sqlite.prepare<[], Row>(`select ${columns.join()} from ${table} order by 1, 2`).all();

const stateOf = async (number: string) => (await world.store.tickets.byNumber(number))?.state;

async function personOf(account: string) {
  const person = await world.store.people.byAccount(account);
  if (!person) throw new Error(`there is no ${account}`);
  return person;
}

const signIn = (password: string) =>
  world.services.signIn.signIn({ login: "wang.ming", password, address: "192.0.2.9" });

describe("a desk as the version of 2026-11-24 left it", () => {
  it("keeps every row, every value as it was, and begins its record over them", async () => {
    const sqlite = new BetterSqlite3(file, { readonly: true });
    expect(before.size).toBe(34);
    for (const [table, rows] of before) {
      expect(rows.length, table).toBeGreaterThan(0);
      const now = rowsOf(sqlite, table, Object.keys(rows[0] ?? {}));
      expect(now.slice(0, rows.length), table).toEqual(rows);
      expect(now.length - rows.length, table).toBe(table === "audit" ? 1 : 0);
    }
    expect(sqlite.pragma("foreign_key_check")).toEqual([]);
    sqlite.close();
    const [begun] = await world.store.records.auditOf({}, 1);
    expect(begun).toMatchObject({
      act: "record.begun",
      detail: { unsound: [], audit: before.get("audit")?.length },
    });
    expect(await verifyRecord(world)).toMatchObject({ findings: [], tickets: before.get("tickets")?.length });
  });

  it("has its cases worked on to their end, and its record stays sound", async () => {
    const agent = as(await personOf("chen.jialing"));
    const act = (number: string, what: TicketAct) => world.desk.act(number, what, agent);
    const checks = ["call-back", "joined-month", "manager-name"].map((check): TicketAct => ({
      type: "RECORD_CHECK",
      check,
      passed: true,
    }));
    const verify: TicketAct = { type: "VERIFY", disableOldPassword: false };

    // One whose caller was just being verified.
    for (const what of [...checks.slice(1), verify]) await act("R1151123-0002", what);
    await world.settle();
    expect(await stateOf("R1151123-0002")).toBe("passwordHandover.mailed");

    // One whose password is mailed: what it was decided on was not kept then, so that it opens nothing before that is done anew.
    expect((await signIn(mailedThen)).outcome).toBe("voided");
    await act("R1151123-0001", { type: "REISSUE" });
    for (const what of [{ type: "START_VERIFICATION" } as const, ...checks, verify])
      await act("R1151123-0001", what);
    await world.settle();
    const signedIn = await signIn(world.passwordFor("wang.ming@police.example"));
    if (signedIn.outcome !== "set-password") throw new Error(signedIn.outcome);
    const session = await world.services.signIn.sessionOf(signedIn.token);
    if (!session) throw new Error("no session");
    const wanted = { password: chosenPassword, repeated: chosenPassword, account: null };
    const set = await setOwnPassword(world.services.ownPassword, session, wanted);
    expect(set).toMatchObject({ outcome: "set" });
    expect(await stateOf("R1151123-0001")).toBe("solved");
    expect(await verifyRecord(world)).toMatchObject({ findings: [] });
  });
});
