import type { BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { startCardReader, type CardReader } from "../../bin/card-reader/reader";
import { componentPaths } from "../../certificates/card/card-component";
import { INFO_IMAGE } from "../../certificates/card/card-component-image";
import { remedyWords, troubleWords, type TroubleCode } from "../../certificates/card/card-troubles";
import { DEMO_PIN } from "../../certificates/demo/demo-cards";
import {
  accessibilityFindings,
  arriveAt,
  look,
  openBrowser,
  overflowsSideways,
  type TestBrowser,
} from "../support/browser/browser";
import { cardAgencies, makeCards, type Cards } from "../support/cards/cards";
import { watchPins, type PinWatch } from "../support/browser/pin-watch";
import { createWorld, freePort, mondayMorning, type World } from "../support/desk/population";

const wrongPin = "975318";
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
  expect(await watch.leaksOf(DEMO_PIN, wrongPin)).toEqual([]);
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

async function startReader({ slots = 1 } = {}): Promise<CardReader> {
  reader = await startCardReader({
    port,
    slots,
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

const saysTrouble = async (name: string, trouble: TroubleCode) => {
  await says(name, troubleWords("zh-Hant-TW")[trouble]);
  await says(name, remedyWords("zh-Hant-TW")[trouble]);
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

/** Types a PIN and has the card sign with it once; a PIN that cannot be one opens no pop-up. */
async function tryPin(pin: string, { popup = true } = {}): Promise<void> {
  if (!(await page.locator("#pin").isVisible())) await page.getByText("用 PIN 碼試簽一次").click();
  await page.fill("#pin", pin);
  if (popup) await press("試簽");
  else await page.getByRole("button", { name: "試簽" }).click();
  expect(await page.inputValue("#pin")).toBe("");
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
    await tryPin(DEMO_PIN);
    await says("憑證密碼（PIN 碼）", "PIN 碼正確，卡片可以簽章");

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

  test("tries a PIN on the card that is chosen where several readers hold one", async () => {
    const working = await startReader({ slots: 2 });
    working.insert("locked", 0);
    working.insert(ministryCard, 1);
    await open();
    await says("讀卡機", "Recovery Desk Software Reader 1");
    await page.getByText("用 PIN 碼試簽一次").click();
    await page.getByLabel("用哪一張卡片簽章").selectOption({ index: 1 });
    await look(page, "component-check-two-cards");
    expect(await accessibilityFindings(page)).toEqual([]);
    await tryPin(DEMO_PIN);
    await says("憑證密碼（PIN 碼）", "PIN 碼正確，卡片可以簽章");
    await page.getByLabel("用哪一張卡片簽章").selectOption({ index: 0 });
    await tryPin(DEMO_PIN);
    await saysTrouble("憑證密碼（PIN 碼）", "pin-locked");
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
    await saysTrouble("跨平台網頁元件", "network-refused");
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

const read = () => press("讀取憑證");

async function mistype(times: number): Promise<void> {
  for (let time = 0; time < times; time += 1) await tryPin(wrongPin);
}

async function blockPopups(): Promise<void> {
  await page.evaluate(() => Object.assign(window, { open: () => null }));
  await page.getByRole("button", { name: "讀取憑證" }).click();
}

/** Clicks, and comes back when the component has been asked about the certificates, which it will not answer. */
async function openReading(): Promise<Page> {
  await visitor.route(`**${componentPaths.info}*`, () => undefined);
  const opened = page.waitForEvent("popup");
  const asked = visitor.waitForEvent("request", (request) => request.url().includes(componentPaths.info));
  await page.getByRole("button", { name: "讀取憑證" }).click();
  await asked;
  return opened;
}

const closeHalfway = async () => (await openReading()).close();

/** A minute passes on the page's own clock; the pop-up shares that clock and may be shut while it is being told. */
async function waitTooLong(): Promise<void> {
  const popup = await openReading();
  await page.clock.fastForward(60_000).catch((error: unknown) => {
    if (!popup.isClosed()) throw error;
  });
}

const hangPicture = () => page.route(`**${componentPaths.image}*`, () => page.clock.fastForward(20_000));

async function cutPicture(): Promise<void> {
  await page.route(`**${componentPaths.image}*`, async (route) => {
    const response = await route.fetch();
    const body = await response.body();
    body.fill(0, INFO_IMAGE.headerBytes + 60);
    await route.fulfill({ response, body });
  });
}

interface TroubleRow {
  trouble: TroubleCode;
  /** What has to be right, by its name, and is not. */
  at: string;
  /** What is wrong before the page is opened. */
  given?: (reader: CardReader) => void | Promise<unknown>;
  /** What the visitor does, once the card is seen. */
  when?: (reader: CardReader) => Promise<void>;
}

const atComponent = "跨平台網頁元件";
const atCertificates = "卡片上的憑證";
const atPin = "憑證密碼（PIN 碼）";

const troubles: [what: string, row: TroubleRow][] = [
  ["no component", { trouble: "component-missing", at: atComponent, given: (r) => r.close() }],
  ["a picture cut short", { trouble: "component-unclear", at: atComponent, given: cutPicture }],
  ["a component that never answers", { trouble: "component-silent", at: atComponent, given: hangPicture }],
  [
    "a helper that timed out",
    { trouble: "helper-failed", at: atComponent, given: (r) => r.setHelperBroken(true) },
  ],
  [
    "an old version",
    { trouble: "component-outdated", at: "元件版本", given: (r) => r.setVersion("1.3.1.0") },
  ],
  ["no reader", { trouble: "no-reader", at: "讀卡機", given: (r) => r.unplugReader() }],
  ["no card", { trouble: "no-card", at: "卡片", given: (r) => r.remove() }],
  [
    "an expired card",
    { trouble: "card-expired", at: atCertificates, given: (r) => r.insert("expired"), when: read },
  ],
  ["a blocked pop-up", { trouble: "popup-blocked", at: atCertificates, when: blockPopups }],
  ["a pop-up closed halfway", { trouble: "popup-closed", at: atCertificates, when: closeHalfway }],
  ["a slow card", { trouble: "component-silent", at: atCertificates, when: waitTooLong }],
  [
    "a site that is not trusted",
    {
      trouble: "site-not-trusted",
      at: "本站是否受元件信任",
      given: (r) => r.distrust(site),
      when: () => press("檢測本站信任"),
    },
  ],
  ["no PIN", { trouble: "pin-missing", at: atPin, when: () => tryPin("", { popup: false }) }],
  ["a PIN too short", { trouble: "pin-length", at: atPin, when: () => tryPin("12345", { popup: false }) }],
  ["a wrong PIN", { trouble: "pin-wrong-two-left", at: atPin, when: () => tryPin(wrongPin) }],
  ["two wrong PINs", { trouble: "pin-wrong-one-left", at: atPin, when: () => mistype(2) }],
  ["three wrong PINs", { trouble: "pin-locked", at: atPin, when: () => mistype(3) }],
  [
    "a locked card",
    { trouble: "pin-locked", at: atPin, given: (r) => r.insert("locked"), when: () => tryPin(DEMO_PIN) },
  ],
  [
    "a card that is expired when it should sign",
    { trouble: "card-expired", at: atPin, given: (r) => r.insert("expired"), when: () => tryPin(DEMO_PIN) },
  ],
  [
    "a person who cancels",
    { trouble: "cancelled", at: atPin, given: (r) => r.setCancelling(true), when: () => tryPin(DEMO_PIN) },
  ],
  [
    "a helper that fails while it should sign",
    {
      trouble: "helper-failed",
      at: atPin,
      when(working) {
        working.setHelperBroken(true);
        return tryPin(DEMO_PIN).finally(() => working.setHelperBroken(false));
      },
    },
  ],
];

/** Seen by its own test above, or told by components of another make only (`tests/unit/certificates`). */
const seenElsewhere: TroubleCode[] = ["network-refused", "pin-wrong", "request-refused", "unknown"];

describe("each trouble is told where it is, with its remedy:", () => {
  beforeEach(async () => {
    await page.clock.install();
    (await startReader()).insert(ministryCard);
  });

  test.each(troubles)("%s", async (_what, { trouble, at, given, when }) => {
    if (!reader) throw new Error("no reader was started");
    await given?.(reader);
    await open();
    if (when) {
      await says("卡片", "卡號");
      await when(reader);
    }
    await saysTrouble(at, trouble);
  });

  test("none is left out", async () => {
    await open();
    const told = new Set([...troubles.map(([, { trouble }]) => trouble), ...seenElsewhere]);
    expect(Object.keys(troubleWords("zh-Hant-TW")).filter((code) => !told.has(code as TroubleCode))).toEqual(
      [],
    );
  });
});
