import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Agency } from "../../../db/queries/agencies";
import type { PersonWithAgency } from "../../../db/queries/people";
import { addressToConfirm, confirmAddress } from "../../../workflows/hr/confirm-address";
import { personForHr } from "../../../workflows/hr/people";
import { recordChange } from "../../../workflows/hr/records";
import { startReset } from "../../../workflows/hr/reset";
import { as } from "../../support/desk/desk-office";
import { createWorld, days, type World } from "../../support/desk/population";

let world: World;
let agency: Agency;
let boss: PersonWithAgency;
let colleague: PersonWithAgency;
let person: PersonWithAgency;

beforeEach(async () => {
  world = await createWorld();
  agency = await world.agency("法務部");
  boss = await world.supervisor("陳佳玲", { agency });
  colleague = await world.supervisor("林怡君", { agency });
  person = await world.person("王小明", { agency, email: "old@moj.example" });
});
afterEach(() => world.close());

const record = async (value: string, whose = person) => {
  await recordChange(world.services, as(boss), whose.id, { field: "email", value, proof: "in-person" });
  await world.settle();
};

const tokenIn = (address: string) =>
  /\/confirm-address\/([\w-]+)/.exec(world.mailTo(address)[0]?.text ?? "")?.[1] ?? "";

const seenBy = async (who: PersonWithAgency, whose = person) =>
  (await personForHr(world.services, as(who), whose.id, "recovery")).person.unconfirmed;

describe("a recorded address", () => {
  it("is unconfirmed until its reader opens the link in the mail to it", async () => {
    expect(await seenBy(colleague)).toBe(false);
    await record("new@moj.example");
    expect(await seenBy(colleague)).toBe(true);

    const token = tokenIn("new@moj.example");
    expect(await addressToConfirm(world.services, token)).toEqual({
      address: "n***w@moj.example",
      confirmed: false,
    });
    await confirmAddress(world.services, token);
    await confirmAddress(world.services, token);
    expect(await seenBy(colleague)).toBe(false);
    const acts = (await world.store.records.auditOf({ personId: person.id })).map((row) => row.act);
    expect(acts.filter((act) => act === "person.email-confirmed")).toHaveLength(1);
  });

  it("is told to every older one, which gets no link", async () => {
    await record("new@moj.example");
    await record("newer@moj.example");
    for (const older of ["old@moj.example", "new@moj.example"])
      expect(world.mailTo(older).map(({ subject }) => subject)).toContain(
        "［人事服務網］您留存的電子郵件已變更（非社交工程演練）",
      );
    expect(tokenIn("old@moj.example")).toBe("");
  });

  it("is shown to whoever acts next, with the old one masked and whose change it was", async () => {
    await record("new@moj.example");
    const { recentChanges, start } = await personForHr(world.services, as(boss), person.id, "recovery");
    expect(recentChanges).toMatchObject([
      { field: "email", before: "o***d@moj.example", changedBy: "陳佳玲", own: true },
    ]);
    expect(start.refusal).toBe("recent-changer");
  });

  it("gets a new person's first password in one go, by another's hand", async () => {
    const newcomer = await world.person("陳美玲", { agency, email: null });
    await record("mei@moj.example", newcomer);
    const reset = { kind: "first-login", proof: "in-person", disableOldPassword: false } as const;
    await startReset(world.services, as(colleague), newcomer.id, reset);
    await world.settle();
    expect(world.passwordFor("mei@moj.example")).toHaveLength(8);
    expect(await seenBy(colleague, newcomer)).toBe(true);
  });
});

describe("a link that confirms an address", () => {
  it("is dead once the address has changed again", async () => {
    await record("new@moj.example");
    const token = tokenIn("new@moj.example");
    await record("newer@moj.example");
    expect(await addressToConfirm(world.services, token)).toBeNull();
    await expect(confirmAddress(world.services, token)).rejects.toMatchObject({ code: "dead-link" });
  });

  it("is dead after thirty days, and where there is none such", async () => {
    await record("new@moj.example");
    const token = tokenIn("new@moj.example");
    world.clock.now += days(31);
    expect(await addressToConfirm(world.services, token)).toBeNull();
    expect(await addressToConfirm(world.services, "nothing")).toBeNull();
  });
});

describe("an address that only looks like another", () => {
  it.each(["new@moj.example ", "ｎｅｗ＠moj．example"])("%j is taken as it was meant", async (typed) => {
    await record(typed);
    expect((await world.store.people.byId(person.id))?.email).toBe("new@moj.example");
  });

  it.each(["\u212aing@moj.example", "\ufb01@moj.example", "ming@\u0130stanbul.example", "ming@例子。台灣"])(
    "%j is refused, not folded into somebody else's",
    async (typed) => {
      await expect(record(typed)).rejects.toMatchObject({ code: "not-an-address" });
      expect((await world.store.people.byId(person.id))?.email).toBe("old@moj.example");
    },
  );

  it("keeps its own letters: mail goes to exactly what is stored", async () => {
    await record("M\u0131ng.Wang@moj.example");
    expect(world.mailTo("M\u0131ng.Wang@moj.example")).toHaveLength(1);
    expect(world.mailTo("ming.wang@moj.example")).toHaveLength(0);
  });
});
