import { afterAll, beforeAll, expect, it } from "vitest";
import type { CardReader } from "../../../bin/card-reader/reader";
import { DEMO_PIN } from "../../../certificates/demo/demo-cards";
import { arriveAt, openBrowser, type TestBrowser } from "../../support/browser/browser";
import {
  cardOffice,
  choosePerson,
  justiceCard,
  proveCard,
  readerFor,
  signOrder,
} from "../../support/browser/card-keeper";
import { watchPins } from "../../support/browser/pin-watch";
import { makeCards, trustCards, type Cards } from "../../support/cards/cards";
import { chosenPassword, press, signInAt } from "../../support/desk/desk-office";
import { createWorld, freePort, mondayMorning, type World } from "../../support/desk/population";

let browser: TestBrowser;
let cards: Cards;
let world: World;
let reader: CardReader;

beforeAll(async () => {
  browser = await openBrowser();
  cards = await makeCards({ at: mondayMorning });
  world = await createWorld({ env: { CARD_COMPONENT_URL: `http://localhost:${await freePort()}` } });
  await trustCards(world, cards.pki);
  await world.serve();
  reader = await readerFor(world, cards);
});
afterAll(async () => {
  await browser.close();
  await reader.close();
  await world.close();
  await cards.remove();
});

it("an agency's card leads from two signatures over the mail to 我的專區", async () => {
  const url = world.environment.appUrl;
  const { wang } = await cardOffice(world);
  reader.insert(justiceCard);
  const visitor = await browser.visitor();
  const watch = watchPins(visitor, reader.url);
  const page = await visitor.newPage();
  await page.goto(`${url}/agency-card`);
  await proveCard(page);
  await choosePerson(page);
  expect(await page.innerText(".statement p")).toContain(`王明（${wang.nationalIdMasked}）`);
  await page.check('input[name="disable-old"]');
  expect(await page.innerText(".statement p")).toContain("舊密碼立即停用");
  await signOrder(page);
  await page.waitForURL("**/agency-card/done");
  expect(await page.innerText("main")).toMatch(/案號 R1151123-\d{4}/);
  await world.settle();

  const own = await (await browser.visitor({ javaScript: false })).newPage();
  await signInAt(own, url, wang.account, world.passwordFor(wang.email));
  await own.goto(`${url}/set-password`);
  await own.fill('input[name="password"]', chosenPassword);
  await own.fill('input[name="repeated"]', chosenPassword);
  await press(own, /設定/);
  await arriveAt(own, "/me");
  const tickets = await world.store.tickets.search("R1151123");
  expect(tickets.map(({ path, state }) => [path, state])).toEqual([["agency-certificate", "solved"]]);
  expect(await watch.leaksOf(DEMO_PIN)).toEqual([]);
});
