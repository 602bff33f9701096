import type { BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { CardReader } from "../../bin/card-reader/reader";
import { DEMO_PIN } from "../../certificates/demo/demo-cards";
import {
  accessibilityFindings,
  arriveAt,
  look,
  openBrowser,
  overflowsSideways,
  type TestBrowser,
} from "../support/browser/browser";
import {
  cardOffice,
  choosePerson,
  justiceCard,
  proveCard,
  readerFor,
  signOrder,
} from "../support/browser/card-keeper";
import { cardAgencies, makeCards, trustCards, type Cards } from "../support/cards/cards";
import { workplace } from "../support/desk/desk-office";
import { watchPins, type PinWatch } from "../support/browser/pin-watch";
import { createWorld, freePort, hours, minutes, mondayMorning, type World } from "../support/desk/population";

const wrongPin = "975318";

let browser: TestBrowser;
let cards: Cards;
let world: World;
let url: string;
let reader: CardReader;
let office: Awaited<ReturnType<typeof cardOffice>>;
let visitor: BrowserContext;
let page: Page;
let watch: PinWatch;

beforeAll(async () => {
  browser = await openBrowser();
  cards = await makeCards({ at: mondayMorning });
});
afterAll(async () => {
  await browser.close();
  await cards.remove();
});

beforeEach(async () => {
  const port = await freePort();
  world = await createWorld({ env: { CARD_COMPONENT_URL: `http://localhost:${port}` } });
  await trustCards(world, cards.pki);
  office = await cardOffice(world);
  await world.serve();
  url = world.environment.appUrl;
  reader = await readerFor(world, cards);
  reader.insert(justiceCard);
  await open();
});
afterEach(async () => {
  expect(await watch.leaksOf(DEMO_PIN, wrongPin)).toEqual([]);
  await visitor.close();
  await reader.close();
  await world.close();
});

async function open(options: Parameters<TestBrowser["visitor"]>[0] = {}) {
  visitor = await browser.visitor(options);
  watch = watchPins(visitor, reader.url);
  page = await visitor.newPage();
  await page.goto(`${url}/agency-card`);
}

const prove = (pin?: string) => proveCard(page, pin);
const choose = () => choosePerson(page);
const sign = (pin?: string) => signOrder(page, pin);
const alertOf = () => page.locator('.public-main [role="alert"]').first().innerText();
const openTickets = async () =>
  (await world.store.tickets.search("R1151123")).map(({ path, state }) => [path, state]);

describe("the agency's card", () => {
  it("clears the PIN after each signature and asks for it anew", async () => {
    await prove();
    await choose();
    expect(await page.inputValue("#pin")).toBe("");
    expect(await page.getAttribute("#pin", "name")).toBeNull();
    expect(await page.getAttribute("#pin", "autocomplete")).toBe("off");
  });

  it("shows what time is left, and starts over when it is over", async () => {
    await prove();
    await page.waitForURL("**/agency-card/people");
    expect(await page.innerText(".countdown [role=timer]")).toMatch(/剩餘 [45] 分 \d\d 秒/);
    world.clock.now += minutes(5);
    await page.fill('input[name="query"]', "王明");
    await page.click('button:has-text("查詢")');
    await page.waitForURL("**/agency-card/refused**");
    expect(await alertOf()).toContain("憑證驗證已超過 5 分鐘");
    await page.click("text=重新開始");
    await page.waitForURL("**/agency-card");
  });

  it("says in the panel that the component is being looked for, then that it is ready", async () => {
    await page.waitForSelector(".component-ready");
    expect(await page.innerText(".component-state")).toContain("元件與卡片已就緒");
  });

  it("needs JavaScript, says so and shows another way", async () => {
    await visitor.close();
    await open({ javaScript: false });
    expect(await page.innerText("noscript")).toContain("這一頁需要 JavaScript");
    expect(await page.locator('noscript a[href^="/ask"]').count()).toBe(1);
    expect(await page.isDisabled('button:has-text("驗證憑證")')).toBe(true);
  });
});

describe("what the card had mailed", () => {
  it("is paused after five wrong tries, lapses, and is sent again by the person while the older one is dead", async () => {
    await prove();
    await choose();
    await sign();
    await page.waitForURL("**/agency-card/done");
    await world.settle();
    const first = world.passwordFor(office.wang.email);
    const person = await (await browser.visitor({ javaScript: false })).newPage();
    for (let miss = 0; miss < 5; miss += 1) await signInAs(person, "AAAA2222");
    await signInAs(person, first);
    expect(await person.innerText('[role="alert"]')).toContain("115/11/23（一）09:56");

    await world.pass(hours(25));
    await signInAs(person, first);
    await arriveAt(person, "/sign-in");
    const link = /https?:\S+\/status\/\S+/.exec(world.mailTo(office.wang.email)[0]?.text ?? "")?.[0];
    await person.goto(link ?? "");
    await person.getByRole("button", { name: "再寄一次" }).click();
    await person.waitForURL("**/status?done=reissue");
    await world.settle();
    const second = world.passwordFor(office.wang.email);
    expect(second).not.toBe(first);
    await signInAs(person, first);
    await arriveAt(person, "/sign-in");
    await signInAs(person, second);
    await arriveAt(person, "/identity");
    await person.context().close();
  });

  it("is one password, however often the buttons are clicked", async () => {
    await prove();
    await page.waitForURL("**/agency-card/people");
    await page.fill('input[name="query"]', "王明");
    await page.click('button:has-text("查詢")');
    await page.dblclick('button:has-text("選定")');
    await arriveAt(page, "/agency-card/order");
    await page.fill("#pin", DEMO_PIN);
    await page.dblclick('button:has-text("簽署並寄出一次性密碼")');
    await arriveAt(page, "/agency-card/done");
    await world.settle();
    expect(world.mailTo(office.wang.email)).toHaveLength(1);
    expect(await openTickets()).toEqual([["agency-certificate", "passwordHandover.mailed"]]);
  });
});

async function signInAs(person: Page, password: string) {
  await person.goto(url);
  await person.fill('input[name="account"]', office.wang.account ?? "");
  await person.fill('input[name="password"]', password);
  await person.click('button:has-text("登入")');
}

describe("what may go wrong at the reader", () => {
  it("a wrong PIN: says how many tries are left and never tries by itself", async () => {
    await prove(wrongPin);
    await page.waitForSelector("#pin-error");
    expect(await page.innerText("#pin-error")).toContain("還可以再試兩次");
    expect(await page.inputValue("#pin")).toBe("");
    expect(await page.inputValue('input[name="name"]')).toBe("林志明");
    await prove();
    await page.waitForURL("**/agency-card/people");
    expect((await openTickets()).length).toBe(1);
  });

  it("a locked card: the case goes to the helpdesk", async () => {
    reader.insert("locked");
    await prove();
    await page.waitForSelector('.public-main [role="alert"]');
    expect(await alertOf()).toContain("鎖住");
    await page.click("text=卡片無法使用？轉由客服處理");
    await page.fill('input[name="who"]', "法務部人事處 王明");
    await page.click('button:has-text("轉由客服處理")');
    await page.waitForURL("**/agency-card/done");
    expect(await page.innerText("main")).toContain("115/11/23");
    expect(await openTickets()).toEqual([["helpdesk", "received"]]);
  });

  it("another card in another reader: the keeper chooses, and no PIN is tried on the wrong one", async () => {
    await reader.close();
    reader = await readerFor(world, cards, 2);
    reader.insert("locked", 0);
    reader.insert(justiceCard, 1);
    await page.reload();
    await page.getByLabel("用哪一張卡片簽章").selectOption({ index: 1 });
    await look(page, "card-prove-two-cards");
    await prove();
    await page.waitForURL("**/agency-card/people");
  });

  it("no card in the reader", async () => {
    reader.remove();
    await prove();
    await page.waitForSelector('.public-main [role="alert"]');
    expect(await alertOf()).toContain("讀卡機裡沒有卡片");
  });

  it("no component: said before anything is pressed, and no case is opened", async () => {
    await reader.close();
    await page.reload();
    await page.waitForSelector(".component-trouble");
    expect(await page.innerText(".component-state")).toContain("找不到跨平台網頁元件");
    expect(await openTickets()).toEqual([]);
  });

  it("an old component: said before anything is pressed, with the remedy", async () => {
    reader.setVersion("1.3.1.0");
    await page.reload();
    await page.waitForSelector(".component-trouble");
    expect(await page.innerText(".component-state")).toContain("請安裝新版的跨平台網頁元件");
  });

  it("a blocked pop-up", async () => {
    await page.evaluate(() => {
      window.open = () => null;
    });
    await prove();
    await page.waitForSelector('.public-main [role="alert"]');
    expect(await alertOf()).toContain("瀏覽器擋下了元件的彈出視窗");
  });

  it("a pop-up closed halfway", async () => {
    reader.setDelay(60_000);
    const popup = visitor.waitForEvent("page");
    await prove();
    await page.waitForSelector("text=卡片簽章中");
    await (await popup).close();
    await page.waitForSelector('.public-main [role="alert"]');
    expect(await alertOf()).toContain("在完成前就關閉");
  });

  it("a site that the component does not trust", async () => {
    reader.distrust(url);
    await prove();
    await page.waitForSelector('.public-main [role="alert"]');
    expect(await alertOf()).toContain("尚未信任本網站");
  });
});

describe("what the desk refuses", () => {
  it("a revoked card, with the helpdesk offered", async () => {
    reader.insert("revoked");
    await prove();
    await page.waitForURL("**/agency-card/refused**");
    expect(await alertOf()).toContain("憑證已廢止");
    await page.click("text=轉由客服處理 >> nth=0");
    await page.waitForURL("**/agency-card/handover");
    expect(await openTickets()).toEqual([["agency-certificate", "challenge"]]);
  });

  it("a person of another agency, whatever a page is made to send", async () => {
    const finance = await world.agency("財政部", cardAgencies.finance);
    const stranger = await world.person("王國稅", { agency: finance });
    await prove();
    await page.waitForURL("**/agency-card/people");
    await page.fill('input[name="query"]', "王明");
    await page.click('button:has-text("查詢")');
    await page.route("**/agency-card/people*", (route, request) =>
      route.continue({ postData: request.postData()?.replace(office.wang.id, stranger.id) }),
    );
    await page.click('button:has-text("選定")');
    expect(await alertOf()).toContain("此憑證的機關不含這位同仁");
    expect(await openTickets()).toEqual([["agency-certificate", "cardProven"]]);
  });

  it("another card for the second signature", async () => {
    await prove();
    await choose();
    reader.insert(`agency-${cardAgencies.personnel.oid}`);
    await sign();
    await page.waitForURL("**/agency-card/refused**");
    expect(await alertOf()).toContain("簽章的憑證與先前驗證的不同");
    reader.insert(justiceCard);
    await page.click("text=再試一次");
    await sign();
    await page.waitForURL("**/agency-card/done");
  });

  it("a keeper without a name, before a card is touched", async () => {
    await page.fill("#pin", DEMO_PIN);
    await page.click("text=驗證憑證 >> nth=-1");
    await page.waitForSelector(".error-summary");
    expect(await page.innerText(".error-summary")).toContain("請輸入您的姓名");
    expect(await openTickets()).toEqual([]);
  });
});

describe("the look of the card's pages", () => {
  it("pleases axe and fits a phone, from the first step to the last", async () => {
    await page.waitForSelector(".component-ready");
    const inspect = async (name: string) => {
      await look(page, `card-${name}`);
      expect(await accessibilityFindings(page)).toEqual([]);
      await page.setViewportSize({ width: 360, height: 740 });
      expect(await overflowsSideways(page)).toBe(false);
      await page.setViewportSize({ width: 1280, height: 900 });
    };
    await inspect("prove");
    await prove();
    await page.waitForURL("**/agency-card/people");
    await page.fill('input[name="query"]', "王明");
    await page.click('button:has-text("查詢")');
    await page.waitForSelector('button:has-text("選定")');
    await inspect("people");
    await page.click('button:has-text("選定")');
    await page.waitForURL("**/agency-card/order");
    await page.waitForSelector(".component-ready");
    await inspect("order");
    await sign();
    await page.waitForURL("**/agency-card/done");
    await inspect("done");
  });

  it("of a refusal and of the handover too", async () => {
    reader.insert("revoked");
    await prove();
    await page.waitForURL("**/agency-card/refused**");
    await look(page, "card-refused");
    expect(await accessibilityFindings(page)).toEqual([]);
    await page.goto(`${url}/agency-card/handover`);
    await look(page, "card-handover");
    expect(await accessibilityFindings(page)).toEqual([]);
  });
});

describe("the evidence", () => {
  it("is on the ticket's page for the desk, with its sentence and the way to download it", async () => {
    const agency = await world.agency("財政部", cardAgencies.finance);
    const agent = await world.staff("周客服", "agent", { agency });
    await prove();
    await choose();
    await sign();
    await page.waitForURL("**/agency-card/done");
    const number = /R\d{7}-\d{4}/.exec(await page.innerText("main"))?.[0] ?? "";

    const colleague = await browser.visitor({ javaScript: false });
    const desk = await workplace(world, colleague, agent);
    await desk.goto(`${url}/desk/tickets/${number}`);
    expect(await desk.innerText("main")).toContain("保管法務部的機關憑證");
    await look(desk, "card-evidence");
    const download = desk.waitForEvent("download");
    await desk.click("text=下載證據");
    expect((await download).suggestedFilename()).toBe(`${number}-evidence.tar`);
    await colleague.close();
  });
});
