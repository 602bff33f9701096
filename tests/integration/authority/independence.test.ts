import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Agency } from "../../../db/queries/agencies";
import type { PersonWithAgency } from "../../../db/queries/people";
import { insert } from "../../../db/change";
import { newId } from "../../../db/ids";
import type { RoleName } from "../../../accounts/types";
import type { TicketAct } from "../../../workflows/machines/types";
import { as } from "../../support/desk/desk-office";
import { requested } from "../../support/desk/hr-office";
import { createWorld, days, type World } from "../../support/desk/population";

let world: World;
let ministry: Agency;
let bureau: Agency;
let supervisor: PersonWithAgency;
let superior: PersonWithAgency;
let agent: PersonWithAgency;
let administrator: PersonWithAgency;
beforeEach(async () => {
  world = await createWorld();
  ministry = await world.agency("法務部");
  bureau = await world.agency("法務部調查局", { parent: ministry });
  supervisor = await world.supervisor("陳佳玲", { agency: bureau });
  superior = await world.supervisor("李宜芳", { agency: ministry });
  agent = await world.staff("周志明", "agent", { agency: ministry });
  administrator = await world.staff("王明", "administrator", { agency: bureau });
});
afterEach(() => world.close());

const act = async (number: string, by: PersonWithAgency, wanted: TicketAct) =>
  (await world.desk.act(number, wanted, as(by))).state;
const approve: TicketAct = { type: "APPROVE", disableOldPassword: false };
const confirm: TicketAct = { type: "CONFIRM_SECOND" };
const refusedWith = (code: string) => expect.objectContaining({ code }) as unknown;

/** Somebody grants a role today. */
async function grants(by: PersonWithAgency, role: RoleName, to: PersonWithAgency) {
  const { now } = world.clock;
  const row = {
    id: newId(world.random),
    personId: to.id,
    role,
    validFrom: now,
    grantedBy: by.id,
    createdAt: now,
  };
  await world.store.commit({ at: now, writes: [insert("roles", row)], audit: [] });
}

describe("The second person for a power account", () => {
  let number: string;
  beforeEach(async () => {
    number = await requested(world, administrator);
    expect(await act(number, supervisor, approve)).toBe("awaitingSecondPerson");
  });

  it("is nobody who holds a delegation of the first, also not as an agent", async () => {
    await world.delegation(supervisor, agent, { kind: "deputy" });
    await expect(act(number, agent, confirm)).rejects.toEqual(refusedWith("derived-from-first"));
  });

  it("is nobody to whom the first, or who stands behind the first, has granted a role within 30 days", async () => {
    const newAgent = await world.person("黃俊傑", { agency: ministry });
    await grants(supervisor, "agent", newAgent);
    await expect(act(number, newAgent, confirm)).rejects.toEqual(refusedWith("derived-from-first"));
    world.clock.now += days(29);
    await expect(act(number, newAgent, confirm)).rejects.toEqual(refusedWith("derived-from-first"));
    world.clock.now += days(1);
    // The case has been abandoned meanwhile; another one finds the grant old enough.
    await world.settle();
    const another = await requested(world, administrator);
    await act(another, supervisor, approve);
    expect(await act(another, newAgent, confirm)).toBe("passwordHandover.issuing");
  });

  it("is nobody whose role comes from the same grantor as the first one's", async () => {
    const grantor = await world.staff("許雅惠", "administrator", { agency: ministry });
    const newAgent = await world.person("黃俊傑", { agency: ministry });
    await grants(grantor, "agent", newAgent);
    await grants(grantor, "auditor", supervisor);
    const fresh = await requested(world, await world.staff("林怡君", "auditor", { agency: bureau }));
    await act(fresh, supervisor, approve);
    await expect(act(fresh, newAgent, confirm)).rejects.toEqual(refusedWith("derived-from-first"));
  });

  it("is somebody who has nothing in common with the first", async () => {
    expect(await act(number, agent, confirm)).toBe("passwordHandover.issuing");
  });

  it("may be refused by whoever sees that it is wrong, independent or not", async () => {
    await world.delegation(supervisor, agent, { kind: "deputy" });
    expect(await act(number, agent, { type: "REFUSE_SECOND", reason: "本人未申請" })).toBe("returned");
  });
});

describe("For a supervisor who is locked out", () => {
  it("superior HR starts, and only the helpdesk confirms", async () => {
    const another = await world.supervisor("張文彬", { agency: ministry });
    const number = await requested(world, supervisor);
    expect(await act(number, superior, approve)).toBe("awaitingSecondPerson");
    await expect(act(number, another, confirm)).rejects.toEqual(refusedWith("helpdesk-confirms"));
    expect(await act(number, agent, confirm)).toBe("passwordHandover.issuing");
  });
});
