import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { update } from "../../db/change";
import { recordChange } from "../../workflows/hr/records";
import { ask } from "../../workflows/requests/request-help";
import { openPhoneTicket } from "../../workflows/helpdesk/phone-ticket";
import { arriveAt, openBrowser, suitsEverybody, type TestBrowser } from "../support/browser/browser";
import { as, chosenPassword, deskOffice, press, workplace } from "../support/desk/desk-office";
import { setOwnPassword } from "../support/desk/hr-office";
import { statusPathIn } from "../support/browser/public";
import { createWorld, minutes, type World } from "../support/desk/population";

let browser: TestBrowser;
let world: World;
let url: string;
let office: Awaited<ReturnType<typeof deskOffice>>;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());
beforeEach(() => open());
afterEach(async () => {
  await browser.everybodyLeaves();
  await world.close();
});

async function open(env: Record<string, string> = {}): Promise<void> {
  world = await createWorld({ env });
  url = await world.serve();
  office = await deskOffice(world);
}

/** The person at home, who has nothing but the mail. */
const reader = async () => (await browser.visitor()).newPage();

/** The address of ours that the newest mail to somebody leads to. */
function linkIn(address: string | null, place: string): string {
  for (const { text } of world.mailTo(address)) {
    const link = new RegExp(`https?:\\S+/${place}/\\S+`).exec(text)?.[0];
    if (link) return link;
  }
  throw new Error(`no link to ${place} was mailed to ${address ?? "nobody"}`);
}

describe("a question of the desk", () => {
  it("is asked on the ticket, read and answered by the mailed link, and answered back by the desk", async () => {
    const { person, agent } = office;
    const caller = { name: person.name, locale: "zh-Hant-TW" } as const;
    const opening = { kind: "recovery", personId: person.id, caller } as const;
    const { number } = await openPhoneTicket(world.services, as(agent), opening);
    const desk = await workplace(world, await browser.visitor(), agent);
    await desk.goto(`${url}/desk/tickets/${number}`);
    await desk.click("summary:has-text('請申請人補充')");
    await desk.fill("#ask-applicant-text", "   ");
    await press(desk, "寄出並暫停時限");
    expect(await desk.locator(".field-error").innerText()).toContain("請");
    await desk.fill("#ask-applicant-text", "請說明您目前的服務單位。");
    await press(desk, "寄出並暫停時限");
    await suitsEverybody(desk, "desk-question-asked");

    await world.settle();
    const home = await reader();
    await home.goto(url + statusPathIn(world, person.email ?? ""));
    expect(await home.innerText("main")).toContain("請說明您目前的服務單位。");
    await suitsEverybody(home, "status-question");
    await home.click('a[href="/status/supplement"]');
    await home.fill("textarea", "刑事警察局資訊室。");
    await suitsEverybody(home, "status-supplement");
    await press(home, "送出說明");
    await arriveAt(home, "/status");
    expect(await home.innerText("main")).toContain("刑事警察局資訊室。");

    await desk.goto(`${url}/desk/tickets/${number}`);
    expect(await desk.innerText("main")).toContain("刑事警察局資訊室。");
    await desk.click("summary:has-text('回覆申請人')");
    await desk.fill("#reply-text", "謝謝，我們將回撥公務電話。");
    await press(desk, "寄出回覆");
    await world.settle();
    await home.reload();
    expect(await home.innerText("main")).toContain("謝謝，我們將回撥公務電話。");
    expect(world.mailTo(person.email)[0]?.text).toContain("謝謝，我們將回撥公務電話。");
  });
});

describe("an address that HR recorded", () => {
  it("is confirmed by its reader, once, and no password is asked for", async () => {
    const change = { field: "email", value: "new@police.example", proof: "in-person" } as const;
    await recordChange(world.services, as(office.supervisor), office.person.id, change);
    await world.settle();
    const page = await reader();
    await page.goto(linkIn("new@police.example", "confirm-address"));
    expect(await page.innerText("main")).toContain("n***w@police.example");
    expect(await page.locator('main input[type="password"]').count()).toBe(0);
    await suitsEverybody(page, "confirm-address");
    await press(page, "確認這是我的地址");
    expect(await page.innerText('[role="status"]')).toContain("已確認");
    await page.goto(`${url}/confirm-address/nothing-of-ours`);
    expect(await page.innerText("main")).toContain("這個網址已失效");
  });
});

describe("a one-time link instead of a password", () => {
  it("opens 設定自己的密碼 at the press of its button, and nothing the second time", async () => {
    await browser.everybodyLeaves();
    await world.close();
    await open({ PASSWORD_DELIVERY: "link" });
    const claim = world.claimOf(office.person);
    const request = { kind: "recovery", path: "hr-supervisor", claim, address: "192.0.2.1" } as const;
    const { number } = await ask(world.services, request);
    await world.settle();
    await world.desk.act(number, { type: "APPROVE", disableOldPassword: false }, as(office.supervisor));
    await world.settle();
    const link = linkIn(office.person.email, "password-link");

    const page = await reader();
    const receipt = statusPathIn(world, office.person.email ?? "");
    await page.goto(url + receipt);
    expect(await page.innerText("main")).toContain("設定密碼的連結已寄出");
    expect(await page.innerText("main")).not.toContain("信中的密碼");
    await page.goto(link);
    await arriveAt(page, "/password-link");
    // Looking at it, as a link checker does, uses nothing up.
    await page.goto(link);
    await arriveAt(page, "/password-link");
    await suitsEverybody(page, "password-link");
    await press(page, "開始設定密碼");
    await arriveAt(page, "/set-password");
    await setOwnPassword(page, chosenPassword);
    await page.waitForURL("**/me**");
    expect((await world.store.tickets.byNumber(number))?.outcome).toBe("solved");

    const again = await reader();
    await again.goto(link);
    await press(again, "開始設定密碼");
    expect(await again.innerText("h1")).toContain("這個連結已經用過");
    await suitsEverybody(again, "password-link-dead");
  });
});

describe("the administrator's mail page", () => {
  it("tells what waits, was sent and failed, and has a failed one tried again", async () => {
    const change = { field: "email", value: "new@police.example", proof: "in-person" } as const;
    await recordChange(world.services, as(office.supervisor), office.person.id, change);
    await world.settle();
    const [one] = await world.store.work.listMail("sent");
    const failed = {
      state: "failed",
      failure: "mail",
      lastResponse: "550 5.1.1 User unknown",
      giveUpAt: world.clock.now - minutes(1),
    } as const;
    await world.store.commit({
      at: world.clock.now,
      writes: [update("outbox", { id: one?.id ?? "" }, failed)],
      audit: [],
    });
    const administrator = await world.staff("蕭承恩", "administrator", {
      agency: office.office,
      account: "admin",
    });
    const page = await workplace(world, await browser.visitor(), administrator);
    await page.goto(`${url}/admin/mail`);
    expect(await page.innerText("main")).toContain("550 5.1.1 User unknown");
    expect(await page.content()).not.toContain("new@police.example");
    await suitsEverybody(page, "admin-mail");
    await page.goto(`${url}/admin/mail?state=failed`);
    await press(page, "立即再試");
    expect(await page.innerText('[role="status"]')).not.toBe("");
    await world.settle();
    expect((await world.store.work.mail(one?.id ?? ""))?.state).toBe("sent");
  });
});
