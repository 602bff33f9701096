import { join } from "node:path";
import BetterSqlite3 from "better-sqlite3";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { insert, update } from "../../../db/change";
import { newId } from "../../../db/ids";
import type { PersonWithAgency } from "../../../db/queries/people";
import type { TicketAct } from "../../../workflows/machines/types";
import { isRefusal } from "../../../workflows/desk/refusal";
import { recordChange } from "../../../workflows/hr/records";
import { verifyRecord } from "../../../workflows/reading/verify-record";
import { as } from "../../support/desk/desk-office";
import { createWorld, days, type World } from "../../support/desk/population";

/*
 * People act on one case in any order while whoever they are changes under them. Whenever a password is issued, the rules of
 * the product are asked again, here, of the rows of the database and in other words than the product's.
 */

const month = days(30);
const names = [
  "employee",
  "supervisor",
  "second",
  "superior",
  "clerk",
  "deputy",
  "agent",
  "colleague",
  "administrator",
] as const;
type Name = (typeof names)[number];
type Act = "APPROVE" | "CONFIRM_SECOND" | "REISSUE" | "VERIFY";

type Command =
  | { does: Act; by: Name }
  | { grants: "agent" | "auditor"; by: Name; to: Name }
  | { loses: Name }
  | { delegates: Name; to: Name }
  | { changes: Name; by: Name }
  | { moves: Name }
  | { reparents: "bureau" | "elsewhere" }
  | { days: number };

/** Those who come into question most of the time; somebody else now and then. */
const who = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom<Name>("supervisor", "deputy", "superior", "agent", "colleague") },
  { weight: 1, arbitrary: fc.constantFrom(...names) },
);
const employee = fc.constant<Name>("employee");
const doing = (...some: Act[]) => some.map((does) => fc.record({ does: fc.constant(does), by: who }));
const commands: fc.Arbitrary<Command[]> = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(...doing("APPROVE", "CONFIRM_SECOND")) },
  { weight: 3, arbitrary: fc.tuple(...doing("VERIFY", "CONFIRM_SECOND")) },
  { weight: 2, arbitrary: fc.tuple(...doing("REISSUE")) },
  { weight: 4, arbitrary: fc.tuple(fc.record({ changes: employee, by: who })) },
  { weight: 3, arbitrary: fc.tuple(fc.record({ delegates: who, to: who })) },
  {
    weight: 2,
    arbitrary: fc.tuple(
      fc.record({ grants: fc.constantFrom("agent", "auditor"), by: who, to: fc.oneof(who, employee) }),
    ),
  },
  { weight: 1, arbitrary: fc.tuple(fc.record({ loses: fc.oneof(who, employee) })) },
  { weight: 1, arbitrary: fc.tuple(fc.record({ moves: employee })) },
  { weight: 1, arbitrary: fc.tuple(fc.record({ reparents: fc.constantFrom("bureau", "elsewhere") })) },
  { weight: 3, arbitrary: fc.tuple(fc.record({ days: fc.constantFrom(1, 8, 31) })) },
);
const sequence = fc
  .tuple(fc.boolean(), fc.array(commands, { minLength: 15, maxLength: 35 }))
  .map(([privileged, some]): Command[] => [
    ...(privileged ? [{ grants: "auditor", by: "administrator", to: "employee" } as const] : []),
    ...some.flat(),
  ]);

describe("No password is issued without the independent persons that the moment asks for", () => {
  it("whatever is done, and whatever changes, in whatever order", async () => {
    let issued = 0;
    let privileged = 0;
    await fc.assert(
      fc.asyncProperty(sequence, async (some) => {
        const desk = await theDesk();
        try {
          for (const one of some) {
            const found = await desk.run(one);
            issued += found.issued;
            privileged += found.privileged;
          }
          expect(await verifyRecord(desk.world)).toMatchObject({ brokenAt: null, differing: [] });
        } finally {
          await desk.close();
        }
      }),
      { numRuns: Number(process.env.AUTHORITY_RUNS ?? 40), seed: 20261127, endOnFailure: true },
    );
    // What never issued would have shown nothing.
    expect(issued).toBeGreaterThan(10);
    expect(privileged).toBeGreaterThan(0);
  }, 240_000);
});

/** One desk with its people, and the rules of the product as a second pair of eyes knows them. */
async function theDesk() {
  const world = await createWorld();
  const ministry = await world.agency("法務部");
  const bureau = await world.agency("法務部調查局", { parent: ministry });
  const elsewhere = await world.agency("法務部廉政署", { parent: ministry });
  const people: Record<Name, PersonWithAgency> = {
    employee: await world.person("王明", { agency: bureau }),
    supervisor: await world.supervisor("陳佳玲", { agency: bureau }),
    second: await world.supervisor("李宜芳", { agency: bureau }),
    superior: await world.supervisor("許雅惠", { agency: ministry, includesSubordinates: true }),
    clerk: await world.person("周雅婷", { agency: bureau }),
    deputy: await world.person("吳建宏", { agency: bureau }),
    agent: await world.staff("周志明", "agent", { agency: ministry }),
    colleague: await world.staff("黃俊傑", "agent", { agency: ministry }),
    administrator: await world.staff("張文彬", "administrator", { agency: ministry }),
  };
  await world.delegation(people.supervisor, people.clerk, { level: "prepare" });
  await world.delegation(people.supervisor, people.deputy, { kind: "deputy" });
  const rows = new BetterSqlite3(join(world.folder, "desk.db"), { readonly: true });
  const nameOf = new Map(names.map((name) => [people[name].id, name]));

  const inForce = "valid_from <= @now and (valid_to is null or valid_to > @now)";
  const ofNow = (id: string) => ({ id, now: world.clock.now });
  const rolesOf = (id: string) =>
    rows
      .prepare(
        `select role, granted_by as grantor, created_at as since from roles where person_id = @id and ${inForce}`,
      )
      .all(ofNow(id)) as { role: string; grantor: string; since: number }[];
  const delegatorsOf = (id: string) =>
    rows
      .prepare(
        `select delegator_id from delegations where delegate_id = @id and revoked_at is null and ${inForce}`,
      )
      .pluck()
      .all(ofNow(id)) as string[];

  /** Everything that somebody acts by, at this moment. */
  function basis(id: string): Set<string> {
    const held = [id, ...delegatorsOf(id)];
    const recent = held.flatMap(rolesOf).filter(({ since }) => since > world.clock.now - month);
    const grantors = recent
      .map(({ grantor }) => grantor)
      .filter((grantor) => !grantor.startsWith("console:"));
    return new Set([...held, ...grantors]);
  }
  const isPrivileged = (id: string) => rolesOf(id).length + delegatorsOf(id).length > 0;
  /** Whether somebody is an agent, or HR of the employee's agency by themselves or by somebody's leave. */
  function mayDecide(id: string): boolean {
    const serves = rows.prepare(
      `with recursive up(id, depth) as (
         select agency_id, 0 from people where id = @employee
         union all select a.parent_id, depth + 1 from up join agencies a using (id) where a.parent_id is not null)
       select 1 from up join served_agencies s on s.agency_id = up.id join roles r on r.id = s.role_id
       where r.person_id = @id and (r.valid_to is null or r.valid_to > @now) and (depth = 0 or s.includes_subordinates = 1)`,
    );
    return (
      rolesOf(id).some(({ role }) => role === "agent") ||
      [id, ...delegatorsOf(id)].some((one) => serves.get({ ...ofNow(one), employee: people.employee.id }))
    );
  }
  /** Whom changes of the employee's record within 30 days rest on, as they stood when each was made. */
  const changed: { at: number; basis: Set<string> }[] = [];
  const changers = () =>
    new Set(changed.filter(({ at }) => world.clock.now - at < month).flatMap((one) => [...one.basis]));
  const passwords = () =>
    (rows.prepare("select count(*) n from temporary_passwords").get() as { n: number }).n;
  /** What was on record of the employee: whatever a decision is about. */
  const record = () =>
    JSON.stringify([
      rows.prepare("select agency_id, email, name from people where id = ?").get(people.employee.id),
      isPrivileged(people.employee.id),
    ]);

  /** Who has decided since the case last stood before a decision. */
  let decided: { by: string; at: number; basis: Set<string>; record: string; inOffice: boolean }[] = [];

  async function run(one: Command): Promise<{ issued: number; privileged: number }> {
    const before = passwords();
    const at = world.clock.now;
    const doing = await tried(() => done(one));
    const open = await world.store.tickets.openOf(people.employee.id);
    if (!open || ["awaitingDecision", "claimed", "received"].includes(open.state)) decided = [];
    if ("does" in one && doing && open && ["APPROVE", "CONFIRM_SECOND", "VERIFY"].includes(one.does)) {
      const { id } = people[one.by];
      decided.push({ by: id, at, basis: basis(id), record: record(), inOffice: mayDecide(id) });
    }
    const issued = passwords() - before;
    if (issued === 0) return { issued: 0, privileged: 0 };
    const wasPrivileged = isPrivileged(people.employee.id);
    judge(one, wasPrivileged);
    return { issued, privileged: wasPrivileged ? 1 : 0 };
  }

  function judge(one: Command, needsTwo: boolean): void {
    const said = `${JSON.stringify(one)} after ${decided.map(({ by }) => nameOf.get(by)).join(", ")}`;
    const recently = changers();
    const actors = [...decided.map(({ by }) => by), ...("does" in one ? [people[one.by].id] : [])];
    for (const by of actors) expect(by, `${said}: nobody for themselves`).not.toBe(people.employee.id);
    for (const { basis: rests } of decided)
      expect(
        [...rests].filter((id) => recently.has(id)),
        `${said}: who changed does not profit`,
      ).toEqual([]);
    expect(
      decided.every(({ inOffice }) => inOffice),
      `${said}: agents, or HR of the agency`,
    ).toBe(true);
    expect(decided.length, `${said}: somebody has decided`).toBeGreaterThan(0);
    expect(world.clock.now - (decided.at(-1)?.at ?? 0), `${said}: not long ago`).toBeLessThan(days(7));
    expect(decided.at(-1)?.record, `${said}: on what is on record`).toBe(record());
    if (!needsTwo) return;
    const independent = decided.some((first) =>
      decided.some((other) => first.by !== other.by && [...first.basis].every((id) => !other.basis.has(id))),
    );
    expect(independent, `${said}: two who are independent`).toBe(true);
  }

  async function done(one: Command): Promise<void> {
    const { now } = world.clock;
    const commit = (write: Parameters<World["store"]["commit"]>[0]["writes"][number]) =>
      world.store.commit({ at: now, writes: [write], audit: [] });
    if ("days" in one) {
      world.clock.now += days(one.days);
      await world.settle();
    } else if ("does" in one) await act(one.does, people[one.by]);
    else if ("grants" in one) {
      const { id: grantedBy } = people[one.by];
      await commit(
        insert("roles", {
          id: newId(world.random),
          personId: people[one.to].id,
          role: one.grants,
          validFrom: now,
          grantedBy,
          createdAt: now,
        }),
      );
    } else if ("loses" in one)
      await commit(update("roles", { personId: people[one.loses].id, validTo: null }, { validTo: now }));
    else if ("delegates" in one)
      await world.delegation(people[one.delegates], people[one.to], {
        kind: "deputy",
        validTo: now + days(9),
      });
    else if ("moves" in one) {
      const now = await world.store.people.byId(people.employee.id);
      const agencyId = now?.agencyId === bureau.id ? elsewhere.id : bureau.id;
      await commit(update("people", { id: people.employee.id }, { agencyId }));
    } else if ("reparents" in one) {
      const { id } = { bureau, elsewhere }[one.reparents];
      const now = await world.store.agencies.byId(id);
      await commit(update("agencies", { id }, { parentId: now?.parentId === null ? ministry.id : null }));
    } else {
      const by = people[one.by];
      const rests = basis(by.id);
      const value = `mail${changed.length}@agency.example`;
      const { waiting } = await recordChange(world.services, as(by), people.employee.id, {
        field: "email",
        value,
        proof: "in-person",
      });
      // What prepare staff typed waits for a supervisor: nothing has changed.
      if (waiting === null) changed.push({ at: now, basis: rests });
    }
  }

  async function asked(): Promise<void> {
    await world.desk.open(
      {
        kind: "recovery",
        path: "hr-supervisor",
        channel: "web",
        personId: people.employee.id,
        claim: world.claimOf(people.employee),
      },
      { kind: "visitor", address: "192.0.2.1" },
    );
  }

  /** At the helpdesk the caller is verified from whatever step the case stands at. */
  async function act(wanted: Act, by: PersonWithAgency): Promise<void> {
    if (!(await world.store.tickets.openOf(people.employee.id))) await asked();
    const number = (await world.store.tickets.openOf(people.employee.id))?.number ?? "";
    const does = (event: TicketAct) => world.desk.act(number, event, as(by));
    if (wanted === "VERIFY") {
      if (await tried(() => does({ type: "HAND_OVER", to: "helpdesk", reason: "人事不在" }))) decided = [];
      await tried(() => does({ type: "CLAIM" }));
      await tried(() => does({ type: "START_VERIFICATION" }));
      for (const check of ["call-back", "joined-month", "manager-name"])
        await tried(() => does({ type: "RECORD_CHECK", check, passed: true }));
    }
    await does(
      wanted === "APPROVE" || wanted === "VERIFY"
        ? { type: wanted, disableOldPassword: false }
        : { type: wanted },
    );
  }

  return {
    world,
    run,
    async close() {
      rows.close();
      await world.close();
    },
  };
}

/** Whether it was done; a refusal is an answer like any other. */
async function tried(work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    if (isRefusal(error)) return false;
    throw error;
  }
}
