import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Agency } from "../../../db/queries/agencies";
import type { PersonWithAgency } from "../../../db/queries/people";
import type { Actor } from "../../../workflows/desk/actor";
import { startReset } from "../../../workflows/hr/reset";
import { isRefusal, type DeskRefusalCode, type Refusal } from "../../../workflows/desk/refusal";
import { refusalWords, wordsOfCode } from "../../../workflows/desk/refusal-words";
import { onceOnly } from "../../../workflows/desk/idempotency";
import { allDecidedFirst } from "../../support/desk/commits";
import { createWorld, days, hours, minutes, mondayMorning, type World } from "../../support/desk/population";

const as = (person: { id: string }): Actor => ({ kind: "person", personId: person.id });
const reset = { kind: "recovery", disableOldPassword: false, proof: "extension" } as const;

let world: World;
let ministry: Agency;
let bureau: Agency;
let elsewhere: Agency;
let supervisor: PersonWithAgency;
let employee: PersonWithAgency;

beforeEach(async () => {
  world = await createWorld();
  ministry = await world.agency("法務部");
  bureau = await world.agency("法務部調查局", { parent: ministry });
  elsewhere = await world.agency("交通部");
  supervisor = await world.supervisor("陳佳玲", { agency: bureau });
  employee = await world.person("王小明", { agency: bureau, password: "an old password of some years" });
});

afterEach(() => world.close());

async function refusalOf(act: () => Promise<unknown>): Promise<Refusal> {
  try {
    await act();
  } catch (error) {
    if (isRefusal(error)) return error;
    throw error;
  }
  throw new Error("nothing was refused");
}

async function asked(about: PersonWithAgency = employee): Promise<string> {
  const { number } = await world.desk.open(
    {
      kind: "recovery",
      path: "hr-supervisor",
      channel: "web",
      personId: about.id,
      claim: world.claimOf(about),
    },
    { kind: "visitor", address: "192.0.2.1" },
  );
  return number;
}

const approve = (number: string, by: PersonWithAgency) =>
  world.desk.act(number, { type: "APPROVE", disableOldPassword: false }, as(by));
const start = (whose: PersonWithAgency, by: PersonWithAgency) =>
  startReset(world.services, as(by), whose.id, reset);

describe("Who may not act on a case", () => {
  it("HR of another agency", async () => {
    const other = await world.supervisor("林志偉", { agency: elsewhere });
    const number = await asked();
    expect((await refusalOf(() => approve(number, other))).code).toBe("another-agency");
    expect((await refusalOf(() => start(employee, other))).code).toBe("another-agency");
  });

  it("a subordinate agency's HR on somebody above it", async () => {
    const above = await world.person("部本部同仁", { agency: ministry });
    const number = await asked(above);
    expect((await refusalOf(() => approve(number, supervisor))).code).toBe("upward");
    expect((await refusalOf(() => start(above, supervisor))).code).toBe("upward");
  });

  it("anybody on themselves", async () => {
    const number = await asked(supervisor);
    expect((await refusalOf(() => approve(number, supervisor))).code).toBe("oneself");
    expect((await refusalOf(() => start(supervisor, supervisor))).code).toBe("oneself");
  });

  it("one person alone on a 特權帳號", async () => {
    const agent = await world.staff("客服甲", "agent", { agency: bureau });
    const { number, state } = await start(agent, supervisor);
    expect(state).toBe("awaitingSecondPerson");
    const refused = await refusalOf(() => world.desk.act(number, { type: "CONFIRM_SECOND" }, as(supervisor)));
    expect(refused.code).toBe("same-person");
  });

  it("a second person whose authority comes from the first", async () => {
    const agent = await world.staff("客服甲", "agent", { agency: bureau });
    const delegate = await world.person("周組員", { agency: bureau });
    await world.delegation(supervisor, delegate);
    const { number } = await start(agent, supervisor);
    const refused = await refusalOf(() => world.desk.act(number, { type: "CONFIRM_SECOND" }, as(delegate)));
    expect(refused.code).toBe("derived-from-first");
  });

  it("B, whose authority comes from A, on A", async () => {
    const delegate = await world.person("周組員", { agency: bureau });
    await world.delegation(supervisor, delegate);
    const number = await asked(supervisor);
    expect((await refusalOf(() => approve(number, delegate))).code).toBe("derived-from-subject");
    expect((await refusalOf(() => start(supervisor, delegate))).code).toBe("derived-from-subject");
  });

  it("whoever held a delegation that has run out", async () => {
    const delegate = await world.person("周組員", { agency: bureau });
    await world.delegation(supervisor, delegate, { validTo: mondayMorning + hours(1) });
    world.clock.now += hours(2);
    const number = await asked();
    expect((await refusalOf(() => approve(number, delegate))).code).toBe("delegation-expired");
    expect((await refusalOf(() => start(employee, delegate))).code).toBe("delegation-expired");
  });

  it("whoever changed the address last week", async () => {
    await world.supervisor("李宜芳", { agency: bureau });
    await world.changeAddress(employee, supervisor, "new@agency.example");
    world.clock.now += days(7);
    const number = await asked();
    expect((await refusalOf(() => approve(number, supervisor))).code).toBe("recent-changer");
    expect((await refusalOf(() => start(employee, supervisor))).code).toBe("recent-changer");
    world.clock.now += days(24);
    await expect(approve(number, supervisor)).resolves.toMatchObject({ state: "passwordHandover.issuing" });
  });

  it("whoever may only prepare confirming what they prepared", async () => {
    const preparer = await world.person("周組員", { agency: bureau });
    await world.delegation(supervisor, preparer, { level: "prepare" });
    const { number, state } = await start(employee, preparer);
    expect(state).toBe("awaitingConfirmation");
    expect((await refusalOf(() => approve(number, preparer))).code).toBe("prepare-only");
  });

  it("an event that the state does not know", async () => {
    const number = await asked();
    const refused = await refusalOf(() => world.desk.act(number, { type: "CONFIRM_SECOND" }, as(supervisor)));
    expect(refused).toMatchObject({ code: "not-now", kind: "conflict" });
  });

  it("says each of these in words of its own, in both languages", () => {
    const codes: DeskRefusalCode[] = [
      "another-agency",
      "upward",
      "oneself",
      "same-person",
      "derived-from-first",
      "derived-from-subject",
      "delegation-expired",
      "recent-changer",
      "prepare-only",
      "not-now",
      "cannot-delegate",
    ];
    for (const language of ["zh", "en"] as const) {
      const said = codes.map((code) => wordsOfCode(code).message[language]);
      expect(new Set(said).size).toBe(codes.length);
    }
  });
});

describe("Two at once", () => {
  it("one approval wins; the other is told who was first, and one password is made", async () => {
    const second = await world.supervisor("李宜芳", { agency: ministry, serves: [bureau] });
    const number = await asked();
    const results = await Promise.allSettled([approve(number, supervisor), approve(number, second)]);
    const [won] = results.filter((result) => result.status === "fulfilled");
    const [lost] = results.filter((result) => result.status === "rejected");
    expect(won).toBeDefined();
    expect(lost?.reason).toMatchObject({
      code: "not-now",
      kind: "conflict",
      detail: { first: { type: "APPROVE", at: mondayMorning } },
    });
    const reason = lost?.reason as Refusal;
    expect(refusalWords(reason).message.zh).toMatch(/^(陳佳玲|李宜芳)已於 115\/11\/23（一）09:41 核准$/);
    await world.settle();
    expect(world.mailTo(employee.email).filter((mail) => mail.subject.includes("密碼"))).toHaveLength(1);
  });

  it("two starts for one person make one ticket; the second acts on the first one's", async () => {
    const second = await world.supervisor("李宜芳", { agency: ministry, serves: [bureau] });
    const [one, other] = await Promise.all([start(employee, supervisor), start(employee, second)]);
    expect(one.number).toBe(other.number);
    expect([one.joined, other.joined].sort()).toEqual([false, true]);
  });

  it("eight starts at once make one issue and one mail, and so do those of the same minute", async () => {
    const eight = await Promise.all(Array.from({ length: 8 }, () => start(employee, supervisor)));
    world.clock.now += minutes(1) - 1;
    eight.push(await start(employee, supervisor));
    expect(new Set(eight.map(({ number }) => number)).size).toBe(1);
    expect(eight.filter(({ joined }) => !joined)).toHaveLength(1);
    const issue = async () =>
      (await world.store.tickets.byNumber(eight[0]?.number ?? ""))?.snapshot.context as { issue: number };
    expect((await issue()).issue).toBe(1);
    await world.settle();
    expect(world.mailTo(employee.email).filter((mail) => mail.subject.includes("密碼"))).toHaveLength(1);
    world.clock.now += 1;
    await start(employee, supervisor);
    expect((await issue()).issue).toBe(2);
  });

  it("a start that would stop the old password is told who was first, where that one keeps it", async () => {
    await start(employee, supervisor);
    const wish = { ...reset, disableOldPassword: true };
    const started = startReset(world.services, as(supervisor), employee.id, wish);
    await expect(started).rejects.toMatchObject({
      code: "not-now",
      detail: { first: { actorName: supervisor.name } },
    });
  });

  it("eight who issue again at once issue once; the others are told who was first", async () => {
    const { number } = await start(employee, supervisor);
    const tries = await allDecidedFirst(world.store, 8, () =>
      world.desk.act(number, { type: "REISSUE" }, as(supervisor)),
    );
    const refused = tries.filter((one) => one.status === "rejected");
    expect(refused).toHaveLength(7);
    for (const { reason } of refused) expect(reason).toMatchObject({ code: "not-now" });
    expect((await world.store.tickets.byNumber(number))?.snapshot.context).toMatchObject({ issue: 2 });
  });

  it("a double click starts one reset and shows the same number twice", async () => {
    const key = onceOnly(world.services.secrets, { route: "/hr/people/x/reset", key: "same-key-1" }, "same");
    const both = await Promise.all(
      [1, 2].map(() => startReset(world.services, as(supervisor), employee.id, reset, key)),
    );
    expect(both[0]?.number).toBe(both[1]?.number);
    expect(both.map((one) => one.joined)).toEqual([false, false]);
    const ticket = await world.store.tickets.byNumber(both[0]?.number ?? "");
    expect(ticket?.snapshot.context).toMatchObject({ issue: 1 });
  });

  it("the second click hears the first one's number too where that one ended in between", async () => {
    const key = onceOnly(world.services.secrets, { route: "/hr/people/x/reset", key: "same-key-1" }, "same");
    const click = () => startReset(world.services, as(supervisor), employee.id, reset, key);
    const { tickets } = world.store;
    const openOf = tickets.openOf.bind(tickets);
    let first: Awaited<ReturnType<typeof click>> | undefined;
    tickets.openOf = async (personId) => {
      tickets.openOf = openOf;
      first = await click();
      return openOf(personId);
    };
    const second = await click();
    expect(second).toMatchObject({ number: first?.number, joined: false, replayed: true });
    expect(second.number).toMatch(/^R1151123-\d{4}$/);
  });
});

describe("A double click", () => {
  it("approves once, and both answers are the same", async () => {
    const number = await asked();
    const options = {
      idempotency: onceOnly(
        world.services.secrets,
        { route: `/hr/tickets/${number}/approval`, key: "same-key-2" },
        "same",
      ),
    };
    const both = await Promise.all(
      [1, 2].map(() =>
        world.desk.act(number, { type: "APPROVE", disableOldPassword: false }, as(supervisor), options),
      ),
    );
    expect(both.map(({ state }) => state)).toEqual(["passwordHandover.issuing", "passwordHandover.issuing"]);
    expect(both.map(({ replayed }) => replayed).sort()).toEqual([false, true]);
  });
});

describe("A case that waits", () => {
  it("comes up to superior HR, who may then decide", async () => {
    const superior = await world.supervisor("部人事主管", { agency: ministry });
    const number = await asked();
    expect((await refusalOf(() => approve(number, superior))).code).toBe("another-agency");
    await world.pass(days(2));
    await expect(approve(number, superior)).resolves.toMatchObject({ state: "passwordHandover.issuing" });
  });

  it("is not decided by a supervisor whose role ended a minute ago", async () => {
    const number = await asked();
    world.clock.now += minutes(1);
    const [role] = await world.store.people.rolesOf(supervisor.id, world.clock.now);
    await world.store.commit({
      at: world.clock.now,
      writes: [
        { op: "update", table: "roles", where: { id: role?.id ?? "" }, set: { validTo: world.clock.now } },
      ],
      audit: [],
    });
    expect((await refusalOf(() => approve(number, supervisor))).code).toBe("not-staff");
  });
});
