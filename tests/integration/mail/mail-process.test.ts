import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { samples } from "../../../emails/samples";
import { renderMail } from "../../../emails/render";
import { createMailTransport, type MailTransport, type OutgoingMail } from "../../../emails/transport";
import { type SmtpProcess, spawnSmtp } from "../../support/mail/spawn-smtp";
import { written } from "../../support/mail/mail";

let folder: string;
let smtp: SmtpProcess;
let transport: MailTransport;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "desk-smtp-"));
  smtp = await spawnSmtp(folder);
  transport = createMailTransport({
    smtpUrl: smtp.url,
    from: {
      address: "noreply@ecpa.example.gov.tw",
      name: { zh: "人事服務網", en: "Personnel Service Network" },
    },
  });
});

afterEach(async () => {
  transport.close();
  await smtp.close();
  await rm(folder, { recursive: true });
});

const mail: OutgoingMail = {
  ...renderMail(samples.disputed, written),
  to: "hr@moj.example",
  messageId: "<1@ecpa.example.gov.tw>",
  writtenAt: written.at,
  locale: "zh-Hant-TW",
};

test("a mail server of its own process writes a mail down before it accepts it", async () => {
  expect(await transport.send(mail)).toMatchObject({ outcome: "accepted" });
  expect(await readdir(folder)).toEqual(["0001.eml"]);
  const [taken] = await smtp.taken(1);
  expect(taken?.messageId).toBe(mail.messageId);
});

test("it loses a 250 when told to, though it took the mail", async () => {
  smtp.fail("message", "take-and-drop", 1);
  expect(await transport.send(mail)).toMatchObject({ outcome: "temporary" });
  expect(await smtp.taken(1)).toHaveLength(1);
});
