import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { openBrowser, type TestBrowser } from "../support/browser/browser";
import { watchPins, type PinWatch } from "../support/browser/pin-watch";

const pin = "975318";

let servers: Server[];
let site: string;
let component: string;
let browser: TestBrowser;
let visitor: BrowserContext;
let page: Page;
let watch: PinWatch;

beforeAll(async () => {
  servers = [createServer(), createServer()];
  [site = "", component = ""] = await Promise.all(servers.map(listen));
  browser = await openBrowser();
  visitor = await browser.visitor();
  page = await visitor.newPage();
});
beforeEach(async () => {
  await visitor.clearCookies();
  watch = watchPins(visitor, component);
});
afterAll(async () => {
  await browser.close();
  for (const server of servers) server.close();
});

async function listen(server: Server): Promise<string> {
  server.on("request", (_request, response) => {
    response.setHeader("Access-Control-Allow-Origin", "*");
    response.setHeader("Content-Type", "text/html").end("<!doctype html><title>page</title>");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const send = (to: string, how: { headers?: Record<string, string>; body?: string } = {}) =>
  page.evaluate(async ({ to, how }) => void (await fetch(to, { method: "POST", ...how })), { to, how });

test.each([
  ["in the address", () => send(`/here?field=${pin}`)],
  ["in the body of a form", () => send("/here", { body: `name=A&pin=${pin}` })],
  ["in JSON", () => send("/here", { body: JSON.stringify({ pin }) })],
  ["in base64", () => send("/here", { body: Buffer.from(`xy${pin}z`).toString("base64") })],
  ["in a header", () => send("/here", { headers: { "X-Pin": pin } })],
  [
    "in a cookie",
    async () => {
      await page.evaluate((value) => void (document.cookie = `pin=${value}`), pin);
      await page.goto(`${site}/next`);
    },
  ],
  [
    "in a beacon of a page that is left",
    async () => {
      await page.evaluate((value) => void navigator.sendBeacon("/beacon", value), pin);
      await page.goto("about:blank");
    },
  ],
  [
    "from a window that the page opens",
    async () => {
      const opened = page.waitForEvent("popup");
      await page.evaluate((value) => void window.open(`/popup?${value}`), pin);
      await (await opened).waitForLoadState();
    },
  ],
])("a PIN that reaches the server %s is found", async (_where, leak) => {
  await page.goto(site);
  expect(await watch.leaksOf(pin)).toEqual([]);
  await leak();
  expect(await watch.leaksOf(pin)).toHaveLength(1);
});

test("what goes to the component alone is no leak", async () => {
  await page.goto(site);
  await send(`${component}/sign`, { body: `pin=${pin}` });
  expect(await watch.leaksOf(pin)).toEqual([]);
});

test("a watch over nothing is no proof", async () => {
  await expect(watch.leaksOf(pin)).rejects.toThrow("has sent nothing");
});
