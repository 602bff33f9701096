import { join } from "node:path";
import BetterSqlite3 from "better-sqlite3";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { PersonWithAgency } from "../../../db/queries/people";
import { startReset } from "../../../workflows/hr/reset";
import { passwordIn } from "../../support/mail/password-mail";
import {
  parseTaken,
  startSmtpServer,
  type SmtpFault,
  type SmtpStage,
  type TakenMail,
} from "../../support/mail/smtp";
import { selfSignedServer } from "../../support/mail/tls";
import { createWorld, hours, minutes } from "../../support/desk/population";

interface Wish {
  tls?: { key: string; cert: string };
  auth?: boolean;
  /** Trust the server's own certificate. */
  trusted?: boolean;
}

/** A desk, a mail server that will misbehave, and what is asked of both. */
async function createOffice({ tls, auth, trusted = true }: Wish = {}) {
  const smtp = await startSmtpServer({ tls, auth });
  // 0.0.0.0 reaches this machine but is no address of the loopback: the policy for servers elsewhere holds.
  const url = `smtp://${auth ? "desk:secret@" : ""}${tls ? "0.0.0.0" : "127.0.0.1"}:${smtp.port}`;
  const world = await createWorld({
    env: { SMTP_URL: url },
    mail: { patience: 300, attempt: 700, ...(tls && trusted && { ca: tls.cert }) },
  });
  const agency = await world.agency("法務部人事處");
  const supervisor = await world.supervisor("林怡君", { agency });
  const actor = { kind: "person", personId: supervisor.id } as const;
  const database = new BetterSqlite3(join(world.folder, "desk.db"), { readonly: true });
  const live = database.prepare<[string], { n: number }>(
    "select count(*) as n from temporary_passwords where person_id = ? and state = 'live'",
  );

  return {
    smtp,
    world,
    supervisor,
    person: () => world.person("王明", { agency }),
    /** Orders a password for the person, or another one in place of the first. */
    reset: (person: PersonWithAgency) =>
      startReset(world.services, actor, person.id, {
        kind: "recovery",
        disableOldPassword: false,
        proof: "in-person",
      }),
    mailsTo: (person: PersonWithAgency): TakenMail[] =>
      smtp.mails.filter(({ to }) => to.includes(person.email ?? "")),

    /** Lets time pass from try to try until the case waits for no mail any more. */
    async untilSettled(number: string, person: PersonWithAgency): Promise<string> {
      for (;;) {
        await world.settle();
        expect(live.get(person.id)?.n).toBeLessThanOrEqual(1);
        const state = (await world.store.tickets.byNumber(number))?.state ?? "";
        if (state !== "passwordHandover.issuing") return state;
        world.clock.now = Math.max(world.clock.now + 1, (await world.store.work.nextMailAt()) ?? 0);
      }
    },

    /** Every different password that was mailed to a person, in the order they came, with what it opens. */
    async tried(person: PersonWithAgency): Promise<string[]> {
      const mails = smtp.mails.filter(({ to }) => to.includes(person.email ?? ""));
      const read = await Promise.all(mails.map((mail) => parseTaken(mail)));
      const outcomes: string[] = [];
      for (const password of new Set(read.flatMap((mail) => passwordIn(mail.text) ?? []))) {
        const attempt = { login: person.account ?? "", password, address: "192.0.2.1" };
        outcomes.push((await world.services.signIn.signIn(attempt)).outcome);
      }
      return outcomes;
    },

    async close(): Promise<void> {
      database.close();
      await world.close();
      await smtp.close();
    },
  };
}

type Office = Awaited<ReturnType<typeof createOffice>>;

const stages: SmtpStage[] = ["connect", "EHLO", "AUTH", "MAIL", "RCPT", "DATA", "message"];

describe("a mail server that misbehaves for a while", () => {
  let office: Office;
  beforeAll(async () => {
    office = await createOffice({ auth: true });
  });
  afterEach(() => office.smtp.recover());
  afterAll(() => office.close());

  const faults: [string, SmtpStage, SmtpFault][] = stages.flatMap(
    (stage): [string, SmtpStage, SmtpFault][] => [
      [
        `answers 4yz at ${stage}`,
        stage,
        { reply: stage === "connect" ? "421 4.3.2 busy" : "451 4.3.0 later" },
      ],
      [`hangs at ${stage}`, stage, "hang"],
      [`hangs up at ${stage}`, stage, "drop"],
    ],
  );

  it.each([
    ...faults,
    ["answers 5yz before there is a mail: at the greeting", "connect", { reply: "554 5.3.2 not now" }],
    ["answers 5yz before there is a mail: at EHLO", "EHLO", { reply: "550 5.3.2 not now" }],
    ["answers 5yz before there is a mail: at AUTH", "AUTH", { reply: "535 5.7.8 wrong" }],
    ["drips its answers", "RCPT", { drip: 100 }],
    ["takes the mail and hangs up before its 250", "message", "take-and-drop"],
    ["takes the mail and never says 250", "message", "take-and-hang"],
  ] as [string, SmtpStage, SmtpFault][])("%s: the mail arrives all the same", async (_, stage, fault) => {
    const person = await office.person();
    const { number } = await office.reset(person);
    office.smtp.fail(stage, fault);
    await office.world.settle();
    await office.world.pass(minutes(1));
    expect((await office.world.store.tickets.byNumber(number))?.state).toBe("passwordHandover.issuing");

    office.smtp.recover();
    expect(await office.untilSettled(number, person)).toBe("passwordHandover.mailed");
    const copies = new Set(office.mailsTo(person).map(({ raw }) => raw.toString("latin1")));
    expect(copies.size).toBe(1);
    expect(await office.tried(person)).toEqual(["set-password"]);
  });

  it.each(["MAIL", "RCPT", "DATA", "message"] as const)(
    "answers 5yz at %s: undeliverable at once, in its own words; once put right, one password lives",
    async (stage) => {
      const person = await office.person();
      const { number } = await office.reset(person);
      office.smtp.fail(stage, { reply: "550 5.1.1 no such person" });
      expect(await office.untilSettled(number, person)).toBe("passwordHandover.undeliverable");
      const ticket = await office.world.store.tickets.byNumber(number);
      const history = await office.world.store.tickets.historyOf(ticket?.id ?? "");
      expect(history.at(-1)).toMatchObject({
        type: "MAIL_REFUSED",
        event: { response: "550 5.1.1 no such person" },
      });
      expect(await office.world.store.passwords.liveOf(person.id)).toBeUndefined();

      office.smtp.recover();
      await office.reset(person);
      expect(await office.untilSettled(number, person)).toBe("passwordHandover.mailed");
      expect(await office.tried(person)).toEqual(["set-password"]);
    },
  );

  it("loses its 250, and HR issues another password meanwhile: the first is dead, the second opens", async () => {
    const person = await office.person();
    const { number } = await office.reset(person);
    office.smtp.fail("message", "take-and-drop", 2);
    await office.world.settle();
    // Later than a start that would be the same one.
    office.world.clock.now += minutes(1);
    await office.reset(person);
    expect(await office.untilSettled(number, person)).toBe("passwordHandover.mailed");
    expect(await office.tried(person)).toEqual(["wrong", "set-password"]);
  });

  it("is down for three hours: everything that waited goes as soon as it is back", async () => {
    const people = await Promise.all(Array.from({ length: 6 }, () => office.person()));
    const numbers: string[] = [];
    for (const person of people) numbers.push((await office.reset(person)).number);
    await office.smtp.goDown();
    const end = office.world.clock.now + hours(3);
    while (office.world.clock.now < end) await office.world.pass(minutes(2));
    await office.smtp.comeBack();
    const first = (await office.world.store.work.nextMailAt()) ?? 0;
    office.world.clock.now = Math.max(first, office.world.clock.now);
    await office.world.settle();
    const states = await Promise.all(numbers.map((one) => office.world.store.tickets.byNumber(one)));
    expect(new Set(states.map((ticket) => ticket?.state))).toEqual(new Set(["passwordHandover.mailed"]));
    for (const person of people) expect(await office.tried(person)).toEqual(["set-password"]);
  });
});

describe("a password whose life is over before its mail is taken", () => {
  let office: Office;
  beforeEach(async () => {
    office = await createOffice();
  });
  afterEach(() => office.close());

  it("because the server was down for a day: undeliverable, and no mail comes afterwards", async () => {
    const person = await office.person();
    const { number } = await office.reset(person);
    await office.smtp.goDown();
    expect(await office.untilSettled(number, person)).toBe("passwordHandover.undeliverable");
    await office.smtp.comeBack();
    await office.world.pass(hours(2));
    expect(office.mailsTo(person)).toEqual([]);
  });

  it("because the desk slept: undeliverable, and it is not mailed any more", async () => {
    const person = await office.person();
    const { number } = await office.reset(person);
    office.smtp.fail("RCPT", { reply: "450 4.2.0 greylisted" }, 1);
    await office.world.settle();
    office.world.clock.now += hours(30);
    expect(await office.untilSettled(number, person)).toBe("passwordHandover.undeliverable");
    expect(office.mailsTo(person)).toEqual([]);
  });
});

describe("encryption that fails", () => {
  let tls: Awaited<ReturnType<typeof selfSignedServer>>;
  let office: Office;
  beforeAll(async () => {
    tls = await selfSignedServer();
  });
  afterEach(() => office.close());

  it.each([{ reply: "454 4.7.0 TLS not available" }, "hang", "drop"] as SmtpFault[])(
    "at STARTTLS (%j): the mail goes once it works",
    async (fault) => {
      office = await createOffice({ tls });
      const person = await office.person();
      const { number } = await office.reset(person);
      office.smtp.fail("STARTTLS", fault, 2);
      expect(await office.untilSettled(number, person)).toBe("passwordHandover.mailed");
      expect(office.mailsTo(person).map(({ encrypted }) => encrypted)).toEqual([true]);
      expect(await office.tried(person)).toEqual(["set-password"]);
    },
  );

  it("because nobody vouches for the server: nothing is sent, and the case says so in the end", async () => {
    office = await createOffice({ tls, trusted: false });
    const person = await office.person();
    const { number } = await office.reset(person);
    expect(await office.untilSettled(number, person)).toBe("passwordHandover.undeliverable");
    expect(office.smtp.mails).toEqual([]);
  });
});
