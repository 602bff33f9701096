import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ReceivedMessage } from "../../../workflows/machines/types";
import { beforeCommits } from "../../support/desk/commits";
import { as } from "../../support/desk/desk-office";
import { inboundDesk, letter, type InboundDesk } from "../../support/mail/inbound";
import { searchFolder } from "../../support/desk/secret-search";

let desk: InboundDesk;
beforeAll(async () => {
  desk = await inboundDesk();
});
afterAll(() => desk.close());

const from = "wang.ming@agency.example";
const stateOf = async (number: string) => (await desk.ticket(number)).state;
const messageOf = async (number: string) =>
  (await desk.history(number)).findLast(({ type }) => type === "MESSAGE_RECEIVED")?.event
    .message as ReceivedMessage;

/** A person whose password is alive, the mail that carries it, and the password. */
async function alive() {
  const case_ = await desk.mailed();
  const [mail] = desk.world.mailTo(case_.person.email);
  if (!mail) throw new Error("no mail came");
  return { ...case_, mail, password: desk.world.passwordFor(case_.person.email) };
}

const quoted = (text: string) => text.replaceAll(/^/gm, "> ");
const everywhere = (password: string) => searchFolder(desk.world.folder, password);

function withParts(...parts: string[][]): string {
  const body = parts.map((lines) => ["--x", ...lines].join("\r\n")).join("\r\n");
  return letter(`${body}\r\n--x--`, {
    "Content-Type": "multipart/mixed; boundary=x",
    "Message-ID": `<${parts.length}@a.example>`,
  });
}

describe("a reply that carries the live password", () => {
  it("kills it, keeps nothing of it, tells the person without repeating it, and lets them have another", async () => {
    const { number, ticketId, replyTo, person, mail, password } = await alive();
    expect(
      await desk.send({
        from,
        to: replyTo,
        raw: letter(`收到了，謝謝。\n\n於 2026/11/23 人事服務網 寫道：\n${quoted(mail.text)}`),
      }),
    ).toBe(250);
    expect(await stateOf(number)).toBe("passwordHandover.lapsed");
    expect((await messageOf(number)).text).toBe("收到了，謝謝。");
    expect(everywhere(password)).toEqual([]);
    const attempt = { login: person.account ?? "", password, address: "192.0.2.1" };
    expect((await desk.world.services.signIn.signIn(attempt)).outcome).toBe("voided");

    await desk.world.settle();
    const [told] = desk.world.mailTo(person.email);
    expect(told?.subject).toContain("一次性密碼已失效");
    expect(told?.text).not.toContain(password);
    await desk.world.desk.act(number, { type: "REISSUE" }, { kind: "link", level: "mail", ticketId });
    await desk.world.settle();
    expect(await stateOf(number)).toBe("passwordHandover.mailed");
    expect(desk.world.passwordFor(person.email)).not.toBe(password);
  });

  const ways: Record<string, (password: string, whole: string) => string> = {
    "typed in small letters": (password) => letter(`我的密碼是 ${password.toLowerCase()}，登不進去`),
    "in two halves": (password) => letter(`密碼 ${password.slice(0, 4)} ${password.slice(4)} 不對`),
    "in its subject": (password) => letter("登不進去", { Subject: `Re: ${password}` }),
    "in HTML": (password) =>
      letter(`<p>密碼 <b>${password}</b></p>`, { "Content-Type": "text/html; charset=utf-8" }),
    "in an attached mail": (password, whole) =>
      withParts(
        ["Content-Type: text/plain", "", "see attached"],
        ["Content-Type: message/rfc822", "", `Subject: x\r\n\r\n${whole}`],
      ),
    "in an attached text": (password) =>
      withParts(
        ["Content-Type: text/plain", "", "see attached"],
        [
          "Content-Type: text/plain; name=note.txt",
          "Content-Disposition: attachment; filename=note.txt",
          "Content-Transfer-Encoding: base64",
          "",
          Buffer.from(`pw ${password}`).toString("base64"),
        ],
      ),
  };
  it.each(Object.keys(ways))("is recognised %s", async (way) => {
    const { number, replyTo, mail, password } = await alive();
    const raw = ways[way]?.(password, mail.text) ?? "";
    expect(await desk.send({ from: `${way.length}@agency.example`, to: replyTo, raw })).toBe(250);
    expect(await stateOf(number)).toBe("passwordHandover.lapsed");
    expect([...everywhere(password), ...everywhere(password.toLowerCase())]).toEqual([]);
  });

  it("is recognised in a letter to the plain address that answers the mail", async () => {
    const { number, mail, password } = await alive();
    const raw = letter(quoted(mail.text), { "In-Reply-To": mail.messageId });
    expect(await desk.send({ from: "plain@agency.example", to: "noreply@ecpa.example", raw })).toBe(250);
    expect(await stateOf(number)).toBe("passwordHandover.lapsed");
    expect(everywhere(password)).toEqual([]);
  });
});

describe("a reply whose case is too busy to hear of it", () => {
  const note = (number: string) => () =>
    desk.world.desk.act(number, { type: "NOTE", text: "已致電" }, as(desk.supervisor));

  it("is to come again: it opens no second case", async () => {
    const { number, replyTo } = await desk.mailed();
    const cases = async () => (await desk.world.store.tickets.search("R1151123")).length;
    const before = await cases();
    const reply = () => desk.send({ from, to: replyTo, raw: letter("收到了") });
    expect(await beforeCommits(desk.world.store, note(number), reply, 5)).toBe(451);
    expect(await cases()).toBe(before);
    expect(await reply()).toBe(250);
    expect((await messageOf(number)).text).toBe("收到了");
    expect(await cases()).toBe(before);
  });

  it("is to come again before anything of it is kept, where it carries the live password", async () => {
    const { number, replyTo, password } = await alive();
    const reply = () => desk.send({ from, to: replyTo, raw: letter(`密碼 ${password} 不對`) });
    expect(await beforeCommits(desk.world.store, note(number), reply, 5)).toBe(451);
    expect(await messageOf(number)).toBeUndefined();
    expect(await reply()).toBe(250);
    expect(await stateOf(number)).toBe("passwordHandover.lapsed");
    expect(everywhere(password)).toEqual([]);
  });
});

describe("what has the form of a password and is none", () => {
  it("is struck out all the same, and kills nothing", async () => {
    const { number, replyTo } = await alive();
    await desk.send({ from, to: replyTo, raw: letter("舊的那組 K5L6H5W8 還能用嗎？") });
    expect(await stateOf(number)).toBe("passwordHandover.mailed");
    expect((await messageOf(number)).text).toBe("舊的那組 ［已移除］ 還能用嗎？");
  });

  it("kills nothing, however much there is of it", async () => {
    const { number, replyTo } = await alive();
    const words = Array.from({ length: 3000 }, (_, index) => `ABCD${2222 + index}`.replaceAll(/[01]/g, "7"));
    await desk.send({ from: "many@agency.example", to: replyTo, raw: letter(words.join("\n")) });
    expect(await stateOf(number)).toBe("passwordHandover.mailed");
  });
});

describe("a bounce that returns the whole mail", () => {
  it.each(["", "text/plain"])("leaves nothing of the password anywhere (returned as %s)", async (type) => {
    const { number, bounceTo, mail, password } = await alive();
    const raw = withParts(
      ["Content-Type: text/plain", "", `<${from}>: 550 5.1.1 user unknown, said of ${password}`],
      [
        "Content-Type: message/delivery-status",
        "",
        "Reporting-MTA: dns; a.example",
        "",
        `Final-Recipient: rfc822; ${from}`,
        "Action: failed",
        "Status: 5.1.1",
        `Diagnostic-Code: smtp; 550 5.1.1 no ${password} here`,
      ],
      [`Content-Type: ${type || "message/rfc822"}`, "", `Subject: x\r\n\r\n${mail.text}`],
    ).replace("From: Wang Ming <wang.ming@agency.example>", "From: MAILER-DAEMON@a.example");
    expect(await desk.send({ from: "", to: bounceTo, raw })).toBe(250);
    expect(await stateOf(number)).toBe("passwordHandover.undeliverable");
    expect((await desk.history(number)).at(-1)?.event.response).toBe("550 5.1.1 no ［已移除］ here");
    expect(everywhere(password)).toEqual([]);
  });
});

describe("a reply that carries the live one-time link", () => {
  let linked: InboundDesk;
  beforeAll(async () => {
    linked = await inboundDesk({ PASSWORD_DELIVERY: "link" });
  });
  afterAll(() => linked.close());

  const ways: Record<string, (link: string) => string> = {
    "quoted with the mail": (link) => letter(`點不開\n\n> 請由下列連結設定自己的密碼：\n> ${link}`),
    "broken over two lines": (link) => letter(`點不開\n\n> ${link.slice(0, -20)}\n> ${link.slice(-20)}`),
    "in HTML": (link) => letter(`<a href="${link}">x</a>`, { "Content-Type": "text/html; charset=utf-8" }),
    "within a link checker's address": (link) =>
      letter(`https://check.example/?url=${encodeURIComponent(link)}&data=1`),
  };
  it.each(Object.keys(ways))("kills it %s, and keeps nothing of it", async (way) => {
    const { number, replyTo, person } = await linked.mailed();
    const link = /https?:\S+\/password-link\/[\w-]{43}/.exec(
      linked.world.mailTo(person.email)[0]?.text ?? "",
    )?.[0];
    const token = link?.slice(-43) ?? "";
    const raw = ways[way]?.(link ?? "") ?? "";
    expect(await linked.send({ from: `${way.length}@agency.example`, to: replyTo, raw })).toBe(250);
    expect((await linked.ticket(number)).state).toBe("passwordHandover.lapsed");
    expect(searchFolder(linked.world.folder, token)).toEqual([]);
    const opening = { token, address: "192.0.2.1", formKey: "one-form" };
    expect(await linked.world.services.signIn.openLink(opening)).toEqual({ outcome: "voided" });
  });
});
