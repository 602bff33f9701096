import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { update } from "../../../db/change";
import type { PersonWithAgency } from "../../../db/queries/people";
import type { TicketAct } from "../../../workflows/machines/types";
import { verifyRecord } from "../../../workflows/reading/verify-record";
import { as, deskOffice } from "../../support/desk/desk-office";
import { requested } from "../../support/desk/hr-office";
import { createWorld, days, type World } from "../../support/desk/population";

let world: World;
let office: Awaited<ReturnType<typeof deskOffice>>;
let number: string;
beforeEach(async () => {
  world = await createWorld();
  office = await deskOffice(world);
  number = await requested(world, office.person);
});
afterEach(() => world.close());

const act = async (by: PersonWithAgency, wanted: TicketAct) => {
  const { state } = await world.desk.act(number, wanted, as(by));
  await world.settle();
  return state;
};
const approve: TicketAct = { type: "APPROVE", disableOldPassword: false };
const again: TicketAct = { type: "REISSUE" };
const passwords = (address = office.person.email) =>
  world.mailTo(address).filter(({ text }) => text.includes("您的新密碼如下")).length;
const isAnAdministrator = () => world.role(office.person, "administrator");

describe("A password is issued again under the decision that there was", () => {
  it("while nothing of the person has changed", async () => {
    await act(office.supervisor, approve);
    world.clock.now += days(6);
    await world.settle();
    expect(await act(office.agent, again)).toBe("passwordHandover.issuing");
    expect(passwords()).toBe(2);
  });

  it("for seven days, counted from the decision and not from the last issue", async () => {
    await act(office.supervisor, approve);
    world.clock.now += days(6);
    await act(office.agent, again);
    world.clock.now += days(1);
    expect(await act(office.agent, again)).toBe("awaitingDecision");
    expect(passwords()).toBe(2);
    expect(await act(office.supervisor, approve)).toBe("passwordHandover.issuing");
    expect(passwords()).toBe(3);
  });

  it("not to a new address: it is decided anew, and not by who changed it", async () => {
    await isAnAdministrator();
    await act(office.supervisor, approve);
    await act(office.agent, { type: "CONFIRM_SECOND" });
    expect(passwords()).toBe(1);
    await world.changeAddress(office.person, office.supervisor, "elsewhere@mail.example");
    expect(await act(office.supervisor, again)).toBe("awaitingDecision");
    await world.supervisor("許雅惠", { agency: office.agency });
    await expect(act(office.supervisor, approve)).rejects.toMatchObject({ code: "recent-changer" });
    expect(passwords("elsewhere@mail.example")).toBe(0);
  });

  it("for a power account only with a second person beside the one who decides anew", async () => {
    await isAnAdministrator();
    await act(office.supervisor, approve);
    await act(office.agent, { type: "CONFIRM_SECOND" });
    await world.changeAddress(office.person, office.colleague, "elsewhere@mail.example");
    await act(office.supervisor, again);
    expect(await act(office.supervisor, approve)).toBe("awaitingSecondPerson");
    await expect(act(office.colleague, { type: "CONFIRM_SECOND" })).rejects.toMatchObject({
      code: "recent-changer",
    });
    expect(passwords("elsewhere@mail.example")).toBe(0);
    await act(office.agent, { type: "CONFIRM_SECOND" });
    expect(passwords("elsewhere@mail.example")).toBe(1);
    expect(await verifyRecord(world)).toMatchObject({ brokenAt: null, differing: [] });
  });

  it("nor does a second person confirm what the first one did not decide on", async () => {
    await isAnAdministrator();
    await act(office.supervisor, approve);
    await world.changeAddress(office.person, office.supervisor, "elsewhere@mail.example");
    expect(await act(office.agent, { type: "CONFIRM_SECOND" })).toBe("awaitingDecision");
    expect(passwords("elsewhere@mail.example")).toBe(0);
    expect(await verifyRecord(world)).toMatchObject({ brokenAt: null, differing: [] });
  });

  it("not for somebody who has become an administrator meanwhile, whoever asks for it", async () => {
    const { ticketId } = await world.desk.act(number, approve, as(office.supervisor));
    await world.settle();
    await isAnAdministrator();
    await world.pass(days(2));
    const link = { kind: "link", level: "mail", ticketId } as const;
    expect((await world.desk.act(number, again, link)).state).toBe("awaitingDecision");
    expect(await act(office.supervisor, approve)).toBe("awaitingSecondPerson");
    expect(passwords()).toBe(1);
  });

  it("at the helpdesk only when the caller was verified again", async () => {
    await act(office.agent, { type: "HAND_OVER", to: "helpdesk", reason: "人事不在" });
    await act(office.agent, { type: "CLAIM" });
    const verify = async () => {
      await act(office.agent, { type: "START_VERIFICATION" });
      for (const check of ["call-back", "joined-month", "manager-name"])
        await act(office.agent, { type: "RECORD_CHECK", check, passed: true });
      return act(office.agent, { type: "VERIFY", disableOldPassword: false });
    };
    await verify();
    await world.store.commit({
      at: world.clock.now,
      writes: [update("people", { id: office.person.id }, { officePhone: "02-2700-0000" })],
      audit: [],
    });
    expect(await act(office.agent, again)).toBe("claimed");
    await act(office.agent, { type: "START_VERIFICATION" });
    await expect(act(office.agent, { type: "VERIFY", disableOldPassword: false })).rejects.toMatchObject({
      code: "verification-incomplete",
    });
    expect(passwords()).toBe(1);
  });
});

describe("A mailed password opens the account of the person whom it was decided to let in", () => {
  const signIn = () =>
    world.services.signIn.signIn({
      login: office.person.account ?? "",
      password: world.passwordFor(office.person.email),
      address: "192.0.2.9",
    });

  it("and no more once they have become a power account", async () => {
    await act(office.supervisor, approve);
    await isAnAdministrator();
    expect((await signIn()).outcome).toBe("voided");
  });

  it("nor once HR has changed where mail goes", async () => {
    await act(office.supervisor, approve);
    await world.changeAddress(office.person, office.supervisor, "elsewhere@mail.example");
    expect((await signIn()).outcome).toBe("voided");
  });
});
