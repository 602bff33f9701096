import type { Page } from "playwright-core";
import type { PersonWithAgency } from "../../../db/queries/people";
import { ownPassword, type World } from "./population";

/** An HR office of two supervisors who do not depend on each other, 周組員 who prepares, and 王小明, who cannot sign in. */
export async function hrOffice(world: World) {
  const ministry = await world.agency("法務部");
  const bureau = await world.agency("法務部調查局", { parent: ministry });
  const supervisor = await world.supervisor("陳佳玲", { agency: bureau, account: "chen.jialing" });
  const preparer = await world.person("周雅婷", {
    agency: bureau,
    account: "zhou.yating",
    password: ownPassword,
  });
  await world.delegation(supervisor, preparer, { level: "prepare" });
  return {
    ministry,
    bureau,
    supervisor,
    preparer,
    second: await world.supervisor("李宜芳", { agency: ministry, serves: [bureau], account: "li.yifang" }),
    employee: await world.person("王小明", {
      agency: bureau,
      account: "wang.xm",
      email: "wang.xiaoming@mjib.example",
      password: "an old password of some years",
    }),
  };
}

/** A request left by somebody not signed in; its number. */
export async function requested(world: World, about: PersonWithAgency): Promise<string> {
  const { number } = await world.desk.open(
    {
      kind: about.passwordHash === null ? "first-login" : "recovery",
      path: "hr-supervisor",
      channel: "web",
      personId: about.id,
      claim: world.claimOf(about, { contact: "0912-345-678", story: "換了手機，想不起密碼。" }),
    },
    { kind: "visitor", address: "192.0.2.1" },
  );
  return number;
}

/** Presses what sends a form or leads on, and waits for the page that comes. */
export async function send(page: Page, selector: string): Promise<void> {
  await Promise.all([page.waitForNavigation(), page.locator(selector).first().click()]);
}

/** Sets the own password after the temporary one, and goes on to 我的專區. */
export async function setOwnPassword(page: Page, password: string, account?: string): Promise<void> {
  if (account !== undefined) await page.fill('input[name="account"]', account);
  await page.fill('input[name="password"]', password);
  await page.fill('input[name="repeated"]', password);
  await send(page, "main form button");
}
