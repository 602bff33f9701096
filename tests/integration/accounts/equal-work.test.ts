import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { PersonWithAgency } from "../../../db/queries/people";
import { createOutbox } from "../../../workflows/mail/out/outbox";
import { startReset } from "../../../workflows/hr/reset";
import { tellOfPauses } from "../../../workflows/sign-in/paused-accounts";
import { ask } from "../../../workflows/requests/request-help";
import { createWorld, ownPassword, type World } from "../../support/desk/population";
import { workOf } from "../../support/desk/work-of";

let world: World;
let known: PersonWithAgency;
/** Has a live temporary password. */
let awaited: PersonWithAgency;

beforeEach(async () => {
  world = await createWorld();
  const agency = await world.agency("法務部人事處");
  known = await world.person("王明", { agency, account: "wang.ming", password: ownPassword });
  awaited = await world.person("李華", { agency, account: "lee.hua", password: ownPassword });
  const supervisor = await world.supervisor("林怡君", { agency });
  const wish = { kind: "recovery", disableOldPassword: false, proof: "in-person" } as const;
  await startReset(world.services, { kind: "person", personId: supervisor.id }, awaited.id, wish);
  await world.settle();
});
afterEach(() => world.close());

let address = 0;
const elsewhere = () => `192.0.2.${(address += 1)}`;

describe("signing in, where the password is wrong", () => {
  const tried = (login: string, password: string) =>
    workOf(world.store, () => world.services.signIn.signIn({ login, password, address: elsewhere() }));

  it.each([
    ["of the shape of a temporary one", "WRXNG222"],
    ["of no such shape", "not the password of anybody"],
  ])(
    "%s, asks and writes the same for nobody, somebody, and who has a temporary password",
    async (_shape, password) => {
      const nobody = await tried("no.body", password);
      expect(nobody.length).toBeGreaterThan(3);
      expect(await tried("wang.ming", password)).toEqual(nobody);
      expect(await tried("lee.hua", password)).toEqual(nobody);
      const ids = [await tried("A123456789", password), await tried(world.nationalIdOf(known), password)];
      expect(ids[1]).toEqual(ids[0]);
    },
  );
});

describe("an account that is paused", () => {
  it("asks and writes the same for nobody, and for who is written to about it afterwards", async () => {
    const tried = (login: string) =>
      workOf(world.store, async () => {
        for (let miss = 0; miss < 22; miss += 1)
          await world.services.signIn.signIn({ login, password: "WRXNG222", address: elsewhere() });
        expect(
          (await world.services.signIn.signIn({ login, password: "W", address: "192.0.3.1" })).outcome,
        ).toBe("paused");
      });
    const nobody = await tried("no.body");
    expect(await tried("wang.ming")).toEqual(nobody);
    expect(await tried("lee.hua")).toEqual(nobody);
    expect(await world.store.work.listMail("waiting")).toEqual([]);
    expect(await tellOfPauses(world.services)).toBe(1);
  });
});

describe("asking for help", () => {
  const claimed = (person: PersonWithAgency, account: string | null) => ({
    kind: "recovery" as const,
    path: "hr-supervisor" as const,
    claim: world.claimOf(person, { account }),
    address: elsewhere(),
  });

  it("asks and writes the same for nobody, somebody, and who has an open case", async () => {
    const nobody = await workOf(world.store, () => ask(world.services, claimed(known, "no.body")));
    expect(nobody.filter((one) => one.startsWith("commit"))).toHaveLength(1);
    expect(nobody.join("\n")).not.toContain("people.by");
    expect(await workOf(world.store, () => ask(world.services, claimed(known, known.account)))).toEqual(
      nobody,
    );
    expect(await workOf(world.store, () => ask(world.services, claimed(awaited, awaited.account)))).toEqual(
      nobody,
    );
  });

  it("leads to the person's case afterwards, to the case they have, or to an agent", async () => {
    const [first, second, third] = [
      await ask(world.services, claimed(known, known.account)),
      await ask(world.services, claimed(known, known.account)),
      await ask(world.services, claimed(known, "no.body")),
    ];
    const states = async () =>
      Promise.all(
        [first, second, third].map(async ({ number }) => (await world.store.tickets.byNumber(number))?.state),
      );
    expect(await states()).toEqual(["submitted", "submitted", "submitted"]);
    await world.match();
    expect(await states()).toEqual(["awaitingDecision", "joined", "submitted"]);
    await world.settle();
    expect(world.mailTo(known.email).map(({ subject }) => subject)).toEqual([
      expect.stringContaining(first.number),
    ]);
  });

  it("moves no figure of the monitoring for somebody that it does not move for nobody", async () => {
    const { metrics } = world.services;
    const outbox = createOutbox({ ...world.outbox, tried: metrics.mailTried });
    const figures = async () =>
      new Map(
        (await metrics.text())
          .split("\n")
          .filter((line) => line !== "" && !line.startsWith("#"))
          .map((line) => [line.slice(0, line.lastIndexOf(" ")), Number(line.slice(line.lastIndexOf(" ")))]),
      );
    const moved = async (person: PersonWithAgency, account: string | null) => {
      const before = await figures();
      await ask(world.services, claimed(person, account));
      await world.match();
      await outbox.drain();
      const after = await figures();
      return Object.fromEntries(
        [...after]
          .map(([name, value]) => [name, value - (before.get(name) ?? 0)] as const)
          .filter(([, by]) => by !== 0),
      );
    };
    const forNobody = await moved(known, "no.body");
    expect(forNobody).toEqual({ 'desk_acts_total{type="OPEN",result="done"}': 1 });
    expect(await moved(known, known.account)).toEqual(forNobody);
    expect(await moved(known, known.account)).toEqual(forNobody);
    expect(await moved(awaited, awaited.account)).toEqual(forNobody);
    const tries = await figures();
    for (let miss = 0; miss < 5; miss += 1)
      await world.services.signIn.signIn({ login: "lee.hua", password: "wrong", address: "192.0.3.1" });
    expect(await tellOfPauses(world.services)).toBe(1);
    expect(await figures()).toEqual(tries);
    await outbox.drain();
    expect(await figures()).toEqual(tries);
  });
});
