import { generateKeyPairSync } from "node:crypto";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { samples } from "../../../emails/samples";
import { renderMail } from "../../../emails/render";
import {
  createMailTransport,
  type MailTransport,
  type MailTransportOptions,
  messageIdOf,
  type OutgoingMail,
} from "../../../emails/transport";
import {
  parseTaken,
  type SmtpFault,
  type SmtpStage,
  type SmtpTestServer,
  startSmtpServer,
} from "../../support/mail/smtp";
import { verifyDkim } from "../../support/mail/dkim";
import { selfSignedServer } from "../../support/mail/tls";
import { written } from "../../support/mail/mail";

const from = {
  address: "noreply@ecpa.example.gov.tw",
  name: { zh: "人事服務網", en: "Personnel Service Network" },
};
const password = "K5L6H5W8";
const passwordMail: OutgoingMail = {
  ...renderMail(samples["temporary-password"], written),
  to: "ming@moj.example",
  messageId: messageIdOf("0f5c2e", from.address),
  writtenAt: written.at,
  locale: "zh-Hant-TW",
  secret: password,
};

const endings: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

async function server(options?: Parameters<typeof startSmtpServer>[0]): Promise<SmtpTestServer> {
  const started = await startSmtpServer(options);
  endings.push(() => started.close());
  return started;
}

function transport(options: Partial<MailTransportOptions> & { smtpUrl: string }): MailTransport {
  const made = createMailTransport({ from, patience: 400, ...options });
  endings.push(() => made.close());
  return made;
}

describe("a mail handed over", () => {
  test("arrives as it was written, in both parts", async () => {
    const smtp = await server();
    expect(await transport({ smtpUrl: smtp.url }).send(passwordMail)).toEqual({
      outcome: "accepted",
      response: "250 2.0.0 taken",
    });

    const [taken] = await smtp.taken(1);
    const read = await parseTaken(taken);
    expect(read.subject).toBe(passwordMail.subject);
    expect(read.text?.trim()).toBe(passwordMail.text.trim());
    expect(read.html).toBe(passwordMail.html);
    expect(read.from?.value).toEqual([{ name: "人事服務網", address: from.address }]);
    expect(taken).toMatchObject({ from: from.address, to: ["ming@moj.example"] });
  });

  test("says that a machine sent it, keeps its id, and names its language", async () => {
    const smtp = await server();
    await transport({ smtpUrl: smtp.url }).send({
      ...passwordMail,
      headers: { "X-Ticket": "R1151123-0042" },
    });
    const { headers, messageId } = await parseTaken(smtp.mails[0]);
    expect(messageId).toBe("<0f5c2e@ecpa.example.gov.tw>");
    expect(headers.get("auto-submitted")).toBe("auto-generated");
    expect(headers.get("content-language")).toBe("zh-Hant-TW");
    expect(headers.get("x-ticket")).toBe("R1151123-0042");
  });

  test("asks that a bounce leaves out the body where it carries a secret, and only there", async () => {
    const smtp = await server();
    const sending = transport({ smtpUrl: smtp.url });
    await sending.send(passwordMail);
    await sending.send({ ...passwordMail, secret: undefined });
    expect(smtp.mails.map(({ mailCommand }) => mailCommand.includes("RET=HDRS"))).toEqual([true, false]);
  });

  test("comes from a return address of its own where one is given", async () => {
    const smtp = await server();
    await transport({ smtpUrl: smtp.url }).send({
      ...passwordMail,
      returnPath: "b+0f5c2e@ecpa.example.gov.tw",
    });
    expect(smtp.mails[0]?.from).toBe("b+0f5c2e@ecpa.example.gov.tw");
    expect((await parseTaken(smtp.mails[0])).from?.value[0]?.address).toBe(from.address);
  });

  test("goes to the stored address to the letter", async () => {
    const smtp = await server();
    await transport({ smtpUrl: smtp.url }).send({ ...passwordMail, to: "Wang.MING+hr@moj.example" });
    expect(smtp.mails[0]?.to).toEqual(["Wang.MING+hr@moj.example"]);
  });

  test("keeps a Unicode mailbox as it is", async () => {
    const smtp = await server();
    await transport({ smtpUrl: smtp.url }).send({ ...passwordMail, to: "王小明@moj.example" });
    expect(smtp.mails[0]?.to).toEqual(["王小明@moj.example"]);
    expect(smtp.mails[0]?.mailCommand).toContain("SMTPUTF8");
  });

  test("shares its connections", async () => {
    const smtp = await server();
    const sending = transport({ smtpUrl: smtp.url, connections: 2 });
    await Promise.all(Array.from({ length: 20 }, () => sending.send(passwordMail)));
    expect(smtp.mails).toHaveLength(20);
    expect(smtp.connections).toBeLessThanOrEqual(2);
  });
});

describe("an address that is more than an address", () => {
  test.each([
    "ming@moj.example, eve@evil.example",
    "ming@moj.example>\r\nRCPT TO:<eve@evil.example",
    "nobody",
  ])("%j is never shown to a server", async (to) => {
    const smtp = await server();
    const delivery = await transport({ smtpUrl: smtp.url }).send({ ...passwordMail, to });
    expect(delivery).toMatchObject({ outcome: "permanent", code: "EADDRESS" });
    expect(smtp.connections).toBe(0);
  });
});

describe("a signed mail", () => {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const dkim = {
    domain: "ecpa.example.gov.tw",
    selector: "desk1",
    privateKey: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
  };

  test("carries a DKIM signature that holds, over what matters, and the same each time", async () => {
    const smtp = await server();
    const sending = transport({ smtpUrl: smtp.url, dkim });
    await sending.send(passwordMail);
    await sending.send(passwordMail);
    const [first, second] = smtp.mails;
    expect(second?.raw.equals(first?.raw ?? Buffer.alloc(0))).toBe(true);
    const signature = verifyDkim(first?.raw ?? Buffer.alloc(0), publicKey);
    expect(signature).toMatchObject({ holds: true, domain: dkim.domain, selector: dkim.selector });
    expect(signature.headers).toEqual(
      expect.arrayContaining(["from", "to", "subject", "date", "message-id", "mime-version", "content-type"]),
    );
  });

  test("no longer verifies once a word of it is changed", async () => {
    const smtp = await server();
    await transport({ smtpUrl: smtp.url, dkim }).send({
      ...passwordMail,
      text: "hello",
      html: "<p>hello</p>",
    });
    const raw = smtp.mails[0]?.raw.toString("latin1") ?? "";
    expect(verifyDkim(Buffer.from(raw, "latin1"), publicKey).holds).toBe(true);
    expect(verifyDkim(Buffer.from(raw.replace("hello", "hallo"), "latin1"), publicKey).holds).toBe(false);
    const redirected = raw.replace("To: ming@", "To: eve@");
    expect(verifyDkim(Buffer.from(redirected, "latin1"), publicKey).holds).toBe(false);
  });
});

test("no mail offers to be unsubscribed from: each is about one person's case or somebody's duty", async () => {
  const smtp = await server();
  const sending = transport({ smtpUrl: smtp.url });
  for (const sample of Object.values(samples))
    await sending.send({ ...passwordMail, ...renderMail(sample, written), secret: undefined });
  const headers = smtp.mails.map(({ raw }) => raw.toString("latin1").split("\r\n\r\n")[0]);
  expect(headers).toHaveLength(Object.keys(samples).length);
  expect(headers.filter((text) => /^list-/im.test(text ?? ""))).toEqual([]);
  expect(headers.every((text) => /^auto-submitted: auto-generated/im.test(text ?? ""))).toBe(true);
});

describe("a mail that is not taken", () => {
  const aboutTheMail: SmtpStage[] = ["MAIL", "RCPT", "DATA", "message"];
  const stages: SmtpStage[] = ["connect", "EHLO", ...aboutTheMail];

  test.each(stages)("is tried again after a 4yz reply at %s", async (stage) => {
    const smtp = await server();
    smtp.fail(stage, { reply: "451 4.3.0 try later" });
    const delivery = await transport({ smtpUrl: smtp.url }).send(passwordMail);
    expect(delivery).toMatchObject({ outcome: "temporary", response: expect.stringContaining("451") });
  });

  test.each(aboutTheMail)("is given up after a 5yz reply at %s, with the server's words", async (stage) => {
    const smtp = await server();
    smtp.fail(stage, { reply: "550 5.1.1 no such person" });
    const delivery = await transport({ smtpUrl: smtp.url }).send(passwordMail);
    expect(delivery).toEqual({
      outcome: "permanent",
      failure: "mail",
      code: "550",
      response: "550 5.1.1 no such person",
    });
  });

  const silences: [SmtpStage, SmtpFault][] = stages.flatMap((stage) => [
    [stage, "hang"],
    [stage, "drop"],
  ]);
  test.each(silences)("is tried again where the server at %s does this: %s", async (stage, fault) => {
    const smtp = await server();
    smtp.fail(stage, fault);
    expect(await transport({ smtpUrl: smtp.url }).send(passwordMail)).toMatchObject({ outcome: "temporary" });
    expect(smtp.mails).toHaveLength(0);
  });

  test("is tried again where the 250 was lost, and the second one is the same to the byte", async () => {
    const smtp = await server();
    smtp.fail("message", "take-and-drop", 1);
    const sending = transport({ smtpUrl: smtp.url });
    expect(await sending.send(passwordMail)).toMatchObject({ outcome: "temporary" });
    expect(smtp.mails).toHaveLength(1);
    expect(await sending.send(passwordMail)).toMatchObject({ outcome: "accepted" });
    const [first, second] = smtp.mails.map(({ raw }) => raw.toString("latin1"));
    expect(second).toBe(first);
    expect(first).toContain(`Message-ID: ${passwordMail.messageId}`);
  });

  test("does not wait for a server that drips", async () => {
    const smtp = await server();
    smtp.fail("message", { drip: 100 });
    const delivery = await transport({ smtpUrl: smtp.url, attempt: 500 }).send(passwordMail);
    expect(delivery).toMatchObject({ outcome: "temporary", code: "ETIMEDOUT" });
  });

  test("goes out by the same transport once the server is back", async () => {
    const smtp = await server();
    const sending = transport({ smtpUrl: smtp.url });
    await smtp.goDown();
    expect(await sending.send(passwordMail)).toMatchObject({ outcome: "temporary", code: "ESOCKET" });
    await smtp.comeBack();
    expect(await sending.send(passwordMail)).toMatchObject({ outcome: "accepted" });
  });

  test("leaves its secret out of the server's words", async () => {
    const smtp = await server();
    smtp.fail("message", { reply: `554 5.7.1 rejected: found ${password} in the body` });
    const delivery = await transport({ smtpUrl: smtp.url }).send(passwordMail);
    expect(delivery.response).toBe("554 5.7.1 rejected: found ******** in the body");
  });
});

describe("encryption", () => {
  let tls: Awaited<ReturnType<typeof selfSignedServer>>;
  beforeAll(async () => {
    tls = await selfSignedServer();
  });
  // 0.0.0.0 reaches this machine, but is not an address of the loopback: the policy for servers elsewhere holds.
  const elsewhere = (smtp: SmtpTestServer) => `smtp://0.0.0.0:${smtp.port}`;

  test("is begun with STARTTLS", async () => {
    const smtp = await server({ tls });
    expect(await transport({ smtpUrl: elsewhere(smtp), ca: tls.cert }).send(passwordMail)).toMatchObject({
      outcome: "accepted",
    });
    expect(smtp.mails[0]?.encrypted).toBe(true);
  });

  test("is there from the first byte with smtps", async () => {
    const smtp = await server({ tls: { ...tls, implicit: true } });
    expect(await transport({ smtpUrl: smtp.url, ca: tls.cert }).send(passwordMail)).toMatchObject({
      outcome: "accepted",
    });
  });

  test("missing at a server elsewhere, nothing is sent", async () => {
    const smtp = await server();
    expect(await transport({ smtpUrl: elsewhere(smtp) }).send(passwordMail)).toMatchObject({
      outcome: "temporary",
    });
    expect(smtp.mails).toHaveLength(0);
  });

  test("broken off by the server, nothing is sent", async () => {
    const smtp = await server({ tls });
    smtp.fail("STARTTLS", { reply: "454 4.7.0 TLS not available" });
    expect(await transport({ smtpUrl: elsewhere(smtp), ca: tls.cert }).send(passwordMail)).toMatchObject({
      outcome: "temporary",
    });
    expect(smtp.mails).toHaveLength(0);
  });

  test("with a certificate of nobody we trust, nothing is sent", async () => {
    const smtp = await server({ tls });
    expect(await transport({ smtpUrl: elsewhere(smtp) }).send(passwordMail)).toMatchObject({
      outcome: "temporary",
      code: expect.stringMatching(/ETLS|ESOCKET/),
    });
    expect(smtp.mails).toHaveLength(0);
  });

  test("comes before the credentials, whose refusal is our affair and not the mail's", async () => {
    const smtp = await server({ tls, auth: true });
    smtp.fail("AUTH", { reply: "535 5.7.8 wrong" });
    const url = `smtp://desk:secret@0.0.0.0:${smtp.port}`;
    const delivery = await transport({ smtpUrl: url, ca: tls.cert }).send(passwordMail);
    expect(delivery).toMatchObject({ outcome: "temporary", code: "535" });
  });
});
