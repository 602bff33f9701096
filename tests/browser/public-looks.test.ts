import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accessibilityFindings, overflowsSideways } from "../support/browser/browser";
import {
  createPublicWorld,
  sendRequest,
  signIn,
  statusPathIn,
  type PublicWorld,
} from "../support/browser/public";
import { ownPassword } from "../support/desk/population";

let made: PublicWorld;
beforeAll(async () => {
  made = await createPublicWorld();
});
afterAll(() => made.close());

const before = [
  "/",
  "/ask",
  "/ask?reason=certificate",
  "/ask/agency?reason=forgot&path=helpdesk&q=法務部",
  "/status",
];
const after = [
  "/identity",
  "/me",
  "/me/password",
  "/me/sessions",
  "/me/preferences",
  "/mailbox",
  "/mailbox/1",
];

for (const locale of ["zh-TW", "en-US"] as const) {
  describe(`the employees' pages in ${locale}`, () => {
    it("pass axe and fit a phone", async () => {
      const { world, url, browser, ming } = made;
      const context = await browser.visitor({ locale, width: 360 });
      const page = await context.newPage();
      const found: string[] = [];
      const judge = async (name: string) => {
        found.push(...(await accessibilityFindings(page)).map((finding) => `${name}: ${finding}`));
        if (await overflowsSideways(page)) found.push(`${name}: slips sideways`);
        if (!(await page.title()).includes(locale === "en-US" ? "Personnel Service Network" : "人事服務網"))
          found.push(`${name}: has no title`);
      };
      for (const path of before) {
        await page.goto(url + path);
        await judge(path);
      }
      if (locale === "zh-TW") {
        await sendRequest(page, url, { name: ming.name, login: "wang.ming" });
        await judge("receipt");
        await page.getByRole("link", { name: "查看案件進度" }).click();
        await judge("status of the page");
        await world.settle();
        await signIn(page, url, "wang.ming", ownPassword);
        await page.goto(`${url}/is-this-yours`);
        await judge("is this yours");
      } else {
        await page.goto(url);
        await page.getByLabel(/^Account \(/).fill("wang.ming");
        await page.getByLabel("Password", { exact: true }).fill(ownPassword);
        await page.getByRole("button", { name: "Sign in", exact: true }).click();
        await page.waitForURL("**/identity");
      }
      await page.goto(url + statusPathIn(world, "ming@moj.example"));
      await judge("status of the mail");
      for (const path of after) {
        await page.goto(url + path);
        await judge(path);
      }
      expect(found).toEqual([]);
    });
  });
}
