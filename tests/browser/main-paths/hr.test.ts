import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { arriveAt, openBrowser, suitsWithoutScripts, type TestBrowser } from "../../support/browser/browser";
import { chosenPassword, signInAt } from "../../support/desk/desk-office";
import { hrOffice, requested, send, setOwnPassword } from "../../support/desk/hr-office";
import { createWorld, type World } from "../../support/desk/population";
import { signedIn } from "../../support/desk/session";

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

const text = (page: Page) => page.locator("main").innerText();

it("a request leads over the supervisor's approval and the mail to 我的專區", async () => {
  const url = await world.serve();
  const office = await hrOffice(world);
  const number = await requested(world, office.employee);
  const page = await signedIn(world, await browser.visitor(), office.supervisor);
  await page.goto(`${url}/hr`);
  await suitsWithoutScripts(page, "hr-pending");
  await send(page, ".hr-case");
  await suitsWithoutScripts(page, "hr-ticket-decision");
  expect(await text(page)).toContain("換了手機，想不起密碼。");
  await send(page, "#approval button");
  await arriveAt(page, `/hr/tickets/${number}`);
  expect(await page.getByRole("status").innerText()).toContain("已核准，一次性密碼即將寄出");
  await world.settle();
  await page.reload();
  await suitsWithoutScripts(page, "hr-ticket-mailed");

  const password = world.passwordFor(office.employee.email);
  expect(await page.content()).not.toContain(password);
  const own = await (await browser.visitor()).newPage();
  await signInAt(own, url, "wang.xm", password);
  await own.goto(`${url}/set-password`);
  await setOwnPassword(own, chosenPassword);
  await own.goto(`${url}/me`);
  expect(await text(own)).toContain("王小明");
  await page.reload();
  expect(await text(page)).toContain("結案");
  expect((await world.store.tickets.byNumber(number))?.outcome).toBe("solved");
});
