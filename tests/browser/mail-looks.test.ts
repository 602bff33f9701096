import { afterAll, beforeAll, expect, test } from "vitest";
import type { Page } from "playwright-core";
import { samples } from "../../emails/samples";
import { renderMail } from "../../emails/render";
import { locales } from "../../language/locale";
import {
  accessibilityFindings,
  look,
  openBrowser,
  overflowsSideways,
  type TestBrowser,
} from "../support/browser/browser";
import { written } from "../support/mail/mail";

let browser: TestBrowser;
let page: Page;

beforeAll(async () => {
  browser = await openBrowser();
  page = await (await browser.visitor({ width: 360 })).newPage();
});

afterAll(() => browser.close());

const mails = Object.values(samples).flatMap((mail) =>
  locales.map((locale) => ({ mail, locale, name: `${mail.template}-${locale}` })),
);

test.each(mails)("$name reads well on a phone, and axe finds nothing", async (one) => {
  const { html } = renderMail(one.mail, { ...written, locale: one.locale });
  await page.setContent(html);
  expect(await overflowsSideways(page)).toBe(false);
  expect(await accessibilityFindings(page)).toEqual([]);
  await look(page, `mail-${one.name}`);
});

test("a mail is dark where its reader's screen is", async () => {
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await page.emulateMedia({ colorScheme: "light" });
  const light = await background();
  await page.emulateMedia({ colorScheme: "dark" });
  expect(await background()).not.toBe(light);
  expect(await accessibilityFindings(page)).toEqual([]);
});
