import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { insert, type NewRow } from "../../db/change";
import type { PersonWithAgency } from "../../db/queries/people";
import { openPhoneTicket } from "../../workflows/helpdesk/phone-ticket";
import {
  accessibilityFindings,
  look,
  openBrowser,
  overflowsSideways,
  suitsEverybody,
  type TestBrowser,
} from "../support/browser/browser";
import { as, deskOffice, press } from "../support/desk/desk-office";
import { signedIn } from "../support/desk/session";
import { createWorld, days, minutes, type World } from "../support/desk/population";

let browser: TestBrowser;
let world: World;
let url: string;
let office: Awaited<ReturnType<typeof deskOffice>>;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  world = await createWorld();
  url = await world.serve();
  office = await deskOffice(world);
});
afterEach(async () => {
  await browser.everybodyLeaves();
  await world.close();
});

const pageOf = async (who: PersonWithAgency): Promise<Page> => signedIn(world, await browser.visitor(), who);

async function call(): Promise<string> {
  const caller = { name: "王明", locale: "zh-Hant-TW" } as const;
  const opening = { kind: "recovery", personId: office.person.id, caller } as const;
  return (await openPhoneTicket(world.services, as(office.agent), opening)).number;
}

describe("the audit trail", () => {
  it("is read by an auditor, by case and by person, with the state of its chain", async () => {
    const number = await call();
    const page = await pageOf(await world.staff("周稽核", "auditor", { agency: office.office }));
    await page.goto(`${url}/audit`);
    expect(await page.textContent("main")).toContain("雜湊鏈完整");
    await page.fill('main input[name="q"]', number);
    await press(page, "查詢");
    expect(await page.textContent("main")).toContain("ticket.CLAIM");
    await page.goto(`${url}/audit?q=${office.person.account}`);
    expect(await page.textContent("main")).toContain(number);
    expect((await world.store.records.auditOf({ personId: office.person.id }))[0]).toMatchObject({
      act: "audit.read",
    });
    await look(page, "audit");
    expect(await accessibilityFindings(page)).toEqual([]);
    await page.setViewportSize({ width: 360, height: 740 });
    expect(await overflowsSideways(page)).toBe(false);
  });

  it("lets an auditor read a case and do nothing on it", async () => {
    const number = await call();
    const page = await pageOf(await world.staff("周稽核", "auditor", { agency: office.office }));
    await page.goto(`${url}/desk/tickets/${number}`);
    expect(await page.textContent("main")).toContain("陳佳玲 受理");
    expect(await page.locator("main form[method='post']").count()).toBe(0);
  });

  it("is closed to agents", async () => {
    const page = await pageOf(office.agent);
    expect((await page.goto(`${url}/audit`))?.status()).toBe(403);
    expect((await page.goto(`${url}/admin`))?.status()).toBe(403);
  });
});

describe("The certificate of a power account", () => {
  it.each(["zh-TW", "en-US"] as const)("waits for an agent as second person in %s", async (locale) => {
    const zh = locale === "zh-TW";
    const owner = await world.staff("楊雅雯", "auditor", { agency: office.agency, account: "yawen.yang" });
    const at = world.clock.now;
    const binding = {
      id: "binding",
      personId: owner.id,
      state: "waiting",
      issuerKeyId: "00".repeat(20),
      subjectSerial: "1234567890123456",
      certificateSha256: "ab".repeat(32),
      certificateSerial: "40d0cd6952dce15b7303fc3c217b9259",
      issuerName: "內政部憑證管理中心",
      notAfterAt: at + days(900),
      boundAt: at,
      waitingSince: at,
    } as const;
    await world.store.commit({ at, writes: [insert("certificateBindings", binding)], audit: [] });

    const first = await signedIn(world, await browser.visitor({ locale }), office.supervisor);
    await first.goto(`${url}/hr/people/${owner.id}/certificate?purpose=record`);
    await first.check("input[name=checked]");
    await press(first, zh ? "當面確認" : "Confirm in person");
    const said = (await first.textContent("main")) ?? "";
    expect(said).toContain(zh ? "您已經辦過這件的前一步" : "You did the step before");
    expect(said).toContain(zh ? "憑證待第二人確認" : "Certificates to second");
    expect(await first.locator("button[value=confirm-second]").isDisabled()).toBe(true);
    expect(await first.locator("input[name=checked]").count()).toBe(0);
    await suitsEverybody(first, `hr-certificate-second-${locale}`);

    const page = await signedIn(world, await browser.visitor({ locale }), office.agent);
    await page.goto(`${url}/desk`);
    await page.getByRole("link", { name: zh ? "憑證待第二人確認" : "Certificates to second" }).click();
    await page.waitForURL("**/desk/certificates");
    const shown = (await page.textContent("main")) ?? "";
    expect(shown).toContain("林怡君");
    expect(shown).toContain(owner.officePhone);
    await suitsEverybody(page, `desk-certificates-${locale}`);
    await press(page, zh ? "作為第二人確認" : "Confirm as second person");
    expect(await page.textContent("main")).toContain(zh ? "請先核對" : "Check first");
    expect(await accessibilityFindings(page)).toEqual([]);
    await page.check("input[name=checked]");
    await press(page, zh ? "作為第二人確認" : "Confirm as second person");
    expect(await page.textContent('[role="status"]')).toContain(zh ? "可以登入了" : "signs in now");
    expect(await world.store.bindings.byId("binding")).toMatchObject({
      state: "confirmed",
      confirmer: office.supervisor.id,
      secondConfirmer: office.agent.id,
    });
    await suitsEverybody(page, `desk-certificates-done-${locale}`);
  });
});

describe("the administrator's mail page", () => {
  const mail = (id: string, more: Partial<NewRow<"outbox">> = {}) =>
    insert("outbox", {
      id,
      address: "wang.ming@police.example",
      template: "withdrawn",
      params: { by: "applicant", withdrawnAt: world.clock.now },
      locale: "zh-Hant-TW",
      state: "waiting",
      nextAttemptAt: world.clock.now,
      giveUpAt: world.clock.now + days(3),
      createdAt: world.clock.now,
      ...more,
    });

  it("shows what waits, failed and was sent, and why, and has a mail tried again", async () => {
    const { now } = world.clock;
    const failed = { state: "failed", failure: "mail", attempts: 9, createdAt: now - days(3) } as const;
    const away = { failure: "server", attempts: 2, firstTriedAt: now - minutes(20) } as const;
    await world.store.commit({
      at: now,
      writes: [
        mail("mail-1", { ...failed, lastResponse: "552 5.2.2 Mailbox full" }),
        mail("mail-2", { ...away, template: "decision-waiting", lastResponse: "connect ECONNREFUSED" }),
        mail("mail-3", { gatheredInto: "mail-2", template: "decision-waiting" }),
      ],
      audit: [],
    });
    const page = await pageOf(await world.staff("許管理", "administrator", { agency: office.office }));
    await page.goto(`${url}/admin`);
    await page.getByRole("link", { name: "等待中 2 封、失敗 1 封" }).click();
    await page.waitForURL("**/admin/mail");
    const shown = await page.textContent("main");
    for (const words of ["552 5.2.2 Mailbox full", "不收這封郵件", "待審核", "與另一封同寄", "郵件寄不出去"])
      expect(shown).toContain(words);
    expect(shown).not.toContain("wang.ming@");
    await look(page, "admin-mail");
    expect(await accessibilityFindings(page)).toEqual([]);
    await page.setViewportSize({ width: 360, height: 740 });
    expect(await overflowsSideways(page)).toBe(false);

    await page.goto(`${url}/admin/mail?state=failed`);
    await press(page, "立即再試");
    expect(await page.textContent('[role="status"]')).toContain("已排入");
    expect(await world.store.work.mail("mail-1")).toMatchObject({ state: "waiting" });
  });

  it("leads through many mails page by page, and keeps its filter", async () => {
    const many = Array.from({ length: 120 }, (_, index) =>
      mail(`mail-${index}`, { state: "sent", sentAt: world.clock.now, address: `p${index}@police.example` }),
    );
    await world.store.commit({ at: world.clock.now, writes: many, audit: [] });
    const page = await pageOf(await world.staff("許管理", "administrator", { agency: office.office }));
    await page.goto(`${url}/admin/mail?state=sent`);
    expect(await page.locator("main tbody tr").count()).toBe(50);
    await page.getByRole("link", { name: "下一頁 →" }).click();
    await page.getByRole("link", { name: "下一頁 →" }).click();
    await page.getByText("第 3 頁，共 3 頁").waitFor();
    expect(await page.locator("main tbody tr").count()).toBe(20);
    expect(new URL(page.url()).searchParams.get("state")).toBe("sent");
  });
});
