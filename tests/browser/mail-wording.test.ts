import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { PersonWithAgency } from "../../db/queries/people";
import { rewriteMail } from "../../workflows/mail/out/wording";
import { accessibilityFindings, look, openBrowser, type TestBrowser } from "../support/browser/browser";
import { as, press } from "../support/desk/desk-office";
import { signedIn } from "../support/desk/session";
import { createWorld, type World } from "../support/desk/population";

let world: World;
let url: string;
let browser: TestBrowser;
let admin: PersonWithAgency;
let page: Page;

beforeAll(async () => {
  world = await createWorld();
  const office = await world.agency("行政院人事行政總處");
  admin = await world.staff("林志明", "administrator", { agency: office, account: "admin.lin" });
  url = await world.serve();
  browser = await openBrowser();
  page = await signedIn(world, await browser.visitor({ javaScript: false }), admin);
});

afterAll(async () => {
  await browser.close();
  await world.close();
});

const frame = () => page.frameLocator("iframe[name=mail-preview]");

describe("an administrator, without any script", () => {
  test("finds every mail in both languages and sees it with sample data", async () => {
    await page.goto(`${url}/admin`);
    await page.getByRole("link", { name: "信件文字與預覽" }).click();
    await page.getByRole("link", { name: "一次性密碼，中文", exact: true }).click();
    await expect.poll(() => frame().locator("main").innerText()).toContain("K5L6H5W8");
    expect(await page.locator(".letter-text").innerText()).toContain("您的新密碼如下：");
  });

  test("sees in the frame what was typed before saving it, and nothing is saved", async () => {
    await page.goto(`${url}/admin/wording/locked/zh`);
    await page.getByLabel("第 1 句").fill("您的一次性密碼不能再用了");
    await page.getByRole("button", { name: "預覽（不儲存）" }).click();
    await expect.poll(() => frame().locator("body").innerText()).toContain("您的一次性密碼不能再用了");
    expect(await page.getByLabel("第 1 句").inputValue()).toBe("您的一次性密碼不能再用了");
    expect(await world.store.wordings.version()).toBe(0);
  });

  test("is told which variable is missing, next to the sentence, and keeps what was typed", async () => {
    await page.getByLabel("第 2 句").fill("已停用，請洽 {agency}。");
    await press(page, "儲存");
    expect(await page.getByRole("alert").innerText()).toContain(
      "第 2 句：缺少 {at}；不能使用 {agency}，這一句沒有這項資料。",
    );
    expect(await page.getByLabel("第 1 句").inputValue()).toBe("您的一次性密碼不能再用了");
    expect(await page.getByLabel("第 2 句").inputValue()).toBe("已停用，請洽 {agency}。");
  });

  test("saves, sees who changed what, and goes back to what is shipped", async () => {
    await page.getByLabel("第 2 句").fill("您的一次性密碼已於 {at} 停用，請洽 {phone}。");
    await press(page, "儲存");
    expect(await page.getByRole("status").innerText()).toContain("已儲存");
    expect(await page.locator("ol").innerText()).toMatch(/林志明[^]*已於 {at} 停用，請洽 {phone}。/);
    expect(await page.locator(".letter-text").innerText()).toContain("停用，請洽 02-2397-9297。");
    await press(page, "還原為原始文字");
    expect(await page.locator(".letter-text").innerText()).toContain("輸入錯誤次數過多");
  });

  test("hears of a colleague who saved first, and keeps what was typed", async () => {
    await page.goto(`${url}/admin/wording/disputed/en`);
    await page.getByLabel("第 1 句").fill("Reported as not theirs");
    const seen = 0;
    await rewriteMail(world.services, as(admin), {
      name: "disputed",
      locale: "en",
      typed: { title: "Disputed" },
      seen,
    });
    await press(page, "儲存");
    expect(await page.getByRole("alert").innerText()).toContain("剛由別人改過");
    expect(await page.getByLabel("第 1 句").inputValue()).toBe("Reported as not theirs");
    expect(await page.getByText("目前文字：Disputed").count()).toBe(1);
    await press(page, "儲存");
    expect(await page.getByRole("status").innerText()).toContain("已儲存");
  });

  test("nobody else gets there", async () => {
    const stranger = await (await browser.visitor()).newPage();
    const answer = await stranger.goto(`${url}/admin/wording/locked/zh/sample`);
    expect(stranger.url()).not.toContain("/sample");
    expect(answer?.status()).toBe(200);
  });
});

test("the pages read well, and axe finds nothing", async () => {
  const reader = await signedIn(world, await browser.visitor(), admin);
  for (const path of ["/admin/wording", "/admin/wording/temporary-password/zh"]) {
    await reader.goto(url + path);
    expect(await accessibilityFindings(reader)).toEqual([]);
    await look(reader, path.replaceAll("/", "-").slice(1));
  }
});
