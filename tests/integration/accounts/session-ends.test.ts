import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { PersonWithAgency } from "../../../db/queries/people";
import { grantDelegation } from "../../../workflows/hr/delegations";
import { as } from "../../support/desk/desk-office";
import { createWorld, days, hours, minutes, ownPassword, type World } from "../../support/desk/population";

let world: World;
let boss: PersonWithAgency;
let clerk: PersonWithAgency;

beforeEach(async () => {
  world = await createWorld();
  const agency = await world.agency("法務部");
  boss = await world.supervisor("陳佳玲", { agency, account: "boss" });
  clerk = await world.person("王明", { agency, account: "clerk", password: ownPassword });
});
afterEach(() => world.close());

async function opened(login: string): Promise<string> {
  const result = await world.services.signIn.signIn({ login, password: ownPassword, address: "192.0.2.7" });
  return "token" in result ? result.token : "";
}
const isAlive = async (token: string) => (await world.services.signIn.sessionOf(token)) !== null;

/** Whether a session lives after so long a rest. */
async function survives(login: string, restMs: number): Promise<boolean> {
  const token = await opened(login);
  world.clock.now += restMs;
  return isAlive(token);
}

describe("A session", () => {
  it("ends after 30 minutes of rest for staff, after two hours for others", async () => {
    expect(await survives("boss", minutes(29))).toBe(true);
    expect(await survives("boss", minutes(30))).toBe(false);
    expect(await survives("clerk", minutes(119))).toBe(true);
    expect(await survives("clerk", hours(2))).toBe(false);
  });

  it("is not brought back by being asked for once more", async () => {
    const token = await opened("boss");
    world.clock.now += minutes(31);
    expect(await isAlive(token)).toBe(false);
    expect(await isAlive(token)).toBe(false);
  });

  it("counts whoever holds a delegation as staff, while it is in force", async () => {
    await world.delegation(boss, clerk, { validTo: world.clock.now + days(2) });
    expect(await survives("clerk", minutes(30))).toBe(false);
    world.clock.now += days(2);
    expect(await survives("clerk", minutes(30))).toBe(true);
  });

  it("ends after ten hours, however busy it was", async () => {
    const [staff, other] = [await opened("boss"), await opened("clerk")];
    for (let passed = 0; passed < 599; passed += 20) {
      expect([await isAlive(staff), await isAlive(other)]).toEqual([true, true]);
      world.clock.now += minutes(20);
    }
    expect([await isAlive(staff), await isAlive(other)]).toEqual([false, false]);
  });

  it("made before a delegation does not carry it: the delegate signs in again", async () => {
    const before = await opened("clerk");
    const { now } = world.clock;
    const grant = {
      delegateId: clerk.id,
      kind: "staff",
      level: "decide",
      validFrom: now,
      validTo: now + days(30),
    } as const;
    await grantDelegation(world.services, as(boss), grant);
    expect(await isAlive(before)).toBe(false);
    expect(await isAlive(await opened("clerk"))).toBe(true);
  });
});
