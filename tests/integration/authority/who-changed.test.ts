import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Agency } from "../../../db/queries/agencies";
import type { PersonWithAgency } from "../../../db/queries/people";
import { recordChange } from "../../../workflows/hr/records";
import { startReset } from "../../../workflows/hr/reset";
import type { TicketAct } from "../../../workflows/machines/types";
import { as } from "../../support/desk/desk-office";
import { requested } from "../../support/desk/hr-office";
import { createWorld, days, ownPassword, type World } from "../../support/desk/population";

let world: World;
let bureau: Agency;
let supervisor: PersonWithAgency;
let employee: PersonWithAgency;
beforeEach(async () => {
  world = await createWorld();
  bureau = await world.agency("法務部調查局");
  supervisor = await world.supervisor("陳佳玲", { agency: bureau });
  employee = await world.person("王小明", { agency: bureau, email: null });
});
afterEach(() => world.close());

const approve: TicketAct = { type: "APPROVE", disableOldPassword: false };
const records = (by: PersonWithAgency, value = "wang.xiaoming@mjib.example") =>
  recordChange(world.services, as(by), employee.id, { field: "email", value, proof: "in-person" });
const starts = (by: PersonWithAgency) =>
  startReset(world.services, as(by), employee.id, {
    kind: "first-login",
    disableOldPassword: false,
    proof: "in-person",
  });
const act = async (number: string, by: PersonWithAgency, wanted: TicketAct) =>
  (await world.desk.act(number, wanted, as(by))).state;
const isRefused = { code: "recent-changer" };

describe("Whom a change rests on may not profit from it for 30 days", () => {
  beforeEach(async () => {
    await world.supervisor("李宜芳", { agency: bureau });
  });

  it("neither the changer's own delegate", async () => {
    const delegate = await world.person("周雅婷", { agency: bureau });
    await world.delegation(supervisor, delegate);
    await records(supervisor);
    const number = await requested(world, employee);
    await expect(act(number, delegate, approve)).rejects.toMatchObject(isRefused);
    await expect(starts(delegate)).rejects.toMatchObject(isRefused);
  });

  it("nor the supervisor by whose leave it was changed, nor another of whose delegates", async () => {
    const [changer, other] = [
      await world.person("周雅婷", { agency: bureau }),
      await world.person("吳建宏", { agency: bureau }),
    ];
    await world.delegation(supervisor, changer);
    await world.delegation(supervisor, other);
    await records(changer);
    const number = await requested(world, employee);
    for (const one of [changer, supervisor, other])
      await expect(act(number, one, approve)).rejects.toMatchObject(isRefused);
  });

  it("also when the delegation under which it was changed has been revoked since", async () => {
    const changer = await world.person("周雅婷", { agency: bureau });
    await world.delegation(supervisor, changer, { validTo: world.clock.now + days(1) });
    await records(changer);
    world.clock.now += days(2);
    await expect(act(await requested(world, employee), supervisor, approve)).rejects.toMatchObject(isRefused);
  });

  it("nor an agent who holds a delegation of the changer", async () => {
    const agent = await world.staff("周志明", "agent", { agency: bureau });
    await world.delegation(supervisor, agent, { kind: "deputy" });
    await records(supervisor);
    const number = await requested(world, employee);
    await act(number, agent, { type: "HAND_OVER", to: "helpdesk", reason: "人事不在" });
    await act(number, agent, { type: "CLAIM" });
    await expect(act(number, agent, { type: "START_VERIFICATION" })).rejects.toMatchObject(isRefused);
  });

  it("afterwards it is a record like any other", async () => {
    await records(supervisor);
    world.clock.now += days(30);
    expect((await starts(supervisor)).state).toBe("passwordHandover.issuing");
  });
});

describe("The only HR person of an agency", () => {
  it("prepares for whom they have just recorded, and superior HR confirms: the person gets in", async () => {
    const ministry = await world.agency("法務部");
    const below = await world.agency("法務部廉政署", { parent: ministry });
    const only = await world.supervisor("林怡君", { agency: below });
    const superior = await world.supervisor("許雅惠", { agency: ministry });
    employee = await world.person("王明", { agency: below, email: null, account: "wang.ming" });
    await records(only, "wang.ming@aac.example");
    const { number, state } = await starts(only);
    expect(state).toBe("awaitingConfirmation");
    await expect(act(number, only, approve)).rejects.toMatchObject(isRefused);
    expect(await act(number, superior, approve)).toBe("passwordHandover.issuing");
    await firstLogin("wang.ming@aac.example");
    expect((await world.store.tickets.byNumber(number))?.state).toBe("solved");
  });

  it("where nobody is above, hands the case to the helpdesk by it: the person gets in", async () => {
    const agent = await world.staff("周志明", "agent", { agency: await world.agency("行政院人事行政總處") });
    await records(supervisor);
    const { number } = await starts(supervisor);
    expect(await world.store.tickets.byNumber(number)).toMatchObject({ path: "helpdesk", state: "received" });
    await act(number, agent, { type: "CLAIM" });
    await act(number, agent, { type: "START_VERIFICATION" });
    for (const check of ["call-back", "joined-month", "manager-name"])
      await act(number, agent, { type: "RECORD_CHECK", check, passed: true });
    await act(number, agent, { type: "VERIFY", disableOldPassword: false });
    await firstLogin("wang.xiaoming@mjib.example");
    expect((await world.store.tickets.byNumber(number))?.state).toBe("solved");
  });
});

async function firstLogin(address: string) {
  await world.settle();
  const { signIn, ownPassword: own } = world.services;
  const result = await signIn.signIn({
    login: employee.account ?? "",
    password: world.passwordFor(address),
    address: "192.0.2.9",
  });
  if (result.outcome !== "set-password") throw new Error(`the first login answers ${result.outcome}`);
  const session = await signIn.sessionOf(result.token);
  if (!session) throw new Error("no visit");
  const { setOwnPassword } = await import("../../../workflows/sign-in/own-password");
  const wanted = { password: ownPassword, repeated: ownPassword, account: null };
  expect((await setOwnPassword(own, session, wanted)).outcome).toBe("set");
}
