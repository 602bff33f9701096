import { readFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { createRequire } from "node:module";
import type axe from "axe-core";
import { chromium, type BrowserContext, type Page } from "playwright-core";
import { expect, inject } from "vitest";

interface VisitorOptions {
  /** Without it a page must work as plain HTML. */
  javaScript?: boolean;
  locale?: "zh-TW" | "en-US";
  dark?: boolean;
  /** CSS pixels. */
  width?: number;
}

/** A part of the run's Chromium that nobody else sees: what is opened here is nowhere else, and the other way round. */
export interface TestBrowser {
  /** A person at a machine of their own: cookies are not shared with the others. */
  visitor: (options?: VisitorOptions) => Promise<BrowserContext>;
  /** Ends every visit, so that the next test does not pay for the windows of the last. */
  everybodyLeaves: () => Promise<void>;
  close: () => Promise<void>;
}

/** Joins the Chromium of this run (`chromium.ts`), with nothing in it. */
export async function openBrowser(): Promise<TestBrowser> {
  const browser = await chromium.connect(inject("chromium"));
  return {
    everybodyLeaves: async () => {
      await Promise.all(browser.contexts().map((visitor) => visitor.close()));
    },
    visitor: ({ javaScript = true, locale = "zh-TW", dark = false, width = 1280 } = {}) =>
      browser.newContext({
        javaScriptEnabled: javaScript,
        locale,
        timezoneId: "Asia/Taipei",
        colorScheme: dark ? "dark" : "light",
        viewport: { width, height: 900 },
      }),
    close: () => browser.close(),
  };
}

/**
 * Waits until a page has come to an address and stands still there. A second click breaks off the first one's navigation,
 * which `waitForURL` reports as a failure and a person never notices.
 */
export async function arriveAt(page: Page, pathAndQuery: string): Promise<void> {
  await expect
    .poll(
      () => {
        const { pathname, search } = new URL(page.url());
        return pathAndQuery.includes("?") ? pathname + search : pathname;
      },
      { timeout: 30_000, interval: 50 },
    )
    .toBe(pathAndQuery);
  await page.waitForLoadState();
}

/**
 * Takes pictures of a page into .cache/looks/: at 1280 and 360 px, light and dark, for a person to look at. Only with
 * `LOOKS=1`, for nobody looks at those of a build machine.
 */
export async function look(page: Page, name: string): Promise<void> {
  if (!process.env.LOOKS) return;
  const folder = ".cache/looks";
  await mkdir(folder, { recursive: true });
  const before = page.viewportSize();
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: width === 360 ? 740 : 900 });
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: `${folder}/${name}-${width}-${colorScheme}.png`, fullPage: true });
    }
  }
  await page.emulateMedia({ colorScheme: null });
  if (before) await page.setViewportSize(before);
}

/** WCAG 2.2 AA and good practice, as axe tags its rules. */
const everything: axe.RunOnly = {
  type: "tag",
  values: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"],
};

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/**
 * Has axe judge a page by WCAG 2.2 AA and good practice, in the colours it is shown in: that every colour for text is
 * legible on every surface in the dark too, `tests/unit/app/colours.test.ts` computes. Runs beside the page's own scripts,
 * so its Content-Security-Policy stays as it is.
 *
 * @returns one line for each finding, none if all is well
 */
export async function accessibilityFindings(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axeSource);
  const { violations } = await page.evaluate(
    (only) => window.axe.run(document, { runOnly: only, resultTypes: ["violations"] }),
    everything,
  );
  return violations.map(
    ({ id, help, nodes }) => `${id}: ${help} (${nodes.map(({ target }) => target.join(" ")).join(", ")})`,
  );
}

/**
 * Says whether a page is wider than its window, which a phone shows as a page that slips sideways, or a chip wider than its
 * card, which cuts it off.
 */
export async function overflowsSideways(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const right = (one: Element) => one.getBoundingClientRect().right;
    const isCut = (chip: Element) => right(chip) > right(chip.closest(".card") ?? document.body);
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth > clientWidth || [...document.querySelectorAll(".card .chip")].some(isCut);
  });
}

declare global {
  interface Window {
    axe: typeof axe;
  }
}

/** What every page owes everybody: nothing that axe finds, and no slipping sideways on a phone. */
export async function suitsEverybody(page: Page, name: string): Promise<void> {
  expect(await accessibilityFindings(page)).toEqual([]);
  await look(page, name);
  const before = page.viewportSize();
  await page.setViewportSize({ width: 360, height: 740 });
  expect(await overflowsSideways(page)).toBe(false);
  if (before) await page.setViewportSize(before);
}

/** The same of a page that needs no script at all. */
export async function suitsWithoutScripts(page: Page, name: string): Promise<void> {
  expect(await page.locator("script").count()).toBe(0);
  await suitsEverybody(page, name);
}
