import { afterEach, expect, it } from "vitest";
import { plainVisitor } from "../../support/desk/plain-visitor";
import { createWorld, days, ownPassword, type World } from "../../support/desk/population";

let world: World;
afterEach(() => world.close());

/** Somebody whose password was set 30 days before, signed in so many days later. */
async function signedInAfter(count: number, profile: "nist" | "tw-gov") {
  world = await createWorld({ env: { PASSWORD_PROFILE: profile } });
  const person = await world.person("王明", {
    agency: await world.agency("法務部人事處"),
    password: ownPassword,
  });
  const site = await world.serve();
  world.clock.now += days(count);
  return plainVisitor(world, site, person);
}

it("under tw-gov a password of 90 days has to be changed before anything else", async () => {
  const { open } = await signedInAfter(60, "tw-gov");
  expect(await open("/me")).toMatchObject({ status: 303 });
  const { status, text } = await open("/me/password");
  expect(status).toBe(200);
  expect(text).toContain("超過 90 天");
});

it("a day before that it opens everything", async () => {
  const { open } = await signedInAfter(59, "tw-gov");
  expect(await open("/me")).toMatchObject({ status: 200 });
});

it("under nist it has no end", async () => {
  const { open } = await signedInAfter(400, "nist");
  expect(await open("/me")).toMatchObject({ status: 200 });
});
