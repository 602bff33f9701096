import type { BrowserContext, Page } from "playwright-core";
import type { PersonWithAgency } from "../../../db/queries/people";
import { ownPassword, type World } from "./population";
import { signedIn } from "./session";

/** An own password that nobody in a world has yet. */
export const chosenPassword = "Quiet-Rivers-Cross-77";

/** A helpdesk: two agents, an HR supervisor, and 王明, who cannot sign in. */
export async function deskOffice(world: World) {
  const office = await world.agency("行政院人事行政總處");
  const agency = await world.agency("內政部警政署", { parent: office });
  return {
    office,
    agency,
    agent: await world.staff("陳佳玲", "agent", { agency: office, account: "chen.jialing" }),
    colleague: await world.staff("黃俊傑", "agent", { agency: office, account: "huang.junjie" }),
    supervisor: await world.supervisor("林怡君", { agency, account: "lin.yijun" }),
    person: await world.person("王明", { agency, account: "wang.ming", email: "wang.ming@police.example" }),
  };
}

export const as = (person: { id: string }) => ({ kind: "person", personId: person.id }) as const;

/** Signs in on the home page, as people do. */
export async function signInAt(
  page: Page,
  url: string,
  account: string | null,
  password = ownPassword,
): Promise<void> {
  await page.goto(url);
  await page.fill('input[name="account"]', account ?? "");
  await page.fill('input[name="password"]', password);
  await page.click('form[action="/sign-in"] button');
  await page.waitForLoadState();
}

/** A page of somebody who is signed in and works at the desk. */
export async function workplace(world: World, visitor: BrowserContext, who: PersonWithAgency): Promise<Page> {
  const page = await signedIn(world, visitor, who);
  await page.goto(`${world.environment.appUrl}/desk`);
  return page;
}

/** Presses the button of that name and waits for the page it leads to. */
export async function press(page: Page, name: string | RegExp): Promise<void> {
  await Promise.all([page.waitForNavigation(), page.getByRole("button", { name }).first().click()]);
}

/** The number of the case whose page this is. */
export const numberOf = (page: Page): string => /R\d{7}-\d{4}/.exec(page.url())?.[0] ?? "";

/** A call comes in, and the agent whose page this is notes it. @returns the case's number */
export async function phoneCase(page: Page, query = "王明 警政署"): Promise<string> {
  await page.goto(new URL("/desk/new", page.url()).href);
  await page.fill('input[name="query"]', query);
  await press(page, "查詢同仁");
  await page.fill('textarea[name="story"]', "同仁換手機後忘記密碼，自然人憑證已過期。");
  await press(page, "建立並受理");
  return numberOf(page);
}

/** The agent calls back and asks what the policy wants to know. */
export async function verifyCaller(page: Page, nationalId: string): Promise<void> {
  await press(page, "開始核對身分");
  await press(page, "回撥留存之公務電話 通過");
  await press(page, "到職年月相符 通過");
  await page.fill('input[name="said"]', nationalId.slice(-4));
  await press(page, "比對");
}
