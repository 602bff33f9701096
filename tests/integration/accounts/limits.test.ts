import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { isTooBusy } from "../../../accounts/passwords/concurrency-limit";
import type { PersonWithAgency } from "../../../db/queries/people";
import { ask } from "../../../workflows/requests/request-help";
import { startReset } from "../../../workflows/hr/reset";
import { changePassword } from "../../../workflows/sign-in/change-password";
import { tellOfPauses } from "../../../workflows/sign-in/paused-accounts";
import { endSessions } from "../../../workflows/sign-in/end-sessions";
import { createSignIn } from "../../../workflows/sign-in/sign-in";
import { createWorld, days, hours, minutes, ownPassword, type World } from "../../support/desk/population";

const office = "203.0.113.9";
const profiles = [["nist"], ["tw-gov"]] as const;

let world: World;
let owner: PersonWithAgency;
let supervisor: PersonWithAgency;

async function populate(profile: string): Promise<void> {
  world = await createWorld({ env: { PASSWORD_PROFILE: profile } });
  const agency = await world.agency("法務部人事處");
  owner = await world.person("王明", { agency, account: "wang.ming", password: ownPassword });
  supervisor = await world.supervisor("林怡君", { agency });
}
afterEach(() => world.close());

const signIn = (
  password: string,
  address: string,
  shown: { browsers?: string[]; statusLink?: string } = {},
) => world.services.signIn.signIn({ login: "wang.ming", password, address, shown });

/** Signs in from a new browser, and returns what it keeps from then on. */
async function knownBrowser(): Promise<string> {
  const result = await signIn(ownPassword, office);
  if (!("browser" in result)) throw new Error(result.outcome);
  return result.browser;
}

/** A temporary password is on its way to the owner. */
async function reset(): Promise<string> {
  const wish = { kind: "recovery", disableOldPassword: false, proof: "in-person" } as const;
  const { number } = await startReset(
    world.services,
    { kind: "person", personId: supervisor.id },
    owner.id,
    wish,
  );
  await world.settle();
  return number;
}

/** What the worker does at its beat. */
async function beat(): Promise<void> {
  await tellOfPauses(world.services);
  await world.settle();
}

const pauseMails = () => world.mailTo(owner.email).filter(({ subject }) => subject.includes("暫停登入"));

const linkIn = (mail: { text: string } | undefined) =>
  /\/status\/(\S+)/.exec(mail?.text ?? "")?.[1] ?? "no link";

/** A hundred strangers, each from an address of their own; at its end the account is paused for whoever shows nothing. */
async function hammer(addressOf = (index: number) => `198.51.100.${index}`): Promise<void> {
  const tries = Array.from({ length: 100 }, (_, index) => signIn("not the password", addressOf(index)));
  await Promise.all(tries);
  expect((await signIn(ownPassword, "192.0.2.200")).outcome).toBe("paused");
}

describe.each(profiles)("an account that strangers hammer, under %s", (profile) => {
  beforeEach(() => populate(profile));

  it("opens from a browser that signed in before, and stays shut for strangers", async () => {
    const browser = await knownBrowser();
    await hammer();
    expect((await signIn(ownPassword, office, { browsers: [browser] })).outcome).toBe("signed-in");
    expect((await signIn(ownPassword, "192.0.2.201")).outcome).toBe("paused");
  });

  it("opens from a known browser behind the very address that hammers", async () => {
    const browser = await knownBrowser();
    for (let miss = 0; miss < 5; miss += 1) await signIn("not the password", office);
    expect((await signIn(ownPassword, office)).outcome).toBe("paused");
    expect((await signIn(ownPassword, office, { browsers: [browser] })).outcome).toBe("signed-in");
  });

  it("opens for whoever holds the link mailed to its owner, also with the temporary password", async () => {
    const wish = { kind: "recovery", disableOldPassword: false, proof: "in-person" } as const;
    const actor = { kind: "person", personId: supervisor.id } as const;
    const { ticketId } = await startReset(world.services, actor, owner.id, wish);
    await world.settle();
    const { url } = world.outbox.statusLink(ticketId, owner.id, null);
    const statusLink = url.split("/").at(-1) ?? "";
    const password = world.passwordFor(owner.email);
    await hammer();
    // Not before it was mailed.
    expect((await signIn(password, office, { statusLink })).outcome).toBe("paused");
    const { expiresAt } = (await world.store.passwords.liveOf(owner.id)) ?? {};
    await world.pass((expiresAt ?? 0) - hours(4) - world.clock.now);
    expect(world.mailTo(owner.email)[0]?.text.replaceAll("\n", "")).toContain(statusLink);
    await hammer();
    expect((await signIn(password, office, { statusLink })).outcome).toBe("set-password");
    expect((await signIn(password, office, { statusLink: "A".repeat(43) })).outcome).toBe("paused");
  });

  it("opens on a new browser for an owner with the temporary password alone, by the link that the pause has mailed", async () => {
    await reset();
    const password = world.passwordFor(owner.email);
    await hammer();
    expect((await signIn(password, office)).outcome).toBe("paused");
    await beat();
    await hammer();
    const [told] = pauseMails();
    expect(told?.text).toContain("不是我申請的");
    expect(told?.text).not.toContain(password);
    const statusLink = linkIn(told);
    expect((await signIn(password, office)).outcome).toBe("paused");
    expect((await signIn(password, office, { statusLink })).outcome).toBe("set-password");
  });
});

describe("the owner of a paused account", () => {
  beforeEach(() => populate("nist"));

  const misses = async (login: string, address: string, count = 5) => {
    for (let miss = 0; miss < count; miss += 1)
      await world.services.signIn.signIn({ login, password: "not the password", address });
  };

  it("is written to once a day for a case, in whatever way it is paused", async () => {
    await reset();
    await misses("wang.ming", office, 4);
    await beat();
    expect(pauseMails()).toEqual([]);
    // Under the national ID, from one address only, which may be the owner's.
    await misses(world.nationalIdOf(owner), office);
    await beat();
    expect(pauseMails()).toHaveLength(1);
    await hammer();
    await beat();
    await world.pass(hours(1));
    await hammer();
    await beat();
    expect(pauseMails()).toHaveLength(1);
    await world.pass(days(1));
    await hammer();
    await Promise.all([tellOfPauses(world.services), tellOfPauses(world.services)]);
    await world.settle();
    expect(pauseMails()).toHaveLength(2);
  });

  it("is not written to without an open case, nor after the pause, nor when the case has closed meanwhile", async () => {
    await hammer();
    await beat();
    const number = await reset();
    await world.pass(minutes(16));
    await beat();
    expect(pauseMails()).toEqual([]);
    await hammer();
    expect(await tellOfPauses(world.services)).toBe(1);
    const actor = { kind: "person", personId: owner.id } as const;
    await world.desk.act(number, { type: "WITHDRAW" }, actor);
    await world.settle();
    expect(pauseMails()).toEqual([]);
  });
});

describe("a known browser", () => {
  beforeEach(() => populate("nist"));

  it("has five tries of its own, whatever it is tried with", async () => {
    const browser = await knownBrowser();
    for (let miss = 0; miss < 5; miss += 1)
      expect((await signIn("not the password", office, { browsers: [browser] })).outcome).toBe("wrong");
    expect((await signIn(ownPassword, office, { browsers: [browser] })).outcome).toBe("paused");
    // Its misses are its own: they do not pause the account for others.
    expect((await signIn(ownPassword, "192.0.2.7")).outcome).toBe("signed-in");
  });

  it("is known to its person alone", async () => {
    const browser = await knownBrowser();
    const agency = await world.agency("交通部");
    await world.person("陳佳玲", { agency, account: "chen.jialing", password: ownPassword });
    const tryAt = (shown: object, address: string) =>
      world.services.signIn.signIn({ login: "chen.jialing", password: "wrong", address, shown });
    for (let index = 0; index < 20; index += 1) await tryAt({}, `198.51.100.${index}`);
    expect((await tryAt({ browsers: [browser] }, office)).outcome).toBe("paused");
  });

  async function session() {
    const result = await signIn(ownPassword, office);
    const found = "token" in result && (await world.services.signIn.sessionOf(result.token));
    if (!found) throw new Error(result.outcome);
    return found;
  }

  it.each([
    [
      "a new password",
      async () => {
        const change = {
          current: ownPassword,
          password: "Quiet-Harbour-Lamp-7",
          repeated: "Quiet-Harbour-Lamp-7",
        };
        await changePassword(world.services.ownPassword, await session(), change, "a new token");
      },
    ],
    [
      "立即停用舊密碼",
      () =>
        startReset(world.services, { kind: "person", personId: supervisor.id }, owner.id, {
          kind: "recovery",
          disableOldPassword: true,
          proof: "in-person",
        }),
    ],
    ["the end of all other sessions", async () => endSessions(world.services, await session())],
  ])("is known no more after %s", async (_what, end) => {
    const browser = await knownBrowser();
    await end();
    await hammer();
    expect((await signIn(ownPassword, office, { browsers: [browser] })).outcome).toBe("paused");
  });

  it("that ended the others stays known", async () => {
    const browser = await knownBrowser();
    await endSessions(world.services, await session(), { browser });
    await hammer();
    expect((await signIn(ownPassword, office, { browsers: [browser] })).outcome).toBe("signed-in");
  });
});

describe("spraying", () => {
  beforeEach(() => populate("nist"));

  /** How long each of so many tries at different accounts is held before it is looked at. */
  async function sprayed(tries: number, addressOf: (index: number) => string): Promise<number[]> {
    const waits: number[] = [];
    const slow = createSignIn({
      ...world.services,
      profile: "nist",
      wait: async (ms) => void waits.push(ms),
    });
    for (let index = 0; index < tries; index += 1)
      await slow.signIn({
        login: `nobody.${index}`,
        password: "Summer-2026-Taipei",
        address: addressOf(index),
      });
    return waits;
  }

  it("many accounts from one address is slowed, and from its whole IPv6 network", async () => {
    const waits = await sprayed(24, (index) => `2001:db8:0:1::${index + 1}`);
    expect([waits[0], waits[19], waits[20], waits[23]]).toEqual([0, 0, 250, 1000]);
  });

  it("from everywhere is slowed too", async () => {
    const at = world.clock.now;
    const everywhere = { limit: Number.MAX_SAFE_INTEGER, windowMs: 3_600_000, pauseMs: 0 };
    for (let miss = 0; miss < 505; miss += 1)
      await world.store.work.take("spraying|everywhere", at, everywhere);
    expect(await sprayed(1, () => "192.0.2.1")).toEqual([1500]);
  });

  it("is not what an office does whose people sign in", async () => {
    for (let person = 0; person < 30; person += 1) await signIn(ownPassword, office);
    expect(await sprayed(1, () => office)).toEqual([0]);
  });
});

describe("at once", () => {
  beforeEach(() => populate("nist"));

  const tally = async (tries: Promise<unknown>[]) => {
    const refused = await Promise.all(
      tries.map((one) =>
        one.then(
          () => null,
          (error: unknown) => error,
        ),
      ),
    );
    return refused.filter((error) => error !== null);
  };

  it("120 requests for help from one network make no 120 tickets; those turned away hear why", async () => {
    const { agencyId } = owner;
    const claim = (index: number) => ({
      ...world.claimOf(owner),
      agencyId,
      name: `某${index}`,
      account: `nobody.${index}`,
    });
    const refused = await tally(
      Array.from({ length: 120 }, (_, index) =>
        ask(world.services, {
          kind: "recovery",
          path: "helpdesk",
          claim: claim(index),
          address: `2001:db8:0:1::${index + 1}`,
        }),
      ),
    );
    const tickets = await world.store.tickets.search("R1151123", 200);
    expect(tickets.length).toBeLessThanOrEqual(20);
    expect(refused).toHaveLength(120 - tickets.length);
    expect(refused.every((error) => isTooBusy(error) && error.code === "lane-full")).toBe(true);
  });
});
