import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { as, deskOffice } from "../../support/desk/desk-office";
import { askDesk } from "../../support/desk/desk-process";
import { createWorld } from "../../support/desk/population";

let folder: string;
let env: Record<string, string>;
let number: string;
const file = (name: string) => join(folder, name);
const desk = (...parameters: string[]) => askDesk(["audit", ...parameters], env);

beforeAll(async () => {
  const world = await createWorld();
  const office = await deskOffice(world);
  const claim = world.claimOf(office.person);
  const visitor = { kind: "visitor", address: "192.0.2.7" } as const;
  const opening = { kind: "recovery", path: "helpdesk", channel: "web", claim } as const;
  number = (await world.desk.open({ ...opening, personId: office.person.id }, visitor)).number;
  await world.desk.open({ ...opening, personId: office.colleague.id }, visitor);
  await world.desk.act(number, { type: "CLAIM" }, as(office.agent));
  await world.services.store.close();
  folder = mkdtempSync(join(tmpdir(), "export-"));
  env = {
    DESK_MODE: "demo",
    LANG: "en_US.UTF-8",
    LOG_LEVEL: "silent",
    APP_SECRET: "a secret of the tests that is long enough to be one",
    DATABASE_URL: `file:${world.environment.databaseFile}`,
  };
  const key = await desk("key");
  writeFileSync(file("key.pem"), key.out);
  expect((await desk("export", file("all.jsonl"))).code).toBe(0);
  expect((await desk("export", file("case.jsonl"), "--ticket", number)).code).toBe(0);
  return () => world.close();
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("an export of the audit is checked without database and secret", () => {
  it("whole, and of one case with the hashes of the rows left out", async () => {
    const all = await desk("check", file("all.jsonl"), "--key", file("key.pem"), "--json");
    expect([all.code, JSON.parse(all.out)]).toMatchObject([0, { hidden: 0, brokenAt: null }]);
    const one = await desk("check", file("case.jsonl"), "--key", file("key.pem"), "--json");
    expect([one.code, JSON.parse(one.out)]).toMatchObject([0, { brokenAt: null }]);
    const { shown, hidden } = JSON.parse(one.out) as { shown: number; hidden: number };
    expect(shown).toBeGreaterThan(1);
    expect(hidden).toBeGreaterThan(0);
  });

  it.each([
    ["a row that was changed", (text: string) => text.replace('"act":"ticket.CLAIM"', '"act":"ticket.NOTE"')],
    ["a row that was taken out", (text: string) => text.replace(/^.*ticket\.CLAIM.*\n/m, "")],
    ["an end that was cut off", (text: string) => `${text.trimEnd().split("\n").slice(0, -1).join("\n")}\n`],
    [
      "a hash that was put in for a row",
      (text: string) => text.replace(/^\{"seq":2,.*$/m, `{"seq":2,"hash":"00"}`),
    ],
  ])("and is refused with %s", async (_, change) => {
    const text = readFileSync(file("all.jsonl"), "utf8");
    expect(change(text)).not.toBe(text);
    writeFileSync(file("changed.jsonl"), change(text));
    expect((await desk("check", file("changed.jsonl"), "--key", file("key.pem"))).code).toBe(1);
  });

  it("and is refused when somebody else signed it", async () => {
    const other = await createWorld({ seed: 2 });
    writeFileSync(file("other.pem"), other.store.publicKey);
    await other.close();
    const { code, err } = await desk("check", file("all.jsonl"), "--key", file("other.pem"));
    expect([code, err]).toEqual([1, "It is not signed by the owner of this key.\n"]);
  });

  it("and is recorded, and overwrites nothing", async () => {
    expect((await desk("export", file("all.jsonl"))).code).toBe(2);
    expect(readFileSync(file("case.jsonl"), "utf8")).toContain('"act":"audit.exported"');
    expect((await desk("export", file("none.jsonl"), "--ticket", "R0000000-0000")).code).toBe(1);
    expect((await desk("verify")).code).toBe(0);
  });
});
