import { afterEach, beforeEach, expect, it } from "vitest";
import { confirmAddress } from "../../../workflows/hr/confirm-address";
import { grantDelegation } from "../../../workflows/hr/delegations";
import { recordChange } from "../../../workflows/hr/records";
import { changePassword } from "../../../workflows/sign-in/change-password";
import { addAuthority } from "../../../workflows/trust/trust-keeping";
import { as, chosenPassword, deskOffice } from "../../support/desk/desk-office";
import { sessionOf } from "../../support/desk/session";
import { forge, now } from "../../support/forge/forge";
import { createWorld, days, minutes, ownPassword, type World } from "../../support/desk/population";

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

it("a clock behind the newest audit row shuts every act that counts an age, and says why", async () => {
  const { agent, supervisor, person } = await deskOffice(world);
  const opening = {
    kind: "recovery",
    path: "helpdesk",
    channel: "web",
    personId: person.id,
    claim: world.claimOf(person),
  } as const;
  const visitor = { kind: "visitor", address: "192.0.2.7" } as const;
  const { number } = await world.desk.open(opening, visitor);
  world.clock.now -= minutes(2);
  const behind = { code: "clock-behind", kind: "busy" };
  await expect(world.desk.act(number, { type: "CLAIM" }, as(agent))).rejects.toMatchObject(behind);
  await expect(world.desk.open(opening, visitor)).rejects.toMatchObject(behind);
  const change = { field: "name", value: "王大明", proof: "in-person" } as const;
  await expect(recordChange(world.services, as(supervisor), person.id, change)).rejects.toMatchObject(behind);

  // Acts that began at once are recorded in any order.
  world.clock.now += minutes(1);
  await world.desk.act(number, { type: "CLAIM" }, as(agent));
});

/** The clock is set back by two minutes after something was recorded. */
async function setBack(): Promise<void> {
  await world.store.commit({
    at: world.clock.now,
    writes: [],
    audit: [{ actorKind: "console", actorId: "test", act: "test.act" }],
  });
  world.clock.now -= minutes(2);
}

it.each([
  [
    "a delegation, which has an end",
    async () => {
      const { supervisor, person } = await deskOffice(world);
      const dates = { validFrom: world.clock.now, validTo: world.clock.now + days(30) };
      const grant = { delegateId: person.id, kind: "staff", level: "decide", ...dates } as const;
      return () => grantDelegation(world.services, as(supervisor), grant);
    },
  ],
  [
    "a link that confirms an address, which runs out",
    async () => {
      const { supervisor, person } = await deskOffice(world);
      const change = { field: "email", value: "new@police.example", proof: "in-person" } as const;
      await recordChange(world.services, as(supervisor), person.id, change);
      await world.settle();
      const { text } = world.mailTo("new@police.example")[0] ?? { text: "" };
      const token = /\/confirm-address\/([\w-]+)/.exec(text)?.[1] ?? "";
      return () => confirmAddress(world.services, token);
    },
  ],
  [
    "a change of the own password, which has a least age",
    async () => {
      const { supervisor } = await deskOffice(world);
      await sessionOf(world, supervisor);
      const [session] = await world.store.records.sessionsOf(supervisor.id);
      if (!session) throw new Error("no session");
      const change = { current: ownPassword, password: chosenPassword, repeated: chosenPassword };
      return () => changePassword(world.services.ownPassword, session, change, "a new token");
    },
  ],
  [
    "a trust anchor, which has a last day",
    async () => {
      world.clock.now = now;
      const wish = { file: forge({}).root, purposes: ["agency"], crlUrls: [], ocspUrl: null } as const;
      const parts = { ...world.services, trust: world.services.card.trust };
      return () => addAuthority(parts, { ...wish, crlUrls: [] }, { kind: "console", operator: "test" });
    },
  ],
])("a clock behind shuts %s", async (_what, prepare) => {
  const act = await prepare();
  await setBack();
  await expect(act()).rejects.toMatchObject({ code: "clock-behind" });
  world.clock.now += minutes(1);
  await act();
});
