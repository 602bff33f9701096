import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Agency } from "../../../db/queries/agencies";
import type { PersonWithAgency } from "../../../db/queries/people";
import { update } from "../../../db/change";
import { pendingFor } from "../../../workflows/hr/decisions";
import { verifyRecord } from "../../../workflows/reading/verify-record";
import { as } from "../../support/desk/desk-office";
import { createWorld, type World } from "../../support/desk/population";

let world: World;
let here: Agency;
let there: Agency;
let supervisor: PersonWithAgency;
let another: PersonWithAgency;
let person: PersonWithAgency;
let number: string;

beforeEach(async () => {
  world = await createWorld();
  here = await world.agency("法務部人事處");
  there = await world.agency("交通部");
  supervisor = await world.supervisor("林怡君", { agency: here });
  another = await world.supervisor("許雅惠", { agency: there });
  person = await world.person("王明", { agency: here });
  const opened = await world.desk.open(
    {
      kind: "recovery",
      path: "hr-supervisor",
      channel: "web",
      personId: person.id,
      claim: world.claimOf(person),
    },
    { kind: "visitor", address: "192.0.2.7" },
  );
  ({ number } = opened);
});
afterEach(() => world.close());

const approve = (by: PersonWithAgency) =>
  world.desk.act(number, { type: "APPROVE", disableOldPassword: false }, as(by));
const becomes = (set: Partial<PersonWithAgency>) =>
  world.store.commit({
    at: world.clock.now,
    writes: [update("people", { id: person.id }, set)],
    audit: [],
  });
async function passwordsMailed(): Promise<number> {
  await world.settle();
  return world.mailTo(person.email).filter(({ text }) => text.includes("您的新密碼如下")).length;
}

describe("Whom a case is about is judged as they are now, not as they were when it was opened", () => {
  it("whoever has become an administrator meanwhile needs a second person", async () => {
    await world.role(person, "administrator");
    expect((await approve(supervisor)).state).toBe("awaitingSecondPerson");
    expect(await passwordsMailed()).toBe(0);
    expect((await world.store.tickets.byNumber(number))?.privileged).toBe(true);
    expect(await verifyRecord(world)).toMatchObject({ brokenAt: null, differing: [] });
  });

  it("whoever is an ordinary person again does not", async () => {
    await world.role(person, "agent");
    const [role] = await world.store.people.rolesOf(person.id, world.clock.now);
    await world.store.commit({
      at: world.clock.now,
      writes: [update("roles", { id: role?.id ?? "" }, { validTo: world.clock.now })],
      audit: [],
    });
    expect((await approve(supervisor)).state).toBe("passwordHandover.issuing");
    expect(await passwordsMailed()).toBe(1);
  });

  it("whoever has moved is decided on by HR of the new agency, and not of the old one", async () => {
    await becomes({ agencyId: there.id });
    const waitingFor = async (one: PersonWithAgency) =>
      (await pendingFor(world.services, as(one))).map(({ ticket }) => ticket.number);
    expect([await waitingFor(supervisor), await waitingFor(another)]).toEqual([[], [number]]);
    await expect(approve(supervisor)).rejects.toMatchObject({ code: "another-agency" });
    expect((await approve(another)).state).toBe("passwordHandover.issuing");
    expect((await world.store.tickets.byNumber(number))?.agencyId).toBe(there.id);
    expect(await verifyRecord(world)).toMatchObject({ brokenAt: null, differing: [] });
  });

  it("whoever has left gets no password, and the one that was mailed opens nothing", async () => {
    await becomes({ status: "left" });
    await expect(approve(supervisor)).rejects.toMatchObject({ code: "subject-left" });
    await becomes({ status: "active" });
    await approve(supervisor);
    expect(await passwordsMailed()).toBe(1);
    await becomes({ status: "left" });
    const signIn = () =>
      world.services.signIn.signIn({
        login: person.account ?? "",
        password: world.passwordFor(person.email),
        address: "192.0.2.9",
      });
    expect((await signIn()).outcome).toBe("wrong");
    await becomes({ status: "active" });
    expect((await signIn()).outcome).toBe("voided");
  });
});
