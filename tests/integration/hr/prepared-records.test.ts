import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { PersonWithAgency } from "../../../db/queries/people";
import { inventNationalId } from "../../../accounts/identity/national-id";
import { onceOnly } from "../../../workflows/desk/idempotency";
import { personForHr } from "../../../workflows/hr/people";
import { recordChange, type RecordChange } from "../../../workflows/hr/records";
import {
  confirmRecord,
  recordsWaiting,
  recordsWaitingOf,
  recordWaiting,
  returnRecord,
  withdrawRecord,
} from "../../../workflows/hr/waiting-records";
import { as } from "../../support/desk/desk-office";
import { hrOffice } from "../../support/desk/hr-office";
import { createWorld, days, type World } from "../../support/desk/population";

const refused = (code: string): unknown => expect.objectContaining({ domain: "desk", code });
const address: RecordChange = { field: "email", value: "new@mjib.example", proof: "in-person" };

let world: World;
let office: Awaited<ReturnType<typeof hrOffice>>;

beforeEach(async () => {
  world = await createWorld();
  office = await hrOffice(world);
});
afterEach(() => world.close());

const record = (by: PersonWithAgency, change = address, whose = office.employee) =>
  recordChange(world.services, as(by), whose.id, change);

async function prepared(change = address): Promise<string> {
  const { waiting } = await record(office.preparer, change);
  if (waiting === null) throw new Error("nothing waits");
  return waiting;
}
const confirm = (id: string, by = office.supervisor) => confirmRecord(world.services, as(by), id);
const employeeNow = async () => {
  const found = await world.store.people.byId(office.employee.id);
  if (!found) throw new Error("nobody");
  return found;
};
const emailNow = async () => (await employeeNow()).email;
const acts = async () =>
  (await world.store.records.auditOf({ personId: office.employee.id })).map(
    ({ act, actorId }) => [act, actorId] as const,
  );

describe("A change of a record by prepare staff", () => {
  it("waits for a supervisor, who is told; nothing is recorded and nobody else hears of it", async () => {
    const id = await prepared();
    await world.settle();
    expect(await emailNow()).toBe("wang.xiaoming@mjib.example");
    expect(await world.store.people.changesOf(office.employee.id)).toEqual([]);
    expect(world.mailTo("new@mjib.example")).toEqual([]);
    expect(world.mailTo("wang.xiaoming@mjib.example")).toEqual([]);
    for (const boss of [office.supervisor, office.second]) {
      const [mail] = world.mailTo(boss.email);
      expect(mail?.subject).toContain("有一項變更待您確認");
      expect(mail?.text).not.toContain("new@mjib.example");
      expect((await recordsWaiting(world.services, as(boss))).waiting).toMatchObject([
        { id, own: false, change: address, before: "w***g@mjib.example", askedBy: "周雅婷" },
      ]);
    }
    expect(await recordsWaitingOf(world.services, as(office.supervisor), office.employee.id)).toHaveLength(1);
  });

  it("is recorded when a supervisor confirms it, as the change of both", async () => {
    await confirm(await prepared());
    await world.settle();
    expect(await emailNow()).toBe("new@mjib.example");
    expect(await world.store.people.changesOf(office.employee.id)).toMatchObject([
      {
        field: "email",
        oldValue: "wang.xiaoming@mjib.example",
        changedBy: office.preparer.id,
        confirmedBy: office.supervisor.id,
        proof: "in-person",
      },
    ]);
    expect(world.mailTo("wang.xiaoming@mjib.example")[0]?.subject).toContain("電子郵件已變更");
    expect(world.mailTo("new@mjib.example")).toHaveLength(1);
    expect(await acts()).toEqual(
      expect.arrayContaining([
        ["change.asked", office.preparer.id],
        ["person.email-recorded", office.supervisor.id],
      ]),
    );
    const seen = await personForHr(world.services, as(office.second), office.employee.id, "recovery");
    expect(seen.recentChanges[0]?.changedBy).toBe("周雅婷、陳佳玲");
  });

  it("keeps maker and confirmer from that person's case for thirty days, and nobody else", async () => {
    await confirm(await prepared());
    const start = async (who: PersonWithAgency) =>
      (await personForHr(world.services, as(who), office.employee.id, "recovery")).start.refusal;
    expect([
      await start(office.preparer),
      await start(office.supervisor),
      await start(office.second),
    ]).toEqual(["recent-changer", "recent-changer", null]);
    world.clock.now += days(30);
    expect(await start(office.supervisor)).toBeNull();
  });

  it("rests on everybody behind both: whoever delegated to its maker may not profit either", async () => {
    await confirm(await prepared(), office.second);
    const [change] = await world.store.people.changesOf(office.employee.id);
    expect(change?.restsOn.toSorted()).toEqual(
      [office.preparer.id, office.supervisor.id, office.second.id].toSorted(),
    );
  });

  it("is confirmed by nobody who prepared it, may only prepare, serves elsewhere, or is the person", async () => {
    const id = await prepared();
    const another = await world.person("何組員", { agency: office.bureau });
    await world.delegation(office.supervisor, another, { level: "prepare" });
    const elsewhere = await world.supervisor("外機關", { agency: await world.agency("內政部") });
    const attempts = [
      [office.preparer, "prepare-only"],
      [another, "prepare-only"],
      [elsewhere, "another-agency"],
      [office.employee, "oneself"],
    ] as const;
    for (const [who, code] of attempts) await expect(confirm(id, who)).rejects.toEqual(refused(code));
    // Whoever prepared it becomes a supervisor: still their own.
    await world.delegation(office.second, office.preparer, { level: "decide" });
    await expect(confirm(id, office.preparer)).rejects.toEqual(refused("same-person"));
    expect(await emailNow()).toBe("wang.xiaoming@mjib.example");
  });

  it("about a supervisor is not confirmed by that supervisor's own delegates", async () => {
    await world.delegation(office.second, office.preparer, { level: "prepare" });
    const { waiting } = await record(office.preparer, address, office.supervisor);
    const deputy = await world.person("代理人", { agency: office.bureau });
    await world.delegation(office.supervisor, deputy, { kind: "deputy" });
    await expect(confirm(waiting ?? "", deputy)).rejects.toEqual(refused("derived-from-subject"));
    await expect(confirm(waiting ?? "", office.supervisor)).rejects.toEqual(refused("oneself"));
    await confirm(waiting ?? "", office.second);
  });

  it("is returned for a reason, which whoever prepared it sees", async () => {
    const id = await prepared();
    const giveBack = (reason: string) => returnRecord(world.services, as(office.supervisor), id, reason);
    await expect(giveBack("  ")).rejects.toEqual(refused("reason-missing"));
    await giveBack("請先電話確認");
    expect((await recordsWaiting(world.services, as(office.preparer))).own).toMatchObject([
      { id, state: "returned", reason: "請先電話確認", decidedBy: "陳佳玲" },
    ]);
    await expect(confirm(id)).rejects.toEqual(refused("already-decided"));
    expect(await emailNow()).toBe("wang.xiaoming@mjib.example");
  });

  it("is withdrawn by whoever prepared it, and by nobody else", async () => {
    const id = await prepared();
    const takeBack = (by: PersonWithAgency) => withdrawRecord(world.services, as(by), id);
    await expect(takeBack(office.supervisor)).rejects.toEqual(refused("no-such-change"));
    await takeBack(office.preparer);
    await expect(confirm(id)).rejects.toEqual(refused("already-decided"));
    await prepared();
  });

  it("cannot be confirmed once the record has moved on, not even when it has come back", async () => {
    const id = await prepared();
    await record(office.second, { ...address, value: "other@mjib.example" });
    await expect(confirm(id)).rejects.toEqual(refused("record-moved"));
    world.clock.now += 1000;
    await record(office.second, { ...address, value: "wang.xiaoming@mjib.example" });
    await expect(confirm(id)).rejects.toEqual(refused("record-moved"));
    await record(office.second, address);
    await expect(confirm(id)).rejects.toEqual(refused("record-moved"));
  });

  it("lapses after two weeks, and is then no hindrance to another", async () => {
    const id = await prepared();
    await expect(prepared()).rejects.toEqual(refused("already-waiting"));
    world.clock.now += days(14);
    await expect(confirm(id)).rejects.toEqual(refused("change-lapsed"));
    expect((await recordsWaiting(world.services, as(office.preparer))).own).toMatchObject([
      { id, state: "lapsed" },
    ]);
    await prepared();
  });

  it("is confirmed once, however many press at once", async () => {
    const id = await prepared();
    const both = await Promise.allSettled([confirm(id), confirm(id, office.second)]);
    expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await world.store.people.changesOf(office.employee.id)).toHaveLength(1);
  });

  it("happens once for a form sent twice", async () => {
    const once = () => onceOnly(world.services.secrets, { route: "/record", key: "key-of-a-form" }, address);
    const first = await recordChange(
      world.services,
      as(office.preparer),
      office.employee.id,
      address,
      once(),
    );
    const again = await recordChange(
      world.services,
      as(office.preparer),
      office.employee.id,
      address,
      once(),
    );
    expect(again).toEqual(first);
    expect((await recordsWaiting(world.services, as(office.supervisor))).waiting).toHaveLength(1);
  });

  it("of a national ID lies sealed, and shows what may be shown", async () => {
    const nationalId = inventNationalId(world.random);
    const id = await prepared({ field: "nationalId", value: nationalId, proof: "document" });
    const row = await world.store.waiting.byId(id);
    expect(JSON.stringify(row)).not.toContain(nationalId);
    const seen = await recordWaiting(world.services, as(office.supervisor), id);
    expect(seen.change.value).toBe(`${nationalId.slice(0, 6)}****`);
    await confirm(id);
    const found = await world.store.people.byNationalId(
      world.services.secrets.keyedHashes("national-id", nationalId),
    );
    expect(found?.id).toBe(office.employee.id);
  });

  it("may be another for each field; what a supervisor types is recorded at once", async () => {
    await prepared();
    await prepared({ field: "officePhone", value: "02-2911-2241", proof: "extension" });
    expect(
      (await record(office.supervisor, { ...address, field: "name", value: "王曉明" })).waiting,
    ).toBeNull();
    expect((await employeeNow()).name).toBe("王曉明");
    expect((await recordsWaiting(world.services, as(office.supervisor))).waiting).toHaveLength(2);
  });
});
