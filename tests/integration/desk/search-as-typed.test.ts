import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createWorld, type World } from "../../support/desk/population";

let world: World;
beforeEach(async () => {
  world = await createWorld();
  const agency = await world.agency("法務部");
  const person = await world.person("王小明", { agency, account: "ming.wang" });
  const claim = world.claimOf(person);
  await world.desk.open(
    { kind: "recovery", path: "helpdesk", channel: "web", personId: person.id, claim },
    { kind: "visitor", address: "192.0.2.7" },
  );
});
afterEach(() => world.close());

describe("what is typed into a search is looked for, and is no part of the question", () => {
  it.each(["' or 1=1 --", "%", "_", "'; drop table people; --", '" or ""="', "\\"])("%j", async (typed) => {
    const { agencies, people, tickets } = world.store;
    expect(await agencies.search(`法${typed}部`)).toEqual([]);
    expect(await tickets.search(`王${typed}明`)).toEqual([]);
    expect(await people.byAccount(`ming${typed}wang`)).toBeUndefined();
    expect(await people.byAccount("ming.wang")).toBeDefined();
    expect(await tickets.search("王小明")).toHaveLength(1);
  });
});
