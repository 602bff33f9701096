import { expect, it } from "vitest";
import { isMailRefused, mailError, mailRefusedWords } from "../../../emails/inbound/mail-refused";
import { readMail } from "../../../emails/inbound/mime";
import { readIncoming, writtenMail } from "../../../workflows/mail/in/reading";
import { dividerOfBlanks, hostileMail, nearBoundaries, overBudget } from "../../support/mail/hostile-mail";
import { seededRandom } from "../../support/desk/seeded-random";

it.each(Object.entries(overBudget))("a mail over a budget is refused with its code: %s", (code, text) => {
  const started = cpuMs();
  expect(() => readIncoming(Buffer.from(text()), false)).toThrow(`mail-in: ${code}`);
  expect(cpuMs() - started).toBeLessThan(500);
});

it("says in both languages which budget it was", () => {
  for (const code of [...Object.keys(overBudget), "not-a-mail"]) {
    const error = mailError(code as "not-a-mail", 500);
    expect(mailRefusedWords(error, "zh-Hant-TW")).toMatch(/\p{Script=Han}/u);
    expect(mailRefusedWords(error, "en")).toMatch(/^[\x20-\x7e]{10,}$/);
  }
});

it("counts the mails within a mail with it, not each anew", () => {
  const inner = `From: a@b.example\r\nContent-Type: multipart/mixed; boundary=y\r\n\r\n${"--y\r\n\r\nk5l6h5w8\r\n".repeat(90)}`;
  const mails = `--x\r\nContent-Type: message/rfc822\r\n\r\n${inner}\r\n`.repeat(100);
  const mail = `From: a@b.example\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n${mails}--x--`;
  const started = cpuMs();
  expect(readIncoming(Buffer.from(mail), false).passwordCandidates).toContain("K5L6H5W8");
  expect(cpuMs() - started).toBeLessThan(1000);
});

it("takes what honest mail has: 400 parts, 20 levels, a header of 200 kB", () => {
  const parts = "--x\r\n\r\ntext\r\n".repeat(400);
  const head = `From: a@b.example\r\n${`X-Trace: ${"y".repeat(400)}\r\n`.repeat(490)}`;
  const mail = readMail(Buffer.from(`${head}Content-Type: multipart/mixed; boundary=x\r\n\r\n${parts}--x--`));
  expect(mail.parts).toHaveLength(400);
});

it.each([
  ["the divider of blanks", dividerOfBlanks],
  ["near-boundaries in every level", nearBoundaries],
])("what once stopped the process takes no time: %s", (_, text) => {
  const bytes = Buffer.from(text);
  const started = cpuMs();
  outcomeOf(bytes);
  expect(cpuMs() - started).toBeLessThan(1000);
});

it("150 generated mails are read or refused in time", { timeout: 60_000 }, () => {
  const random = seededRandom(7);
  const outcomes = new Set<string>();
  let slowest = 0;
  for (let round = 0; round < 150; round += 1) {
    const bytes = hostileMail(random);
    const started = cpuMs();
    outcomes.add(outcomeOf(bytes));
    slowest = Math.max(slowest, cpuMs() - started);
  }
  expect(slowest).toBeLessThan(2000);
  expect([...outcomes]).toEqual(expect.arrayContaining(["bounce", "other", "reply"]));
});

function outcomeOf(bytes: Buffer): string {
  try {
    const { judgement } = readIncoming(bytes, false);
    writtenMail(bytes, ["K5L6H5W8"]);
    return judgement.kind;
  } catch (error) {
    if (!isMailRefused(error)) throw error;
    return error.code;
  }
}

/** Milliseconds of work of this process: what takes long on a busy machine is not slow. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
