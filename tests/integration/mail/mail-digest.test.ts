import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ask } from "../../../workflows/requests/request-help";
import { insert } from "../../../db/change";
import type { Agency } from "../../../db/queries/agencies";
import type { PersonWithAgency } from "../../../db/queries/people";
import { createOutbox } from "../../../workflows/mail/out/outbox";
import { startSmtpServer } from "../../support/mail/smtp";
import { createWorld, hours, minutes, type World } from "../../support/desk/population";

let world: World;
let agency: Agency;

beforeEach(async () => {
  world = await createWorld();
  agency = await world.agency("法務部人事處");
});
afterEach(() => world.close());

async function request(about: PersonWithAgency | undefined): Promise<string> {
  if (!about) throw new Error("there is nobody to ask for");
  const claim = world.claimOf(about);
  const address = "192.0.2.1";
  const { number } = await ask(world.services, { kind: "recovery", path: "hr-supervisor", claim, address });
  await world.match();
  return number;
}

describe("decisions that wait for HR", () => {
  it("come at once when it is one, and together with their deadlines when more follow soon", async () => {
    const supervisor = await world.supervisor("林怡君", { agency });
    const people = await Promise.all(
      ["王明", "陳美", "李大", "周小"].map((name) => world.person(name, { agency })),
    );
    const numbers = [await request(people[0])];
    await world.settle();
    expect(world.mailTo(supervisor.email)).toHaveLength(1);

    for (const person of people.slice(1)) numbers.push(await request(person));
    await world.pass(minutes(5));
    expect(world.mailTo(supervisor.email)).toHaveLength(1);
    await world.pass(minutes(5) + 1);
    const [second, first, ...others] = world.mailTo(supervisor.email);
    expect(others).toEqual([]);
    expect(first?.text).toContain(numbers[0]);
    for (const number of numbers.slice(1)) expect(second?.text).toContain(number);
    expect(second?.subject).toContain("3 件");
    expect(second?.text).not.toContain(numbers[0]);
    expect(await world.store.work.listMail("waiting")).toEqual([]);
  });

  it("leave out what was decided meanwhile, and are not sent when nothing is left", async () => {
    const supervisor = await world.supervisor("林怡君", { agency });
    const actor = { kind: "person", personId: supervisor.id } as const;
    const [first, second, third] = await Promise.all(
      ["王明", "陳美", "李大"].map((name) => world.person(name, { agency })),
    );
    await request(first);
    await world.settle();
    const decided = await request(second);
    const open = await request(third);
    await world.desk.act(decided, { type: "RETURN", reason: "資料不符" }, actor);
    await world.pass(minutes(11));
    expect(world.mailTo(supervisor.email)[0]?.text).toContain(open);
    expect(world.mailTo(supervisor.email)[0]?.text).not.toContain(decided);

    const late = await request(await world.person("周小", { agency }));
    await world.desk.act(late, { type: "RETURN", reason: "資料不符" }, actor);
    await world.pass(minutes(11));
    expect(world.mailTo(supervisor.email)).toHaveLength(2);
    expect(await world.store.work.listMail("cancelled")).toHaveLength(1);
  });
});

describe("notices that a stranger can cause", () => {
  it("come once an hour to an address and tell of all of them, each with its own link", async () => {
    const shared = "office@agency.example";
    const people = await Promise.all(
      ["王明", "陳美", "李大"].map((name) => world.person(name, { agency, email: shared })),
    );
    const numbers: string[] = [];
    numbers.push(await request(people[0]));
    await world.settle();
    numbers.push(await request(people[1]));
    await world.pass(minutes(20));
    numbers.push(await request(people[2]));
    await world.pass(minutes(39));
    expect(world.mailTo(shared)).toHaveLength(1);
    await world.pass(minutes(2));
    const mails = world.mailTo(shared);
    expect(mails).toHaveLength(2);
    const links = mails[0]?.text.match(/\/status\/[\w-]+/g) ?? [];
    expect(new Set(links).size).toBe(2);
    for (const number of numbers.slice(1)) expect(mails[0]?.text).toContain(number);
  });

  it("do not use up the place of a temporary password, and go to other addresses freely", async () => {
    const supervisor = await world.supervisor("林怡君", { agency });
    const person = await world.person("王明", { agency });
    const number = await request(person);
    await request(await world.person("陳美", { agency, email: "other@agency.example" }));
    await world.settle();
    await world.desk.act(
      number,
      { type: "APPROVE", disableOldPassword: false },
      { kind: "person", personId: supervisor.id },
    );
    await world.settle();
    // The request, the decision, the password.
    expect(world.mailTo(person.email)).toHaveLength(3);
    expect(world.mailTo("other@agency.example")).toHaveLength(1);
    expect(world.passwordFor(person.email)).toMatch(/^[A-Z2-9]{8}$/);
  });

  it("say the same when the mail has to be sent again, though more has come meanwhile", async () => {
    const smtp = await startSmtpServer();
    const own = await createWorld({ env: { SMTP_URL: smtp.url }, mail: { patience: 300 } });
    const office = await own.agency("法務部人事處");
    const asked = async (name: string) => {
      const about = await own.person(name, { agency: office, email: "office@agency.example" });
      const claim = own.claimOf(about);
      await ask(own.services, { kind: "recovery", path: "helpdesk", claim, address: "192.0.2.1" });
    };
    await asked("王明");
    await asked("陳美");
    smtp.fail("message", "take-and-drop", 2);
    await own.settle();
    await asked("李大");
    await own.pass(minutes(2));
    await own.pass(minutes(2));
    await own.pass(hours(1));
    const bodies = smtp.mails.map(({ raw }) => raw.toString("latin1"));
    expect(new Set(bodies).size).toBe(2);
    expect(bodies.length).toBeGreaterThan(2);
    await own.close();
    await smtp.close();
  });
});

describe("one slow domain", () => {
  it("does not hold up the others", async () => {
    const smtp = await startSmtpServer();
    const own = await createWorld({ env: { SMTP_URL: smtp.url }, mail: { patience: 20_000 } });
    const at = own.clock.now;
    const notice = (id: string, address: string) =>
      insert("outbox", {
        id,
        address,
        template: "password-changed",
        params: { number: null, account: "wang.ming", changedAt: at, how: "by-oneself" },
        locale: "zh-Hant-TW",
        state: "waiting",
        nextAttemptAt: at,
        giveUpAt: at + hours(24),
        createdAt: at,
      });
    const ids = Array.from({ length: 30 }, (_, index) => index);
    await own.store.commit({
      at,
      writes: [
        ...ids.map((id) => notice(`a-${id}`, `p${id}@slow.example`)),
        ...ids.map((id) => notice(`b-${id}`, `p${id}@agency${id % 5}.example`)),
      ],
      audit: [],
    });
    smtp.fail("RCPT", "hang", Infinity, "slow.example");
    const outbox = createOutbox(own.outbox, {
      limits: { atOnce: 4, perDomain: 2, perMinute: 100 },
    });
    const drained = outbox.drain();
    await smtp.taken(30);
    const tried = (await own.store.work.listMail("waiting")).filter(({ attempts }) => attempts > 0);
    // What was taken a moment ago may not be recorded yet.
    expect(tried.filter(({ address }) => address.endsWith("@slow.example"))).toHaveLength(2);
    smtp.recover();
    await drained;
    expect(smtp.mails).toHaveLength(58);
    await own.close();
    await smtp.close();
  });
});
