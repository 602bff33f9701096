import type { BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { startCardReader, type CardReader } from "../../bin/card-reader/reader";
import { componentPaths } from "../../certificates/card-component";
import { DEMO_PIN } from "../../certificates/demo-cards";
import {
  accessibilityFindings,
  arriveAt,
  look,
  openBrowser,
  overflowsSideways,
  type TestBrowser,
} from "../support/browser";
import { cardAgencies, makeCards, type Cards } from "../support/cards";
import { watchPins, type PinWatch } from "../support/pin-watch";
import { createWorld, freePort, mondayMorning, type World } from "../support/world";

const ministryCard = `agency-${cardAgencies.justice.oid}`;

let cards: Cards;
let port: number;
let world: World;
let site: string;
let browser: TestBrowser;
let reader: CardReader | null = null;
let visitor: BrowserContext;
let page: Page;
let watch: PinWatch;

beforeAll(async () => {
  [cards, browser, port] = await Promise.all([makeCards({ at: mondayMorning }), openBrowser(), freePort()]);
  world = await createWorld({ env: { CARD_COMPONENT_URL: `http://localhost:${port}` } });
  site = await world.serve();
});

beforeEach(async () => {
  visitor = await browser.visitor();
  page = await newPage();
});

afterEach(async () => {
  expect(await watch.leaksOf(DEMO_PIN)).toEqual([]);
  await visitor.close();
  await reader?.close();
  reader = null;
});

afterAll(async () => {
  await browser.close();
  await world.close();
  await cards.remove();
});

async function newPage(): Promise<Page> {
  watch = watchPins(visitor, world.environment.cardComponentUrl);
  return visitor.newPage();
}

async function startReader(): Promise<CardReader> {
  reader = await startCardReader({
    port,
    cardsFolder: cards.pki.cardsFolder,
    trustedOrigins: [site],
    clock: () => world.clock.now,
    random: world.random,
  });
  return reader;
}

/** One of the things that have to be right, by its name. */
const probe = (name: string, on = page) =>
  on.getByRole("listitem").filter({ has: on.getByRole("heading", { name, exact: true }) });

const says = async (name: string, words: string) => {
  await probe(name).getByText(words).first().waitFor();
};

async function open(): Promise<void> {
  await page.goto(`${site}/component-check`);
}

/** Clicks, and waits for the component's pop-up to close itself. */
async function press(button: string): Promise<void> {
  const opened = page.waitForEvent("popup");
  await page.getByRole("button", { name: button }).click();
  const popup = await opened;
  if (!popup.isClosed()) await popup.waitForEvent("close");
}

describe("the component check", () => {
  test("says that the component does not run, and notices by itself when it does", async () => {
    await open();
    await says("跨平台網頁元件", "找不到跨平台網頁元件，或元件沒有啟動。");
    await says("跨平台網頁元件", "請安裝並啟動跨平台網頁元件");
    expect(await page.getByRole("button", { name: "檢測本站信任" }).isDisabled()).toBe(true);
    expect(await accessibilityFindings(page)).toEqual([]);
    await look(page, "component-check-missing");

    (await startReader()).insert(ministryCard);
    await says("跨平台網頁元件", "執行中");
    await says("卡片", "卡號");
  });

  test("shows component, reader, card, both certificates and trust when all is well, and sends nothing to the desk", async () => {
    (await startReader()).insert(ministryCard);
    await open();
    await says("跨平台網頁元件", "執行中");
    await says("元件版本", "1.3.4.103349");
    await says("讀卡機", "Recovery Desk Software Reader 0");
    await press("讀取憑證");
    await says("卡片上的憑證", "簽章用");
    await says("卡片上的憑證", "加密用");
    await says("卡片上的憑證", "法務部");
    await says("卡片上的憑證", "有效期間內");
    await press("檢測本站信任");
    await says("本站是否受元件信任", "元件信任本站");
    await says("憑證密碼（PIN 碼）", "未使用前無法得知");
    await page.getByRole("status").getByText("全部正常，可以使用憑證 IC 卡。").waitFor();

    const sent = await watch.sent();
    expect(sent.filter(({ method }) => method !== "GET")).toEqual([]);
    expect(sent.every(({ url }) => !new URL(url).search.includes("card"))).toBe(true);
    expect(await accessibilityFindings(page)).toEqual([]);
    await look(page, "component-check-fine");
    await page.setViewportSize({ width: 360, height: 740 });
    expect(await overflowsSideways(page)).toBe(false);
  });

  test("follows the card: out of the reader, another one in, no certificates of the one before", async () => {
    const working = await startReader();
    working.insert(ministryCard);
    await open();
    await press("讀取憑證");
    await says("卡片上的憑證", "有效期間內");
    working.remove();
    await says("卡片", "讀卡機裡沒有卡片。");
    await says("卡片", "請將卡片晶片面朝上插入讀卡機");
    expect(await probe("卡片上的憑證").getByText("有效期間內").count()).toBe(0);
    working.insert("expired");
    await says("卡片", "卡號");
    await press("讀取憑證");
    await says("卡片上的憑證", "卡片上的憑證已過期。");
    await look(page, "component-check-expired");
  });

  test("says that there is no reader", async () => {
    (await startReader()).unplugReader();
    await open();
    await says("讀卡機", "找不到讀卡機。");
    await says("讀卡機", "請接上讀卡機");
    await look(page, "component-check-no-reader");
  });

  test("asks for an update of an old version", async () => {
    (await startReader()).setVersion("1.3.1.0");
    await open();
    await says("元件版本", "1.3.1.0");
    await says("元件版本", "請安裝新版的跨平台網頁元件");
  });

  test("says that the component does not trust this site, and which address to add", async () => {
    const working = await startReader();
    working.insert(ministryCard);
    working.distrust(site);
    await open();
    await press("檢測本站信任");
    await says("本站是否受元件信任", "元件尚未信任本網站。");
    await says("本站是否受元件信任", world.environment.appUrl);
    await look(page, "component-check-untrusted");
  });

  test("says that the component's helper has failed", async () => {
    (await startReader()).setHelperBroken(true);
    await open();
    await says("跨平台網頁元件", "元件執行失敗或逾時。");
  });

  test("says that a pop-up was closed halfway", async () => {
    const working = await startReader();
    working.insert(ministryCard);
    await open();
    await says("卡片", "卡號");
    working.setDelay(60_000);
    const opened = page.waitForEvent("popup");
    await page.getByRole("button", { name: "讀取憑證" }).click();
    await (await opened).close();
    await says("卡片上的憑證", "元件的視窗在完成前就關閉了。");
  });

  test("says that the browser lets no pop-up open", async () => {
    await page.addInitScript(() => Object.assign(window, { open: () => null }));
    (await startReader()).insert(ministryCard);
    await open();
    await says("卡片", "卡號");
    await page.getByRole("button", { name: "讀取憑證" }).click();
    await says("卡片上的憑證", "瀏覽器擋下了元件的彈出視窗。");
  });

  test("notices that the browser was told to keep this site off the own computer, and says how to undo it", async () => {
    const session = await visitor.newCDPSession(page);
    const { targetInfo } = await session.send("Target.getTargetInfo");
    await session.send("Browser.setPermission", {
      browserContextId: targetInfo.browserContextId,
      permission: { name: "loopback-network" },
      setting: "denied",
      origin: site,
    });
    await open();
    await says("跨平台網頁元件", "瀏覽器不允許本網站連線到這台電腦。");
    await look(page, "component-check-refused");
  });

  test("shows 元件載入中… in its panel while it looks", async () => {
    await page.route(`**${componentPaths.image}*`, () => undefined);
    await open();
    await page.getByRole("status").getByText("元件載入中…").waitFor();
    await look(page, "component-check-loading");
  });

  test("speaks English", async () => {
    await visitor.close();
    visitor = await browser.visitor({ locale: "en-US" });
    page = await newPage();
    (await startReader()).insert(ministryCard);
    await open();
    await says("Card component", "Running");
    await press("Read certificates");
    await says("Certificates on the card", "for signatures");
    await look(page, "component-check-en");
    expect(await accessibilityFindings(page)).toEqual([]);
  });

  test("without JavaScript tells what one can check by hand, and the ways that need no card", async () => {
    await visitor.close();
    visitor = await browser.visitor({ javaScript: false });
    page = await newPage();
    await open();
    expect(await page.innerText("noscript")).toContain("這一頁的檢測需要 JavaScript。");
    expect(await page.getByText("元件載入中…", { exact: true }).isVisible()).toBe(false);
    await look(page, "component-check-no-script");
    await page.locator('noscript a[href^="/ask"]').click();
    await arriveAt(page, "/ask");
  });
});
