import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { update } from "../../../db/change";
import type { PersonWithAgency } from "../../../db/queries/people";
import { identify } from "../../../workflows/requests/identify";
import { lookUpAnybody } from "../../../workflows/hr/look-up";
import { openPhoneTicket } from "../../../workflows/helpdesk/phone-ticket";
import type { TicketAct, TicketContext } from "../../../workflows/machines/types";
import { fireDueDeadlines } from "../../../workflows/workers/deadlines";
import { beforeCommits } from "../../support/desk/commits";
import { as, deskOffice } from "../../support/desk/desk-office";
import { createWorld, hours, minutes, type World } from "../../support/desk/population";

let world: World;
let office: Awaited<ReturnType<typeof deskOffice>>;
beforeEach(async () => {
  world = await createWorld();
  office = await deskOffice(world);
});
afterEach(() => world.close());

const ticketOf = async (number: string) => {
  const ticket = await world.store.tickets.byNumber(number);
  if (!ticket) throw new Error(`there is no ${number}`);
  return ticket;
};
const stateOf = async (number: string) => (await ticketOf(number)).state;
const contextOf = async (number: string) => (await ticketOf(number)).snapshot.context as TicketContext;

async function call(about: PersonWithAgency | null, agent = office.agent): Promise<string> {
  const caller = { name: about?.name ?? "不明來電者", locale: "zh-Hant-TW" } as const;
  const { number } = await openPhoneTicket(world.services, as(agent), {
    kind: "recovery",
    personId: about?.id,
    caller,
  });
  return number;
}

async function act(number: string, one: TicketAct, by: { id: string } = office.agent): Promise<string> {
  return (await world.desk.act(number, one, as(by))).state;
}

const passed = (check: string): TicketAct => ({ type: "RECORD_CHECK", check, passed: true });
const verify: TicketAct = { type: "VERIFY", disableOldPassword: false };

async function verified(number: string, by: { id: string } = office.agent): Promise<string> {
  await act(number, { type: "START_VERIFICATION" }, by);
  for (const check of ["call-back", "joined-month", "manager-name"]) await act(number, passed(check), by);
  return act(number, verify, by);
}

describe("a phone case", () => {
  it("is claimed by the agent on the phone", async () => {
    const number = await call(office.person);
    expect(await ticketOf(number)).toMatchObject({
      state: "claimed",
      channel: "phone",
      assigneeId: office.agent.id,
    });
  });

  it("is opened by agents alone", async () => {
    const caller = { name: "王明", locale: "zh-Hant-TW" } as const;
    const opening = openPhoneTicket(world.services, as(office.supervisor), { kind: "recovery", caller });
    await expect(opening).rejects.toMatchObject({ code: "not-agent" });
  });

  it("cannot be opened by an agent about the own account", async () => {
    await expect(call(office.agent)).rejects.toMatchObject({ code: "oneself" });
  });

  it("cannot be opened by an agent who changed the person's address last week", async () => {
    await world.changeAddress(office.person, office.agent, "elsewhere@police.example");
    await expect(call(office.person)).rejects.toMatchObject({ code: "recent-changer" });
    expect(await stateOf(await call(office.person, office.colleague))).toBe("claimed");
  });

  it("is one at a time", async () => {
    await call(office.person);
    await expect(call(office.person)).rejects.toMatchObject({ code: "another-ticket-open" });
  });
});

describe("verifying a caller", () => {
  it("stays shut until the call-back and two private facts have passed", async () => {
    const number = await call(office.person);
    await act(number, { type: "START_VERIFICATION" });
    for (const check of ["joined-month", "manager-name", "national-id-tail"])
      await act(number, passed(check));
    await expect(act(number, verify)).rejects.toMatchObject({ code: "verification-incomplete" });
    await act(number, passed("call-back"));
    expect(await act(number, verify)).toBe("passwordHandover.issuing");
  });

  it("takes back a check that turns out wrong", async () => {
    const number = await call(office.person);
    await act(number, { type: "START_VERIFICATION" });
    for (const check of ["call-back", "joined-month", "manager-name"]) await act(number, passed(check));
    await act(number, { type: "RECORD_CHECK", check: "joined-month", passed: false });
    await expect(act(number, verify)).rejects.toMatchObject({ code: "verification-incomplete" });
  });

  it("refuses a check that is not in the policy", async () => {
    const number = await call(office.person);
    await act(number, { type: "START_VERIFICATION" });
    await expect(act(number, passed("star-sign"))).rejects.toMatchObject({ code: "not-a-check" });
  });

  it("belongs to the assignee, and to the next one after a reassignment", async () => {
    const number = await call(office.person);
    await expect(act(number, { type: "START_VERIFICATION" }, office.colleague)).rejects.toMatchObject({
      code: "not-assignee",
    });
    await act(number, { type: "REASSIGN", to: office.colleague.id });
    expect(await act(number, { type: "START_VERIFICATION" }, office.colleague)).toBe("verifyingCaller");
  });

  it("is not given to somebody who is no agent", async () => {
    const number = await call(office.person);
    for (const to of [office.supervisor.id, "nobody"]) {
      await expect(act(number, { type: "REASSIGN", to })).rejects.toMatchObject({ code: "not-agent" });
    }
  });

  it("refers the case to HR when no number is on record", async () => {
    const silent = await world.person("張志豪", { agency: office.agency, officePhone: null });
    const number = await call(silent);
    await act(number, { type: "START_VERIFICATION" });
    expect(await ticketOf(number)).toMatchObject({
      path: "hr-supervisor",
      state: "awaitingDecision",
      previousPath: "helpdesk",
    });
  });

  it("refers the case to HR after three failed verifications", async () => {
    const number = await call(office.person);
    await act(number, { type: "START_VERIFICATION" });
    await act(number, { type: "FAIL_VERIFICATION" });
    await act(number, { type: "FAIL_VERIFICATION" });
    expect(await stateOf(number)).toBe("verifyingCaller");
    await act(number, { type: "FAIL_VERIFICATION" });
    expect(await ticketOf(number)).toMatchObject({ path: "hr-supervisor", state: "awaitingDecision" });
  });

  it("refers the case to HR after the third call in vain", async () => {
    const number = await call(office.person);
    await act(number, { type: "START_VERIFICATION" });
    for (const tries of [1, 2]) {
      await act(number, { type: "NOT_REACHED" });
      expect((await contextOf(number)).callTries).toBe(tries);
      await act(number, { type: "START_VERIFICATION" });
    }
    await act(number, { type: "NOT_REACHED" });
    expect(await ticketOf(number)).toMatchObject({ path: "hr-supervisor", state: "awaitingDecision" });
  });

  it("pauses the promise while the caller cannot be reached, and resumes what was left of it", async () => {
    const number = await call(office.person);
    const promised = (await ticketOf(number)).dueAt ?? 0;
    world.clock.now += minutes(20);
    await act(number, { type: "START_VERIFICATION" });
    await act(number, { type: "NOT_REACHED" });
    expect(await ticketOf(number)).toMatchObject({
      state: "awaitingCallBack",
      dueAt: null,
      pausedMinutes: 220,
    });
    world.clock.now += minutes(30);
    await act(number, { type: "START_VERIFICATION" });
    expect(await ticketOf(number)).toMatchObject({
      state: "verifyingCaller",
      dueAt: promised + minutes(30),
      pausedMinutes: null,
    });
  });

  it("is due again an office hour after a call in vain, also when nobody remembers", async () => {
    const number = await call(office.person);
    await act(number, { type: "START_VERIFICATION" });
    await act(number, { type: "NOT_REACHED" });
    await world.pass(hours(1));
    expect(await stateOf(number)).toBe("verifyingCaller");
  });

  it("stays due where others act on it all the while", async () => {
    const number = await call(office.person);
    await act(number, { type: "START_VERIFICATION" });
    await act(number, { type: "NOT_REACHED" });
    world.clock.now += hours(1);
    const fired = await beforeCommits(
      world.store,
      () => act(number, { type: "NOTE", text: "再撥" }),
      () => fireDueDeadlines(world.services),
      5,
    );
    expect([fired, await stateOf(number)]).toEqual([0, "awaitingCallBack"]);
    expect(await fireDueDeadlines(world.services)).toBe(1);
    expect(await stateOf(number)).toBe("verifyingCaller");
  });
});

describe("a 特權帳號 on the helpdesk's path", () => {
  it("needs a second, different person before a password is made", async () => {
    const auditor = await world.staff("周稽核", "auditor", { agency: office.agency });
    const number = await call(auditor);
    expect(await verified(number)).toBe("awaitingSecondPerson");
    expect(await world.store.passwords.liveOf(auditor.id)).toBeUndefined();
    await expect(act(number, { type: "CONFIRM_SECOND" })).rejects.toMatchObject({ code: "same-person" });
    await expect(act(number, { type: "CONFIRM_SECOND" }, auditor)).rejects.toMatchObject({ code: "oneself" });
    expect(await act(number, { type: "CONFIRM_SECOND" }, office.colleague)).toBe("passwordHandover.issuing");
  });

  it("is returned when the second person disagrees", async () => {
    const auditor = await world.staff("周稽核", "auditor", { agency: office.agency });
    const number = await call(auditor);
    await verified(number);
    expect(await act(number, { type: "REFUSE_SECOND", reason: "查無此人來電" }, office.colleague)).toBe(
      "returned",
    );
  });

  it("lets nobody verify the own account, not even as assignee", async () => {
    const number = await call(office.colleague);
    await act(number, { type: "REASSIGN", to: office.colleague.id });
    await expect(act(number, { type: "START_VERIFICATION" }, office.colleague)).rejects.toMatchObject({
      code: "oneself",
    });
  });
});

describe("a case that nobody is known for", () => {
  it("goes on with the person whom an agent identifies", async () => {
    const number = await call(null);
    await expect(act(number, { type: "START_VERIFICATION" })).rejects.toMatchObject({ code: "no-subject" });
    await identify(world.services, as(office.agent), { number, personId: office.person.id });
    expect(await ticketOf(number)).toMatchObject({ personId: office.person.id, agencyId: office.agency.id });
    expect(await verified(number)).toBe("passwordHandover.issuing");
  });

  it("joins the case that the person has open already", async () => {
    const open = await call(office.person);
    const number = await call(null);
    const outcome = await identify(world.services, as(office.agent), { number, personId: office.person.id });
    expect(outcome.number).toBe(open);
    expect(await stateOf(number)).toBe("joined");
    expect(await world.store.tickets.lastHistory((await ticketOf(open)).id)).toMatchObject({
      type: "JOINED_BY",
    });
  });

  it("is not for an agent who is the person", async () => {
    const number = await call(null, office.colleague);
    await identify(world.services, as(office.colleague), { number, personId: office.agent.id });
    await act(number, { type: "REASSIGN", to: office.agent.id }, office.colleague);
    await expect(act(number, { type: "START_VERIFICATION" })).rejects.toMatchObject({ code: "oneself" });
  });
});

describe("looking somebody up for a caller", () => {
  it("finds a name of two characters among people of the same name by words of the agency", async () => {
    const other = await world.agency("交通部公路局");
    await world.person("王明", { agency: other });
    const found = await lookUpAnybody(world.services, as(office.agent), {
      query: "王明 警政署",
      purpose: "recovery",
    });
    expect(found.people.map((one) => one.id)).toEqual([office.person.id]);
  });

  it("finds a whole national ID, whatever its width", async () => {
    const wide = world
      .nationalIdOf(office.person)
      .replaceAll(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit)));
    const found = await lookUpAnybody(world.services, as(office.agent), { query: wide, purpose: "recovery" });
    expect(found.people.map((one) => one.id)).toEqual([office.person.id]);
  });

  it("is recorded with its purpose, by ids only", async () => {
    await lookUpAnybody(world.services, as(office.agent), { query: "王明", purpose: "first-login" });
    const [row] = await world.store.records.auditOf({ personId: office.person.id });
    expect(row).toMatchObject({
      act: "people.looked-up",
      actorId: office.agent.id,
      detail: { purpose: "first-login" },
    });
    expect(JSON.stringify(row)).not.toContain("王明");
  });

  it("is for agents alone, and shows nobody who has left", async () => {
    const asking = lookUpAnybody(world.services, as(office.person), { query: "王明", purpose: "recovery" });
    await expect(asking).rejects.toMatchObject({ code: "not-agent" });
    await world.store.commit({
      at: world.clock.now,
      writes: [update("people", { id: office.person.id }, { status: "left" })],
      audit: [],
    });
    expect(
      (await lookUpAnybody(world.services, as(office.agent), { query: "王明", purpose: "recovery" })).people,
    ).toEqual([]);
  });
});
