import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { importPeople } from "../../../accounts/import/import-people";
import { update } from "../../../db/change";
import type { Agency } from "../../../db/queries/agencies";
import type { PersonWithAgency } from "../../../db/queries/people";
import { askInPair } from "../../../workflows/administration/pairs";
import type { PairRequest } from "../../../workflows/administration/requests";
import { addUser, grantRole } from "../../../workflows/console/console";
import type { TicketAct } from "../../../workflows/machines/types";
import { setOwnPassword } from "../../../workflows/sign-in/own-password";
import { as } from "../../support/desk/desk-office";
import { fileOf } from "../../support/desk/demo-files";
import { requested } from "../../support/desk/hr-office";
import { createWorld, ownPassword, type World } from "../../support/desk/population";

/* Rules that keep attackers out must not keep the few honest out: those who are alone, or whose numbers all changed. */

let world: World;
let office: Agency;
let bureau: Agency;
let agent: PersonWithAgency;
let supervisor: PersonWithAgency;
beforeEach(async () => {
  world = await createWorld();
  office = await world.agency("行政院人事行政總處");
  bureau = await world.agency("內政部警政署", { parent: office });
  agent = await world.staff("周志明", "agent", { agency: office });
  supervisor = await world.supervisor("林怡君", { agency: bureau });
});
afterEach(() => world.close());

const act = async (number: string, by: PersonWithAgency, wanted: TicketAct) =>
  (await world.desk.act(number, wanted, as(by))).state;
const approve: TicketAct = { type: "APPROVE", disableOldPassword: false };

/** Reads the mail, signs in with what it says, sets an own password: the case is solved. */
async function getsIn(person: PersonWithAgency, number: string, address = person.email) {
  await world.settle();
  const { signIn, ownPassword: own } = world.services;
  const password = world.passwordFor(address);
  const result = await signIn.signIn({ login: person.account ?? "", password, address: "192.0.2.9" });
  expect(result.outcome).toBe("set-password");
  const session = await signIn.sessionOf("token" in result ? result.token : "");
  if (!session) throw new Error("no visit");
  const wanted = { password: "Harbour-Lantern-Nine-51", repeated: "Harbour-Lantern-Nine-51", account: null };
  expect((await setOwnPassword(own, session, wanted)).outcome).toBe("set");
  expect((await world.store.tickets.byNumber(number))?.state).toBe("solved");
}

describe("The only administrator", () => {
  let only: PersonWithAgency;
  beforeEach(async () => {
    only = await world.staff("蕭承恩", "administrator", { agency: bureau });
  });

  it("who is locked out gets in again by HR and an agent, as any power account", async () => {
    const number = await requested(world, only);
    expect(await act(number, supervisor, approve)).toBe("awaitingSecondPerson");
    expect(await act(number, agent, { type: "CONFIRM_SECOND" })).toBe("passwordHandover.issuing");
    await getsIn(only, number);
  });

  it("who is locked out while nobody else is left gets in again from the shell", async () => {
    const operator = "root";
    const nationalId = world.nationalIdOf(only);
    const { ticket } = await addUser(
      { ...world.services, operator },
      {
        nationalId,
        name: only.name,
        email: only.email ?? "",
        agencyOid: bureau.oid,
        account: null,
        role: "administrator",
        reason: "唯一的管理者無法登入",
      },
    );
    const number = (await world.store.tickets.byId(ticket.ticketId))?.number ?? "";
    await getsIn(only, number);
  });

  it("gives the second one the role from the shell, and from then on two agree", async () => {
    const second = await world.person("彭柏翰", { agency: bureau, password: ownPassword });
    const third = await world.person("王明", { agency: bureau, password: ownPassword });
    const parts = { ...world.services, trust: world.services.card.trust };
    const request: PairRequest = {
      kind: "role-grant",
      typed: { personId: third.id, role: "agent", serving: [] },
    };
    const asks = () => askInPair(parts, as(only), { request, reason: "業務需要" });
    await expect(asks()).rejects.toMatchObject({ code: "no-second-administrator" });
    await grantRole({ ...world.services, operator: "root" }, second.account ?? "", "administrator", []);
    expect(await asks()).toMatchObject({ waiting: expect.any(String) as string });
  });
});

describe("An agency whose numbers and addresses were all changed by an official file", () => {
  it("lets its people in as before: nobody of it counts as who changed them", async () => {
    const people = [
      await world.person("王明", { agency: bureau, account: "wang.ming" }),
      await world.person("陳美玲", { agency: bureau, account: "chen.meiling" }),
    ] as const;
    const [byHr, byHelpdesk] = [await requested(world, people[0]), await requested(world, people[1])];
    const header = "機關OID,姓名,身分證字號,自訂帳號,電子郵件,公務電話,到職年月,直屬主管姓名\n";
    const rows = people.map(
      (one) =>
        `${bureau.oid},${one.name},${world.nationalIdOf(one)},${one.account},${one.account}@new.police.example,02-2357-0000,109/03,林主任\n`,
    );
    const counts = await importPeople(
      { ...world.services, by: { actorKind: "console", actorId: "root" } },
      () => fileOf(header + rows.join(""), 4096),
    );
    expect(counts).toMatchObject({ changed: 2, refused: 0 });

    expect(await act(byHr, supervisor, approve)).toBe("passwordHandover.issuing");
    await getsIn(people[0], byHr, "wang.ming@new.police.example");

    await act(byHelpdesk, agent, { type: "HAND_OVER", to: "helpdesk", reason: "人事不在" });
    await act(byHelpdesk, agent, { type: "CLAIM" });
    await act(byHelpdesk, agent, { type: "START_VERIFICATION" });
    for (const check of ["call-back", "joined-month", "manager-name"])
      await act(byHelpdesk, agent, { type: "RECORD_CHECK", check, passed: true });
    await act(byHelpdesk, agent, { type: "VERIFY", disableOldPassword: false });
    await getsIn(people[1], byHelpdesk, "chen.meiling@new.police.example");
  });

  it("stops a password that was on its way to an old address: it is decided anew", async () => {
    const person = await world.person("王明", { agency: bureau, account: "wang.ming" });
    const number = await requested(world, person);
    await act(number, supervisor, approve);
    await world.settle();
    await world.store.commit({
      at: world.clock.now,
      writes: [update("people", { id: person.id }, { email: "wang.ming@new.police.example" })],
      audit: [],
    });
    expect(await act(number, supervisor, { type: "REISSUE" })).toBe("awaitingDecision");
    await act(number, supervisor, approve);
    await getsIn(person, number, "wang.ming@new.police.example");
  });
});
