import { randomBytes } from "node:crypto";
import type { Page } from "playwright-core";
import { startCardReader, type CardReader } from "../../../bin/card-reader/reader";
import { DEMO_PIN } from "../../../certificates/demo/demo-cards";
import { cardAgencies, type Cards } from "../cards/cards";
import type { World } from "../desk/population";

/** The card of 法務部. */
export const justiceCard = `agency-${cardAgencies.justice.oid}`;

/** 法務部 with its supervisor, and 王明 of an agency below it, who cannot sign in. */
export async function cardOffice(world: World) {
  const justice = await world.agency("法務部", cardAgencies.justice);
  const personnel = await world.agency("法務部人事處", { ...cardAgencies.personnel, parent: justice });
  return {
    supervisor: await world.supervisor("陳佳玲", { agency: justice, includesSubordinates: true }),
    wang: await world.person("王明", { agency: personnel }),
  };
}

/** The card reader at which the world's desk is told that its component is. */
export function readerFor(world: World, cards: Cards, slots = 1): Promise<CardReader> {
  const { appUrl, cardComponentUrl } = world.environment;
  return startCardReader({
    port: Number(new URL(cardComponentUrl).port),
    slots,
    cardsFolder: cards.pki.cardsFolder,
    trustedOrigins: [appUrl],
    clock: () => world.clock.now,
    random: (bytes) => randomBytes(bytes),
  });
}

/** Says who keeps the card and signs the first time, on `/agency-card`. */
export async function proveCard(page: Page, pin = DEMO_PIN): Promise<void> {
  await page.fill('input[name="name"]', "林志明");
  await page.fill('input[name="title"]', "科員");
  await page.fill('input[name="extension"]', "1234");
  await page.fill("#pin", pin);
  await page.click("text=驗證憑證 >> nth=-1");
}

/** Looks 王明 up and chooses him. */
export async function choosePerson(page: Page): Promise<void> {
  await page.waitForURL("**/agency-card/people");
  await page.fill('input[name="query"]', "王明");
  await page.click('button:has-text("查詢")');
  await page.click('button:has-text("選定")');
  await page.waitForURL("**/agency-card/order");
}

/** Signs that a temporary password is to be mailed. */
export async function signOrder(page: Page, pin = DEMO_PIN): Promise<void> {
  await page.fill("#pin", pin);
  await page.click('button:has-text("簽署並寄出一次性密碼")');
}
