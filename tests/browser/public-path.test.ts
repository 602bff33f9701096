import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { arriveAt } from "../support/browser/browser";
import {
  createPublicWorld,
  fillRequest,
  sendRequest,
  signIn,
  statusPathIn,
  type PublicWorld,
} from "../support/browser/public";
import { hours, minutes, ownPassword } from "../support/desk/population";

let made: PublicWorld;
beforeAll(async () => {
  made = await createPublicWorld();
});
afterEach(() => made.browser.everybodyLeaves());
afterAll(() => made.close());

const newPage = async (javaScript = true): Promise<Page> =>
  (await made.browser.visitor({ javaScript })).newPage();

async function approve(number: string): Promise<void> {
  const { world, boss } = made;
  await world.match();
  await world.desk.act(
    number,
    { type: "APPROVE", disableOldPassword: false },
    { kind: "person", personId: boss.id },
  );
  await world.settle();
}

async function setPassword(page: Page, password: string, repeated = password): Promise<void> {
  await page.getByLabel("新密碼", { exact: true }).fill(password);
  await page.getByLabel("再輸入一次新密碼").fill(repeated);
  await page.getByRole("button", { name: "設定密碼" }).click();
}

describe("somebody new, with JavaScript off", () => {
  it("gets from the request to the own home page, with an account of their own choice", async () => {
    const { world, url, mei } = made;
    const page = await newPage(false);
    const login = world.nationalIdOf(mei);

    const number = await sendRequest(page, url, { name: "陳美玲", login, reason: "first-login" });
    expect(number).toMatch(/^R1151123-\d{4}$/);
    await expect.poll(() => page.getByText("115/11/24（二）09:41").count()).toBe(1);

    await world.settle();
    await page.goto(url + statusPathIn(world, "mei@moj.example"));
    await arriveAt(page, "/status");
    expect(await page.getByRole("heading", { level: 1 }).innerText()).toBe("人事單位正在審核您的申請");
    expect(await page.locator("[aria-current=step]").innerText()).toContain("人事單位審核");

    await approve(number);
    await page.reload();
    expect(await page.getByRole("heading", { level: 1 }).innerText()).toBe("一次性密碼已寄出");

    await signIn(page, url, login, world.passwordFor("mei@moj.example").toLowerCase());
    await page.getByRole("link", { name: "設定自己的密碼" }).click();
    await page.getByLabel(/自訂帳號/).fill("mei.chen");
    await setPassword(page, ownPassword);
    await page.waitForURL("**/me?done=set");
    expect(await page.getByRole("heading", { level: 1 }).innerText()).toBe("陳美玲，您好");

    expect(await world.store.tickets.byNumber(number)).toMatchObject({ state: "solved", outcome: "solved" });
    await page.getByRole("button", { name: "登出" }).click();
    await page.getByRole("heading", { name: "無法登入？" }).waitFor();
    await signIn(page, url, "MEI.CHEN", ownPassword);
    expect(await page.getByRole("heading", { level: 1 }).innerText()).toContain("驗證通過");
  });
});

describe("somebody who forgot the password", () => {
  it("does each thing once, however often a button is clicked", async () => {
    const { world, url } = made;
    const page = await newPage();
    const someone = await world.person("林雙擊", {
      agency: (await world.store.agencies.search("調查局"))[0] ?? failed(),
      account: "double.lin",
      password: ownPassword,
      email: "double@moj.example",
    });
    const before = await world.store.tickets.search("林雙擊");

    await fillRequest(page, url, { name: "林雙擊", login: "double.lin" });
    await page.getByRole("button", { name: "送出申請" }).dblclick();
    await arriveAt(page, "/ask/receipt");
    const tickets = await world.store.tickets.search("林雙擊");
    expect(tickets).toHaveLength(before.length + 1);

    await approve(tickets[0]?.number ?? "");
    await page.goto(url);
    await page.getByLabel(/^帳號/).fill("double.lin");
    await page.getByLabel("密碼", { exact: true }).fill(world.passwordFor("double@moj.example"));
    await page.getByRole("button", { name: "登入", exact: true }).dblclick();
    await arriveAt(page, "/identity");
    await page.getByRole("link", { name: "設定自己的密碼" }).click();

    const next = "Quiet-Harbour-Lamp-7";
    await page.getByLabel("新密碼", { exact: true }).fill(next);
    await page.getByLabel("再輸入一次新密碼").fill(next);
    await page.getByRole("button", { name: "設定密碼" }).dblclick();
    await arriveAt(page, "/me?done=set");
    const history = await world.store.tickets.historyOf(tickets[0]?.id ?? "");
    for (const type of ["SIGNED_IN", "OWN_PASSWORD_SET"])
      expect(history.filter((row) => row.type === type)).toHaveLength(1);
    expect(await world.store.records.sessionsOf(someone.id)).toHaveLength(1);
  });

  it("keeps what was typed while an earlier step is changed, and when something is wrong", async () => {
    const page = await newPage(false);
    await fillRequest(page, made.url, { name: "王小明", login: "A123456780" });
    await page.getByRole("button", { name: "更改機關" }).click();
    await page.getByLabel("機關名稱").fill("法務部");
    await page.getByRole("button", { name: "搜尋" }).click();
    await page.getByRole("radio", { name: "法務部", exact: true }).check();
    await page.getByRole("button", { name: "下一步" }).click();
    expect(await page.getByLabel("姓名").inputValue()).toBe("王小明");
    expect(page.url()).not.toContain("A123456780");

    await page.getByRole("button", { name: "送出申請" }).click();
    expect(await page.getByRole("alert").innerText()).toContain("檢查碼不符");
    expect(await page.getByLabel(/身分證字號/).inputValue()).toBe("A123456780");
    expect(await page.getByLabel(/發生了什麼事/).inputValue()).toBe("放假回來就登不進去了");
  });

  it("is paused after five wrong passwords, told until when, and let in again after that", async () => {
    const { world, url, ming } = made;
    const page = await newPage(false);
    for (let miss = 1; miss <= 5; miss += 1) {
      await signIn(page, url, "wang.ming", `wrong ${miss}`);
      expect(await page.getByRole("alert").innerText()).toContain("帳號或密碼不正確");
      expect(await page.getByLabel(/^帳號/).inputValue()).toBe("wang.ming");
      expect(await page.getByLabel("密碼", { exact: true }).inputValue()).toBe("");
    }
    await signIn(page, url, "wang.ming", ownPassword);
    expect(await page.getByRole("alert").innerText()).toContain("115/11/23（一）09:56");

    await world.pass(minutes(16));
    await signIn(page, url, "wang.ming", ownPassword);
    expect(await page.getByText(ming.name).count()).toBeGreaterThan(0);
    await page.goto(`${url}/me`);
    await page.getByRole("button", { name: "登出" }).click();
  });

  it("has a lapsed password sent again; the old one shows the way on, the new one opens", async () => {
    const { world, url } = made;
    const agency = (await world.store.agencies.search("調查局"))[0] ?? failed();
    await world.person("周逾期", {
      agency,
      account: "late.chou",
      password: ownPassword,
      email: "late@moj.example",
    });
    const page = await newPage(false);
    const number = await sendRequest(page, url, { name: "周逾期", login: "late.chou" });
    await approve(number);
    const first = world.passwordFor("late@moj.example");
    await world.pass(hours(25));

    await signIn(page, url, "late.chou", first);
    expect(await page.getByRole("alert").innerText()).toContain("已過有效期限");
    await page.goto(url + statusPathIn(world, "late@moj.example"));
    expect(await page.getByRole("heading", { level: 1 }).innerText()).toBe("一次性密碼已失效");
    await page.getByRole("button", { name: "再寄一次" }).click();
    await page.waitForURL("**/status?done=reissue");
    await world.settle();
    const second = world.passwordFor("late@moj.example");
    expect(second).not.toBe(first);

    await signIn(page, url, "late.chou", first);
    expect(await page.getByRole("alert").count()).toBe(1);
    await signIn(page, url, "late.chou", second);
    await page.getByRole("link", { name: "設定自己的密碼" }).click();
    await setPassword(page, "short", "shorter");
    expect(await page.getByRole("alert").innerText()).toContain("至少需要 15 個字元");
    expect(await page.getByRole("alert").innerText()).toContain("兩次輸入的新密碼不同");
    await setPassword(page, "Quiet-Harbour-Lamp-7");
    await page.waitForURL("**/me?done=set");
    expect((await world.store.tickets.byNumber(number))?.state).toBe("solved");
  });
});

describe("whoever signs in with the old password while a request is open", () => {
  for (const { button, state } of [
    { button: "是，我已想起密碼（結案）", state: "withdrawn" },
    { button: "不是（撤回並通報）", state: "disputed" },
  ]) {
    it(`is asked whether it is theirs, and answers「${button}」`, async () => {
      const { world, url, ming } = made;
      const { number } = await world.desk.open(
        {
          kind: "recovery",
          path: "hr-supervisor",
          channel: "web",
          personId: ming.id,
          claim: world.claimOf(ming),
        },
        { kind: "visitor", address: "203.0.113.9" },
      );
      const page = await newPage(false);
      await signIn(page, url, "wang.ming", ownPassword);
      await page.getByRole("link", { name: "確認一件申請" }).click();
      expect(await page.getByRole("heading", { level: 1 }).innerText()).toBe("這是您申請的嗎？");
      await page.getByRole("button", { name: button }).click();
      await page.waitForURL("**/me?done=*");
      expect((await world.store.tickets.byNumber(number))?.state).toBe(state);
    });
  }
});

describe("the own account", () => {
  it("changes its password and ends every other session", async () => {
    const { world, url } = made;
    const agency = (await world.store.agencies.search("調查局"))[0] ?? failed();
    await world.person("吳換碼", {
      agency,
      account: "change.wu",
      password: ownPassword,
      email: "wu@moj.example",
    });
    const elsewhere = await newPage(false);
    await signIn(elsewhere, url, "change.wu", ownPassword);
    const page = await newPage(false);
    await signIn(page, url, "change.wu", ownPassword);
    await page.goto(`${url}/me/sessions`);
    expect(await page.getByRole("row").count()).toBe(3);

    await page.goto(`${url}/me/password`);
    const change = async (current: string) => {
      await page.getByLabel("目前的密碼").fill(current);
      await page.getByLabel("新密碼", { exact: true }).fill("Quiet-Harbour-Lamp-7");
      await page.getByLabel("再輸入一次新密碼").fill("Quiet-Harbour-Lamp-7");
      await page.getByRole("button", { name: "變更密碼" }).click();
    };
    await change("not this one");
    expect(await page.getByRole("alert").innerText()).toContain("目前的密碼不正確");
    await change(ownPassword);
    await page.waitForURL("**/me?done=changed");

    await elsewhere.goto(`${url}/me`);
    await arriveAt(elsewhere, "/");
    await world.settle();
    expect(world.mailTo("wu@moj.example")).toHaveLength(1);
  });

  it("ends a single session from the list", async () => {
    const { url } = made;
    const elsewhere = await newPage(false);
    await signIn(elsewhere, url, "boss.chen", ownPassword);
    const page = await newPage(false);
    await signIn(page, url, "boss.chen", ownPassword);
    await page.goto(`${url}/me/sessions`);
    await page.getByRole("button", { name: "結束", exact: true }).first().click();
    await page.getByText("沒有其他裝置登入").waitFor();
    await elsewhere.goto(`${url}/me`);
    await arriveAt(elsewhere, "/");
    await page.goto(`${url}/me`);
    await arriveAt(page, "/me");
  });
});

function failed(): never {
  throw new Error("the world is not as this test needs it");
}
