import type { Page } from "playwright-core";
import type { PersonWithAgency } from "../../../db/queries/people";
import { openBrowser, type TestBrowser } from "./browser";
import { createWorld, ownPassword, type World } from "../desk/population";

/** What employees' pages are tested in: two agencies, their HR supervisor, one who forgot and one who is new. */
export interface PublicWorld {
  world: World;
  url: string;
  browser: TestBrowser;
  boss: PersonWithAgency;
  /** Has an account and a password. */
  ming: PersonWithAgency;
  /** New: neither account nor password. */
  mei: PersonWithAgency;
  close: () => Promise<void>;
}

/** Builds that world, serves its pages and starts a browser. */
export async function createPublicWorld(env: Record<string, string> = {}): Promise<PublicWorld> {
  const world = await createWorld({ env });
  const ministry = await world.agency("法務部");
  const bureau = await world.agency("法務部調查局", { parent: ministry });
  const boss = await world.supervisor("陳佳玲", {
    agency: ministry,
    serves: [ministry],
    includesSubordinates: true,
    account: "boss.chen",
  });
  const ming = await world.person("王小明", {
    agency: bureau,
    account: "wang.ming",
    password: ownPassword,
    email: "ming@moj.example",
  });
  const mei = await world.person("陳美玲", { agency: bureau, account: null, email: "mei@moj.example" });
  const url = await world.serve();
  const browser = await openBrowser();
  return {
    world,
    url,
    browser,
    boss,
    ming,
    mei,
    close: async () => {
      await browser.close();
      await world.close();
    },
  };
}

interface Asking {
  name: string;
  login: string;
  path?: "hr-supervisor" | "helpdesk";
  reason?: "first-login" | "forgot";
}

/** Goes through the steps of a request up to the last, and fills it in. */
export async function fillRequest(page: Page, url: string, asking: Asking): Promise<void> {
  const { name, login, path = "hr-supervisor", reason = "forgot" } = asking;
  await page.goto(`${url}/ask?reason=${reason}`);
  await page.getByRole("link", { name: path === "helpdesk" ? "請客服協助" : "請人事單位協助" }).click();
  await page.getByLabel("機關名稱").fill("調查局");
  await page.getByRole("button", { name: "搜尋" }).click();
  await page.getByRole("radio", { name: /^法務部調查局/ }).check();
  await page.getByRole("button", { name: "下一步" }).click();
  await page.getByLabel("姓名").fill(name);
  await page.getByLabel(/身分證字號/).fill(login);
  await page.getByLabel("聯絡方式").fill("0912-345-678");
  await page.getByLabel(/發生了什麼事/).fill("放假回來就登不進去了");
}

/** Sends a request and returns its number from the receipt. */
export async function sendRequest(page: Page, url: string, asking: Asking): Promise<string> {
  await fillRequest(page, url, asking);
  await page.getByRole("button", { name: "送出申請" }).click();
  await page.waitForURL("**/ask/receipt");
  return (await page.getByText(/^案件編號/).innerText()).replace("案件編號", "").trim();
}

/** Signs in on the home page, as far as that goes. */
export async function signIn(page: Page, url: string, account: string, password: string): Promise<void> {
  await page.goto(url);
  await page.getByLabel(/^帳號/).fill(account);
  await page.getByLabel("密碼", { exact: true }).fill(password);
  await page.getByRole("button", { name: "登入", exact: true }).click();
  await page.waitForURL(/\/(identity|sign-in)/);
}

/** The path of the status link in the newest mail to an address. */
export function statusPathIn(world: World, address: string): string {
  for (const { text } of world.mailTo(address)) {
    const path = /https?:\/\/[^\s/]+(\/status\/[\w.-]+)/.exec(text)?.[1];
    if (path) return path;
  }
  throw new Error(`no status link was mailed to ${address}`);
}
