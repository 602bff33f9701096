import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Agency } from "../../../db/queries/agencies";
import type { PersonWithAgency } from "../../../db/queries/people";
import type { Actor } from "../../../workflows/desk/actor";
import { pendingFor, ticketForHr } from "../../../workflows/hr/decisions";
import { delegationsOf, grantDelegation, revokeDelegation } from "../../../workflows/hr/delegations";
import { lookUp, maskAddress, personForHr } from "../../../workflows/hr/people";
import { recordChange } from "../../../workflows/hr/records";
import { startReset } from "../../../workflows/hr/reset";
import { onceOnly } from "../../../workflows/desk/idempotency";
import { allDecidedFirst } from "../../support/desk/commits";
import { createWorld, days, type World } from "../../support/desk/population";

const as = (person: { id: string }): Actor => ({ kind: "person", personId: person.id });
const refused = (code: string): unknown => expect.objectContaining({ domain: "desk", code });

let world: World;
let ministry: Agency;
let bureau: Agency;
let station: Agency;
let supervisor: PersonWithAgency;
let employee: PersonWithAgency;

beforeEach(async () => {
  world = await createWorld();
  ministry = await world.agency("法務部");
  bureau = await world.agency("法務部調查局", { parent: ministry });
  station = await world.agency("法務部調查局臺北市調查處", { parent: bureau });
  supervisor = await world.supervisor("陳佳玲", { agency: bureau, includesSubordinates: true });
  employee = await world.person("王小明", { agency: bureau });
});

afterEach(() => world.close());

const find = (by: PersonWithAgency, query: string) =>
  lookUp(world.services, as(by), { query, purpose: "recovery" });
const namesOf = async (by: PersonWithAgency, query: string) =>
  (await find(by, query)).people.map((one) => `${one.agencyName} ${one.name}`);

describe("Looking people up", () => {
  it("finds those of the agencies served and, 含所屬, of those below, two of one name told apart", async () => {
    await world.person("王小明", { agency: station });
    await world.person("王小明", { agency: ministry });
    expect(await namesOf(supervisor, "王小明")).toEqual([
      "法務部調查局 王小明",
      "法務部調查局臺北市調查處 王小明",
    ]);
  });

  it("finds by account and by national ID", async () => {
    expect((await find(supervisor, employee.account ?? "")).people).toHaveLength(1);
    expect((await find(supervisor, world.nationalIdOf(employee).toLowerCase())).people).toHaveLength(1);
  });

  it("finds nobody elsewhere, not even by national ID", async () => {
    const other = await world.person("部本部", { agency: ministry });
    expect((await find(supervisor, world.nationalIdOf(other))).people).toEqual([]);
  });

  it("follows a delegation, and says when it has run out", async () => {
    const delegate = await world.person("周組員", { agency: bureau });
    await world.delegation(supervisor, delegate, { level: "prepare" });
    expect(await namesOf(delegate, "王小明")).toEqual(["法務部調查局 王小明"]);
    world.clock.now += days(91);
    await expect(find(delegate, "王小明")).rejects.toEqual(refused("delegation-expired"));
    await expect(find(employee, "王小明")).rejects.toEqual(refused("not-hr"));
  });

  it("shows superior HR the supervisors below, who cannot help themselves, and nobody else there", async () => {
    const superior = await world.supervisor("部人事主管", { agency: ministry });
    expect(await namesOf(superior, "陳佳玲")).toEqual(["法務部調查局 陳佳玲"]);
    expect(await namesOf(superior, "王小明")).toEqual([]);
  });

  it("is recorded once, with its purpose and ids only", async () => {
    await find(supervisor, "王小明");
    const rows = (await world.store.records.auditOf({ personId: employee.id })).filter(
      (row) => row.act === "people.looked-up",
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      actorId: supervisor.id,
      detail: { purpose: "recovery", by: "name-or-account", found: [employee.id] },
    });
    expect(JSON.stringify(rows)).not.toContain("王");
  });
});

describe("What HR is shown of a person", () => {
  it("says who changed the address lately, before anybody acts", async () => {
    await world.changeAddress(employee, supervisor, "new@agency.example");
    const second = await world.supervisor("李宜芳", { agency: ministry, serves: [bureau] });
    const seen = await personForHr(world.services, as(second), employee.id, "recovery");
    expect(seen.recentChanges).toMatchObject([{ field: "email", changedBy: "陳佳玲", own: false }]);
    expect(seen.start.leadsTo).toBe("passwordHandover.issuing");
    const own = await personForHr(world.services, as(supervisor), employee.id, "recovery");
    expect(own).toMatchObject({ recentChanges: [{ own: true }], start: { refusal: "recent-changer" } });
  });

  it("offers a first login to whoever never had a password, a reset to the others", async () => {
    const old = await world.person("老同事", { agency: bureau, password: "an old password of some years" });
    expect((await personForHr(world.services, as(supervisor), employee.id, "recovery")).kind).toBe(
      "first-login",
    );
    expect((await personForHr(world.services, as(supervisor), old.id, "recovery")).kind).toBe("recovery");
  });

  it("never shows a whole address", () => {
    const local = fc.stringMatching(/^[a-z0-9]{3,30}$/);
    fc.assert(
      fc.property(local, (name) => {
        const masked = maskAddress(`${name}@agency.gov.tw`);
        expect(masked).toBe(`${name.charAt(0)}***${name.at(-1)}@agency.gov.tw`);
      }),
    );
    expect(maskAddress("ab@agency.gov.tw")).toBe("a***@agency.gov.tw");
  });
});

describe("Recording an address", () => {
  const record = (by: PersonWithAgency, value: string, key?: string) =>
    recordChange(
      world.services,
      as(by),
      employee.id,
      { field: "email", value, proof: "extension" },
      key ? onceOnly(world.services.secrets, { route: "/hr", key }, value) : undefined,
    );

  it("keeps the older one, tells it, and bars whoever recorded it from deciding", async () => {
    await world.supervisor("李宜芳", { agency: ministry, serves: [bureau] });
    await record(supervisor, "first@agency.example");
    await record(supervisor, "second@agency.example");
    await world.settle();
    const changes = await world.store.people.changesOf(employee.id);
    expect(changes.map(({ oldValue, changedBy, proof }) => ({ oldValue, changedBy, proof }))).toEqual(
      expect.arrayContaining([
        { oldValue: employee.email, changedBy: supervisor.id, proof: "extension" },
        { oldValue: "first@agency.example", changedBy: supervisor.id, proof: "extension" },
      ]),
    );
    const told = (address: string | null) =>
      world.mailTo(address).filter(({ subject }) => subject.includes("您留存的電子郵件已變更"));
    expect(told(employee.email)).toHaveLength(2);
    expect(told("first@agency.example")).toHaveLength(1);
    expect(told("second@agency.example")).toHaveLength(0);
    await expect(
      startReset(world.services, as(supervisor), employee.id, {
        kind: "first-login",
        disableOldPassword: false,
        proof: "document",
      }),
    ).rejects.toEqual(refused("recent-changer"));
  });

  it("refuses what is no address, what is there already, and one's own", async () => {
    await expect(record(supervisor, "a@b, c@d")).rejects.toEqual(refused("not-an-address"));
    await expect(record(supervisor, employee.email ?? "")).rejects.toEqual(refused("unchanged"));
    await expect(
      recordChange(world.services, as(supervisor), supervisor.id, {
        field: "email",
        value: "me@agency.example",
        proof: "document",
      }),
    ).rejects.toEqual(refused("oneself"));
  });

  it("lets one of two at once win", async () => {
    const second = await world.supervisor("李宜芳", { agency: ministry, serves: [bureau] });
    const results = await allDecidedFirst(world.store, 2, (index) =>
      index === 0 ? record(supervisor, "one@agency.example") : record(second, "other@agency.example"),
    );
    expect(
      results.filter((result) => result.status === "rejected").map((result) => result.reason as unknown),
    ).toEqual([refused("person-changed")]);
    expect(await world.store.people.changesOf(employee.id)).toHaveLength(1);
  });

  it("happens once under one key", async () => {
    await Promise.all([
      record(supervisor, "once@agency.example", "same-key"),
      record(supervisor, "once@agency.example", "same-key"),
    ]);
    expect(await world.store.people.changesOf(employee.id)).toHaveLength(1);
  });
});

describe("Delegating", () => {
  const grant = (by: PersonWithAgency, to: PersonWithAgency, more = {}) =>
    grantDelegation(world.services, as(by), {
      delegateId: to.id,
      kind: "staff",
      level: "decide",
      validFrom: world.clock.now,
      validTo: world.clock.now + days(90),
      ...more,
    });

  it("lets the delegate decide until it is taken back", async () => {
    const delegate = await world.person("周組員", { agency: bureau });
    const { id } = await grant(supervisor, delegate);
    const other = await world.person("趙科員", { agency: bureau });
    await startReset(world.services, as(delegate), other.id, {
      kind: "first-login",
      disableOldPassword: false,
      proof: "in-person",
    });
    await revokeDelegation(world.services, as(supervisor), id);
    await expect(
      startReset(world.services, as(delegate), employee.id, {
        kind: "first-login",
        disableOldPassword: false,
        proof: "in-person",
      }),
    ).rejects.toEqual(refused("delegation-expired"));
    await expect(revokeDelegation(world.services, as(supervisor), id)).rejects.toEqual(
      refused("already-revoked"),
    );
    expect((await delegationsOf(world.services, as(supervisor))).given).toMatchObject([
      { delegateName: "周組員", state: "revoked" },
    ]);
  });

  it("is refused to oneself, to strangers, onwards, upwards, and with dates that make no sense", async () => {
    const delegate = await world.person("周組員", { agency: bureau });
    await grant(supervisor, delegate);
    const elsewhere = await world.agency("交通部");
    await expect(grant(supervisor, supervisor)).rejects.toEqual(refused("oneself"));
    await expect(grant(supervisor, await world.person("外人", { agency: elsewhere }))).rejects.toEqual(
      refused("another-agency"),
    );
    await expect(grant(supervisor, await world.person("部本部", { agency: ministry }))).rejects.toEqual(
      refused("upward"),
    );
    await expect(grant(delegate, employee)).rejects.toEqual(refused("cannot-delegate"));
    await expect(grant(supervisor, employee, { validTo: world.clock.now - 1 })).rejects.toEqual(
      refused("bad-dates"),
    );
    await expect(grant(supervisor, employee, { validTo: world.clock.now + days(400) })).rejects.toEqual(
      refused("bad-dates"),
    );
  });

  it("is taken back by nobody but the one who gave it", async () => {
    const { id } = await grant(supervisor, employee);
    const second = await world.supervisor("李宜芳", { agency: ministry, serves: [bureau] });
    await expect(revokeDelegation(world.services, as(second), id)).rejects.toEqual(
      refused("no-such-delegation"),
    );
  });
});

describe("What waits for HR", () => {
  const asked = async (about: PersonWithAgency) =>
    (
      await world.desk.open(
        {
          kind: "first-login",
          path: "hr-supervisor",
          channel: "web",
          personId: about.id,
          claim: world.claimOf(about),
        },
        { kind: "visitor", address: "192.0.2.1" },
      )
    ).number;

  it("lists requests of the agencies served, what was prepared, and 特權帳號 for a second person", async () => {
    const preparer = await world.person("周組員", { agency: bureau });
    await world.delegation(supervisor, preparer, { level: "prepare" });
    const second = await world.supervisor("李宜芳", { agency: ministry, serves: [bureau] });
    const reset = { kind: "first-login", disableOldPassword: false, proof: "in-person" } as const;
    await asked(employee);
    await startReset(
      world.services,
      as(preparer),
      (await world.person("趙科員", { agency: bureau })).id,
      reset,
    );
    await startReset(
      world.services,
      as(second),
      (await world.staff("客服甲", "agent", { agency: bureau })).id,
      reset,
    );
    const pending = await pendingFor(world.services, as(supervisor));
    expect(pending.map(({ waiting, before, refusal }) => ({ waiting, before, refusal }))).toEqual(
      expect.arrayContaining([
        { waiting: "decision", before: [], refusal: null },
        { waiting: "confirmation", before: ["周組員"], refusal: null },
        { waiting: "second-person", before: ["李宜芳"], refusal: null },
      ]),
    );
    expect(
      (await pendingFor(world.services, as(second))).find((one) => one.waiting === "second-person")?.refusal,
    ).toBe("same-person");
  });

  it("is not told to supervisors where HR decides as it starts, and once where somebody prepares", async () => {
    const preparer = await world.person("周組員", { agency: bureau });
    await world.delegation(supervisor, preparer, { level: "prepare" });
    const reset = { kind: "first-login", disableOldPassword: false, proof: "in-person" } as const;
    await startReset(world.services, as(supervisor), employee.id, reset);
    await world.settle();
    expect(world.mailTo(supervisor.email)).toEqual([]);
    const other = await world.person("趙科員", { agency: bureau });
    await startReset(world.services, as(preparer), other.id, reset);
    await world.settle();
    expect(world.mailTo(supervisor.email)).toHaveLength(1);
  });

  it("lists for superior HR only what has come up", async () => {
    const superior = await world.supervisor("部人事主管", { agency: ministry });
    const number = await asked(employee);
    expect(await pendingFor(world.services, as(superior))).toEqual([]);
    await expect(ticketForHr(world.services, as(superior), { number, locale: "en" })).rejects.toEqual(
      refused("another-agency"),
    );
    await world.pass(days(2));
    expect(await pendingFor(world.services, as(superior))).toMatchObject([
      { escalation: "superior", refusal: null },
    ]);
    expect(
      (await ticketForHr(world.services, as(superior), { number, locale: "en" })).refused.APPROVE,
    ).toBeUndefined();
  });
});
