/** Mails written to cost their reader more than they cost their writer. */

const head = "From: a@agency.example\r\nSubject: x\r\n";

/** Multiparts in one another, each with a boundary of its own. */
export function nested(depth: number, within = ""): string {
  const levels = Array.from(
    { length: depth },
    (_, level) => `Content-Type: multipart/mixed; boundary=b${level}\r\n\r\n--b${level}\r\n`,
  );
  return levels.join("") + within;
}

/** The two that once stopped the process: a divider of blanks, and near-boundaries in every level of a nested mail. */
export const dividerOfBlanks = `${head}\r\n-${" ".repeat(260_000)}x\r\n`;
export const nearBoundaries = `${head}${nested(18, `\r\n${"--b".repeat(3)}\r\n`.repeat(745_000))}`;

/** By the code that refuses each. */
export const overBudget: Record<string, () => string> = {
  "mail-too-large": () => `${head}\r\n${"x".repeat(10 * 1024 * 1024)}`,
  "header-too-long": () => `${head}X: ${"x".repeat(300_000)}\r\n\r\nx`,
  "too-many-header-lines": () => `${head}${"X: y\r\n".repeat(2500)}\r\nx`,
  "too-many-parts": () =>
    `${head}Content-Type: multipart/mixed; boundary=x\r\n\r\n${"--x\r\n\r\n".repeat(600)}`,
  "nested-too-deeply": () => `${head}${nested(25)}`,
  "nested-too-large": () => nearBoundaries,
  "too-many-boundaries": () =>
    `${head}Content-Type: multipart/mixed; boundary=x\r\n\r\n${"--x--x\r\n".repeat(12_000)}`,
};

type Random = (bytes: number) => Uint8Array;

/** Pieces that expressions, decoders and trees could stumble over, to be repeated and put beside one another. */
const pieces = [
  ...[" ", "\t", "-", "_", "=", "*", ">", "<", "(", "[", "@", ".", "\r\n", "\n", "\r\n\r\n", "\0", "\u3000"],
  ...[
    "--b0",
    "--b0\r\n",
    "--b1--",
    "=?utf-8?B?",
    "=?big5?Q?=a4",
    "?=",
    "&lt;",
    "<blockquote>",
    "<a ",
    "<!--",
  ],
  ...[
    "On 1 <a@b\nwrote\n",
    "From: ",
    "Date: x\n",
    "寄件者：",
    "原始郵件",
    "original message",
    "Sent from my ",
  ],
  ...[
    "5.1.1 ",
    "550 ",
    "user unknown",
    "delay",
    "a@b.",
    "/status/",
    "K5L6H5W8 ",
    "您的新密碼如下 ",
    "=3D=",
    "點選",
  ],
];
const types = [
  ...["text/plain; charset=utf-8", "text/html", "text/plain; charset=big5", "message/rfc822", "a/b"],
  ...[
    "multipart/report; report-type=delivery-status; boundary=b0",
    "multipart/mixed; boundary=b0",
    "text/calendar",
  ],
  ...["message/delivery-status", 'multipart/mixed; boundary="b1"; boundary*0=b; boundary*1=0'],
];
const encodings = ["", "base64", "quoted-printable", "8bit"];

/** A mail of up to some 300 kB, sometimes millions: what it says, how it is laid out and how often is left to chance. */
export function hostileMail(random: Random): Buffer {
  const number = (below: number) => Buffer.from(random(4)).readUInt32LE() % below;
  const pick = <T>(from: readonly T[]): T => from[number(from.length)] as T;
  const times = () => pick([1, 3, 50, 400, 4000, 30_000]);
  const run = (most: number) =>
    Array.from({ length: 1 + number(4) }, () => pick(pieces).repeat(Math.min(times(), most))).join("");
  const fields = Array.from({ length: number(6) }, () => {
    const name = pick(["Subject", "References", "X-Loop", "Content-Disposition", "To", "Auto-Submitted"]);
    return `${name}: ${run(5000).replaceAll(/[\r\n]+/g, "\r\n ")}\r\n`;
  });
  const from = pick([
    "MAILER-DAEMON <>",
    "a@agency.example",
    "<>",
    `"${run(200).replaceAll(/[\r\n]/g, "")}" <a@b>`,
  ]);
  const part = () =>
    `Content-Type: ${pick(types)}\r\nContent-Transfer-Encoding: ${pick(encodings)}\r\n\r\n${run(30_000)}`;
  const parts = Array.from({ length: number(8) }, () => `\r\n--b${number(2)}\r\n${part()}`);
  return Buffer.from(`From: ${from}\r\n${fields.join("")}${part()}${parts.join("")}\r\n`);
}
