import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { arriveAt, look, suitsEverybody } from "../support/browser/browser";
import { createPublicWorld, signIn, type PublicWorld } from "../support/browser/public";
import { ownPassword } from "../support/desk/population";
import { startReset } from "../../workflows/hr/reset";

let made: PublicWorld;
beforeAll(async () => {
  made = await createPublicWorld();
});
afterEach(() => made.browser.everybodyLeaves());
afterAll(() => made.close());

const heading = (page: Page) => page.getByRole("heading", { level: 1 }).innerText();

/** Twenty strangers, each from an address of their own, so that the account is paused. */
async function hammer(login: string): Promise<void> {
  const tries = Array.from({ length: 20 }, (_, index) =>
    made.world.services.signIn.signIn({ login, password: "wrong", address: `198.51.100.${index}` }),
  );
  await Promise.all(tries);
}

describe("an account that strangers hammer", () => {
  it("opens in the browser that signed in before, and says in another what is not affected", async () => {
    const { url, browser } = made;
    const known = await (await browser.visitor({ javaScript: false })).newPage();
    await signIn(known, url, "wang.ming", ownPassword);
    await known.getByRole("button", { name: "登出" }).click();
    await hammer("wang.ming");

    const other = await (await browser.visitor({ javaScript: false })).newPage();
    await signIn(other, url, "wang.ming", ownPassword);
    expect(await other.getByRole("alert").innerText()).toMatch(/暫停登入[\s\S]*曾經登入過的瀏覽器/);
    await look(other, "sign-in-paused");

    await signIn(known, url, "wang.ming", ownPassword);
    expect(await heading(known)).toContain("驗證通過");
    const cookies = await known.context().cookies();
    const kept = cookies.find(({ name }) => name === "__Host-known");
    expect(kept).toMatchObject({ httpOnly: true, secure: true, sameSite: "Lax" });
  });
});

describe("whoever closed the browser before setting an own password", () => {
  it("signs in with the mailed one again, sets it, and is told that the mailed one is used", async () => {
    const { world, url, browser, boss, mei } = made;
    const wish = { kind: "first-login", disableOldPassword: false, proof: "in-person" } as const;
    await startReset(world.services, { kind: "person", personId: boss.id }, mei.id, wish);
    await world.settle();
    const mailed = world.passwordFor(mei.email);
    const login = world.nationalIdOf(mei);

    const closed = await (await browser.visitor()).newPage();
    await signIn(closed, url, login, mailed);
    await closed.getByRole("link", { name: "設定自己的密碼" }).click();
    await closed.getByText("可以再用一次性密碼登入").waitFor();
    await suitsEverybody(closed, "set-password");

    const page = await (await browser.visitor()).newPage();
    await signIn(page, url, login, mailed);
    await page.getByRole("link", { name: "設定自己的密碼" }).click();

    // The page left open in the other browser has come to its end, and says what to do.
    await closed.getByLabel("新密碼", { exact: true }).fill(ownPassword);
    await closed.getByLabel("再輸入一次新密碼").fill(ownPassword);
    await closed.getByRole("button", { name: "設定密碼" }).click();
    await closed.getByText("請以信中的一次性密碼再登入").waitFor();
    await suitsEverybody(closed, "set-password-elsewhere");

    await page.getByLabel("新密碼", { exact: true }).fill(ownPassword);
    await page.getByLabel("再輸入一次新密碼").fill(ownPassword);
    await page.getByRole("button", { name: "設定密碼" }).click();
    await arriveAt(page, "/me?done=set");
    await page.getByRole("button", { name: "登出" }).click();
    await page.getByRole("heading", { name: "無法登入？" }).waitFor();
    await signIn(page, url, login, mailed);
    await suitsEverybody(page, "temporary-password-used");
    expect(await page.getByRole("alert").innerText()).toMatch(/已經用過[\s\S]*請以自己的密碼登入/);
  });
});
