import { afterEach, beforeEach, expect, it } from "vitest";
import { recordChange } from "../../../workflows/hr/records";
import { as, deskOffice } from "../../support/desk/desk-office";
import { createWorld, minutes, type World } from "../../support/desk/population";

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

it("a clock behind the newest audit row shuts every act that counts an age, and says why", async () => {
  const { agent, supervisor, person } = await deskOffice(world);
  const opening = {
    kind: "recovery",
    path: "helpdesk",
    channel: "web",
    personId: person.id,
    claim: world.claimOf(person),
  } as const;
  const visitor = { kind: "visitor", address: "192.0.2.7" } as const;
  const { number } = await world.desk.open(opening, visitor);
  world.clock.now -= minutes(2);
  const behind = { code: "clock-behind", kind: "busy" };
  await expect(world.desk.act(number, { type: "CLAIM" }, as(agent))).rejects.toMatchObject(behind);
  await expect(world.desk.open(opening, visitor)).rejects.toMatchObject(behind);
  const change = { field: "name", value: "王大明", proof: "in-person" } as const;
  await expect(recordChange(world.services, as(supervisor), person.id, change)).rejects.toMatchObject(behind);

  // Acts that began at once are recorded in any order.
  world.clock.now += minutes(1);
  await world.desk.act(number, { type: "CLAIM" }, as(agent));
});
