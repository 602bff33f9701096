import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { inventNationalId } from "../../../accounts/identity/national-id";
import { openNationalId } from "../../../accounts/identity/kept-national-id";
import type { PersonWithAgency } from "../../../db/queries/people";
import { personForHr } from "../../../workflows/hr/people";
import { recordChange } from "../../../workflows/hr/records";
import { startReset } from "../../../workflows/hr/reset";
import { onceOnly } from "../../../workflows/desk/idempotency";
import { as } from "../../support/desk/desk-office";
import { hrOffice } from "../../support/desk/hr-office";
import { beforeCommits } from "../../support/desk/commits";
import { searchFolder } from "../../support/desk/secret-search";
import { createWorld, type World } from "../../support/desk/population";

const refused = (code: string): unknown => expect.objectContaining({ domain: "desk", code });

let world: World;
let office: Awaited<ReturnType<typeof hrOffice>>;
let right: string;

beforeEach(async () => {
  world = await createWorld();
  office = await hrOffice(world);
  right = inventNationalId(world.random);
});
afterEach(() => world.close());

const correct = (value: string, { by = office.supervisor, about = office.employee, key = "" } = {}) =>
  recordChange(
    world.services,
    as(by),
    about.id,
    { field: "nationalId", value, proof: "in-person" },
    key === "" ? undefined : onceOnly(world.services.secrets, { route: "/hr", key }, { value }),
  );
const onRecord = async (someone: PersonWithAgency) => (await world.store.people.byId(someone.id)) ?? someone;

describe("Correcting a national ID", () => {
  it("seals the right one, so that its owner is found by it and by the wrong one no more", async () => {
    await correct(` ${right.toLowerCase()} `);
    const corrected = await onRecord(office.employee);
    expect(openNationalId(world.services.secrets, corrected)).toBe(right);
    expect(corrected.nationalIdMasked).toBe(`${right.slice(0, 6)}****`);
    const hashes = (id: string) => world.services.secrets.keyedHashes("national-id", id);
    expect((await world.store.people.byNationalId(hashes(right)))?.id).toBe(office.employee.id);
    expect(
      await world.store.people.byNationalId(hashes(world.nationalIdOf(office.employee))),
    ).toBeUndefined();
  });

  it("keeps the older one masked, by whom and how it was proven, and bars whoever did it from deciding", async () => {
    await correct(right);
    expect(await world.store.people.changesOf(office.employee.id)).toMatchObject([
      {
        field: "nationalId",
        oldValue: office.employee.nationalIdMasked,
        changedBy: office.supervisor.id,
        proof: "in-person",
      },
    ]);
    const reset = { kind: "recovery", disableOldPassword: false, proof: "document" } as const;
    await expect(
      startReset(world.services, as(office.supervisor), office.employee.id, reset),
    ).rejects.toEqual(refused("recent-changer"));
    const seen = await personForHr(world.services, as(office.second), office.employee.id, "recovery");
    expect(seen.recentChanges).toMatchObject([{ field: "nationalId", changedBy: "陳佳玲", own: false }]);
    await startReset(world.services, as(office.second), office.employee.id, reset);
  });

  it("is in the trail by reference, and neither number lies open anywhere", async () => {
    await correct(right, { key: "a-form-key" });
    const [row] = await world.store.records.auditOf({ personId: office.employee.id });
    expect(row).toMatchObject({
      act: "person.nationalId-recorded",
      actorId: office.supervisor.id,
      detail: { proof: "in-person" },
    });
    expect(searchFolder(world.folder, right)).toEqual([]);
    expect(searchFolder(world.folder, world.nationalIdOf(office.employee))).toEqual([]);
  });

  it("refuses what is no number, what is there already, somebody else's, and one's own", async () => {
    await expect(correct("A123456788")).rejects.toEqual(refused("not-a-national-id"));
    await expect(correct(world.nationalIdOf(office.employee))).rejects.toEqual(refused("unchanged"));
    await expect(correct(world.nationalIdOf(office.preparer))).rejects.toEqual(refused("national-id-taken"));
    await expect(correct(right, { about: office.supervisor })).rejects.toEqual(refused("oneself"));
    expect(await world.store.people.changesOf(office.employee.id)).toEqual([]);
  });

  it("lets one of two at once win, and happens once under one key", async () => {
    const other = inventNationalId(world.random);
    const late = beforeCommits(
      world.store,
      () => correct(other, { by: office.second }),
      () => correct(right),
    );
    await expect(late).rejects.toEqual(refused("person-changed"));
    const third = inventNationalId(world.random);
    await Promise.all([correct(third, { key: "same-key" }), correct(third, { key: "same-key" })]);
    expect(await world.store.people.changesOf(office.employee.id)).toHaveLength(2);
  });
});
