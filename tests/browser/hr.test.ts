import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { inventNationalId } from "../../accounts/identity/national-id";
import { openBrowser, suitsWithoutScripts, type TestBrowser } from "../support/browser/browser";
import type { PersonWithAgency } from "../../db/queries/people";
import { signInAt } from "../support/desk/desk-office";
import { hrOffice, requested, send, setOwnPassword } from "../support/desk/hr-office";
import { signedIn } from "../support/desk/session";
import { createWorld, days, type World } from "../support/desk/population";

const chosen = "Quiet-Rivers-Cross-77";

let browser: TestBrowser;
let world: World;
let url: string;
let office: Awaited<ReturnType<typeof hrOffice>>;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  world = await createWorld();
  url = await world.serve();
  office = await hrOffice(world);
});
afterEach(async () => {
  await browser.everybodyLeaves();
  await world.close();
});

async function at(
  who: PersonWithAgency,
  path: string,
  options: Parameters<TestBrowser["visitor"]>[0] = {},
): Promise<Page> {
  const page = await signedIn(world, await browser.visitor(options), who);
  await page.goto(url + path);
  return page;
}

/** The person at home, who has the password of the mail. */
async function withMailedPassword(login: string, password: string): Promise<Page> {
  const page = await (await browser.visitor()).newPage();
  await signInAt(page, url, login, password);
  return page;
}

const text = (page: Page) => page.locator("main").innerText();

async function lookUp(page: Page, query: string, purpose: string): Promise<void> {
  await page.fill('input[name="query"]', query);
  await page.check(`input[name="purpose"][value="${purpose}"]`);
  await send(page, "main form button");
}

describe("HR's cases, on pages without any script", () => {
  it("somebody new without an address: staff prepare one, a supervisor confirms it, another decides, the person chooses an account", async () => {
    const fresh = await world.person("陳新人", { agency: office.bureau, account: null, email: null });
    const page = await at(office.preparer, "/hr/people");
    await lookUp(page, world.nationalIdOf(fresh), "first-login");
    expect(page.url()).toBe(`${url}/hr/people`);
    await send(page, 'a:has-text("選擇")');
    expect(await text(page)).toContain("沒有留存的電子郵件");
    await send(page, 'a:has-text("登記或變更電子郵件")');
    await page.fill('input[name="value"]', "chen.xr@mjib.example");
    await page.check('input[name="proof"][value="in-person"]');
    await suitsWithoutScripts(page, "hr-record");
    await send(page, "main form button");
    expect(await page.getByRole("status").innerText()).toContain("已送人事主管確認");
    expect(await text(page)).toContain("沒有留存的電子郵件");
    await suitsWithoutScripts(page, "hr-record-prepared");
    await send(page, 'a:has-text("電子郵件改為")');
    expect(await text(page)).toContain("撤回後資料不變");
    await suitsWithoutScripts(page, "hr-change-own");

    const confirmer = await at(office.supervisor, "/hr");
    await suitsWithoutScripts(confirmer, "hr-changes");
    await send(confirmer, '.hr-case:has-text("陳新人")');
    await suitsWithoutScripts(confirmer, "hr-change");
    await send(confirmer, 'button:has-text("退回")');
    expect(await confirmer.locator(".error-summary").innerText()).toContain("請寫明理由");
    await send(confirmer, 'button:has-text("確認並登記")');
    expect(await confirmer.getByRole("status").innerText()).toContain("已確認並登記");
    await page.goto(`${url}/hr`);
    expect(await text(page)).toContain("已確認");

    const decider = await at(office.second, "/hr/people?purpose=first-login");
    await lookUp(decider, "陳新人", "first-login");
    await send(decider, 'a:has-text("選擇")');
    expect(await text(decider)).toContain("電子郵件由 周雅婷、陳佳玲 變更（當面確認）");
    await send(decider, 'a:has-text("設定初始密碼")');
    await suitsWithoutScripts(decider, "hr-reset-confirm");
    expect(await text(decider)).toContain("c***r@mjib.example");
    await decider.check('input[name="proof"][value="document"]');
    await send(decider, "main form button");
    expect(await text(decider)).toMatch(/R1151123-0001/);
    await world.settle();

    const own = await withMailedPassword(
      world.nationalIdOf(fresh),
      world.passwordFor("chen.xr@mjib.example"),
    );
    await own.goto(`${url}/set-password`);
    await setOwnPassword(own, chosen, "chen.newcomer");
    expect((await world.store.tickets.byNumber("R1151123-0001"))?.outcome).toBe("solved");
    expect((await world.store.people.byId(fresh.id))?.account).toBe("chen.newcomer");
  });

  it("what was prepared is confirmed by the supervisor", async () => {
    const page = await at(office.preparer, "/hr/people");
    await lookUp(page, "王小明", "recovery");
    await send(page, 'a:has-text("選擇")');
    await send(page, 'a:has-text("重設密碼")');
    await page.check('input[name="proof"][value="extension"]');
    await page.check('input[name="disableOldPassword"]');
    await send(page, 'button:has-text("確認並送主管")');
    expect(await page.getByRole("status").innerText()).toContain("已擬辦");
    expect(await page.locator("#approval button").isDisabled()).toBe(true);
    expect(await text(page)).toContain("您的授權僅能擬辦");
    await suitsWithoutScripts(page, "hr-ticket-prepared");

    const supervisor = await at(office.supervisor, "/hr");
    expect(await text(supervisor)).toContain("前一步：周雅婷");
    await send(supervisor, ".hr-case");
    expect(await text(supervisor)).toContain("前一步已勾選立即停用舊密碼");
    await send(supervisor, "#approval button");
    await world.settle();
    expect(world.passwordFor(office.employee.email)).toMatch(/^[A-Z2-9]{8}$/);
    expect((await world.store.people.byId(office.employee.id))?.passwordDisabledAt).not.toBeNull();
  });

  it("a request is returned with the reason, which the applicant is mailed", async () => {
    const number = await requested(world, office.employee);
    const page = await at(office.supervisor, `/hr/tickets/${number}`);
    await send(page, "#return button");
    expect(await page.getByRole("alert").innerText()).toContain("請寫理由");
    await page.fill('textarea[name="reason"]', "請補附服務證明。");
    await send(page, "#return button");
    expect(await page.getByRole("status").innerText()).toContain("已退回");
    expect(await text(page)).toContain("請補附服務證明。");
    await world.settle();
    expect(world.mailTo(office.employee.email)[0]?.text).toContain("請補附服務證明。");
  });

  it("a delegation is given with dates, seen, and taken back", async () => {
    const page = await at(office.supervisor, "/hr/delegations");
    await send(page, 'a:has-text("授權同仁")');
    await lookUp(page, "王小明", "delegation");
    await send(page, 'a:has-text("選擇")');
    await send(page, 'button:has-text("確認授權")');
    expect(await page.getByRole("alert").innerText()).toContain("請選擇授權內容");
    await page.check('input[name="role"][value="deputy"]');
    await page.fill('input[name="to"]', "2027-01-31");
    await suitsWithoutScripts(page, "hr-delegation-new");
    await send(page, 'button:has-text("確認授權")');
    expect(await text(page)).toMatch(/王小明\s+職務代理人\s+115\/11\/23 至 116\/01\/31\s+有效/);
    await suitsWithoutScripts(page, "hr-delegations");
    await send(page, 'button[aria-label="撤銷對 王小明 的授權"]');
    expect(await page.getByRole("status").innerText()).toContain("已撤銷");
  });
});

describe("Two at once", () => {
  it("the loser is told who was first, and keeps the reason that was typed", async () => {
    const number = await requested(world, office.employee);
    const slow = await at(office.supervisor, `/hr/tickets/${number}`);
    await slow.fill('textarea[name="reason"]', "請本人先以分機聯絡人事室。");
    const quick = await at(office.second, `/hr/tickets/${number}`);
    await send(quick, "#approval button");
    const [answer] = await Promise.all([
      slow.waitForResponse((one) => one.request().method() === "POST"),
      send(slow, "#return button"),
    ]);
    expect(answer.status()).toBe(409);
    expect(await slow.getByRole("alert").innerText()).toContain("李宜芳已於 115/11/23（一）09:41 核准");
    expect(await slow.inputValue('textarea[name="reason"]')).toBe("請本人先以分機聯絡人事室。");
    await suitsWithoutScripts(slow, "hr-ticket-too-late");
  });

  it("a double click approves once and shows what a single one shows", async () => {
    const number = await requested(world, office.employee);
    const page = await at(office.supervisor, `/hr/tickets/${number}`);
    const [key, answers] = await page.evaluate(async (path) => {
      const form = document.querySelector<HTMLFormElement>("#approval form");
      const body = new URLSearchParams(
        [...new FormData(form ?? undefined)].map(([name, value]) => [
          name,
          typeof value === "string" ? value : "",
        ]),
      );
      const post = () => fetch(path, { method: "POST", body });
      const both = await Promise.all([post(), post()]);
      return [
        body.get("idempotency-key"),
        both.map((one) => `${one.status} ${new URL(one.url).search}`),
      ] as const;
    }, `/hr/tickets/${number}/approval`);
    expect(key).toMatch(/^[\w-]{22}$/);
    expect(answers).toEqual(["200 ?done=APPROVE", "200 ?done=APPROVE"]);
    await world.settle();
    expect((await world.store.tickets.byNumber(number))?.snapshot.context).toMatchObject({ issue: 1 });
  });
});

describe("A 特權帳號", () => {
  it("waits for a second person, whom the first cannot be", async () => {
    const agent = await world.staff("黃俊傑", "agent", { agency: office.bureau, account: "huang.jj" });
    const number = await requested(world, agent);
    const first = await at(office.supervisor, `/hr/tickets/${number}`);
    await send(first, "#approval button");
    expect(await first.locator("#confirmation button").isDisabled()).toBe(true);
    expect(await text(first)).toContain("您已經辦過這件的前一步");
    const second = await at(office.second, "/hr");
    expect(await text(second)).toContain("等待第二人確認");
    await send(second, ".hr-case");
    await suitsWithoutScripts(second, "hr-ticket-second");
    await send(second, "#confirmation button");
    await world.settle();
    expect(world.passwordFor(agent.email)).toMatch(/^[A-Z2-9]{8}$/);
  });
});

describe("What HR is refused", () => {
  it("people of other agencies and cases of theirs, each with its own words", async () => {
    const elsewhere = await world.agency("交通部");
    const stranger = await world.person("外人甲", { agency: elsewhere });
    const number = await requested(world, stranger);
    const page = await at(office.supervisor, `/hr/tickets/${number}`);
    expect(await text(page)).toContain("這位同仁不屬於您服務的機關");
    await page.goto(`${url}/hr/people/${stranger.id}?purpose=recovery`);
    expect(await text(page)).toContain("這位同仁不屬於您服務的機關");
    await page.goto(`${url}/hr/people`);
    await lookUp(page, world.nationalIdOf(stranger), "recovery");
    expect(await text(page)).toContain("找不到");
    await suitsWithoutScripts(page, "hr-people-nobody");
  });

  it("an own case, and everything once the delegation has run out", async () => {
    const own = await requested(world, office.supervisor);
    const page = await at(office.supervisor, `/hr/tickets/${own}`);
    expect(await text(page)).toContain("不得處理自己的帳號");
    world.clock.now += days(91);
    const late = await at(office.preparer, "/hr");
    expect(await text(late)).toContain("您的授權已到期或已撤銷");
  });

  it("employees have no business here", async () => {
    const page = await signedIn(world, await browser.visitor(), office.employee);
    const answer = await page.goto(`${url}/hr`);
    expect(answer?.status()).toBe(403);
  });
});

describe("A national ID that is wrong on record", () => {
  it("is corrected: what is wrong is said at the field, and nothing typed is lost", async () => {
    const right = inventNationalId(world.random);
    const page = await at(office.supervisor, "/hr/people");
    await lookUp(page, "王小明", "record");
    await send(page, 'a:has-text("選擇")');
    await send(page, 'a:has-text("更正身分證字號")');
    expect(await text(page)).toContain(`目前留存：${office.employee.nationalIdMasked}`);
    await page.check('input[name="proof"][value="document"]');
    const refusedWith = async (typed: string, words: string) => {
      await page.fill('input[name="value"]', typed);
      await send(page, "main form button");
      expect(await page.locator("#field-value-error").innerText()).toContain(words);
      expect(await page.inputValue('input[name="value"]')).toBe(typed);
      expect(await page.isChecked('input[name="proof"][value="document"]')).toBe(true);
    };
    await refusedWith("A123456788", "檢查碼不符");
    await suitsWithoutScripts(page, "hr-national-id");
    await refusedWith(world.nationalIdOf(office.preparer), "已登記在另一位同仁名下");
    await refusedWith(world.nationalIdOf(office.employee), "與留存的資料相同");
    await page.fill('input[name="value"]', right);
    await send(page, "main form button");
    expect(await page.getByRole("status").innerText()).toContain("已登記");
    expect(await text(page)).toContain(`${right.slice(0, 6)}****`);
    expect(await page.content()).not.toContain(right);
    await suitsWithoutScripts(page, "hr-national-id-recorded");
  });
});

describe("In English", () => {
  it("everything is there too", async () => {
    const number = await requested(world, office.employee);
    const page = await at(office.supervisor, "/hr", { locale: "en-US" });
    await suitsWithoutScripts(page, "hr-pending-en");
    await page.goto(`${url}/hr/tickets/${number}`);
    await suitsWithoutScripts(page, "hr-ticket-en");
    await page.goto(`${url}/hr/people`);
    await suitsWithoutScripts(page, "hr-people-en");
    await page.goto(`${url}/hr/people/${office.employee.id}/record?purpose=record&field=nationalId`);
    await suitsWithoutScripts(page, "hr-national-id-en");
    await page.goto(`${url}/hr/people`);
    expect(await text(page)).not.toMatch(/[\u4e00-\u9fff]{4,}(?!局|部)/);
  });
});
