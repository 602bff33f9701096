import { afterAll, beforeAll, expect, it } from "vitest";
import { openCitizenSite, type CitizenSite } from "../../support/browser/citizen-site";
import { nationalIdEnding } from "../../support/cards/cards";

const nationalId = nationalIdEnding("4321");
const card = "citizen-陳美玲-4321";

let site: CitizenSite;

beforeAll(async () => {
  site = await openCitizenSite([{ name: "陳美玲", lastFour: "4321" }]);
});
afterAll(() => site.close());

it("憑證登入 asks for the account the first time and leads over 身分驗證 to 我的專區; afterwards the card alone", async () => {
  const agency = await site.world.agency("財政部關務署基隆關");
  await site.world.person("陳美玲", { agency, account: null, nationalId });
  const first = await site.visit();
  await first.insert(card);
  await first.page.waitForURL("**/certificate/identify");
  expect(await first.page.innerText("main")).toContain("已驗證陳美玲的自然人憑證");
  await first.name(nationalId);
  await first.page.waitForURL("**/identity");
  expect(await first.page.innerText("main")).toContain("自然人憑證");
  await first.page.click("text=進入我的專區");
  await first.page.waitForURL("**/me");
  expect(await first.leave()).toEqual([]);

  const again = await site.visit();
  await again.insert(card);
  await again.page.waitForURL("**/identity");
  expect(await again.leave()).toEqual([]);
});
