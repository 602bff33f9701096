import { join } from "node:path";
import BetterSqlite3 from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { judge } from "../../../emails/inbound/classify";
import { readMail } from "../../../emails/inbound/mime";
import { ask } from "../../../workflows/requests/request-help";
import type { ReceivedMessage } from "../../../workflows/machines/types";
import { actsIn, beforeCommits, besideDesk, commitsOf } from "../../support/desk/commits";
import { as } from "../../support/desk/desk-office";
import { converse, deliver, inboundDesk, letter, type InboundDesk } from "../../support/mail/inbound";
import { expected, mailVector } from "../../support/mail/mail-vectors";
import { parseTaken, startSmtpServer } from "../../support/mail/smtp";
import { hours, minutes } from "../../support/desk/population";

let desk: InboundDesk;
beforeAll(async () => {
  desk = await inboundDesk();
});
afterAll(() => desk.close());

const person = "wang.ming@agency.example";
const lastEvent = async (number: string) => (await desk.history(number)).at(-1);
const messageOf = async (number: string) =>
  (await desk.history(number)).findLast(({ type }) => type === "MESSAGE_RECEIVED")?.event
    .message as ReceivedMessage;

describe("the desk's own mail", () => {
  it("goes out under a return path that finds it again, and people may answer it, staff may not", async () => {
    const smtp = await startSmtpServer();
    const other = await inboundDesk({ SMTP_URL: smtp.url }, 2);
    try {
      const { sent, bounceTo, replyTo } = await other.mailed();
      const mail = smtp.mails.find(({ to }) => to.includes(sent.address));
      expect(mail?.from).toBe(bounceTo);
      expect((await parseTaken(mail)).replyTo?.text).toBe(replyTo);
      expect(other.addresses.read(replyTo.toUpperCase(), other.world.clock.now)).toMatchObject({
        kind: "reply",
      });
      await other.send({ from: "", to: bounceTo, raw: mailVector("postfix-user-unknown") });
      await other.world.settle();
      const notice = smtp.mails.find(({ to }) => to.includes(other.supervisor.email ?? ""));
      expect(notice?.from).toMatch(/^bounce\+[a-z2-7]{52}@ecpa\.example$/);
      expect(notice?.raw.toString("latin1")).not.toContain("Reply-To:");
    } finally {
      await other.close();
      await smtp.close();
    }
  });
});

let waiting: ReturnType<InboundDesk["mailed"]> | undefined;
let used = 0;
/** One case for several samples that do not move it, for fewer than come too often. */
function shared() {
  if (used % 15 === 0) waiting = undefined;
  used += 1;
  return (waiting ??= desk.mailed());
}

describe("every sample of mail that comes back, through the door", () => {
  it.each(Object.keys(expected))("%s ends where it belongs", async (name) => {
    const judgement = judge(readMail(mailVector(name)));
    const lost = judgement.permanent === true || judgement.final;
    const { number, bounceTo, replyTo, sent, person: subject } = await (lost ? desk.mailed() : shared());
    const bounce = judgement.kind === "bounce";
    const code = await desk.send({
      from: bounce ? "" : `${name}@agency.example`,
      to: bounce ? bounceTo : replyTo,
      raw: mailVector(name),
    });
    expect(code).toBe(250);

    const ticket = await desk.ticket(number);
    expect(ticket.state).toBe(`passwordHandover.${lost ? "undeliverable" : "mailed"}`);
    expect((await lastEvent(number))?.type).toBe(
      lost
        ? "MAIL_REFUSED"
        : bounce
          ? "MAIL_BOUNCED"
          : judgement.automatic
            ? "AUTO_REPLIED"
            : "MESSAGE_RECEIVED",
    );
    expect((await desk.world.store.work.mail(sent.id))?.state).toBe(lost ? "failed" : "sent");
    const live = await desk.world.store.passwords.liveOf(subject.id);
    expect(live === undefined).toBe(lost);
  });
});

describe("a bounce", () => {
  /** Three cases whose requests go to one address: of the last two one mail tells, which comes back. */
  async function toldTogether(email: string) {
    const { world, addresses, agency } = desk;
    const asked: { number: string; personId: string }[] = [];
    for (const name of ["呂一", "呂二", "呂三"]) {
      const asking = await world.person(name, { agency, email });
      const claim = world.claimOf(asking);
      const request = { kind: "recovery", path: "hr-supervisor", claim, address: "192.0.2.1" } as const;
      asked.push({ number: (await ask(world.services, request)).number, personId: asking.id });
      await world.settle();
    }
    await world.pass(minutes(61));
    const carrying = (await world.store.work.listMail("sent")).find(
      ({ address, gatheredInto, params }) =>
        address === email &&
        gatheredInto === null &&
        params.items instanceof Array &&
        params.items.length === 2,
    );
    if (!carrying) throw new Error("no mail told of two cases");
    const to = addresses.sign({ kind: "bounce", id: carrying.id }, carrying.createdAt);
    const noted = () =>
      Promise.all(
        asked.map(
          async ({ number }) =>
            (await desk.history(number)).filter(({ type }) => type === "MAIL_BOUNCED").length,
        ),
      );
    const comesBack = () => desk.send({ from: "", to, raw: mailVector("postfix-user-unknown") });
    const mails = async () => [carrying, ...(await world.store.work.carriedBy(carrying.id))];
    return { asked, noted, comesBack, mails };
  }

  it("of a mail that told of several cases is noted in each of them, in one commit", async () => {
    const { noted, comesBack, mails } = await toldTogether("lyu@agency.example");
    const commits = await commitsOf(desk.world.store, comesBack);
    expect(commits.map(actsIn)).toEqual([["MAIL_BOUNCED", "MAIL_BOUNCED"]]);
    expect(await noted()).toEqual([0, 1, 1]);
    expect(await mails()).toHaveLength(2);
    for (const { id } of await mails())
      expect(await desk.world.store.work.mail(id)).toMatchObject({ state: "failed" });
  });

  it.each([1, 2])("of such a mail leaves out the case that has ended (%i)", async (index) => {
    const { asked, noted, comesBack, mails } = await toldTogether(`ended.${index}@agency.example`);
    const { number = "", personId = "" } = asked[index] ?? {};
    await desk.world.desk.act(number, { type: "WITHDRAW" }, as({ id: personId }));
    const counted = async () =>
      /desk_acts_total\{type="MAIL_BOUNCED",result="left-out"\} (\d+)/.exec(
        await desk.world.services.metrics.text(),
      )?.[1] ?? "0";
    const before = Number(await counted());
    expect(await comesBack()).toBe(250);
    expect(await noted()).toEqual([0, 1, 1].map((one, at) => (at === index ? 0 : one)));
    expect(Number(await counted())).toBe(before + 1);
    expect(await desk.world.store.work.mail((await mails())[0]?.id ?? "")).toMatchObject({ state: "failed" });
  });

  it("of such a mail that cannot be written down is noted nowhere, and noted once when it comes again", async () => {
    const { asked, noted, comesBack } = await toldTogether("full.disk@agency.example");
    const beside = besideDesk(desk.world.environment);
    try {
      for (const { number } of asked.slice(1)) {
        const isThis = `new.type = 'MAIL_BOUNCED' and new.ticket_id = '${(await desk.ticket(number)).id}'`;
        expect(await beside.failing("history", isThis, comesBack)).toBe(451);
        expect(await noted()).toEqual([0, 0, 0]);
      }
    } finally {
      beside.close();
    }
    expect(await comesBack()).toBe(250);
    expect(await noted()).toEqual([0, 1, 1]);
  });

  it("tells staff the server's words and leaves the case to be issued again, to another password", async () => {
    const { number, bounceTo, person: subject } = await desk.mailed();
    const first = desk.world.passwordFor(subject.email);
    await desk.send({ from: "", to: bounceTo, raw: mailVector("qmail-no-mailbox") });
    expect((await lastEvent(number))?.event.response).toBe("Sorry, no mailbox here by that name. (#5.1.1)");
    await desk.world.desk.act(number, { type: "REISSUE" }, as(desk.supervisor));
    await desk.world.settle();
    expect((await desk.ticket(number)).state).toBe("passwordHandover.mailed");
    expect(desk.world.passwordFor(subject.email)).not.toBe(first);
  });

  it("that finds its case too busy is to come again, and the password dies then", async () => {
    const { number, bounceTo, person: subject } = await desk.mailed();
    const { store } = desk.world;
    const comesBack = () => desk.send({ from: "", to: bounceTo, raw: mailVector("qmail-no-mailbox") });
    const note = () => desk.world.desk.act(number, { type: "NOTE", text: "已致電" }, as(desk.supervisor));
    expect(await beforeCommits(store, note, comesBack, 5)).toBe(451);
    expect(await store.passwords.liveOf(subject.id)).toBeDefined();
    expect(await comesBack()).toBe(250);
    expect(await store.passwords.liveOf(subject.id)).toBeUndefined();
  });

  it("of a password that was replaced meanwhile does no harm to the new one", async () => {
    const { number, bounceTo, person: subject } = await desk.mailed();
    await desk.world.desk.act(number, { type: "REISSUE" }, as(desk.supervisor));
    await desk.world.settle();
    await desk.send({ from: "", to: bounceTo, raw: mailVector("postfix-user-unknown") });
    expect((await desk.ticket(number)).state).toBe("passwordHandover.mailed");
    expect((await lastEvent(number))?.type).toBe("MAIL_BOUNCED");
    expect(await desk.world.store.passwords.liveOf(subject.id)).toBeDefined();
  });

  it("needs its signed address and a null sender", async () => {
    const { number, bounceTo, replyTo } = await desk.mailed();
    const raw = mailVector("postfix-user-unknown");
    expect(await desk.send({ from: person, to: bounceTo, raw })).toBe(550);
    expect(await desk.send({ from: "", to: "noreply@ecpa.example", raw })).toBe(550);
    const forged = bounceTo.replace(/\+./, (start) => (start === "+a" ? "+b" : "+a"));
    expect(await desk.send({ from: "", to: forged, raw })).toBe(550);
    expect(await desk.send({ from: "", to: replyTo, raw })).toBe(250);
    expect((await desk.ticket(number)).state).toBe("passwordHandover.mailed");
  });

  it("is known again when its server sends it anew", async () => {
    const { number, bounceTo } = await desk.mailed();
    const raw = mailVector("postfix-delayed");
    for (let times = 0; times < 3; times += 1)
      expect(await desk.send({ from: "", to: bounceTo, raw })).toBe(250);
    const noted = (await desk.history(number)).filter(({ type }) => type === "MAIL_BOUNCED");
    expect(noted).toHaveLength(1);
  });

  it("that comes again and again with another text is asked to come later", async () => {
    const { number, bounceTo } = await desk.mailed();
    const codes: number[] = [];
    for (let times = 0; times < 12; times += 1) {
      const raw = `${mailVector("postfix-delayed").toString("latin1")}${times}`;
      codes.push(await desk.send({ from: "", to: bounceTo, raw }));
    }
    expect(codes).toEqual([...Array.from({ length: 10 }, () => 250), 450, 450]);
    expect((await desk.history(number)).filter(({ type }) => type === "MAIL_BOUNCED")).toHaveLength(10);
  });

  it("is remembered for as long as its address could be written to, and no longer", async () => {
    const { bounceTo } = await desk.mailed();
    await desk.send({ from: "", to: bounceTo, raw: mailVector("postfix-delayed") });
    const database = new BetterSqlite3(join(desk.world.folder, "desk.db"), { readonly: true });
    const remembered = () => database.prepare("select count(*) from received_mails").pluck().get();
    await desk.world.store.records.sweep(desk.world.clock.now + hours(24 * 59));
    const before = remembered();
    await desk.world.store.records.sweep(desk.world.clock.now + hours(24 * 61));
    expect([before, remembered()]).toEqual([expect.any(Number), 0]);
    expect(before).not.toBe(0);
    database.close();
  });

  it("comes too late for an address that has run out", async () => {
    const { bounceTo } = await desk.mailed();
    const now = desk.world.clock.now;
    desk.world.clock.now += hours(24 * 15);
    expect(await desk.send({ from: "", to: bounceTo, raw: mailVector("postfix-delayed") })).toBe(550);
    desk.world.clock.now = now;
  });
});

describe("the door", () => {
  it("relays nothing and takes nobody else's mail", async () => {
    const raw = letter("hello");
    for (const to of ["someone@agency.example", "nobody@ecpa.example", "noreply@ecpa.example.evil.example"])
      expect(await desk.send({ from: person, to, raw }), to).toBe(550);
  });

  it("refuses what is too large and what is no mail, and hangs up on who guesses addresses", async () => {
    const { replyTo } = await desk.mailed();
    const announced = ["EHLO test", "MAIL FROM:<large@agency.example> SIZE=20000000"];
    expect((await converse(desk.port, announced)).at(-1)).toMatch(/^552/);
    const silent = [
      "EHLO test",
      `MAIL FROM:<${person}>`,
      `RCPT TO:<${replyTo}>`,
      "DATA",
      `${"x".repeat(998)}\r\n`.repeat(11_000) + ".",
    ];
    expect((await converse(desk.port, silent)).at(-1)).toMatch(/^552/);
    expect(await desk.send({ from: person, to: replyTo, raw: "no mail at all" })).toBe(554);
    const guesses = Array.from({ length: 15 }, (_, index) => `RCPT TO:<guess${index}@ecpa.example>`);
    const answers = await converse(desk.port, ["EHLO test", `MAIL FROM:<${person}>`, ...guesses]);
    expect(answers.at(-2)).toMatch(/^550/);
    expect(answers.at(-1)).toMatch(/^421/);
  });

  it("answers 451 where the mail cannot be stored, and stores it when it comes again", async () => {
    const { number, replyTo } = await desk.mailed();
    const raw = letter("請問進度？");
    const database = new BetterSqlite3(join(desk.world.folder, "desk.db"));
    database.exec(
      "create trigger full before insert on received_mails begin select raise(abort, 'disk full'); end",
    );
    const codes = [await desk.send({ from: person, to: replyTo, raw })];
    database.exec("drop trigger full");
    database.close();
    codes.push(await desk.send({ from: person, to: replyTo, raw }));
    expect(codes).toEqual([451, 250]);
    expect((await desk.history(number)).filter(({ type }) => type === "MESSAGE_RECEIVED")).toHaveLength(1);
    expect((await messageOf(number)).text).toBe("請問進度？");
  });
});

describe("a person's reply", () => {
  it("joins its ticket as from an unverified sender, quotes folded, files kept under safe names, our own mail left out", async () => {
    const { number, ticketId, replyTo } = await desk.mailed();
    await desk.send({ from: person, to: replyTo, raw: mailVector("reply-with-attachments") });
    const message = await messageOf(number);
    expect(message).toMatchObject({
      name: "王明",
      address: person,
      text: "附上識別證影本與畫面截圖。",
      files: [{ name: "截圖.png" }, { name: "passwd" }],
      left: [{ name: "original.eml", why: "mail" }],
    });
    const kept = await desk.world.store.received.attachment(ticketId, message.files[0]?.id ?? "");
    expect(kept?.content.subarray(1, 4).toString()).toBe("PNG");
  });

  it("waits to be seen to by staff, until somebody has read it", async () => {
    const { number, replyTo } = await desk.mailed();
    const unread = async () => ((await desk.ticket(number)).snapshot.context as { unread?: number }).unread;
    await desk.send({ from: person, to: replyTo, raw: letter("一") });
    await desk.send({ from: person, to: replyTo, raw: letter("二") });
    expect(await unread()).toBe(2);
    await desk.world.desk.act(number, { type: "MESSAGES_READ" }, as(desk.agent));
    expect(await unread()).toBe(0);
    await expect(
      desk.world.desk.act(number, { type: "MESSAGES_READ" }, as(desk.agent)),
    ).rejects.toMatchObject({
      code: "nothing-unread",
    });
  });

  it("to a closed case opens another, which names the first", async () => {
    const { number, replyTo } = await desk.mailed();
    await desk.world.desk.act(
      number,
      { type: "SIGNED_IN_BY_CERTIFICATE" },
      { kind: "system", name: "sign-in" },
    );
    await desk.send({ from: "later@agency.example", to: replyTo, raw: letter("還是不行。") });
    const [opened] = await desk.world.store.tickets.search("Wang Ming");
    expect(opened).toMatchObject({ channel: "mail", personId: null, path: "helpdesk" });
    expect((await desk.world.store.tickets.claimsOf(opened?.id ?? ""))?.story).toContain(number);
  });

  it("that comes too often is asked to come later", async () => {
    const { replyTo } = await desk.mailed();
    const codes: number[] = [];
    for (let times = 0; times < 22; times += 1)
      codes.push(
        await desk.send({ from: `p${times}@agency.example`, to: replyTo, raw: letter(`第 ${times} 封`) }),
      );
    expect(codes.slice(0, 19)).toEqual(codes.slice(0, 19).map(() => 250));
    expect(codes.at(-1)).toBe(450);
  });
});

describe("a letter to the desk's plain address", () => {
  it("opens a helpdesk case about nobody yet, and is not answered", async () => {
    const before = desk.world.services.mailbox?.messages().length;
    const code = await desk.send({
      from: "chen@agency.example",
      to: "NoReply@ecpa.example",
      raw: mailVector("person-asks-anew"),
    });
    expect(code).toBe(250);
    const [opened] = await desk.world.store.tickets.search("陳小姐");
    expect(opened).toMatchObject({ channel: "mail", state: "received", personId: null, agencyId: null });
    expect(await desk.world.store.tickets.claimsOf(opened?.id ?? "")).toMatchObject({
      contact: "chen@agency.example",
      account: null,
      story: "無法登入",
    });
    expect((await messageOf(opened?.number ?? "")).text).toBe("您好，我新到職，還沒有帳號，請問如何登入？");
    await desk.world.settle();
    expect(desk.world.services.mailbox?.messages().length).toBe(before);
  });

  it("is taken three times an hour from one sender", async () => {
    const codes: number[] = [];
    for (let times = 0; times < 5; times += 1)
      codes.push(
        await desk.send({
          from: "often@agency.example",
          to: "helpdesk@ecpa.example",
          raw: letter(`第 ${times} 次`),
        }),
      );
    expect(codes).toEqual([250, 250, 250, 450, 450]);
  });

  it.each(["oof-exchange-zh", "newsletter", "other-desk-notice", "mailing-list-post", "read-receipt"])(
    "is refused where a machine wrote it: %s",
    async (name) => {
      const raw = mailVector(name);
      expect(await desk.send({ from: "auto@agency.example", to: "noreply@ecpa.example", raw })).toBe(550);
    },
  );
});

describe("two desks that write to each other", () => {
  it("stop by themselves", async () => {
    const [one, two] = await Promise.all([startSmtpServer(), startSmtpServer()]);
    const a = await inboundDesk({ SMTP_URL: one.url, MAIL_FROM: "noreply@a.example" }, 3);
    const b = await inboundDesk({ SMTP_URL: two.url, MAIL_FROM: "noreply@b.example" }, 4);
    try {
      const atB = await b.mailed("乙");
      const atA = await a.mailed("甲");
      // Each desk's applicant has, for an address, the other desk's: first the signed one of a ticket, then the plain one.
      await a.world.changeAddress(atA.person, a.agent, atB.replyTo);
      await b.world.changeAddress(atB.person, b.agent, atA.replyTo);
      a.world.clock.now = b.world.clock.now += hours(1);
      await a.world.desk.act(atA.number, { type: "REISSUE" }, as(a.agent));
      await b.world.desk.act(atB.number, { type: "REISSUE" }, as(b.agent));
      await a.world.desk.act(atA.number, { type: "APPROVE", disableOldPassword: false }, as(a.supervisor));
      await b.world.desk.act(atB.number, { type: "APPROVE", disableOldPassword: false }, as(b.supervisor));
      const carried = { one: 0, two: 0 };
      let rounds = 0;
      for (let moved = true; moved && rounds < 50; rounds += 1) {
        await a.world.settle();
        await b.world.settle();
        moved = one.mails.length > carried.one || two.mails.length > carried.two;
        for (const mail of one.mails.slice(carried.one))
          for (const to of mail.to.filter((address) => address.endsWith("@b.example")))
            await deliver(b.port, { from: mail.from, to, raw: mail.raw });
        carried.one = one.mails.length;
        for (const mail of two.mails.slice(carried.two))
          for (const to of mail.to.filter((address) => address.endsWith("@a.example")))
            await deliver(a.port, { from: mail.from, to, raw: mail.raw });
        carried.two = two.mails.length;
      }
      expect(rounds).toBeLessThan(6);
      expect((await a.history(atA.number)).map(({ type }) => type)).toContain("AUTO_REPLIED");
      expect((await b.history(atB.number)).map(({ type }) => type)).toContain("AUTO_REPLIED");
      expect(one.mails.length + two.mails.length).toBeLessThan(20);
    } finally {
      await a.close();
      await b.close();
      await one.close();
      await two.close();
    }
  });
});
