import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  accessibilityFindings,
  arriveAt,
  look,
  openBrowser,
  overflowsSideways,
  type TestBrowser,
} from "../support/browser/browser";
import { openSite, type TestSite } from "../support/browser/site";

let site: TestSite;
let browser: TestBrowser;

beforeAll(async () => {
  [site, browser] = await Promise.all([openSite(), openBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await site.close();
});

async function visit(path: string, options: Parameters<TestBrowser["visitor"]>[0] = {}): Promise<Page> {
  const visitor = await browser.visitor(options);
  const page = await visitor.newPage();
  await page.goto(site.url + path);
  return page;
}

describe.each(["zh-TW", "en-US"] as const)("in %s", (locale) => {
  test.each(["/", "/manual", "/sitemap", "/privacy", "/no-such-page"])("%s suits everybody", async (path) => {
    const page = await visit(path, { locale });
    expect(await page.locator("html").getAttribute("lang")).toBe(locale === "en-US" ? "en" : "zh-Hant-TW");
    // Only the home page has scripts, for the card alone.
    if (path !== "/") expect(await page.locator("script").count()).toBe(0);
    expect(await accessibilityFindings(page)).toEqual([]);
    await look(page, `public-${path.slice(1) || "home"}-${locale}`);
    await page.setViewportSize({ width: 360, height: 740 });
    expect(await overflowsSideways(page)).toBe(false);
    await page.context().close();
  });
});

test("the pages are dark where the screen is, and axe finds nothing there either", async () => {
  const backgroundIn = async (dark: boolean) => {
    const page = await visit("/", { dark });
    expect(await accessibilityFindings(page)).toEqual([]);
    const background = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    await page.context().close();
    return background;
  };
  expect(await backgroundIn(true)).not.toBe(await backgroundIn(false));
});

test("text size and language are chosen without JavaScript, and the page stays where it was", async () => {
  const page = await visit("/manual", { javaScript: false });
  await page.getByRole("button", { name: "字級 大" }).click();
  expect(await page.locator("html").getAttribute("data-text-size")).toBe("large");
  await page.getByRole("button", { name: "English" }).click();
  expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe("Manual");
  await arriveAt(page, "/manual");
  expect(await page.locator("html").getAttribute("data-text-size")).toBe("large");
  await page.context().close();
});

test("the three areas are reached by their marks, and the first key press offers to skip to the content", async () => {
  const page = await visit("/");
  await page.keyboard.press("Tab");
  expect(await page.locator(":focus").textContent()).toBe("跳到主要內容");
  const keys = await page
    .getByRole("link", { name: ":::" })
    .evaluateAll((marks) => marks.map((mark) => mark.getAttribute("accesskey")));
  expect(keys).toEqual(["U", "C", "Z"]);
  await page.context().close();
});

test("a form sent from another site changes nothing", async () => {
  const answer = await fetch(`${site.url}/preferences`, {
    method: "POST",
    headers: { Origin: "https://evil.example" },
    body: new URLSearchParams({ locale: "en" }),
  });
  expect(answer.status).toBe(403);
  expect(answer.headers.get("set-cookie")).toBeNull();
});

test("every answer is strict with the browser, and says so anew each time", async () => {
  const [first, second] = await Promise.all([fetch(`${site.url}/manual`), fetch(`${site.url}/manual`)]);
  const policy = first.headers.get("content-security-policy") ?? "";
  expect(policy).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
  expect(policy).not.toMatch(/unsafe/);
  expect(policy).not.toBe(second.headers.get("content-security-policy"));
  expect(first.headers.get("cross-origin-opener-policy")).toBe("same-origin");
  // The card component's pop-up must keep its opener.
  const home = await fetch(site.url);
  expect(home.headers.get("cross-origin-opener-policy")).toBe("same-origin-allow-popups");
  expect(home.headers.get("content-security-policy")).not.toMatch(/unsafe/);
});
