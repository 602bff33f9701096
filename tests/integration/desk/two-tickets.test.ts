import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { update } from "../../../db/change";
import type { PersonWithAgency } from "../../../db/queries/people";
import type { Outcome } from "../../../workflows/desk/desk";
import { addUser } from "../../../workflows/console/console";
import { onceOnly, type Idempotency } from "../../../workflows/desk/idempotency";
import { openPhoneTicket } from "../../../workflows/helpdesk/phone-ticket";
import { startReset } from "../../../workflows/hr/reset";
import { replay } from "../../../workflows/machines/replay";
import { verifyRecord } from "../../../workflows/reading/verify-record";
import { identify } from "../../../workflows/requests/identify";
import { ask } from "../../../workflows/requests/request-help";
import { actsIn, beforeCommits, besideDesk, commitsOf } from "../../support/desk/commits";
import { as, deskOffice } from "../../support/desk/desk-office";
import { requested } from "../../support/desk/hr-office";
import { createWorld, type World } from "../../support/desk/population";

let world: World;
let office: Awaited<ReturnType<typeof deskOffice>>;
beforeEach(async () => {
  world = await createWorld();
  office = await deskOffice(world);
});
afterEach(() => world.close());

const ticketOf = async (number: string) => {
  const ticket = await world.store.tickets.byNumber(number);
  if (!ticket) throw new Error(`there is no ${number}`);
  return ticket;
};
const stateOf = async (number: string) => (await ticketOf(number)).state;
const openOf = async ({ id }: PersonWithAgency) => (await world.store.tickets.openOf(id))?.number;
const historyOf = async (number: string) => world.store.tickets.historyOf((await ticketOf(number)).id);
const joinedBy = async (number: string) =>
  (await historyOf(number)).flatMap(({ type, event }) => (type === "JOINED_BY" ? [event.number] : []));

const noted = (number: string) => world.desk.act(number, { type: "NOTE", text: "先回撥" }, as(office.agent));

async function call(about: PersonWithAgency | null): Promise<string> {
  const caller = { name: about?.name ?? "不明來電者", locale: "zh-Hant-TW" } as const;
  const { number } = await openPhoneTicket(world.services, as(office.agent), {
    kind: "recovery",
    personId: about?.id,
    caller,
  });
  return number;
}

const identified = (number: string, person: PersonWithAgency, idempotency?: Idempotency) =>
  identify(world.services, as(office.agent), { number, personId: person.id }, { idempotency });

/** Both cases are as their histories lead to, and the audit tells of every row of them. */
async function soundness(...numbers: string[]): Promise<void> {
  for (const number of numbers)
    expect(replay(await historyOf(number)), number).toEqual((await ticketOf(number)).snapshot);
  expect(await verifyRecord(world)).toMatchObject({ brokenAt: null, findings: [] });
}

describe("a case that joins another", () => {
  it("is one commit with it, and both histories lead to what is stored", async () => {
    const open = await call(office.person);
    const number = await call(null);
    const commits = await commitsOf(world.store, () => identified(number, office.person));
    expect(commits.map(actsIn)).toEqual([["JOIN", "JOINED_BY"]]);
    expect(await stateOf(number)).toBe("joined");
    expect(await joinedBy(open)).toEqual([number]);
    await soundness(open, number);
  });

  it("counts as both acts, once", async () => {
    await call(office.person);
    await identified(await call(null), office.person);
    const figures = await world.services.metrics.text();
    for (const type of ["JOIN", "JOINED_BY"])
      expect(figures).toContain(`desk_acts_total{type="${type}",result="done"} 1`);
  });

  it("answers with the case that goes on", async () => {
    const open = await call(office.person);
    const outcome = await identified(await call(null), office.person);
    const { id: ticketId, number, state, version } = await ticketOf(open);
    expect(outcome).toEqual({ ticketId, number, state, version, replayed: false });
  });

  it.each([
    ["its own history", "history", "new.type = 'JOIN'"],
    ["the other's history", "history", "new.type = 'JOINED_BY'"],
    ["its own row", "tickets", "new.state = 'joined'"],
    ["the other's row", "tickets", "new.state <> 'joined'"],
    ["its row of the audit", "audit", "new.act = 'ticket.JOIN'"],
    ["the other's row of the audit", "audit", "new.act = 'ticket.JOINED_BY'"],
    ["what a repeated call is known by", "idempotency", "1"],
  ])("leaves nothing half where %s cannot be written", async (_what, table, condition) => {
    await call(office.person);
    const number = await call(null);
    const beside = besideDesk(world.environment);
    try {
      const before = beside.everything();
      const once = onceOnly(world.services.secrets, { route: "/identify", key: "one-form" }, []);
      await expect(
        beside.failing(table, condition, () => identified(number, office.person, once)),
      ).rejects.toThrow();
      expect(beside.everything()).toEqual(before);
      await identified(number, office.person, once);
      expect(await stateOf(number)).toBe("joined");
    } finally {
      beside.close();
    }
  });

  it.each([1, 2])("killed at its commit %i, is whole or has not begun", async (diesAt) => {
    const open = await call(office.person);
    const number = await call(null);
    const script = fileURLToPath(new URL("../../support/desk/dying-identify-process.ts", import.meta.url));
    const tsx = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
    const wanted = {
      env: {
        DESK_MODE: "demo",
        APP_SECRET: world.environment.secrets[0],
        DATABASE_URL: `file:${world.environment.databaseFile}`,
        LOG_LEVEL: "silent",
      },
      at: world.clock.now,
      agentId: office.agent.id,
      number,
      personId: office.person.id,
      diesAt,
    };
    const signal = await new Promise((resolve) => {
      const child = execFile(process.execPath, ["--import", tsx, script, JSON.stringify(wanted)], () =>
        resolve(child.signalCode),
      );
    });
    const joined = (await stateOf(number)) === "joined";
    expect(await joinedBy(open)).toEqual(joined ? [number] : []);
    expect({ joined, signal }).toEqual(
      diesAt === 1 ? { joined: false, signal: "SIGKILL" } : { joined: true, signal: null },
    );
    await soundness(open, number);
  });

  it("joins once, whoever of 50 at once says so", async () => {
    const open = await call(office.person);
    const number = await call(null);
    const results = await Promise.allSettled(
      Array.from({ length: 50 }, () => identified(number, office.person)),
    );
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const one of results)
      if (one.status === "rejected") expect(one.reason).toMatchObject({ code: "not-now" });
    expect(await joinedBy(open)).toEqual([number]);
    await soundness(open, number);
  });

  it("is heard of by the other where 50 join it at once: whoever is told that the desk is busy has done nothing", async () => {
    const open = await call(office.person);
    const numbers: string[] = [];
    for (let n = 0; n < 50; n += 1) numbers.push(await call(null));
    let waiting = numbers;
    while (waiting.length > 0) {
      const results = await Promise.allSettled(waiting.map((number) => identified(number, office.person)));
      for (const one of results)
        if (one.status === "rejected") expect(one.reason).toMatchObject({ code: "busy" });
      const refused = waiting.filter((_, index) => results[index]?.status === "rejected");
      expect(refused.length).toBeLessThan(waiting.length);
      for (const number of refused) expect(await stateOf(number)).toBe("claimed");
      expect((await joinedBy(open)).sort()).toEqual(numbers.filter((one) => !refused.includes(one)).sort());
      waiting = refused;
    }
    await soundness(open, ...numbers);
  });

  it.each<[string, (number: string, open: string) => Promise<unknown>]>([
    ["itself", (number) => noted(number)],
    ["the other", (_, open) => noted(open)],
  ])("joins all the same where somebody acts on %s meanwhile", async (_which, meanwhile) => {
    const open = await call(office.person);
    const number = await call(null);
    const commits = await commitsOf(world.store, () =>
      beforeCommits(
        world.store,
        () => meanwhile(number, open),
        () => identified(number, office.person),
      ),
    );
    expect(commits.map(actsIn)).toEqual([["NOTE"], ["JOIN", "JOINED_BY"]]);
    await soundness(open, number);
  });

  it("does not join, and the other hears nothing, where it was closed meanwhile", async () => {
    const open = await call(office.person);
    const number = await call(null);
    const joining = beforeCommits(
      world.store,
      () => world.desk.act(number, { type: "DISMISS", reason: "非本院同仁" }, as(office.agent)),
      () => identified(number, office.person),
    );
    await expect(joining).rejects.toMatchObject({ code: "not-now" });
    expect(await stateOf(number)).toBe("refused");
    expect(await joinedBy(open)).toEqual([]);
  });

  it.each<[string, (open: string) => Promise<unknown>]>([
    ["has ended", (open) => world.desk.act(open, { type: "WITHDRAW" }, as(office.person))],
    ["turned out to be somebody else's", (open) => identified(open, office.colleague)],
  ])("is the person's own where the one they had %s meanwhile", async (_what, meanwhile) => {
    const open = await call(office.person);
    const number = await call(null);
    const outcome = await beforeCommits(
      world.store,
      () => meanwhile(open),
      () => identified(number, office.person),
    );
    expect(outcome).toMatchObject({ number, state: "claimed" });
    expect(await ticketOf(number)).toMatchObject({ personId: office.person.id, closedAt: null });
    expect(await joinedBy(open)).toEqual([]);
    await soundness(open, number);
  });

  it("leaves one of two open that are to join each other at once", async () => {
    for (const order of [0, 1]) {
      const [one, two] = [await world.person(`何${order}`, office), await world.person(`胡${order}`, office)];
      const [ofOne, ofTwo] = [await call(one), await call(two)];
      const wanted = [() => identified(ofOne, two), () => identified(ofTwo, one)];
      if (order === 1) wanted.reverse();
      await Promise.all(wanted.map((run) => run()));
      const [first, second] = order === 0 ? [ofOne, ofTwo] : [ofTwo, ofOne];
      expect(await stateOf(first)).toBe("joined");
      expect(await ticketOf(second)).toMatchObject({
        state: "claimed",
        personId: (order === 0 ? one : two).id,
      });
      expect(await joinedBy(second)).toEqual([first]);
      await soundness(ofOne, ofTwo);
    }
  });
});

describe("saying again whom a case is about, under the same key", () => {
  const once = () => onceOnly(world.services.secrets, { route: "/identify", key: "one-form" }, ["choose"]);
  const withdraw = (number: string) =>
    world.desk.act(number, { type: "WITHDRAW" }, as(office.person)).then(({ state }) => state);

  it.each<[string, boolean, (number: string) => Promise<unknown>]>([
    ["the case it joined has ended", true, (open) => withdraw(open)],
    [
      "the case it joined has ended and the person has another",
      true,
      async (open) => {
        await withdraw(open);
        await call(office.person);
      },
    ],
    [
      "the case has ended and the person has another",
      false,
      async (open) => {
        await withdraw(open);
        await call(office.person);
      },
    ],
    [
      "the person has left",
      false,
      () =>
        world.store.commit({
          at: world.clock.now,
          writes: [update("people", { id: office.person.id }, { status: "left" })],
          audit: [],
        }),
    ],
  ])("answers what it answered first, though %s since", async (_what, joins, change) => {
    const open = joins ? await call(office.person) : null;
    const number = await call(null);
    const first = await identified(number, office.person, once());
    expect(first.number).toBe(open ?? number);
    await change(open ?? number);
    const commits = await commitsOf(world.store, async () => {
      expect(await identified(number, office.person, once())).toEqual({ ...first, replayed: true });
    });
    expect(commits).toEqual([]);
  });

  it("answers so too where the first was done after the second had looked whether there was one", async () => {
    const number = await call(null);
    const dismiss = () =>
      world.desk.act(number, { type: "DISMISS", reason: "非本院同仁" }, as(office.agent), {
        idempotency: once(),
      });
    const { records } = world.store;
    const look = records.idempotent.bind(records);
    records.idempotent = async (...key) => {
      records.idempotent = look;
      const found = await look(...key);
      first = await dismiss();
      return found;
    };
    let first: Outcome | undefined;
    const second = await dismiss();
    expect(first).toMatchObject({ state: "refused", replayed: false });
    expect(second).toEqual({ ...first, replayed: true });
  });

  it("answers all of 50 at once the same, and does it once", async () => {
    for (const joins of [true, false]) {
      const person = await world.person("何人", office);
      const open = joins ? await call(person) : null;
      const number = await call(null);
      const again = onceOnly(world.services.secrets, { route: "/identify", key: `of-${number}` }, []);
      const answers = await Promise.all(Array.from({ length: 50 }, () => identified(number, person, again)));
      expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
      expect(new Set(answers.map((answer) => JSON.stringify({ ...answer, replayed: true }))).size).toBe(1);
      expect(answers[0]?.number).toBe(open ?? number);
      await soundness(number, ...(open === null ? [] : [open]));
    }
  });
});

describe("what is done on the open case of somebody", () => {
  const shell = () => ({ ...world.services, operator: "root" });
  const userAgain = () =>
    addUser(shell(), {
      nationalId: world.nationalIdOf(office.person),
      name: office.person.name,
      email: office.person.email ?? "",
      agencyOid: office.agency.oid,
      account: office.person.account,
      role: "agent",
      reason: "交接",
    });

  it("is done on none that turned out to be another's meanwhile: nobody else is mailed a password", async () => {
    await userAgain();
    await world.desk.act((await openOf(office.person)) ?? "", { type: "WITHDRAW" }, as(office.person));
    const open = await call(office.person);
    const other = await world.person("何人", office);
    const { ticket } = await beforeCommits(world.store, () => identified(open, other), userAgain);
    expect(ticket.number).not.toBe(open);
    expect(await openOf(office.person)).toBe(ticket.number);
    expect(await world.store.passwords.liveOf(other.id)).toBeUndefined();
    await soundness(open, ticket.number);
  });

  it("is done on a new one where it has ended meanwhile", async () => {
    const number = await requested(world, office.person);
    const { number: started, joined } = await beforeCommits(
      world.store,
      () => world.desk.act(number, { type: "WITHDRAW" }, as(office.person)),
      () =>
        startReset(world.services, as(office.supervisor), office.person.id, {
          kind: "recovery",
          disableOldPassword: false,
          proof: "in-person",
        }),
    );
    expect({ joined, open: await openOf(office.person) }).toEqual({ joined: false, open: started });
    await soundness(number, started);
  });
});

describe("an act that may be left out", () => {
  const act = { type: "START_VERIFICATION" } as const;
  const noteOn = (number: string) => ({ number, act: { type: "NOTE", text: "見另案" } as const });

  it("is left out where its machine refuses it, and the rest is done", async () => {
    const [one, other] = [await call(null), await call(office.person)];
    const acting = world.desk.actTogether(
      [{ number: one, act, mayBeLeftOut: true }, noteOn(other)],
      as(office.agent),
    );
    expect(await acting).toMatchObject({ number: other, leftOut: [one] });
    await expect(
      world.desk.actTogether([{ number: one, act }, noteOn(other)], as(office.agent)),
    ).rejects.toMatchObject({ code: "no-subject" });
    expect((await historyOf(other)).filter(({ type }) => type === "NOTE")).toHaveLength(1);
    await soundness(one, other);
  });

  it("is done where its ticket takes it by the time of the commit", async () => {
    const [one, other] = [await call(null), await call(null)];
    const outcome = await beforeCommits(
      world.store,
      () => identified(one, office.person),
      () =>
        world.desk.actTogether([{ number: one, act, mayBeLeftOut: true }, noteOn(other)], as(office.agent)),
    );
    expect(outcome).not.toHaveProperty("leftOut");
    expect(await stateOf(one)).toBe("verifyingCaller");
    await soundness(one, other);
  });
});

describe("a request that fits somebody with a case", () => {
  /** As often an act is tried that others overtake. */
  const tries = 5;
  const asked = () =>
    ({
      kind: "recovery",
      path: "helpdesk",
      claim: world.claimOf(office.person),
      address: "192.0.2.7",
    }) as const;
  const unmatched = async () =>
    (await world.store.tickets.unmatched(world.clock.now, 50)).map(({ number }) => number);

  it("joins it and is done with in one commit", async () => {
    const open = await call(office.person);
    const { number } = await ask(world.services, asked());
    const commits = await commitsOf(world.store, () => world.match());
    expect(commits.map(actsIn)).toEqual([["JOIN", "JOINED_BY"]]);
    expect(await joinedBy(open)).toEqual([number]);
    expect(await unmatched()).toEqual([]);
    await soundness(open, number);
  });

  it("is looked at again where that one was too busy", async () => {
    const open = await call(office.person);
    const { number } = await ask(world.services, asked());
    await beforeCommits(
      world.store,
      () => noted(open),
      () => world.match(),
      tries,
    );
    expect(await stateOf(number)).toBe("received");
    expect(await unmatched()).toEqual([number]);
    await world.match();
    expect(await joinedBy(open)).toEqual([number]);
    expect(await unmatched()).toEqual([]);
  });
});
