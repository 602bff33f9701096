import { afterEach, beforeEach, expect, it } from "vitest";
import { createWorld, ownPassword, type World } from "../../support/desk/population";

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

it("a storm of one address waits for itself: another one's sign-in comes through before it is over", async () => {
  const agency = await world.agency("法務部人事處");
  await world.person("王明", { agency, account: "wang.ming", password: ownPassword });
  const signIn = (login: string, password: string, address: string) =>
    world.services.signIn.signIn({ login, password, address });
  const order: string[] = [];
  const storm = Array.from({ length: 102 }, (_, index) =>
    signIn(`nobody.${index}`, "Summer-2026-Taipei", "198.51.100.7").then(() => order.push("storm")),
  );
  const late = signIn("wang.ming", ownPassword, "198.51.100.7");
  await expect(late).rejects.toMatchObject({ code: "lane-full" });
  await signIn("wang.ming", ownPassword, "203.0.113.9").then(() => order.push("owner"));
  expect(order.indexOf("owner")).toBeLessThan(20);
  await Promise.all(storm);
});
