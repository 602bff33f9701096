import { temporaryPasswordTries } from "../../accounts/passwords/throttle";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  accessibilityFindings,
  arriveAt,
  look,
  openBrowser,
  overflowsSideways,
  type TestBrowser,
} from "../support/browser/browser";
import {
  as,
  deskOffice,
  numberOf,
  phoneCase,
  press,
  signInAt,
  verifyCaller,
  workplace,
} from "../support/desk/desk-office";
import { createWorld, hours, type World } from "../support/desk/population";

let browser: TestBrowser;
let world: World;
let url: string;
let office: Awaited<ReturnType<typeof deskOffice>>;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  world = await createWorld();
  url = await world.serve();
  office = await deskOffice(world);
});
afterEach(async () => {
  await browser.everybodyLeaves();
  await world.close();
});

const visitor = (options: Parameters<TestBrowser["visitor"]>[0] = { javaScript: false }) =>
  browser.visitor(options);

const atWork = async (who = office.agent) => workplace(world, await visitor(), who);
const stateOf = async (number: string) => (await world.store.tickets.byNumber(number))?.state;

/** A case whose temporary password has been mailed. */
async function mailedCase(): Promise<{ page: Page; number: string }> {
  const page = await atWork();
  const number = await phoneCase(page);
  await verifyCaller(page, world.nationalIdOf(office.person));
  await press(page, /核對通過/);
  await world.settle();
  await page.reload();
  return { page, number };
}

async function tryToSignIn(password: string): Promise<Page> {
  const page = await (await visitor()).newPage();
  await signInAt(page, url, office.person.account, password);
  return page;
}

describe("a phone case on the desk, without JavaScript", () => {
  it("keeps the button shut until the policy is met, and never shows what was answered", async () => {
    const page = await atWork();
    await phoneCase(page);
    await press(page, "開始核對身分");
    const verify = page.getByRole("button", { name: "核對通過，寄出一次性密碼" });
    expect(await verify.isDisabled()).toBe(true);
    expect(await page.textContent("#verify-state")).toContain("還差 3 項");

    await page.fill('input[name="said"]', world.nationalIdOf(office.person).slice(-4));
    await press(page, "比對");
    await press(page, "直屬主管姓名相符 通過");
    expect(await verify.isDisabled()).toBe(true);
    await press(page, "回撥留存之公務電話 通過");
    expect(await verify.isDisabled()).toBe(false);
    expect(await page.content()).not.toContain(world.nationalIdOf(office.person).slice(-4) + "<");
    expect(await page.getAttribute('a[href^="tel:+886"]', "href")).toBe("tel:+886223979298");
  });

  it("refuses an agent who is not the assignee, and says why", async () => {
    const number = await phoneCase(await atWork());
    const page = await atWork(office.colleague);
    await page.goto(`${url}/desk/tickets/${number}`);
    expect(await page.getByRole("button", { name: "開始核對身分" }).isDisabled()).toBe(true);
    expect(await page.textContent("main")).toContain("此案由另一位承辦");
  });

  it("shows the refusal with what was typed when somebody was quicker", async () => {
    const number = await phoneCase(await atWork());
    const slow = await atWork(office.colleague);
    await slow.goto(`${url}/desk/tickets/${number}`);
    await slow.click("summary:has-text('轉由其他途徑')");
    await slow.fill("#hand-over-reason", "請人事單位當面確認");
    await world.desk.act(
      number,
      { type: "HAND_OVER", to: "hr-supervisor", reason: "快一步" },
      as(office.agent),
    );
    await press(slow, "轉由其他途徑");
    expect(await slow.textContent('[role="alert"]')).toContain("案件已在這個途徑");
  });

  it("turns an act without its reason away and asks for it", async () => {
    const number = await phoneCase(await atWork());
    const page = await atWork();
    const key = "0123456789abcdef";
    const answer = await page.request.post(`${url}/desk/tickets/${number}/acts`, {
      form: { act: "dismiss", reason: " ", "idempotency-key": key },
      headers: { Origin: url },
    });
    expect(answer.status()).toBe(422);
    expect(await answer.text()).toContain("請填寫理由");
  });

  it("issues a password again, and the old one is dead", async () => {
    const { page } = await mailedCase();
    const first = world.passwordFor(office.person.email);
    await press(page, "重新寄送一次性密碼");
    world.clock.now += 1000;
    await world.settle();
    const second = world.passwordFor(office.person.email);
    expect(second).not.toBe(first);
    expect(new URL((await tryToSignIn(first)).url()).pathname).toBe("/sign-in");
    expect(new URL((await tryToSignIn(second)).url()).pathname).toBe("/identity");
  });

  it("sends a lapsed password again", async () => {
    const { number } = await mailedCase();
    await world.pass(hours(25));
    expect(await stateOf(number)).toBe("passwordHandover.lapsed");
    const page = await atWork();
    await page.goto(`${url}/desk/tickets/${number}`);
    expect(await page.textContent(".path-failed")).toContain("首次登入驗證");
    await press(page, "重新寄送一次性密碼");
    await world.settle();
    expect(await stateOf(number)).toBe("passwordHandover.mailed");
  });

  it("shows a password locked by wrong tries, to be issued again", async () => {
    const { page, number } = await mailedCase();
    const live = await world.store.passwords.liveOf(office.person.id);
    for (let misses = 0; misses < 100; misses += 1)
      await world.store.work.countForLife(temporaryPasswordTries(live?.id ?? ""));
    await tryToSignIn("AAAA2222");
    expect(await stateOf(number)).toBe("passwordHandover.locked");
    await page.reload();
    expect(await page.textContent("main")).toContain("一次性密碼已鎖住");
    await press(page, "重新寄送一次性密碼");
    expect(await stateOf(number)).toBe("passwordHandover.issuing");
  });

  it("hands a case over to HR with its history", async () => {
    const page = await atWork();
    const number = await phoneCase(page);
    await page.click("summary:has-text('轉由其他途徑')");
    await page.fill("#hand-over-reason", "請人事單位當面確認身分");
    await press(page, "轉由其他途徑");
    expect(await stateOf(number)).toBe("awaitingDecision");
    expect(await page.textContent(".path")).toContain("轉由人事單位");
    expect(await page.textContent("main")).toContain("請人事單位當面確認身分");
  });

  it("joins a case to the one that the person has open already", async () => {
    const page = await atWork();
    const open = await phoneCase(page);
    const other = await world.desk.open(
      {
        kind: "recovery",
        path: "helpdesk",
        channel: "web",
        personId: null,
        claim: world.claimOf(office.person, { account: "wangming" }),
      },
      { kind: "visitor", address: "192.0.2.9" },
    );
    await page.goto(`${url}/desk/tickets/${other.number}/identify`);
    await press(page, "查詢同仁");
    await press(page, "確認是這位");
    expect(numberOf(page)).toBe(open);
    expect(await stateOf(other.number)).toBe("joined");
    expect(await page.textContent("main")).toContain(`併入另一件申請 ${other.number}`);
  });
});

describe("the desk in a browser with JavaScript", () => {
  it("does once what is clicked twice", async () => {
    const page = await workplace(world, await visitor({}), office.agent);
    const number = await phoneCase(page);
    const save = page.getByRole("button", { name: "儲存內部備註" });
    const note = page.locator("form", { has: save }).locator('textarea[name="text"]');
    await note.fill("以留存之公務電話回撥，確認本人接聽。");
    await save.dblclick();
    await page.locator(".history-note").first().waitFor();
    const ticket = await world.store.tickets.byNumber(number);
    const history = await world.store.tickets.historyOf(ticket?.id ?? "");
    expect(history.filter((row) => row.type === "NOTE")).toHaveLength(1);
  });

  it("goes through the queue by keys, but never while somebody types", async () => {
    const page = await workplace(world, await visitor({}), office.agent);
    const number = await phoneCase(page);
    await page.goto(`${url}/desk`);
    await page.waitForFunction(() => "__remixRouteModules" in window || document.readyState === "complete");
    await page.keyboard.press("/");
    await page.keyboard.type("jnc");
    expect(await page.inputValue("#desk-search")).toBe("jnc");
    await arriveAt(page, "/desk");
    await page.locator("h1").click();
    await page.keyboard.press("j");
    await Promise.all([page.waitForURL(`**/desk/tickets/${number}`), page.keyboard.press("Enter")]);
  });

  it("is accessible and stays within a phone's width", async () => {
    const page = await workplace(world, await visitor({}), office.agent);
    const lin = await world.staff("林雅雯", "auditor", { agency: office.office });
    await phoneCase(page);
    await verifyCaller(page, world.nationalIdOf(office.person));
    const pages: Record<string, string> = { "desk-verifying": page.url() };
    const number = await phoneCase(page, lin.name);
    pages["desk-privileged"] = `${url}/desk/tickets/${number}`;
    pages["desk-queue"] = `${url}/desk?view=all-open`;
    pages["desk-empty"] = `${url}/desk?view=undeliverable`;
    pages["desk-new"] = `${url}/desk/new`;
    world.clock.now += hours(3.8);
    for (const [name, address] of Object.entries(pages)) {
      await page.goto(address);
      await look(page, name);
      expect(await accessibilityFindings(page), name).toEqual([]);
      await page.setViewportSize({ width: 360, height: 740 });
      expect(await overflowsSideways(page), name).toBe(false);
      await page.setViewportSize({ width: 1280, height: 900 });
    }
  });
});
