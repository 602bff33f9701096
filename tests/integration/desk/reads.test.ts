import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { update } from "../../../db/change";
import { readFacts } from "../../../workflows/desk/facts";
import { ticketForDesk } from "../../../workflows/helpdesk/ticket-page";
import { lookUpAnybody } from "../../../workflows/hr/look-up";
import { pendingFor, ticketForHr } from "../../../workflows/hr/decisions";
import { startReset, type Reset } from "../../../workflows/hr/reset";
import { as } from "../../support/desk/desk-office";
import { hrOffice, requested } from "../../support/desk/hr-office";
import { createWorld, minutes, type World } from "../../support/desk/population";
import { readsOf } from "../../support/desk/reads";

let world: World;
let office: Awaited<ReturnType<typeof hrOffice>>;

beforeEach(async () => {
  world = await createWorld();
  office = await hrOffice(world);
});
afterEach(() => world.close());

const reset: Reset = { kind: "recovery", disableOldPassword: false, proof: "in-person" };
const approve = { type: "APPROVE", disableOldPassword: false } as const;
const locale = "zh-Hant-TW";

/** The facts of an act: everybody concerned, their authority, and what surrounds the subject. */
const facts = {
  "people.byIds": 1,
  "people.rolesOf": 1,
  "people.delegationsTo": 1,
  "people.changesOf": 1,
  "agencies.lineages": 1,
  "people.services": 1,
  "people.delegationsFrom": 1,
};

/** So many people of the bureau with a case each. */
async function waiting(n: number): Promise<void> {
  for (let index = 0; index < n; index += 1)
    await requested(world, await world.person(`同仁${index}`, { agency: office.bureau }));
}

describe("The database is asked", () => {
  it("9 times for an HR reset, each question once", async () => {
    const reads = await readsOf(world.store, () =>
      startReset(world.services, as(office.supervisor), office.employee.id, reset),
    );
    expect(reads).toEqual({ ...facts, "tickets.openOf": 1, "records.setting": 1 });
  });

  it("9 times for an HR reset of somebody who has a case, facts once", async () => {
    await requested(world, office.employee);
    const reads = await readsOf(world.store, () =>
      startReset(world.services, as(office.supervisor), office.employee.id, reset),
    );
    expect(reads).toEqual({ ...facts, "tickets.openOf": 1, "tickets.byNumber": 1 });
  });

  it("once more for an act of which others are told", async () => {
    const colleague = await world.supervisor("何主任", { agency: office.bureau });
    const number = await requested(world, colleague);
    const reads = await readsOf(world.store, () => world.desk.act(number, approve, as(office.supervisor)));
    expect(reads).toEqual({ ...facts, "tickets.byNumber": 1, "people.byIds": 2 });
    expect((await world.store.tickets.byNumber(number))?.state).toBe("awaitingSecondPerson");
  });

  it("as often for 19 waiting cases as for 2", async () => {
    const list = {
      ...facts,
      // The actor's own facts tell which cases to look for; a last question names who acted before.
      "people.byIds": 3,
      "people.rolesOf": 2,
      "people.delegationsTo": 2,
      "people.services": 2,
      "agencies.withSubordinates": 2,
      "tickets.pendingAt": 1,
    };
    for (const [more, cases] of [
      [2, 2],
      [17, 19],
    ] as const) {
      await waiting(more);
      const reads = await readsOf(world.store, async () => {
        expect(await pendingFor(world.services, as(office.supervisor))).toHaveLength(cases);
      });
      expect(reads).toEqual(list);
    }
  });

  it("12 times for HR's page of a case", async () => {
    const number = await requested(world, office.employee);
    const reads = await readsOf(world.store, () =>
      ticketForHr(world.services, as(office.supervisor), { number, locale }),
    );
    expect(reads).toEqual({
      ...facts,
      "people.byIds": 2,
      "tickets.byNumber": 1,
      "records.auditOf": 1,
      "tickets.historyOf": 1,
      "tickets.claimsOf": 1,
    });
  });

  it("15 times for the helpdesk's page of a case", async () => {
    const agent = await world.staff("周志明", "agent", { agency: office.ministry });
    const number = await requested(world, office.employee);
    const reads = await readsOf(world.store, () =>
      ticketForDesk(world.services, as(agent), { number, locale }),
    );
    expect(reads).toEqual({
      ...facts,
      "people.byIds": 2,
      "people.holders": 1,
      "tickets.byNumber": 1,
      "records.auditOf": 1,
      "tickets.historyOf": 1,
      "tickets.claimsOf": 1,
      "tickets.pendingDeadlines": 1,
      "tickets.evidenceOf": 1,
    });
  });

  it("three times for a look-up by an agent, however many are found", async () => {
    const agent = await world.staff("周志明", "agent", { agency: office.ministry });
    await waiting(5);
    const reads = await readsOf(world.store, async () => {
      const found = await lookUpAnybody(world.services, as(agent), { query: "同仁", purpose: "recovery" });
      expect(found.people.map((one) => one.openTicket)).not.toContain(null);
    });
    expect(reads).toEqual({ "people.rolesOf": 1, "people.search": 1, "tickets.openOfAll": 1 });
  });
});

describe("Facts that grew old before the commit", () => {
  /** The supervisor's role ends after the facts were read. */
  async function oldFacts() {
    const old = await readFacts(world.store, world.clock.now, {
      actors: [office.supervisor.id],
      subjects: [office.employee.id],
    });
    const [role] = await world.store.people.rolesOf(office.supervisor.id, world.clock.now);
    const validTo = world.clock.now;
    const writes = [update("roles", { id: role?.id ?? "" }, { validTo })];
    await world.store.commit({ at: validTo, writes, audit: [] });
    world.clock.now += minutes(1);
    return old;
  }

  it("let nobody act: the act is judged anew", async () => {
    const number = await requested(world, office.employee);
    const acting = world.desk.act(number, approve, as(office.supervisor), { facts: await oldFacts() });
    await expect(acting).rejects.toMatchObject({ code: "not-staff" });
    expect((await world.store.tickets.byNumber(number))?.state).toBe("awaitingDecision");
  });

  it("open no case that is decided with its start", async () => {
    const opening = {
      kind: "recovery",
      path: "hr-supervisor",
      channel: "hr",
      personId: office.employee.id,
      claim: world.claimOf(office.employee),
      then: [approve],
    } as const;
    const opened = world.desk.open({ ...opening, then: [approve] }, as(office.supervisor), {
      facts: await oldFacts(),
    });
    await expect(opened).rejects.toMatchObject({ code: "authority-changed" });
    expect(await world.store.tickets.openOf(office.employee.id)).toBeUndefined();
  });
});
