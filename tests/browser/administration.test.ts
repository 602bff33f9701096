import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Agency } from "../../db/queries/agencies";
import type { PersonWithAgency } from "../../db/queries/people";
import { issueToken } from "../../workflows/console/tokens";
import { openBrowser, suitsEverybody, type TestBrowser } from "../support/browser/browser";
import { press } from "../support/desk/desk-office";
import { createWorld, days, ownPassword, type World } from "../support/desk/population";
import { signedIn } from "../support/desk/session";

let browser: TestBrowser;
let world: World;
let url: string;
let office: Agency;
let bureau: Agency;
let clerk: PersonWithAgency;
let second: PersonWithAgency;
let page: Page;
let other: Page;

beforeAll(async () => {
  browser = await openBrowser();
  world = await createWorld();
  url = await world.serve();
  office = await world.agency("行政院人事行政總處");
  bureau = await world.agency("內政部警政署入出國及移民署基隆機場服務站", { parent: office });
  const first = await world.staff("蕭承恩", "administrator", { agency: office, account: "chengen.hsiao" });
  second = await world.staff("彭柏翰", "administrator", { agency: office, account: "pohan.peng" });
  await world.staff("郭美玲", "auditor", { agency: office, account: "meiling.kuo" });
  await world.supervisor("林怡君", {
    agency: bureau,
    serves: [bureau, office],
    includesSubordinates: true,
    account: "yichun.lin",
  });
  clerk = await world.person("王明", { agency: bureau, account: "wang.ming", password: ownPassword });
  page = await signedIn(world, await browser.visitor(), first);
  other = await signedIn(world, await browser.visitor({ locale: "en-US" }), second);
});
afterAll(async () => {
  await browser.close();
  await world.close();
});

const main = (of = page) => of.locator("main").innerText();
const open = (path: string, of = page) => of.goto(url + path);
const rolesOf = async (who: PersonWithAgency) =>
  (await world.store.people.rolesOf(who.id, world.clock.now)).map(({ role }) => role);

async function askForRole(role: string, agencies = ""): Promise<void> {
  await open("/admin/roles/new");
  await page.fill("input[name=login]", "wang.ming");
  await page.selectOption("select[name=role]", role);
  await page.fill("textarea[name=agencies]", agencies);
  await page.fill("textarea[name=reason]", "接替退休同仁");
  await press(page, "送另一位系統管理員");
}

/** Two administrators, one after the other; the second reads English. */
describe("The administrators' pages, without any script", () => {
  it("list everybody with a role, what they serve, since when and by whom", async () => {
    await open("/admin/roles");
    for (const words of ["蕭承恩", "系統管理員", "林怡君", "行政院人事行政總處（含所屬）", "兼辦"])
      expect(await main()).toContain(words);
    await suitsEverybody(page, "admin-roles");
  });

  it("say at the field what a grant lacks, and keep what was typed", async () => {
    await open("/admin/roles/new");
    await press(page, "送另一位系統管理員");
    expect(await page.textContent(".error-summary")).toContain("請選擇角色");
    await page.fill("input[name=login]", "nobody.here");
    await page.selectOption("select[name=role]", "hr-supervisor");
    await page.fill("textarea[name=agencies]", "2.16.886.1");
    await press(page, "送另一位系統管理員");
    expect(await page.textContent(".error-summary")).toContain("找不到");
    await page.fill("input[name=login]", "wang.ming");
    await press(page, "送另一位系統管理員");
    expect(await page.textContent(".error-summary")).toContain("OID");
    await page.fill("textarea[name=agencies]", bureau.oid);
    await press(page, "送另一位系統管理員");
    expect(await page.textContent(".error-summary")).toContain("請寫明理由");
    expect(await page.inputValue("textarea[name=agencies]")).toBe(bureau.oid);
    await suitsEverybody(page, "admin-grant");
  });

  it("let a role wait for the second administrator, who finds it counted, returns or agrees", async () => {
    await askForRole("hr-supervisor", bureau.oid);
    expect(await page.getByRole("status").innerText()).toContain("已送出");
    await suitsEverybody(page, "admin-waiting-own");
    await page.click("main a.hr-case");
    expect(await main()).toContain("撤回");
    expect(await main()).not.toContain("請先自行查證");

    await open("/admin", other);
    await other.click("nav a[href='/admin/waiting']");
    expect(await other.locator("nav a[href='/admin/waiting']").innerText()).toMatch(/1$/);
    await suitsEverybody(other, "admin-waiting");
    await other.click("main a.hr-case");
    for (const words of ["王明", "HR supervisor", bureau.fullName, "接替退休同仁", "蕭承恩"])
      expect(await main(other)).toContain(words);
    await suitsEverybody(other, "admin-waiting-change");
    await press(other, "Return");
    expect(await other.textContent(".error-summary")).toContain("Say why");
    await press(other, "Agree");
    expect(await other.getByRole("status").innerText()).toContain("Agreed");
    expect(await rolesOf(clerk)).toEqual(["hr-supervisor"]);
    await open("/admin/roles");
    expect(await main()).toContain("蕭承恩、彭柏翰");
  });

  it("take a role or one agency back the same way", async () => {
    await open("/admin/roles");
    await page.click("a[aria-label='收回 王明 的人事主管']");
    await suitsEverybody(page, "admin-revocation");
    await page.fill("textarea[name=reason]", "調離");
    await press(page, "送另一位系統管理員");
    await open("/admin/waiting", other);
    await other.click("main a.hr-case");
    await press(other, "Agree");
    expect(await rolesOf(clerk)).toEqual([]);
    await open("/admin/roles");
    await page.click("main td a[href*='?service']");
    expect(await main()).toContain("林怡君");
  });

  it("move an agency", async () => {
    await open("/admin/agencies/parent");
    await page.fill("input[name=agency]", office.oid);
    await page.fill("input[name=parent]", bureau.oid);
    await page.fill("textarea[name=reason]", "組織調整");
    await press(page, "送另一位系統管理員");
    expect(await page.textContent(".error-summary")).toContain("不能隸屬於自己");
    await suitsEverybody(page, "admin-parent");
  });

  it("list tokens of the API and end one at once", async () => {
    const console = { ...world.services, operator: "root" };
    await issueToken(console, "wang.ming", { label: "報表", scopes: ["tickets:read"], validForMs: days(9) });
    await open("/admin/tokens");
    expect(await main()).toContain("報表");
    await suitsEverybody(page, "admin-tokens");
    await press(page, "撤銷");
    expect(await page.getByRole("status").innerText()).toContain("已撤銷");
    expect(await main()).toContain("沒有使用中的權杖");
  });

  it("list who of the staff is signed in, and end somebody's sessions at once", async () => {
    const supervisor = await world.supervisor("許雅惠", { agency: office });
    const theirs = await signedIn(world, await browser.visitor(), supervisor);
    await open("/admin/sessions");
    expect(await main()).toContain("許雅惠");
    await suitsEverybody(page, "admin-sessions");
    await press(page, "結束 許雅惠 的所有登入");
    expect(await page.getByRole("status").innerText()).toContain("已結束");
    expect(await main()).not.toContain("許雅惠");
    await open("/hr", theirs);
    expect(new URL(theirs.url()).pathname).toBe("/");
    const [ended] = await world.store.records.auditOf({ act: "sessions.ended" }, 1);
    expect(ended).toMatchObject({ personId: supervisor.id, actorKind: "person" });
  });

  it("list beforehand who could be left without help", async () => {
    await world.supervisor("賴冠廷", { agency: await world.agency("宜蘭縣政府") });
    await open("/admin");
    await page.click("main a[href='/admin/stranded']");
    expect(await main()).toContain("客服人員少於兩位");
    expect(await main()).toContain("只有一位人事主管，且沒有上級人事單位");
    await suitsEverybody(page, "admin-stranded");
  });

  it("show what was done from the shell", async () => {
    await open("/audit/shell");
    expect(await main()).toContain("desk user token");
    await suitsEverybody(page, "audit-shell");
  });

  it("say that it is done from the shell, where one administrator is alone", async () => {
    await world.store.commit({
      at: world.clock.now,
      writes: [{ op: "update", table: "people", where: { id: second.id }, set: { status: "left" } }],
      audit: [],
    });
    await open("/admin/roles");
    expect(await main()).toContain("目前只有您一位系統管理員");
    await askForRole("agent");
    expect(await page.getByRole("alert").first().innerText()).toContain("desk user");
    await suitsEverybody(page, "admin-grant-alone");
  });
});
