import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { insert } from "../../../db/change";
import type { MailClaim } from "../../../db/queries/outbox";
import { createWorld, days, minutes, type World } from "../../support/desk/population";

let world: World;

beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

/** Orders mails, each a second after the one before. */
async function order(addresses: string[]): Promise<void> {
  const at = world.clock.now;
  await world.store.commit({
    at,
    writes: addresses.map((address, index) =>
      insert("outbox", {
        ...{ id: `mail-${index}`, address, template: "password-changed", params: {}, locale: "en" },
        ...{ state: "waiting", nextAttemptAt: at + index * 1000, giveUpAt: at + days(1), createdAt: at },
      }),
    ),
    audit: [],
  });
}

function claim(rooms: MailClaim["rooms"], limit = 10) {
  const at = world.clock.now;
  return world.store.work.claimMail({
    holder: "worker",
    at,
    leaseMs: minutes(3),
    limit,
    rooms,
    digestEveryMs: {},
  });
}

const addresses = (mails: { address: string }[]) => mails.map(({ address }) => address);

describe("a claim of mails", () => {
  it("knows the domain of each, in lower case", async () => {
    await order(["a@MOJ.gov.tw", "b@法務部.tw", "postmaster"]);
    world.clock.now += minutes(10);
    const mails = await claim({ usual: 1, byDomain: new Map() });
    expect(mails.map(({ domain }) => domain)).toEqual(["moj.gov.tw", "法務部.tw", "postmaster"]);
  });

  it.each([5, 500])(
    "behind %i mails of a domain without room takes the earliest of the others",
    async (n) => {
      const full = Array.from({ length: n }, (_, index) => `p${index}@full.example`);
      const others = [
        "z@z.example",
        "a1@a.example",
        "a2@a.example",
        "a3@a.example",
        "b@b.example",
        "c@c.example",
      ];
      await order([...full, ...others]);
      world.clock.now += minutes(10);
      const rooms = { usual: 2, byDomain: new Map([["full.example", 0]]) };
      const first = ["z@z.example", "a1@a.example", "a2@a.example", "b@b.example"];
      expect(addresses(await claim(rooms, 4))).toEqual(first);
      expect(addresses(await claim({ usual: 1, byDomain: new Map([["full.example", 1]]) }))).toEqual([
        ...["p0@full.example", "a3@a.example", "c@c.example"],
      ]);
      world.clock.now += minutes(1);
      expect(addresses(await claim(rooms))).toEqual([]);
    },
  );

  it("is due again when the first mail's time comes or the first lease runs out", async () => {
    await order(["a@a.example", "b@b.example"]);
    const at = world.clock.now;
    expect(await world.store.work.nextMailAt()).toBe(at);
    await claim({ usual: 1, byDomain: new Map() });
    expect(await world.store.work.nextMailAt()).toBe(at + 1000);
    world.clock.now += 1000;
    await claim({ usual: 1, byDomain: new Map() });
    expect(await world.store.work.nextMailAt()).toBe(at + minutes(3));
  });
});
