import { expect, it } from "vitest";
import { killWhileSending } from "../support/mail/kill-outbox";

it("a thousand mails, with the workers killed at random: none lost, every copy the same to the byte", async () => {
  const seed = Number(process.env.SOAK_SEED ?? Date.now() % 1_000_000);
  const say = (line: string) => void process.stdout.write(`${line}\n`);
  say(`SOAK_SEED=${seed}`);
  const report = await killWhileSending({ passwords: 300, notices: 700, kills: 40, seed }, say);
  say(JSON.stringify({ ...report, lost: report.lost.length, different: report.different.length }));
  expect(report).toMatchObject({
    mails: 1000,
    kills: 40,
    lost: [],
    different: [],
    lockedOut: [],
    ticketsMailed: 300,
    auditIntact: true,
  });
});
