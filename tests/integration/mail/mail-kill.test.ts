import { expect, it } from "vitest";
import { killWhileSending } from "../../support/mail/kill-outbox";

it("a hundred mails, with the workers killed again and again: none lost, every copy the same to the byte", async () => {
  const report = await killWhileSending({ passwords: 30, notices: 70, kills: 3, seed: 7 });
  expect(report).toMatchObject({
    mails: 100,
    kills: 3,
    lost: [],
    different: [],
    lockedOut: [],
    ticketsMailed: 30,
    auditIntact: true,
  });
}, 240_000);
