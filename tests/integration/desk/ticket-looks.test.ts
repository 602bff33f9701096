import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { PersonWithAgency } from "../../../db/queries/people";
import { ticketForDesk } from "../../../workflows/helpdesk/ticket-page";
import { ticketForHr } from "../../../workflows/hr/decisions";
import { as } from "../../support/desk/desk-office";
import { hrOffice, requested } from "../../support/desk/hr-office";
import { createWorld, minutes, type World } from "../../support/desk/population";

let world: World;
let office: Awaited<ReturnType<typeof hrOffice>>;
let agent: PersonWithAgency;
let number: string;

beforeEach(async () => {
  world = await createWorld();
  office = await hrOffice(world);
  agent = await world.staff("周志明", "agent", { agency: office.ministry });
  number = await requested(world, office.employee);
});
afterEach(() => world.close());

const atDesk = (by: PersonWithAgency, of = number) =>
  ticketForDesk(world.services, as(by), { number: of, locale: "zh-Hant-TW" });
const atHr = (by: PersonWithAgency) => ticketForHr(world.services, as(by), { number, locale: "zh-Hant-TW" });
const looks = async () =>
  (await world.store.records.auditOf({ act: "person.viewed" })).map(
    ({ actorId, personId, ticketId, detail }) => ({
      actorId,
      personId,
      ticketId,
      detail,
    }),
  );

describe("Opening the case of a known person", () => {
  it("is a look at them, recorded with its purpose, for each who opens it", async () => {
    await atDesk(agent);
    await atHr(office.supervisor);
    const ticket = await world.store.tickets.byNumber(number);
    const look = { personId: office.employee.id, ticketId: ticket?.id, detail: { purpose: "recovery" } };
    expect(await looks()).toEqual([
      { ...look, actorId: office.supervisor.id },
      { ...look, actorId: agent.id },
    ]);
  });

  it("is recorded once an hour, however often the page is loaded", async () => {
    await atDesk(agent);
    world.clock.now += minutes(59);
    await atDesk(agent);
    expect(await looks()).toHaveLength(1);
    world.clock.now += minutes(1);
    await atDesk(agent);
    expect(await looks()).toHaveLength(2);
  });

  it("is not recorded where it is refused, nor where nobody is known", async () => {
    await expect(atHr(agent)).rejects.toMatchObject({ domain: "desk" });
    const unknown = await world.desk.open(
      {
        kind: "recovery",
        path: "helpdesk",
        channel: "web",
        personId: null,
        claim: world.claimOf(office.employee),
      },
      { kind: "visitor", address: "192.0.2.1" },
    );
    await atDesk(agent, unknown.number);
    expect(await looks()).toEqual([]);
  });
});
