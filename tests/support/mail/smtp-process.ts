import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { type SmtpFault, type SmtpStage, startSmtpServer } from "./smtp.ts";

/**
 * The test mail server as a process of its own, which outlives a desk killed beside it:
 * `node tests/support/mail/smtp-process.ts FOLDER [PORT]`.
 *
 * Says `{"port":…}` first and `{"taken":"0001.eml","messageId":"<…>"}` for every mail taken, one JSON object a line; a
 * mail is written whole before it is answered. Every fault that happens is told as `{"struck":"message"}`. Obeys lines on its standard input: `{"fail":"message","fault":"drop"}` (with
 * `"times":1`), `{"recover":true}`; ends with its standard input.
 */
const [folder, port] = process.argv.slice(2);
if (folder === undefined) throw new Error("usage: smtp-process FOLDER [PORT]");
mkdirSync(folder, { recursive: true });

const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);
let count = 0;

const server = await startSmtpServer({
  port: port === undefined ? 0 : Number(port),
  onStruck: (struck) => say({ struck }),
  onTaken({ raw }) {
    const name = `${String(++count).padStart(4, "0")}.eml`;
    writeFileSync(join(folder, `${name}.part`), raw);
    renameSync(join(folder, `${name}.part`), join(folder, name));
    const messageId = /^message-id:\s*(<[^>]*>)/im.exec(raw.toString("latin1"))?.[1] ?? null;
    say({ taken: name, messageId });
  },
});
say({ port: server.port });

type Order = { fail: SmtpStage; fault: SmtpFault; times?: number } | { recover: true };
for await (const line of createInterface({ input: process.stdin })) {
  const order = JSON.parse(line) as Order;
  if ("fail" in order) server.fail(order.fail, order.fault, order.times);
  else server.recover();
}
await server.close();
