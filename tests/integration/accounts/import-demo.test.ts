import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { demoAgencies } from "../../../accounts/demo/agencies";
import { scenarioPeople } from "../../../accounts/demo/people";
import { loadDemo, type LoadedDemo } from "../../../accounts/demo/load";
import { demoPassword, demoPeople } from "../../../accounts/demo/population";
import { readAgencyRegistry } from "../../../accounts/import/agency-registry";
import { checkNationalId } from "../../../accounts/identity/national-id";
import { verifyPassword } from "../../../accounts/passwords/password-hash";
import { readSecrets } from "../../../accounts/access/secrets";
import { openStore, type Store } from "../../../db/store";
import { openRegistry } from "../../support/desk/demo-files";
import { seededRandom } from "../../support/desk/seeded-random";

const now = Date.UTC(2026, 10, 23, 1, 41);
const secrets = readSecrets(["a secret of the tests, long enough to be one"], seededRandom());
const parts = (store: Store, seed = 1) => ({ store, clock: () => now, random: seededRandom(seed), secrets });

describe("the demo", () => {
  let store: Store;
  let demo: LoadedDemo;

  beforeAll(async () => {
    store = await openStore("file::memory:");
    demo = await loadDemo(parts(store), { registry: "scenario" });
  });

  afterAll(() => store.close());

  it("has 200 people in 25 agencies of three levels and more", async () => {
    expect(await store.people.count()).toBe(200);
    const depths = await Promise.all(
      (await store.agencies.all()).map(async ({ id }) => (await store.agencies.lineage(id)).length),
    );
    expect(depths).toHaveLength(25);
    expect(Math.max(...depths)).toBeGreaterThanOrEqual(3);
  });

  it("is in real agencies only, as the registry has them", async () => {
    const { rows } = await readAgencyRegistry(openRegistry());
    const byOid = new Map(rows.map((row) => [row.oid, row]));
    for (const agency of Object.values(demoAgencies)) expect(byOid.get(agency.oid)).toMatchObject(agency);
  });

  it("invents the same people from the same chance, with IDs that pass the check and addresses that reach nobody", () => {
    const people = demoPeople(seededRandom(4), now);
    expect(demoPeople(seededRandom(4), now)).toEqual(people);
    expect(demoPeople(seededRandom(5), now)).not.toEqual(people);
    expect(new Set(people.map(({ nationalId }) => nationalId)).size).toBe(200);
    for (const { nationalId, email } of people) {
      expect(checkNationalId(nationalId)).toMatchObject({ ok: true });
      expect(email ?? "nobody@agency.example").toMatch(/@[a-z]+\.example$/);
    }
  });

  it("lets everybody it names for a first walk sign in with the one password", async () => {
    expect(demo.guide.length).toBeGreaterThanOrEqual(8);
    const first = await store.people.byAccount(demo.guide[0]?.account ?? "");
    for (const { account, name } of demo.guide) {
      expect(await store.people.byAccount(account)).toMatchObject({
        name,
        passwordHash: first?.passwordHash,
      });
    }
    expect(await verifyPassword(first?.passwordHash ?? null, demoPassword)).toBe(true);
  });

  it("has every role, a concurrent post, one with subordinates, delegations of both levels and a deputy", async () => {
    for (const [role, least] of [
      ["hr-supervisor", 5],
      ["agent", 3],
      ["administrator", 1],
      ["auditor", 1],
    ] as const) {
      expect((await store.people.holders(role, now)).length).toBeGreaterThanOrEqual(least);
    }
    const services = await store.people.servicesOf(Object.values(demo.people), now);
    expect(services.some(({ post }) => post === "concurrent")).toBe(true);
    expect(services.some(({ includesSubordinates }) => includesSubordinates)).toBe(true);
    const granted = await store.people.delegationsFrom([demo.people.keelungSupervisor]);
    const valid = granted.filter(({ validFrom, validTo }) => validFrom <= now && now < validTo);
    expect(valid.map(({ kind, level }) => `${kind} ${level}`).sort()).toEqual([
      "deputy decide",
      "staff decide",
      "staff prepare",
    ]);
    expect(granted.length - valid.length).toBe(1);
  });

  it("has new people without a password, some of them without an address", async () => {
    const people = await store.people.byIds(Object.values(demo.people));
    expect(people.get(demo.people.newcomer)).toMatchObject({ passwordHash: null, account: null });
    expect(people.get(demo.people.newcomer)?.email).toMatch(/@/);
    expect(people.get(demo.people.newcomerWithoutAddress)).toMatchObject({ passwordHash: null, email: null });
    expect(people.get(demo.people.withoutOfficePhone)?.officePhone).toBeNull();
  });

  it("has two of the name 王明, in different agencies", async () => {
    const both = await store.people.search("王明", null);
    expect(both.map(({ name }) => name)).toEqual(["王明", "王明"]);
    expect(new Set(both.map(({ agencyId }) => agencyId)).size).toBe(2);
  });

  it("cannot be loaded twice into one database, and the second time changes nothing", async () => {
    await expect(loadDemo(parts(store, 2), { registry: "scenario" })).rejects.toMatchObject({
      code: "demo-loaded",
    });
    expect(await store.people.count()).toBe(200);
  });

  it("names everybody of its scenario once", () => {
    const accounts = Object.values(scenarioPeople)
      .map(({ account }) => account)
      .filter((account) => account !== null);
    expect(new Set(accounts).size).toBe(accounts.length);
  });
});

describe("the demo with the whole registry", () => {
  it("can be searched among 8,189 agencies", async () => {
    const store = await openStore("file::memory:");
    const demo = await loadDemo(parts(store));
    expect(await store.agencies.count()).toBe(8189);
    expect((await store.agencies.byId(demo.agencies.justiceHr))?.fullName).toBe("法務部人事處");
    expect((await store.records.calendarDays()).length).toBe(730);
    await store.close();
  });
});
