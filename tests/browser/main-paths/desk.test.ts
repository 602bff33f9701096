import { afterAll, beforeAll, expect, it } from "vitest";
import { arriveAt, openBrowser, type TestBrowser } from "../../support/browser/browser";
import {
  chosenPassword,
  deskOffice,
  phoneCase,
  press,
  signInAt,
  verifyCaller,
  workplace,
} from "../../support/desk/desk-office";
import { createWorld, type World } from "../../support/desk/population";

let browser: TestBrowser;
let world: World;

beforeAll(async () => {
  browser = await openBrowser();
  world = await createWorld();
});
afterAll(async () => {
  await browser.close();
  await world.close();
});

it("a phone case leads from the call over the call-back and the mail to 我的專區, without JavaScript", async () => {
  const url = await world.serve();
  const { agent, person } = await deskOffice(world);
  const visitor = () => browser.visitor({ javaScript: false });
  const desk = await workplace(world, await visitor(), agent);
  const number = await phoneCase(desk);
  await verifyCaller(desk, world.nationalIdOf(person));
  await press(desk, /核對通過/);
  await world.settle();

  const own = await (await visitor()).newPage();
  await signInAt(own, url, person.account, world.passwordFor(person.email));
  await arriveAt(own, "/identity");
  await own.goto(`${url}/set-password`);
  await own.fill('input[name="password"]', chosenPassword);
  await own.fill('input[name="repeated"]', chosenPassword);
  await press(own, /設定/);
  await arriveAt(own, "/me");
  expect((await world.store.tickets.byNumber(number))?.state).toBe("solved");
});
