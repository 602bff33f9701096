import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { foldAccount } from "../../../accounts/identity/account-name";
import { temporaryPasswordTries, throttleKey } from "../../../accounts/passwords/throttle";
import type { PersonWithAgency } from "../../../db/queries/people";
import { startReset } from "../../../workflows/hr/reset";
import { createWorld, minutes, type World } from "../../support/desk/population";

let world: World;
let person: PersonWithAgency;
let number: string;

beforeEach(async () => {
  world = await createWorld();
  const agency = await world.agency("法務部人事處");
  person = await world.person("王明", { agency });
  const supervisor = await world.supervisor("林怡君", { agency });
  const actor = { kind: "person", personId: supervisor.id } as const;
  const wish = { kind: "recovery", disableOldPassword: false, proof: "in-person" } as const;
  ({ number } = await startReset(world.services, actor, person.id, wish));
  await world.settle();
});
afterEach(() => world.close());

const guessOf = (index: number) => `GUESS${String(222 + index).replaceAll(/[01]/g, "Z")}`;

async function signIn(password: string, address: string): Promise<string> {
  const { outcome } = await world.services.signIn.signIn({ login: person.account ?? "", password, address });
  return outcome;
}

/** A hundred wrong passwords of the right shape, all sent before any is answered. */
async function hundredFrom(addressOf: (index: number) => string): Promise<Record<string, number>> {
  const outcomes = await Promise.all(
    Array.from({ length: 100 }, (_, index) => signIn(guessOf(index), addressOf(index))),
  );
  const tally: Record<string, number> = {};
  for (const outcome of outcomes) tally[outcome] = (tally[outcome] ?? 0) + 1;
  return tally;
}

async function countedOnAccount(): Promise<number | undefined> {
  const identity = world.services.secrets.keyedHash("throttle", foldAccount(person.account ?? ""));
  return (await world.store.work.throttle(throttleKey("sign-in", "account", { identity, address: "" })))
    ?.lifetime;
}

async function misses(): Promise<number | undefined> {
  const live = await world.store.passwords.liveOf(person.id);
  return live && (await world.store.work.throttle(temporaryPasswordTries(live.id)))?.lifetime;
}

describe("a hundred guesses at once", () => {
  it("from one address count as a hundred: five are looked at, then even the right password waits", async () => {
    expect(await hundredFrom(() => "192.0.2.7")).toEqual({ wrong: 5, paused: 95 });
    expect(await misses()).toBe(5);
    expect(await signIn(world.passwordFor(person.email), "192.0.2.7")).toBe("paused");
    world.clock.now += minutes(15);
    expect(await signIn(world.passwordFor(person.email), "192.0.2.7")).toBe("set-password");
  });

  it("from one address stop that address and nobody else: the owner signs in from another", async () => {
    for (let time = 0; time < 3; time += 1) await hundredFrom(() => "192.0.2.7");
    expect(await countedOnAccount()).toBe(5);
    expect(await signIn(world.passwordFor(person.email), "203.0.113.9")).toBe("set-password");
  });

  it("from a hundred addresses count as a hundred: twenty are looked at", async () => {
    expect(await hundredFrom((index) => `198.51.100.${index}`)).toEqual({ wrong: 20, paused: 80 });
    expect(await countedOnAccount()).toBe(100);
    expect(await misses()).toBe(20);
  });

  it("and again after every pause: the hundredth miss of its life is its last", async () => {
    await hundredFrom((index) => `198.51.100.${index}`);
    world.clock.now += minutes(16);
    const live = await world.store.passwords.liveOf(person.id);
    while (((await misses()) ?? 0) < 80)
      await world.store.work.countForLife(temporaryPasswordTries(live?.id ?? ""));
    await hundredFrom((index) => `198.51.100.${index}`);
    world.clock.now += minutes(16);
    expect(await misses()).toBe(100);
    expect(await signIn(world.passwordFor(person.email), "203.0.113.9")).not.toBe("set-password");
    expect((await world.store.tickets.byNumber(number))?.state).toBe("passwordHandover.locked");
    expect(await misses()).toBeUndefined();
  });
});
