import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { insert, update, type Write } from "../../../db/change";
import { newId } from "../../../db/ids";
import type { PersonWithAgency } from "../../../db/queries/people";
import { readFacts } from "../../../workflows/desk/facts";
import type { TicketAct } from "../../../workflows/machines/types";
import { as } from "../../support/desk/desk-office";
import { hrOffice, requested } from "../../support/desk/hr-office";
import { createWorld, days, type World } from "../../support/desk/population";

let world: World;
let office: Awaited<ReturnType<typeof hrOffice>>;
beforeEach(async () => {
  world = await createWorld();
  office = await hrOffice(world);
});
afterEach(() => world.close());

const standingOf = async ({ id }: PersonWithAgency) => (await world.store.people.byId(id))?.standing ?? -1;
const treeStanding = async () => (await world.store.agencies.lineages([office.bureau.id])).standing;
const write = (...writes: Write[]) => world.store.commit({ at: world.clock.now, writes, audit: [] });

/** By how much the standing of each of these grows with a change. */
async function raised(change: () => Promise<unknown>, ...people: PersonWithAgency[]): Promise<number[]> {
  const before = await Promise.all(people.map(standingOf));
  await change();
  const after = await Promise.all(people.map(standingOf));
  return after.map((number, index) => number - (before[index] ?? 0));
}

describe("Somebody's standing is raised by whatever changes who they are or what they may", () => {
  const set = (columns: Parameters<typeof update<"people">>[2]) => () =>
    write(update("people", { id: office.employee.id }, columns));

  it.each([
    ["name", { name: "王大明" }],
    ["address", { email: "new@agency.example" }],
    ["no address", { email: null }],
    ["office phone", { officePhone: "02-2700-0000" }],
    ["extension", { extension: "77" }],
    ["manager", { managerName: "張組長" }],
    ["leaving", { status: "left" as const }],
    ["national ID", { nationalIdMasked: "A1********" }],
  ])("the record: %s", async (_, columns) => {
    expect(await raised(set(columns), office.employee, office.second)).toEqual([1, 0]);
  });

  it("not by a password, a login, a unit or a title", async () => {
    const now = world.clock.now;
    expect(
      await raised(
        set({ passwordHash: "x", lastLoginAt: now, unit: "秘書室", title: "科員", updatedAt: now }),
        office.employee,
      ),
    ).toEqual([0]);
  });

  it("a role given, and taken", async () => {
    let roleId = "";
    const gives = async () => {
      roleId = await world.role(office.employee, "agent");
    };
    expect(await raised(gives, office.employee, office.second)).toEqual([1, 0]);
    const takes = () => write(update("roles", { id: roleId }, { validTo: world.clock.now }));
    expect(await raised(takes, office.employee, office.second)).toEqual([1, 0]);
  });

  it("an agency served, and served no more", async () => {
    const [role] = await world.store.people.rolesOf(office.second.id, world.clock.now);
    const id = newId(world.random);
    const service = {
      id,
      roleId: role?.id ?? "",
      agencyId: office.ministry.id,
      post: "concurrent",
      includesSubordinates: true,
      validFrom: world.clock.now,
    } as const;
    const gives = () => write(insert("servedAgencies", service));
    expect(await raised(gives, office.second, office.supervisor)).toEqual([1, 0]);
    const takes = () => write(update("servedAgencies", { id }, { validTo: world.clock.now }));
    expect(await raised(takes, office.second, office.supervisor)).toEqual([1, 0]);
  });

  it("a delegation, of both who gives and who receives it", async () => {
    let id = "";
    const gives = async () => {
      id = await world.delegation(office.second, office.employee);
    };
    const both = [office.second, office.employee, office.supervisor] as const;
    expect(await raised(gives, ...both)).toEqual([1, 1, 0]);
    const revokes = () => write(update("delegations", { id }, { revokedAt: world.clock.now }));
    expect(await raised(revokes, ...both)).toEqual([1, 1, 0]);
  });

  it("a card that opens the account, not one that merely waits", async () => {
    const id = newId(world.random);
    const row = {
      id,
      personId: office.employee.id,
      issuerKeyId: "k",
      subjectSerial: "1",
      certificateSha256: "c",
      certificateSerial: "2",
      issuerName: "MOICA",
      notAfterAt: world.clock.now + days(1),
      boundAt: world.clock.now,
    };
    const waits = () => write(insert("certificateBindings", { ...row, state: "waiting" }));
    expect(await raised(waits, office.employee)).toEqual([0]);
    const opens = () =>
      write(update("certificateBindings", { id, state: "waiting" }, { state: "confirmed" }));
    expect(await raised(opens, office.employee)).toEqual([1]);
    const ends = () => write(update("certificateBindings", { id, state: "confirmed" }, { state: "ended" }));
    expect(await raised(ends, office.employee)).toEqual([1]);
  });

  it("and that of the tree by an agency's parent alone", async () => {
    const before = (await treeStanding()) ?? 0;
    await write(update("agencies", { id: office.bureau.id }, { name: "調查局" }));
    expect(await treeStanding()).toBe(before);
    await write(update("agencies", { id: office.bureau.id }, { parentId: null }));
    expect(await treeStanding()).toBe(before + 1);
  });
});

describe("What came to be between the reading and the commit", () => {
  const approve: TicketAct = { type: "APPROVE", disableOldPassword: false };
  const before = () =>
    readFacts(world.store, world.clock.now, {
      actors: [office.supervisor.id],
      subjects: [office.employee.id],
    });

  it("a role of the person has the act judged anew: a second person is asked for", async () => {
    const number = await requested(world, office.employee);
    const facts = await before();
    await world.role(office.employee, "administrator");
    const { state } = await world.desk.act(number, approve, as(office.supervisor), { facts });
    expect(state).toBe("awaitingSecondPerson");
  });

  it("a new parent of the agency too", async () => {
    const root = await world.agency("行政院");
    const superior = await world.supervisor("許雅惠", { agency: root, includesSubordinates: true });
    const number = await requested(world, office.employee);
    await write(update("agencies", { id: office.ministry.id }, { parentId: root.id }));
    const facts = await readFacts(world.store, world.clock.now, {
      actors: [superior.id],
      subjects: [office.employee.id],
    });
    await write(update("agencies", { id: office.ministry.id }, { parentId: null }));
    await expect(world.desk.act(number, approve, as(superior), { facts })).rejects.toMatchObject({
      code: "another-agency",
    });
  });
});
