import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { insert } from "../../db/change";
import type { PersonWithAgency } from "../../db/reads/people";
import { openPhoneTicket } from "../../workflows/phone-ticket";
import {
  accessibilityFindings,
  look,
  openBrowser,
  overflowsSideways,
  type TestBrowser,
} from "../support/browser";
import { as, deskOffice, press, signInAt } from "../support/desk-office";
import { createWorld, days, type World } from "../support/world";

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
afterEach(() => world.close());

async function pageOf(who: PersonWithAgency): Promise<Page> {
  const page = await (await browser.visitor()).newPage();
  await signInAt(page, url, who.account);
  return page;
}

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

describe("the administrator's page", () => {
  it("shows why a mail failed and has it tried again", async () => {
    await world.store.commit({
      at: world.clock.now,
      writes: [
        insert("outbox", {
          id: "mail-1",
          address: "wang.ming@police.example",
          template: "withdrawn",
          params: { by: "applicant", withdrawnAt: world.clock.now },
          locale: "zh-Hant-TW",
          state: "failed",
          attempts: 9,
          nextAttemptAt: world.clock.now,
          giveUpAt: world.clock.now,
          lastResponse: "552 5.2.2 Mailbox full",
          createdAt: world.clock.now - days(3),
        }),
      ],
      audit: [],
    });
    const page = await pageOf(await world.staff("許管理", "administrator", { agency: office.office }));
    await page.goto(`${url}/admin`);
    expect(await page.textContent("main")).toContain("552 5.2.2 Mailbox full");
    expect(await page.textContent("main")).not.toContain("wang.ming@");
    await look(page, "admin");
    expect(await accessibilityFindings(page)).toEqual([]);
    await press(page, "再試一次");
    expect(await page.textContent('[role="status"]')).toContain("已排入");
    expect(await world.store.work.mail("mail-1")).toMatchObject({ state: "waiting" });
  });
});
