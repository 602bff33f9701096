import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { DEMO_PIN } from "../../certificates/demo/demo-cards";
import { accessibilityFindings, look, overflowsSideways } from "../support/browser/browser";
import { nationalIdEnding } from "../support/cards/cards";
import {
  openCitizenSite,
  wrongPin,
  type CitizenAtDoor,
  type CitizenSite,
} from "../support/browser/citizen-site";
import { ownPassword } from "../support/desk/population";
import { signedIn } from "../support/desk/session";

/** One citizen for each story, so that one world serves them all. */
const citizens = [
  { name: "王明", lastFour: "6789", also: ["renewed", "revoked"] as const },
  { name: "王明", lastFour: null },
  { name: "林怡君", lastFour: "4093" },
  { name: "陳美玲", lastFour: "4321" },
];

let site: CitizenSite;
let url: string;
let office: Awaited<ReturnType<typeof agency>>;
let citizen: CitizenAtDoor;
let page: Page;

beforeAll(async () => {
  site = await openCitizenSite(citizens);
  url = site.url;
  office = await agency();
});
afterAll(() => site.close());

beforeEach(() => open());
afterEach(async () => {
  expect(await citizen.leave()).toEqual([]);
});

async function agency() {
  const { world } = site;
  const customs = await world.agency("財政部關務署基隆關");
  const finance = await world.agency("財政部");
  const person = (name: string, account: string | null, lastFour: string) =>
    world.person(name, {
      agency: customs,
      account,
      nationalId: nationalIdEnding(lastFour),
      password: account === null ? undefined : ownPassword,
    });
  return {
    ming: await person("王明", "ming.wang", "6789"),
    otherMing: await person("王明", "wang.ming", "6780"),
    mei: await person("陳美玲", null, "4321"),
    boss: await world.supervisor("林怡君", {
      agency: customs,
      account: "yichun.lin",
      nationalId: nationalIdEnding("4093"),
    }),
    superior: await world.supervisor("許雅惠", {
      agency: finance,
      serves: [customs],
      account: "yahui.hsu",
    }),
    auditor: await world.staff("郭美玲", "auditor", { agency: finance, account: "meiling.kuo" }),
    agent: await world.staff("周志明", "agent", { agency: finance, account: "zhiming.chou" }),
  };
}

async function open(options: Parameters<CitizenSite["visit"]>[0] = {}) {
  citizen = await site.visit(options);
  page = citizen.page;
}

describe("憑證登入", () => {
  it("looks for the component only when somebody turns to it, and says so in the panel", async () => {
    site.reader.insert("citizen-陳美玲-4321");
    expect(await page.locator(".component-state").count()).toBe(0);
    await page.focus("#pin");
    await page.waitForSelector(".component-ready");
    expect(await page.getAttribute("#pin", "name")).toBeNull();
  });

  it("leads on to where somebody was sent away from", async () => {
    await citizen.insert("citizen-陳美玲-4321");
    await citizen.name(nationalIdEnding("4321"));
    await page.waitForURL("**/identity");
    await page.context().clearCookies();
    site.reader.insert("citizen-陳美玲-4321");
    await page.goto(`${url}/me/sessions`);
    await page.fill("#pin", DEMO_PIN);
    await page.click('button:has-text("以憑證登入")');
    await page.waitForURL("**/identity?next=**");
    await page.click("text=繼續");
    await page.waitForURL("**/me/sessions");
  });

  it("needs JavaScript and says so; signing in by account does not", async () => {
    await citizen.leave();
    await open({ javaScript: false });
    expect(await page.innerText("noscript")).toContain("憑證登入需要 JavaScript");
    expect(await page.isDisabled('button:has-text("以憑證登入")')).toBe(true);
  });

  it("keeps the PIN out of the page once it was used, and says how many tries are left", async () => {
    await citizen.insert("citizen-王明-6789", wrongPin);
    await page.waitForSelector("#pin-error");
    expect(await page.innerText("#pin-error")).toContain("還可以再試兩次");
    expect(await page.inputValue("#pin")).toBe("");
  });

  it("says why a revoked card signs nobody in, and that an agency's card goes elsewhere", async () => {
    await citizen.insert("citizen-王明-6789-revoked");
    await page.waitForURL("**/certificate/refused**");
    expect(await citizen.alert()).toContain("憑證已廢止");
    await citizen.insert(site.cards.pki.cards.find(({ kind }) => kind === "agency")?.name ?? "");
    await page.waitForURL("**/certificate/refused?why=purpose-wrong");
    await page.click("text=機關憑證保管人為本機關的同仁設定密碼");
    await page.waitForURL("**/agency-card");
  });
});

describe("an account that does not match", () => {
  it("keeps what was typed, and offers a request for help with everything filled in and nothing in the address", async () => {
    await citizen.insert("citizen-王明-6789");
    await citizen.name("nobody.here");
    await page.waitForSelector('.public-main [role="alert"]');
    expect(await citizen.alert()).toContain("無法以這張憑證驗證您輸入的帳號");
    expect(await page.innerText("main")).toContain("還可以驗證 4 次");
    expect(await page.inputValue('input[name="login"]')).toBe("nobody.here");
    await page.click('button:has-text("申請登入協助")');
    await page.waitForURL("**/ask?reason=certificate");
    await page.goto(`${url}/ask/details?reason=certificate&path=helpdesk&agency=unknown`);
    expect(await page.inputValue('input[name="name"]')).toBe("王明");
    expect(await page.inputValue('input[name="login"]')).toBe("nobody.here");
    expect(await page.inputValue('textarea[name="story"]')).toContain("以自然人憑證登入未能完成");
  });

  it("costs no try where what was typed can be no account", async () => {
    const left = async () => /還可以驗證 \d 次/.exec(await page.innerText("main"))?.[0];
    await citizen.insert("citizen-王明-6789");
    await page.waitForURL("**/certificate/identify");
    const before = await left();
    await citizen.name("A123456788");
    await page.waitForSelector(".field-error");
    expect(await left()).toBe(before);
  });
});

describe("a card that must be confirmed", () => {
  it("is confirmed by its mailed link, on another machine, and then signs in", async () => {
    await citizen.insert("citizen-王明-none");
    await citizen.name("wang.ming");
    await page.waitForURL("**/certificate/waiting");
    const code = /確認碼 (\w{6})/.exec(await page.innerText("main"))?.[1] ?? "";
    await site.world.settle();
    const mail = site.world.mailTo(office.otherMing.email).find(({ subject }) => subject.includes("請確認"));
    expect(mail?.text).toContain(code);
    const link = /https?:\S+\/certificate\/confirm\/\S+/.exec(mail?.text ?? "")?.[0] ?? "";

    const home = await (await site.browser.visitor()).newPage();
    await home.goto(link);
    expect(new URL(home.url()).pathname).toBe("/certificate/confirm");
    expect(await home.innerText("main")).toContain(code);
    expect(await accessibilityFindings(home)).toEqual([]);
    await home.click('button:has-text("是我的，確認")');
    expect(await home.innerText('[role="status"]')).toContain("已確認");
    await home.context().close();

    await citizen.insert("citizen-王明-none");
    await page.waitForURL("**/identity");
  });

  it("of a 特權帳號 is confirmed by other HR, face to face, and by an agent apart from them", async () => {
    await citizen.insert("citizen-林怡君-4093");
    await citizen.name("yichun.lin");
    await page.waitForURL("**/certificate/waiting");
    const hr = await site.colleague(office.superior);
    await hr.goto(`${url}/hr/people/${office.boss.id}?purpose=record`);
    await hr.click("text=自然人憑證：確認或解除綁定");
    await hr.click('button:has-text("當面確認")');
    expect(await hr.innerText("main")).toContain("請先當面核對");
    await hr.check('input[name="checked"]');
    await hr.click('button:has-text("當面確認")');
    expect(await hr.innerText('[role="status"]')).toContain("還要第二人確認");
    expect(await hr.innerText("main")).toContain("您已經辦過這件的前一步，須由另一位確認");
    await hr.context().close();
    const agent = await site.colleague(office.agent);
    await agent.goto(`${url}/me`);
    await agent.click("text=憑證待第二人確認");
    expect(await agent.innerText("main")).toContain("林怡君");
    await agent.click('button:has-text("作為第二人確認")');
    expect(await agent.innerText("main")).toContain("請先核對，再勾選");
    await agent.check('input[name="checked"]');
    await agent.click('button:has-text("作為第二人確認")');
    expect(await agent.innerText('[role="status"]')).toContain("這張憑證可以登入了");
    expect(await agent.innerText("main")).toContain("沒有憑證等候第二人確認");
    await agent.context().close();
    await citizen.insert("citizen-林怡君-4093");
    await page.waitForURL("**/identity");
  });
});

describe("a bound certificate", () => {
  it("is renewed, seen in 我的專區, unbound there, and opens nothing more", async () => {
    await citizen.insert("citizen-王明-6789");
    await citizen.name("ming.wang");
    await page.waitForURL("**/identity");
    await page.context().clearCookies();
    await citizen.insert("citizen-王明-6789-renewed");
    await page.waitForURL("**/identity");
    await page.goto(`${url}/me`);
    await page.click("text=登入用的自然人憑證");
    await page.waitForURL("**/me/certificate");
    expect(await page.innerText("main")).toContain("內政部憑證管理中心");
    await page.click('button:has-text("解除綁定")');
    await page.waitForURL(/\/\?next=/);
    await citizen.insert("citizen-王明-6789-renewed");
    await page.waitForURL("**/certificate/identify");
  });

  it("leaves its signatures for auditors to download", async () => {
    const auditor = await site.colleague(office.auditor);
    await auditor.goto(`${url}/audit?q=ming.wang`);
    const download = auditor.waitForEvent("download");
    await auditor.click("text=下載綁定自然人憑證的簽章證據");
    expect((await download).suggestedFilename()).toMatch(/^binding-.*-evidence\.tar$/);
    await auditor.context().close();
  });
});

for (const locale of ["zh-TW", "en-US"] as const) {
  describe(`the look of the certificate's pages in ${locale}`, () => {
    it("pleases axe and fits a phone", async () => {
      await citizen.leave();
      await open({ locale });
      const found: string[] = [];
      const inspect = async (what: string) => {
        if (locale === "zh-TW") await look(page, `citizen-${what}`);
        found.push(...(await accessibilityFindings(page)).map((finding) => `${what}: ${finding}`));
        await page.setViewportSize({ width: 360, height: 740 });
        if (await overflowsSideways(page)) found.push(`${what}: slips sideways`);
        await page.setViewportSize({ width: 1280, height: 900 });
      };
      const button = locale === "zh-TW" ? "以憑證登入" : "Sign in with the certificate";
      const signIn = async (card: string) => {
        site.reader.insert(card);
        await page.goto(url);
        await page.fill("#pin", DEMO_PIN);
        await page.waitForSelector(".component-ready");
        await page.click(`button:has-text("${button}")`);
      };
      await page.focus("#pin");
      await page.waitForSelector(".component-ready");
      await inspect("home");
      await signIn("citizen-王明-6789-revoked");
      await page.waitForURL("**/certificate/refused**");
      await inspect("refused");
      await signIn("citizen-王明-6789");
      await page.waitForURL("**/certificate/identify");
      await page.fill('input[name="login"]', "nobody.here");
      await page.keyboard.press("Enter");
      await page.waitForSelector('.public-main [role="alert"]');
      await inspect("identify");
      await signIn("citizen-陳美玲-4321");
      await page.waitForURL("**/identity");
      await page.goto(`${url}/me/certificate`);
      await inspect("own");
      await page.context().clearCookies();
      page = await signedIn(site.world, page.context(), office.superior);
      await page.goto(`${url}/hr/people/${office.mei.id}/certificate?purpose=record`);
      await inspect("hr");
      expect(found).toEqual([]);
    });
  });
}
