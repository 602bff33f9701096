import { simpleParser } from "mailparser";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { PersonWithAgency } from "../../../db/queries/people";
import { rewriteMail, wordingInForce, type Rewriting } from "../../../workflows/mail/out/wording";
import { as } from "../../support/desk/desk-office";
import { startSmtpServer, type SmtpTestServer } from "../../support/mail/smtp";
import { createWorld, minutes, type World } from "../../support/desk/population";

let world: World;
let smtp: SmtpTestServer;
let admin: PersonWithAgency;

beforeEach(async () => {
  smtp = await startSmtpServer();
  world = await createWorld({ env: { SMTP_URL: smtp.url } });
  const office = await world.agency("行政院人事行政總處");
  admin = await world.staff("林志明", "administrator", { agency: office });
});

afterEach(async () => {
  await world.close();
  await smtp.close();
});

const rewrite = (typed: Record<string, string>, more: Partial<Rewriting> = {}) =>
  rewriteMail(world.services, as(admin), {
    name: "every-mail",
    locale: "zh-Hant-TW",
    typed,
    seen: 0,
    ...more,
  });

describe("what an administrator writes", () => {
  test("is in force at once, with its history and an audit row", async () => {
    expect(await rewrite({ thanks: "謝謝您。" })).toEqual({ saved: true });
    const { version, sentences, history } = await wordingInForce(world.services, "every-mail", "zh-Hant-TW");
    expect({ version, thanks: sentences.thanks, greeting: sentences.greeting }).toEqual({
      version: 1,
      thanks: "謝謝您。",
      greeting: "您好：",
    });
    expect(history).toEqual([
      { version: 1, at: world.clock.now, changedBy: "林志明", rewritten: { thanks: "謝謝您。" } },
    ]);
    const [row] = await world.store.records.auditOf({});
    expect(row).toMatchObject({
      act: "mail.reworded",
      actorId: admin.id,
      detail: { template: "every-mail", locale: "zh-Hant-TW", rewritten: ["thanks"] },
    });
  });

  test("is not saved while something is wrong with it", async () => {
    expect(await rewrite({ questions: "請洽客服。" })).toMatchObject({
      saved: false,
      problems: { questions: [{ code: "missing-variable", variable: "operator" }, {}, {}, {}] },
    });
    expect(await world.store.wordings.version()).toBe(0);
  });

  test("gives way to whoever saved first", async () => {
    await rewrite({ thanks: "謝謝您。" });
    await expect(rewrite({ thanks: "多謝。" })).rejects.toMatchObject({ code: "wording-moved" });
    expect(await rewrite({ thanks: "多謝。" }, { seen: 1 })).toEqual({ saved: true });
  });

  test("leaves the other language and the other templates alone", async () => {
    await rewrite({ thanks: "謝謝您。" });
    expect(await rewrite({ title: "密碼已停用" }, { name: "locked" })).toEqual({ saved: true });
    expect((await wordingInForce(world.services, "every-mail", "en")).version).toBe(0);
    expect(await world.store.wordings.asOf(2, "zh-Hant-TW")).toEqual({
      "every-mail": { thanks: "謝謝您。" },
      locked: { title: "密碼已停用" },
    });
  });

  test("can be taken back to what is shipped", async () => {
    await rewrite({ thanks: "謝謝您。" });
    expect(await rewrite({}, { seen: 1 })).toEqual({ saved: true });
    const { sentences, shipped, history } = await wordingInForce(world.services, "every-mail", "zh-Hant-TW");
    expect(sentences).toEqual(shipped);
    expect(history.map(({ rewritten }) => rewritten)).toEqual([{}, { thanks: "謝謝您。" }]);
    await expect(rewrite({}, { seen: 2 })).rejects.toMatchObject({ code: "unchanged" });
  });
});

describe("a mail that has to be sent twice", () => {
  test("is the same to the byte, though the wording changed between the attempts", async () => {
    const boss = await world.supervisor("陳佳玲", { agency: await world.agency("法務部") });
    const person = await world.person("王小明", { agency: await agencyOf(boss) });
    await rewrite({ thanks: "感謝您耐心等候。" });
    smtp.fail("message", "take-and-drop", 1);
    await world.desk.open(
      {
        kind: "recovery",
        path: "hr-supervisor",
        channel: "hr",
        personId: person.id,
        claim: world.claimOf(person),
        then: [{ type: "APPROVE", disableOldPassword: false }],
      },
      as(boss),
    );
    await world.settle();
    expect(smtp.mails).toHaveLength(1);

    await rewrite({ thanks: "謝謝您。" }, { seen: 1 });
    await world.pass(minutes(5));
    expect(smtp.mails).toHaveLength(2);
    expect(smtp.mails[1]?.raw).toEqual(smtp.mails[0]?.raw);
    expect(await textOf(0)).toContain("感謝您耐心等候。");

    const open = await world.store.tickets.openOf(person.id);
    await world.desk.act(open?.number ?? "", { type: "REISSUE" }, as(boss));
    await world.settle();
    expect(await textOf(2)).toContain("謝謝您。");
  });
});

async function textOf(index: number): Promise<string> {
  const { text } = await simpleParser(smtp.mails[index]?.raw ?? "");
  return text ?? "";
}

async function agencyOf(person: PersonWithAgency) {
  const agency = await world.store.agencies.byId(person.agencyId);
  if (!agency) throw new Error("no such agency");
  return agency;
}
