import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ask } from "../../../workflows/requests/request-help";
import { setOwnPassword } from "../../../workflows/sign-in/own-password";
import { createWorld, days, hours, minutes, ownPassword, type World } from "../../support/desk/population";

const chosen = "Quiet-Rivers-Cross-77";
const address = "192.0.2.7";

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

async function ministry() {
  const top = await world.agency("法務部");
  const agency = await world.agency("法務部人事處", { parent: top });
  const supervisor = await world.supervisor("林怡君", { agency });
  const person = await world.person("王明", { agency });
  return { top, agency, supervisor, person };
}

const as = (person: { id: string }) => ({ kind: "person", personId: person.id }) as const;
const stateOf = async (number: string) => (await world.store.tickets.byNumber(number))?.state;

async function request(
  person: Awaited<ReturnType<World["person"]>>,
  path: "hr-supervisor" | "helpdesk" = "hr-supervisor",
) {
  const { number } = await ask(world.services, {
    kind: "recovery",
    path,
    claim: world.claimOf(person),
    address,
  });
  await world.match();
  return number;
}

async function signIn(person: { account: string | null }, password: string, from = address) {
  return world.services.signIn.signIn({ login: person.account ?? "", password, address: from });
}

async function firstLogin(person: { account: string | null; email: string | null }) {
  const signedIn = await signIn(person, world.passwordFor(person.email));
  if (signedIn.outcome !== "set-password") throw new Error(signedIn.outcome);
  const session = await world.services.signIn.sessionOf(signedIn.token);
  if (!session) throw new Error("no session");
  return setOwnPassword(world.services.ownPassword, session, {
    password: chosen,
    repeated: chosen,
    account: null,
  });
}

describe("the path through the HR supervisor", () => {
  it("leads from the request over the approval and the mail to a verified first login", async () => {
    const { person, supervisor } = await ministry();
    const number = await request(person);
    expect(await stateOf(number)).toBe("awaitingDecision");
    await world.desk.act(number, { type: "APPROVE", disableOldPassword: false }, as(supervisor));
    await world.settle();
    expect(await stateOf(number)).toBe("passwordHandover.mailed");
    expect((await firstLogin(person)).outcome).toBe("set");
    expect(await stateOf(number)).toBe("solved");
    expect((await signIn(person, chosen)).outcome).toBe("signed-in");
    expect(await world.store.records.verifyAudit()).toMatchObject({ brokenAt: null });
  });

  it("goes up to the deputy, to superior HR and to the helpdesk when nobody decides", async () => {
    const { top, agency, supervisor, person } = await ministry();
    const deputy = await world.person("陳代理", { agency });
    await world.delegation(supervisor, deputy, { kind: "deputy" });
    await world.supervisor("上級主管", { agency: top });
    const number = await request(person);
    await world.settle();
    await world.pass(days(1));
    const stage = async () =>
      ((await world.store.tickets.byNumber(number))?.snapshot.context as { escalation: string }).escalation;
    expect(await stage()).toBe("deputy");
    await world.pass(days(1));
    expect(await stage()).toBe("superior");
    await world.pass(days(1));
    expect(await world.store.tickets.byNumber(number)).toMatchObject({
      path: "helpdesk",
      state: "received",
      previousPath: "hr-supervisor",
    });
  });
});

describe("authority", () => {
  it("found for one actor is not lent to the next", async () => {
    const { person, supervisor } = await ministry();
    const number = await request(person);
    await world.desk.act(number, { type: "APPROVE", disableOldPassword: false }, as(supervisor));
    const ticket = await world.store.tickets.byNumber(number);
    const link = { kind: "link", level: "mail", ticketId: ticket?.id ?? "" } as const;
    const refused = await world.desk.act(number, { type: "REISSUE" }, link).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: "not-hr" });
  });
});

describe("the temporary password", () => {
  it("lapses 24 hours after the mail was accepted, and may be sent again twice by the person", async () => {
    const { person, supervisor } = await ministry();
    const number = await request(person);
    await world.desk.act(number, { type: "APPROVE", disableOldPassword: false }, as(supervisor));
    await world.settle();
    const first = world.passwordFor(person.email);
    const ticketId = (await world.store.tickets.byNumber(number))?.id ?? "";
    const link = { kind: "link", level: "mail", ticketId } as const;
    world.clock.now += hours(24);
    expect((await signIn(person, first)).outcome).toBe("expired");
    await world.settle();
    expect(await stateOf(number)).toBe("passwordHandover.lapsed");
    await world.desk.act(number, { type: "REISSUE" }, link);
    await world.settle();
    expect(await stateOf(number)).toBe("passwordHandover.mailed");
    expect(world.passwordFor(person.email)).not.toBe(first);
    expect((await signIn(person, first)).outcome).toBe("wrong");
    await world.pass(hours(24));
    await world.desk.act(number, { type: "REISSUE" }, link);
    await world.settle();
    await world.pass(hours(25));
    await expect(world.desk.act(number, { type: "REISSUE" }, link)).rejects.toMatchObject({
      code: "resend-limit",
    });
  });

  it("keeps its seed only until the mail was accepted", async () => {
    const { person, supervisor } = await ministry();
    const number = await request(person);
    await world.desk.act(number, { type: "APPROVE", disableOldPassword: false }, as(supervisor));
    expect((await world.store.passwords.liveOf(person.id))?.seed).toHaveLength(32);
    await world.settle();
    expect(await world.store.passwords.liveOf(person.id)).toMatchObject({ seed: null, state: "live" });
  });

  it("pauses the account at that address after five misses, and lets go after 15 minutes", async () => {
    const { person, supervisor } = await ministry();
    const number = await request(person);
    await world.desk.act(number, { type: "APPROVE", disableOldPassword: false }, as(supervisor));
    await world.settle();
    for (let miss = 0; miss < 5; miss += 1) expect((await signIn(person, "AAAAAAA2")).outcome).toBe("wrong");
    expect((await signIn(person, world.passwordFor(person.email))).outcome).toBe("paused");
    await world.pass(minutes(15));
    expect((await signIn(person, world.passwordFor(person.email))).outcome).toBe("set-password");
  });
});

describe("two requests for one account", () => {
  it("become one ticket, and both get an ordinary number", async () => {
    const { person } = await ministry();
    const first = await request(person);
    const second = await request(person);
    expect(second).not.toBe(first);
    expect(await stateOf(second)).toBe("joined");
    expect(await stateOf(first)).toBe("awaitingDecision");
  });

  it("sent at once, are one open ticket too", async () => {
    const { person } = await ministry();
    await Promise.all([request(person), request(person)]);
    const tickets = await world.store.tickets.search("R1151123");
    expect(tickets.filter((ticket) => ticket.closedAt === null)).toHaveLength(1);
  });
});

describe("signing in with the old password during a ticket", () => {
  it("asks whether the request was the person's own", async () => {
    const { agency } = await ministry();
    const person = await world.person("張志豪", { agency, password: ownPassword });
    const number = await request(person);
    expect(await signIn(person, ownPassword)).toMatchObject({ outcome: "is-this-yours", number });
    await world.desk.act(number, { type: "DISPUTE" }, as(person));
    expect(await stateOf(number)).toBe("disputed");
  });

  it("is told to the address on record, once a case", async () => {
    const { agency } = await ministry();
    const person = await world.person("張志豪", { agency, password: ownPassword });
    const number = await request(person);
    await signIn(person, ownPassword);
    await signIn(person, ownPassword);
    await world.settle();
    const told = world.mailTo(person.email).filter(({ subject }) => subject.includes("有人以原密碼登入"));
    expect(told).toHaveLength(1);
    expect(told[0]?.subject).toContain(number);
  });

  it("tells nothing where no ticket is open", async () => {
    const { agency } = await ministry();
    const person = await world.person("張志豪", { agency, password: ownPassword });
    await signIn(person, ownPassword);
    await world.settle();
    expect(world.mailTo(person.email)).toEqual([]);
  });
});
