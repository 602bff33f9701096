import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { verifyRecord } from "../../../workflows/reading/verify-record";
import { inboundDesk, letter, type InboundDesk } from "../../support/mail/inbound";

let desk: InboundDesk;
beforeAll(async () => {
  desk = await inboundDesk();
});
afterAll(() => desk.close());

/** What no database keeps as it is: a NUL, and half of a surrogate pair in UTF-16, as each place may carry them. */
const nul = "a\0b";
const encoded = "=?utf-8?q?a=00b?= =?utf-16be?b?2D0=?=";
const parted = (file: string, body: string) =>
  [
    ...["--x", "Content-Type: text/plain; charset=utf-8", "", body],
    ...["--x", `Content-Type: text/plain; name*=utf-8''${file}`, "Content-Disposition: attachment", "", nul],
    "--x--",
  ].join("\r\n");

const letters: [where: string, raw: string][] = [
  ["its text", letter(`1 ${nul}`)],
  ["the name of its sender", letter("2", { From: `${encoded} <wang@agency.example>` })],
  ["the address of its sender", letter("3", { From: `<wa${nul}ng@agency.example>` })],
  ["its subject", letter("4", { Subject: `${encoded} ${nul}` })],
  [
    "the mails that it answers",
    letter("5", { "In-Reply-To": `<${nul}@x>`, References: `<${nul}@x> ${encoded}` }),
  ],
  ["its own id", letter("6", { "Message-ID": `<${nul}@agency.example>` })],
  ["a loop's mark", letter("7", { "X-Loop": nul })],
  ["its type", letter("8", { "Content-Type": `text/plain; charset="${nul}"; x*=utf-8''%00` })],
  ["UTF-16", letter("\0a\xd8\x3d", { "Content-Type": "text/plain; charset=utf-16be" })],
  ["a web page", letter(`<p>&#0;&#xd83d;${nul}</p>`, { "Content-Type": "text/html" })],
  [
    "a file's name",
    letter(parted("%00a%ED%A0%BD.txt", "9"), { "Content-Type": 'multipart/mixed; boundary="x"' }),
  ],
];

describe("a mail with what no database keeps", () => {
  it.each(letters)("in %s is taken in, as a letter and as an answer", async (where, raw) => {
    const { number, ticketId, replyTo } = await desk.mailed();
    const before = await desk.history(number);
    // Of many senders, for one may not write so much.
    const from = `wang.${letters.findIndex(([one]) => one === where)}@agency.example`;
    expect(await desk.send({ from, to: "noreply@ecpa.example", raw: Buffer.from(raw, "latin1") })).toBe(250);
    expect(await desk.send({ from, to: replyTo, raw: Buffer.from(raw, "latin1") })).toBe(250);
    const after = await desk.history(number);
    expect(after.length).toBe(before.length + 1);
    const kept = JSON.stringify([after, await desk.world.store.tickets.claimsOf(ticketId)]);
    expect(kept).not.toMatch(/\\u0000|\\ud8/);
  });

  it("comes back as a bounce, and its server's words are kept without it", async () => {
    const { number, bounceTo, sent } = await desk.mailed();
    const report = [
      ...["--x", "Content-Type: text/plain", "", `No such user ${nul}`],
      ...["--x", "Content-Type: message/delivery-status", "", "Reporting-MTA: dns; x", ""],
      ...[
        "Final-Recipient: rfc822; " + nul,
        "Action: failed",
        "Status: 5.1.1",
        `Diagnostic-Code: smtp; 550 ${nul}`,
      ],
      ...["", "--x--"],
    ].join("\r\n");
    const raw = letter(report, {
      "Content-Type": 'multipart/report; report-type=delivery-status; boundary="x"',
    });
    expect(await desk.send({ from: "", to: bounceTo, raw: Buffer.from(raw, "latin1") })).toBe(250);
    expect((await desk.world.store.work.mail(sent.id))?.state).toBe("failed");
    expect((await desk.ticket(number)).state).toBe("passwordHandover.undeliverable");
  });

  it("leaves a record that is sound", async () => {
    expect(await verifyRecord(desk.world)).toMatchObject({ findings: [] });
  });
});
