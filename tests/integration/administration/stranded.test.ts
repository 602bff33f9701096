import { afterEach, beforeEach, expect, it } from "vitest";
import type { Agency } from "../../../db/queries/agencies";
import { update } from "../../../db/change";
import { strandedNow } from "../../../workflows/administration/stranded";
import { createWorld, type World } from "../../support/desk/population";

let world: World;
let ministry: Agency;
let bureau: Agency;

beforeEach(async () => {
  world = await createWorld();
  ministry = await world.agency("法務部");
  bureau = await world.agency("法務部調查局", { parent: ministry });
});
afterEach(() => world.close());

const listed = async () => {
  const { agencies, few, staff } = await strandedNow(world.services);
  const lacks = agencies.map((one) => [
    one.agencyName,
    ...one.lacks.map(({ lack, count }) => `${lack} ${count}`),
  ]);
  return { lacks, few, staff: staff.map(({ name, lacks }) => [name, ...lacks]) };
};

it("lists agencies nobody of HR reaches, those with one only, and accounts without number or address", async () => {
  await world.person("王明", { agency: bureau, officePhone: null });
  await world.person("王小明", { agency: bureau, email: null });
  expect((await listed()).lacks).toEqual([["法務部調查局", "no-hr 2", "no-address 1", "no-number 1"]]);

  const boss = await world.supervisor("陳佳玲", { agency: bureau, officePhone: null });
  expect(await listed()).toMatchObject({
    lacks: [["法務部調查局", "one-hr 3", "no-address 1", "no-number 2"]],
    staff: [["陳佳玲", "no-number"]],
  });

  // Superior HR is the second person, also without 含所屬.
  await world.supervisor("部人事主管", { agency: ministry });
  expect((await listed()).lacks).toEqual([
    ["法務部", "one-hr 1"],
    ["法務部調查局", "no-address 1", "no-number 2"],
  ]);

  await world.store.commit({
    at: world.clock.now,
    writes: [update("people", { id: boss.id }, { status: "left" })],
    audit: [],
  });
  expect((await listed()).lacks).toContainEqual(["法務部調查局", "one-hr 2", "no-address 1", "no-number 1"]);
});

it("says where fewer than two administrators or agents are left", async () => {
  expect((await listed()).few).toEqual(["administrator", "agent"]);
  for (const role of ["administrator", "agent"] as const)
    for (const name of ["甲", "乙"]) await world.staff(`${role}${name}`, role, { agency: ministry });
  expect((await listed()).few).toEqual([]);
});
