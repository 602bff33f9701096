import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { classifyMail, judge } from "../../../emails/inbound/classify";
import { filesOf } from "../../../emails/inbound/attachments";
import { isMailRefused } from "../../../emails/inbound/mail-refused";
import { readMail, shownText } from "../../../emails/inbound/mime";
import { foldQuotes } from "../../../emails/inbound/quotes";
import { passwordCandidates, withoutPasswordLines, redact } from "../../../emails/inbound/redact";
import { expected, mailVector, mailVectors } from "../../support/mail/mail-vectors";
import { seededRandom } from "../../support/desk/seeded-random";

const names = Object.keys(expected);
const mail = (...lines: string[]) => Buffer.from(lines.join("\r\n"));

describe("a mail that comes back", () => {
  it("has a judgement for every sample, and a sample for every judgement", () => {
    const files = readdirSync(mailVectors).filter((name) => name.endsWith(".eml"));
    expect(files.map((name) => name.slice(0, -".eml".length)).sort()).toEqual([...names].sort());
    expect(files.length).toBeGreaterThanOrEqual(40);
  });

  it.each(names)("%s is judged as what it is", (name) => {
    const { kind, permanent, status, recipient, reason } = classifyMail(mailVector(name));
    expect({ kind, permanent, status, recipient }).toEqual(expected[name]);
    expect(reason).toMatch(/^.{3,300}$/u);
  });

  it("is given up by its server, though the cause may pass", () => {
    expect(classifyMail(mailVector("postfix-expired"))).toMatchObject({ permanent: false, final: true });
    expect(classifyMail(mailVector("postfix-delayed"))).toMatchObject({ permanent: false, final: false });
  });

  it("is no mail where there is no header of one", () => {
    const others = [
      "",
      "\r\n\r\n",
      "note: this is a text\n\nabout something",
      '{"from": "json"}',
      "\x89PNG\r\n\x1a\n\0\0",
    ];
    for (const text of others)
      expect(() => classifyMail(Buffer.from(text, "latin1")), text).toThrow("not-a-mail");
  });

  it("is not taken for a bounce because a person writes of one, nor for a vacation notice", () => {
    const said = mail(
      "From: Wang Ming <wang.ming@agency.example>",
      "Subject: =?utf-8?B?6YCA5L+h?= undeliverable",
      "",
      "My mail could not be delivered: 550 5.1.1 user unknown. I was out of office.",
    );
    expect(classifyMail(said)).toMatchObject({ kind: "other", automatic: false });
  });

  it.each([
    "MAILER-DAEMON <>",
    "<>",
    "Mail Delivery Daemon <x@mx.agency.example>",
    "mailer-daemon@agency.example",
  ])("is no person's where %s wrote it, whatever it says", (from) => {
    const said = mail(`From: ${from}`, "Subject: R1151123-0042", "", "Bonjour.");
    expect(classifyMail(said)).toMatchObject({ kind: "other", automatic: true });
  });

  it("may come from nobody and still be a vacation notice", () => {
    const said = mail(
      "Return-Path: <>",
      "From: wang.ming@agency.example",
      "Subject: Re: R1151123-0042",
      "",
      "Gone fishing.",
    );
    expect(classifyMail(said)).toMatchObject({ kind: "auto-reply", automatic: true });
  });

  it.each([
    ["Wang Ming is out of the office (returning 11/27/2026)", "auto-reply"],
    ["AUTO: R1151123-0042", "auto-reply"],
    ["王明 不在辦公室 (115/11/27 返回)", "auto-reply"],
    ["Re: Wang Ming is out of the office", "reply"],
    ["關於自動回覆的設定", "other"],
  ])("says by its subject alone what it is: %s", (subject, kind) => {
    const encoded = `=?utf-8?B?${Buffer.from(subject).toString("base64")}?=`;
    const said = mail("From: wang.ming@agency.example", `Subject: ${encoded}`, "", "See you.");
    expect(classifyMail(said).kind).toBe(kind);
  });

  it("is a bounce in simplified characters too", () => {
    const said = mail(
      "From: PostMaster@provider.example",
      `Subject: =?gbk?B?${Buffer.from("cfb5cdb3cdcbd0c5", "hex").toString("base64")}?=`,
      "Content-Type: text/plain; charset=utf-8",
      "",
      "抱歉，您的邮件无法送达 wang.ming@provider.example",
      "550 5.1.1 Mailbox not found",
    );
    expect(classifyMail(said)).toMatchObject({
      kind: "bounce",
      permanent: true,
      recipient: "wang.ming@provider.example",
      status: "5.1.1",
    });
  });

  it("is read whatever its lines end with, behind an mbox line, with a boundary that never ends", () => {
    const whole = mailVector("postfix-user-unknown").toString("latin1");
    const variants = [
      whole.replaceAll("\r\n", "\n"),
      `From MAILER-DAEMON Mon Nov 23 01:41:05 2026\n${whole}`,
      whole.replace("--=_report_42--", ""),
    ];
    for (const variant of variants)
      expect(classifyMail(Buffer.from(variant, "latin1"))).toMatchObject({ kind: "bounce", status: "5.1.1" });
  });
});

const written: Record<string, string> = {
  "reply-gmail-zh": "您好，我的分機改為 3217，謝謝。\n\n王明",
  "reply-gmail-en": "Hello, my extension is now 3217.",
  "reply-outlook-zh": "您好：\n我收不到信，請再確認。\n\n王明\n科員",
  "reply-outlook-en": "Please use my new extension, 3217.",
  "reply-outlook-original-message": "Thank you, it works now.",
  "reply-apple-mail-zh": "登入成功了，謝謝。",
  "reply-iphone-zh": "請問什麼時候會收到？",
  "reply-android-outlook-en": "When will it come?",
  "reply-thunderbird-bottom-posted": "The password does not work for me.",
  "reply-thunderbird-zh-between": "您好。\n\n是的，但機關已改為內政部。",
  "reply-big5": "我的帳號是王明，還是登不進去。",
  "reply-html-only": "我已經改好密碼了。",
  "reply-without-thread-fields": "請問我昨天收到的退信是什麼意思？",
  "reply-with-attachments": "附上識別證影本與畫面截圖。",
};

describe("what a person wrote", () => {
  it.each(Object.entries(written))("%s is told apart from what is quoted", (name, said) => {
    expect(foldQuotes(shownText(readMail(mailVector(name)))).said).toBe(said);
  });

  it("keeps signature and quote to be unfolded", () => {
    const { folded } = foldQuotes(shownText(readMail(mailVector("reply-thunderbird-bottom-posted"))));
    expect(folded.map(({ kind }) => kind)).toEqual(["signature", "quote"]);
  });

  it("is not folded away where a sentence only looks like a head", () => {
    const text =
      "From: the second floor I could not sign in.\nOn Monday I wrote to you.\n寄件者：是我本人\n謝謝";
    expect(foldQuotes(text)).toEqual({ said: text, folded: [] });
  });
});

describe("a line that an expression could stumble over", () => {
  const many = 260_000;
  it.each([
    ["a divider of blanks", `-${" ".repeat(many)}x`],
    [
      "a divider of every kind of mark",
      `${"-_=* ".repeat(many / 5)}original message${" -".repeat(many / 2)}x`,
    ],
    ["a head of blanks", `From${" ".repeat(many)}x\nDate${"\t".repeat(many)}x\nTo${" ".repeat(many)}x`],
    ["an advertisement of blanks", `Sent from my${" ".repeat(many)}x`],
    ["an attribution of brackets", `On 1${"<".repeat(many)}wrote${" ".repeat(many)}x`],
    ["rules under rules", `${"_".repeat(many)}\n${"__________\n".repeat(3000)}x`],
  ])("stays what somebody wrote: %s", (_, text) => {
    expect(foldQuotes(text)).toEqual({ said: text, folded: [] });
  });

  it("is told from a divider", () => {
    const divided = "said\n-----  Original Message  -----\nFrom: a";
    expect(foldQuotes(divided).said).toBe("said");
    expect(foldQuotes("said\n____\t原始郵件\u3000____\nquoted").said).toBe("said");
  });

  it.each([`回覆${"\t".repeat(many)}x`, `[x]${" ".repeat(many)}re`, `(${"[".repeat(many)}`])(
    "may be a subject",
    (subject) => {
      expect(classifyMail(mail("From: a@agency.example", `Subject: ${subject}`, "", "x")).kind).toBe("other");
    },
  );
});

describe("10,000 mutated mails", () => {
  it("are all judged or refused as no mail, none throwing or taking long", { timeout: 60_000 }, () => {
    const random = seededRandom(3);
    const sources = names.map(mailVector);
    const started = cpuMs();
    let slowest = 0;
    const kinds = new Set<string>();
    for (let round = 0; round < 10_000; round += 1) {
      const bytes = mutated(sources, random);
      const begun = cpuMs();
      try {
        const mail = readMail(bytes);
        kinds.add(judge(mail).kind);
        redact(foldQuotes(shownText(mail)).said, ["K5L6H5W8"]);
        passwordCandidates(mail, (word) => word.length === 8);
        filesOf(mail, ["K5L6H5W8"]);
      } catch (error) {
        if (!isMailRefused(error)) throw error;
        kinds.add("no mail");
      }
      slowest = Math.max(slowest, cpuMs() - begun);
    }
    expect([...kinds].sort()).toEqual(["auto-reply", "bounce", "no mail", "other", "reply"]);
    expect(slowest).toBeLessThan(1000);
    expect(cpuMs() - started).toBeLessThan(30_000);
  });

  it.each(hostile())("%s is read in no time", (_, text) => {
    const started = cpuMs();
    const bytes = Buffer.from(text, "latin1");
    const mail = readMail(bytes);
    judge(mail);
    redact(withoutPasswordLines(foldQuotes(shownText(mail)).said), ["K5L6H5W8"]);
    passwordCandidates(mail, (word) => word.length === 8);
    expect(cpuMs() - started).toBeLessThan(2000);
  });
});

/** Milliseconds of work of this process: what takes long on a busy machine is not slow. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

const pieces = [
  "\r\n",
  "\r\n\r\n",
  "--=_report_42",
  "=?utf-8?B?",
  "<",
  "> ",
  "\0",
  "multipart/mixed; boundary=x",
  "((((",
  "5.1.1",
];

/** One of the samples with bytes changed, cut out, doubled, or the middle of another in its middle. */
function mutated(sources: readonly Buffer[], random: (bytes: number) => Uint8Array): Buffer {
  const number = (below: number) => Buffer.from(random(4)).readUInt32LE() % Math.max(1, below);
  const pick = () => sources[number(sources.length)] ?? Buffer.alloc(0);
  let bytes = Buffer.from(pick());
  for (let times = 1 + number(4); times > 0; times -= 1) {
    const at = number(bytes.length);
    const end = Math.min(bytes.length, at + number(400));
    const other = pick();
    const from = number(other.length);
    const piece = [
      () => Buffer.from(random(1 + number(8))),
      () => Buffer.alloc(0),
      () => Buffer.concat([bytes.subarray(at, end), bytes.subarray(at, end)]),
      () => other.subarray(from, from + number(2000)),
      () => Buffer.from((pieces[number(pieces.length)] ?? "").repeat(1 + number(50))),
    ][number(5)]?.();
    bytes = Buffer.concat([bytes.subarray(0, at), piece ?? Buffer.alloc(0), bytes.subarray(end)]);
  }
  return bytes;
}

/** Mails written to make a reader slow. */
function hostile(): [string, string][] {
  const head = "From: a@agency.example\r\nSubject: x\r\n";
  const many = 200_000;
  return [
    ["a field of encoded words without end", `Subject: ${"=?utf-8?B?".repeat(many / 10)}\r\n\r\n`],
    ["a field of open comments", `From: x\r\nContent-Type: ${"(".repeat(many)}\r\n\r\n`],
    ["a field of parameters", `From: x\r\nContent-Type: a/b${'; a="'.repeat(many / 5)}\r\n\r\n`],
    ["blanks without end", `${head}\r\n${" ".repeat(many)}x${"\t".repeat(many)}y`],
    ["blank lines without end", `${head}\r\n${"\n \n\t".repeat(many / 4)}`],
    ["numbers without end", `From: MAILER-DAEMON@x.example\r\n\r\n${"5.1.".repeat(many / 4)}`],
    ["something like a password without end", `${head}\r\n您的新密碼如下 ${"K5L6 ".repeat(many / 5)}`],
    ["something like a token without end", `${head}\r\n/status/${"a-".repeat(many / 2)}`],
    [
      "addresses without end",
      `From: MAILER-DAEMON@x.example\r\n\r\nundeliverable ${"a@b.".repeat(many / 4)}`,
    ],
    ["introductions without end", `${head}\r\n${"On 1 <a@b\nwrote\n".repeat(many / 20)}`],
    [
      "HTML of open tags",
      `${head}Content-Type: text/html\r\n\r\n${"<a ".repeat(many / 3)}${"<!--".repeat(many / 4)}`,
    ],
    [
      "HTML of quotes within quotes",
      `${head}Content-Type: text/html\r\n\r\n${"<blockquote>x".repeat(many / 12)}`,
    ],
  ];
}
