import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { temporaryPasswordLife, temporaryPasswordTries } from "../../../accounts/passwords/throttle";
import type { PersonWithAgency } from "../../../db/queries/people";
import { startReset } from "../../../workflows/hr/reset";
import { verifyRecord } from "../../../workflows/reading/verify-record";
import { setOwnPassword } from "../../../workflows/sign-in/own-password";
import { createWorld, hours, minutes, ownPassword, type World } from "../../support/desk/population";
import { lookInto } from "../../support/desk/test-database";

const wanted = { password: ownPassword, repeated: ownPassword, account: null };

let world: World;
let person: PersonWithAgency;
let supervisor: PersonWithAgency;
let number: string;
let password: string;

beforeEach(async () => {
  world = await createWorld();
  const agency = await world.agency("法務部人事處");
  person = await world.person("王明", { agency });
  supervisor = await world.supervisor("林怡君", { agency });
  number = await reset();
  password = world.passwordFor(person.email);
});
afterEach(() => world.close());

async function reset(): Promise<string> {
  const wish = { kind: "recovery", disableOldPassword: false, proof: "in-person" } as const;
  const actor = { kind: "person", personId: supervisor.id } as const;
  const started = await startReset(world.services, actor, person.id, wish);
  await world.settle();
  return started.number;
}

const signIn = (typed = password, address = "192.0.2.7") =>
  world.services.signIn.signIn({ login: person.account ?? "", password: typed, address });

/** Signs in with the temporary password, and stands at 設定自己的密碼. */
async function visit(address?: string) {
  const opened = await signIn(password, address);
  if (opened.outcome !== "set-password") throw new Error(opened.outcome);
  const session = await world.services.signIn.sessionOf(opened.token);
  if (!session) throw new Error("no session");
  return session;
}

const save = (session: Awaited<ReturnType<typeof visit>>) =>
  setOwnPassword(world.services.ownPassword, session, wanted);
const state = async () => (await world.store.tickets.byNumber(number))?.state;

describe("a temporary password", () => {
  it("is spent when the own password is saved: the browser closed before, it opens the page again", async () => {
    const closed = await visit();
    expect(await state()).toBe("passwordHandover.firstLogin");
    world.clock.now += hours(3);
    expect(await world.services.signIn.sessionOf("a cookie that is gone")).toBeNull();
    const again = await visit();
    expect(again.tokenHash).not.toBe(closed.tokenHash);
    expect((await save(again)).outcome).toBe("set");
    expect(await state()).toBe("solved");
    expect((await signIn()).outcome).toBe("used");
    expect((await signIn(ownPassword)).outcome).toBe("signed-in");
    expect(await verifyRecord(world)).toMatchObject({ brokenAt: null, differing: [] });
  });

  it("opens one visit at a time: the later ends the one before, which is told when it saves", async () => {
    const first = await visit("192.0.2.7");
    const second = await visit("203.0.113.9");
    expect((await save(first)).outcome).toBe("expired");
    expect((await save(second)).outcome).toBe("set");
  });

  it("of two that save at once lets one", async () => {
    const session = await visit();
    const outcomes = (await Promise.all([save(session), save(session)])).map(({ outcome }) => outcome);
    expect(outcomes.sort()).toEqual(["expired", "set"]);
  });

  it("opens the page no longer than it lives, and then the case lapses as before", async () => {
    world.clock.now += hours(23) + minutes(50);
    const session = await visit();
    const { expiresAt } = (await world.store.passwords.liveOf(person.id)) ?? {};
    expect(session.expiresAt).toBe(expiresAt);
    await world.pass(minutes(10));
    expect((await save(session)).outcome).toBe("expired");
    expect((await signIn()).outcome).toBe("expired");
    expect(await state()).toBe("passwordHandover.lapsed");
    expect(world.mailTo(person.email)[0]?.subject).toContain("一次性密碼已失效");
  });

  it("dies by misses after a first login too", async () => {
    await visit();
    const live = await world.store.passwords.liveOf(person.id);
    for (let misses = 0; misses < temporaryPasswordLife; misses += 1)
      await world.store.work.countForLife(temporaryPasswordTries(live?.id ?? ""));
    await signIn("WRXNG222");
    expect(await state()).toBe("passwordHandover.locked");
    expect((await signIn()).outcome).toBe("voided");
  });

  it("keeps the count of its misses while it lives; counters that count nothing any more are swept", async () => {
    await signIn("WRXNG222");
    await world.services.signIn.signIn({ login: "nobody", password: "AAAA2222", address: "192.0.2.8" });
    const { id = "" } = (await world.store.passwords.liveOf(person.id)) ?? {};
    const ofPassword = async () => (await world.store.work.throttle(temporaryPasswordTries(id)))?.lifetime;
    const database = await lookInto(world.environment.databaseUrl);
    const counted = async () => (await database.ask("select key from throttles")).length;
    expect(await ofPassword()).toBe(1);
    expect(await counted()).toBeGreaterThan(4);
    await world.store.records.sweep(world.clock.now + hours(49));
    expect([await ofPassword(), await counted()]).toEqual([1, 1]);
    await world.pass(hours(25));
    expect(await state()).toBe("passwordHandover.lapsed");
    await world.store.records.sweep(world.clock.now + hours(49));
    expect(await counted()).toBe(0);
    await database.close();
  });

  it("that was stopped by a newer one after a first login says so, and ends the visit", async () => {
    const session = await visit();
    world.clock.now += minutes(1);
    await reset();
    expect((await save(session)).outcome).toBe("expired");
    expect((await signIn()).outcome).toBe("wrong");
    expect((await signIn(world.passwordFor(person.email), "203.0.113.9")).outcome).toBe("set-password");
  });

  it("withdrawn is told as stopped, not as run out", async () => {
    await visit();
    await world.desk.act(number, { type: "WITHDRAW" }, { kind: "person", personId: person.id });
    expect((await signIn()).outcome).toBe("voided");
  });
});
