import { afterEach, beforeEach, expect, it } from "vitest";
import { insert } from "../../../db/change";
import { heed } from "../../../services/keep-up";
import { createServices, type Services } from "../../../services/services";
import { openPhoneTicket } from "../../../workflows/helpdesk/phone-ticket";
import { fireDueDeadlines } from "../../../workflows/workers/deadlines";
import { as, deskOffice } from "../../support/desk/desk-office";
import { createWorld, hours, type World } from "../../support/desk/population";

let world: World;
let second: Services;
beforeEach(async () => {
  world = await createWorld();
  second = await createServices({
    environment: world.services.environment,
    clock: () => world.clock.now,
    random: world.random,
    pause: async () => undefined,
    ownMailbox: false,
  });
});
afterEach(async () => {
  await second.close();
  await world.close();
});

it("two desks on one database fire each deadline once, and neither fails", async () => {
  const office = await deskOffice(world);
  const numbers: string[] = [];
  for (let count = 0; count < 8; count += 1) {
    const caller = await world.person(`來電者${count}`, { agency: office.agency });
    const { number } = await openPhoneTicket(world.services, as(office.agent), {
      kind: "recovery",
      personId: caller.id,
      caller: { name: caller.name, locale: "zh-Hant-TW" },
    });
    await world.services.desk.act(number, { type: "START_VERIFICATION" }, as(office.agent));
    await world.services.desk.act(number, { type: "NOT_REACHED" }, as(office.agent));
    numbers.push(number);
  }
  world.clock.now += hours(1);
  await Promise.all([world.services, second, world.services, second].map((desk) => fireDueDeadlines(desk)));
  // What found its case busy waits for the next beat.
  await fireDueDeadlines(second);
  for (const number of numbers) {
    const ticket = await world.store.tickets.byNumber(number);
    expect(ticket?.state).toBe("verifyingCaller");
    const history = await world.store.tickets.historyOf(ticket?.id ?? "");
    expect(history.filter(({ type }) => type === "DEADLINE")).toHaveLength(1);
  }
  expect(await world.store.work.dueDeadlines(world.clock.now, 50)).toEqual([]);
});

it("a calendar committed by one counts in the other as soon as it is told", async () => {
  const at = world.clock.now;
  const heard: Promise<void>[] = [];
  world.services.changes.subscribe((news) => heard.push(heed(second, news)));
  expect(second.office.isOpen(at)).toBe(true);
  await world.store.commit({
    at,
    writes: [insert("calendarDays", { date: "20261123", off: true, note: "颱風假" })],
    audit: [],
  });
  await Promise.all(heard);
  expect([world.services.office.isOpen(at), second.office.isOpen(at)]).toEqual([false, false]);
});
