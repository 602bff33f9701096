import { pino } from "pino";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { importCalendar } from "../../../accounts/import/import-calendar";
import { startKeepingUp } from "../../../services/keep-up";
import { openStore, type Store } from "../../../db/store";
import { responseDueAt } from "../../../workflows/desk/response-due";
import { fileOf } from "../../support/desk/demo-files";
import { createWorld, hours, type World } from "../../support/desk/population";

const by = { actorKind: "console", actorId: null };

let world: World;
let elsewhere: Store;

beforeEach(async () => {
  world = await createWorld();
  elsewhere = await openStore(world.environment.databaseUrl, {
    recordFolder: world.environment.recordFolder,
  });
});
afterEach(async () => {
  await elsewhere.close();
  await world.close();
});

/** The year as the DGPA would publish it, with this Monday off, which nothing but the file can tell. */
function yearWithMondayOff(): AsyncIterable<Uint8Array> {
  const lines = ["西元日期,星期,是否放假,備註"];
  for (let at = Date.UTC(2026, 0, 1); at < Date.UTC(2027, 0, 1); at += hours(24)) {
    const day = new Date(at);
    const date = day.toISOString().slice(0, 10).replaceAll("-", "");
    const off = date === "20261123" || day.getUTCDay() % 6 === 0;
    lines.push(`${date},${"日一二三四五六".charAt(day.getUTCDay())},${off ? 2 : 0},`);
  }
  return fileOf(lines.join("\r\n"), 4096);
}

const promise = () => responseDueAt(world.services.office, "helpdesk", world.clock.now);

describe("A calendar imported while the desk is serving", () => {
  it("counts at once where this process imports it", async () => {
    const before = promise();
    expect(world.services.office.isOpen(world.clock.now)).toBe(true);
    await importCalendar({ store: world.store, clock: () => world.clock.now, by }, yearWithMondayOff());
    expect(world.services.office.isOpen(world.clock.now)).toBe(false);
    expect(promise()).toBeGreaterThan(before);
  });

  it("is taken up where another process imports it", async () => {
    await importCalendar({ store: elsewhere, clock: () => world.clock.now, by }, yearWithMondayOff());
    expect(world.services.office.isOpen(world.clock.now)).toBe(true);
    const stop = startKeepingUp(world.services, pino({ level: "silent" }));
    await expect.poll(() => world.services.office.isOpen(world.clock.now)).toBe(false);
    await stop();
  });
});
