import { afterEach, beforeEach, expect, test } from "vitest";
import { type DemoMailbox, type MailboxMessage, startDemoMailbox } from "../../../emails/demo-mailbox";
import { samples } from "../../../emails/samples";
import { renderMail } from "../../../emails/render";
import { createMailTransport, type MailTransport, type OutgoingMail } from "../../../emails/transport";
import { written } from "../../support/mail/mail";

const at = Date.parse("2026-11-23T09:41+08:00");
let mailbox: DemoMailbox;
let transport: MailTransport;

beforeEach(async () => {
  mailbox = await startDemoMailbox({ keep: 3, clock: () => at });
  transport = createMailTransport({
    smtpUrl: mailbox.url,
    from: {
      address: "noreply@ecpa.example.gov.tw",
      name: { zh: "人事服務網", en: "Personnel Service Network" },
    },
  });
});

afterEach(async () => {
  transport.close();
  await mailbox.close();
});

const mail = (id: number): OutgoingMail => ({
  ...renderMail(samples["temporary-password"], written),
  to: "ming@moj.example",
  messageId: `<${id}@ecpa.example.gov.tw>`,
  writtenAt: at,
  locale: "zh-Hant-TW",
});

test("a mail can be read as soon as it is accepted", async () => {
  expect(await transport.send(mail(1))).toMatchObject({ outcome: "accepted" });
  const [message] = mailbox.messages();
  expect(message).toMatchObject({
    id: "1",
    to: ["ming@moj.example"],
    from: '"人事服務網" <noreply@ecpa.example.gov.tw>',
    subject: mail(1).subject,
    html: mail(1).html,
    receivedAt: at,
    messageId: "<1@ecpa.example.gov.tw>",
  });
  expect(message?.text.trim()).toBe(mail(1).text.trim());
  expect(message?.headers).toContainEqual({ name: "auto-submitted", value: "auto-generated" });
  expect(mailbox.find("1")).toBe(message);
});

test("the newest mail comes first, and listeners hear of each until they have enough", async () => {
  const heard: MailboxMessage[] = [];
  const stop = mailbox.subscribe((message) => heard.push(message));
  await transport.send(mail(1));
  stop();
  await transport.send(mail(2));
  expect(heard.map(({ id }) => id)).toEqual(["1"]);
  expect(mailbox.messages().map(({ id }) => id)).toEqual(["2", "1"]);
});

test("an emptied mailbox never gives an id twice", async () => {
  await transport.send(mail(1));
  mailbox.clear();
  expect(mailbox.messages()).toEqual([]);
  await transport.send(mail(2));
  expect(mailbox.messages()[0]?.id).toBe("2");
});

test("the oldest mails make room", async () => {
  for (const id of [1, 2, 3, 4]) await transport.send(mail(id));
  expect(mailbox.messages().map(({ id }) => id)).toEqual(["4", "3", "2"]);
  expect(mailbox.find("1")).toBeUndefined();
});

test("a mail too large is refused and not kept", async () => {
  const text = "x".repeat(3 * 1024 * 1024);
  expect(await transport.send({ ...mail(1), text })).toMatchObject({ outcome: "permanent" });
  expect(mailbox.messages()).toEqual([]);
});

test("a port already taken is told", async () => {
  const port = Number(new URL(mailbox.url).port);
  await expect(startDemoMailbox({ port, clock: () => at })).rejects.toThrow("EADDRINUSE");
});
