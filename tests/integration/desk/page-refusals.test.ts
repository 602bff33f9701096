import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Agency } from "../../../db/queries/agencies";
import type { PersonWithAgency } from "../../../db/queries/people";
import { requested } from "../../support/desk/hr-office";
import { plainVisitor } from "../../support/desk/plain-visitor";
import { createWorld, days, type World } from "../../support/desk/population";

let world: World;
let site: string;
let ministry: Agency;
let customs: Agency;

beforeEach(async () => {
  world = await createWorld();
  site = await world.serve();
  ministry = await world.agency("財政部");
  customs = await world.agency("財政部關務署", { parent: ministry });
});
afterEach(() => world.close());

/** The page says why before anything is pressed, and the same when the form is sent all the same; nothing is done. */
async function expectRefused(who: PersonWithAgency, number: string, act: string, words: string) {
  const before = await world.store.tickets.byNumber(number);
  const visitor = await plainVisitor(world, site, who);
  expect((await visitor.open(`/hr/tickets/${number}`)).text).toContain(words);
  const sent = await visitor.send(`/hr/tickets/${number}/${act}`);
  expect(sent.status).toBe(403);
  expect(sent.text).toContain(words);
  expect((await world.store.tickets.byNumber(number))?.version).toBe(before?.version);
}

const employee = () => world.person("王明", { agency: customs });
const supervisor = () => world.supervisor("林怡君", { agency: customs });

describe("a page refuses, each with its own words", () => {
  it("HR of another agency", async () => {
    const elsewhere = await world.supervisor("陳旁人", { agency: await world.agency("監察院") });
    const number = await requested(world, await employee());
    await expectRefused(elsewhere, number, "approval", "這位同仁不屬於您服務的機關");
  });

  it("a subordinate agency acting upward", async () => {
    const number = await requested(world, await world.person("部員", { agency: ministry }));
    await expectRefused(await supervisor(), number, "approval", "所屬機關不得處理上級機關人員的帳號");
  });

  it("acting on oneself", async () => {
    const self = await supervisor();
    await expectRefused(self, await requested(world, self), "approval", "不得處理自己的帳號");
  });

  it("one person alone on a 特權帳號", async () => {
    const first = await supervisor();
    const number = await requested(world, await world.staff("周志明", "agent", { agency: customs }));
    const visitor = await plainVisitor(world, site, first);
    expect((await visitor.send(`/hr/tickets/${number}/approval`)).status).toBe(303);
    await expectRefused(first, number, "confirmation", "您已經辦過這件的前一步");
  });

  it("B, whose authority comes from A, acting on A", async () => {
    const a = await supervisor();
    const b = await world.person("陳佳玲", { agency: customs });
    await world.delegation(a, b);
    await expectRefused(b, await requested(world, a), "approval", "您的權限來自這位主管，不得處理其帳號");
  });

  it("an expired delegation", async () => {
    const b = await world.person("陳佳玲", { agency: customs });
    await world.delegation(await supervisor(), b, { validTo: world.clock.now - days(1) });
    await expectRefused(b, await requested(world, await employee()), "approval", "您的授權已到期或已撤銷");
  });

  it("whoever changed the address last week", async () => {
    const changer = await supervisor();
    const person = await employee();
    await world.changeAddress(person, changer, "new@agency.example");
    world.clock.now += days(7);
    await world.supervisor("許雅惠", { agency: customs });
    const number = await requested(world, person);
    await expectRefused(changer, number, "approval", "在 30 天內變更過這位同仁的資料");
  });

  it("an event that the state does not know", async () => {
    const visitor = await plainVisitor(world, site, await supervisor());
    const number = await requested(world, await employee());
    await visitor.send(`/hr/tickets/${number}/approval`);
    const again = await visitor.send(`/hr/tickets/${number}/approval`);
    expect(again.status).toBe(409);
    expect(again.text).toContain("林怡君");
  });
});
