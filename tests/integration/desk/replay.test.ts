import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { pathPicture } from "../../../workflows/machines/path-line";
import { replay } from "../../../workflows/machines/replay";
import type { TicketAct } from "../../../workflows/machines/types";
import { update } from "../../../db/change";
import { verifyRecord } from "../../../workflows/reading/verify-record";
import { as, deskOffice } from "../../support/desk/desk-office";
import { createWorld, hours, type World } from "../../support/desk/population";

let world: World;
let office: Awaited<ReturnType<typeof deskOffice>>;
beforeEach(async () => {
  world = await createWorld();
  office = await deskOffice(world);
});
afterEach(() => world.close());

/** A case that sees much: refused by HR's clock, verified by phone, lapsed, issued again and solved. */
async function eventfulCase(): Promise<string> {
  const { number } = await world.desk.open(
    {
      kind: "recovery",
      path: "hr-supervisor",
      channel: "web",
      personId: office.person.id,
      claim: world.claimOf(office.person),
    },
    { kind: "visitor", address: "192.0.2.7" },
  );
  const by = (one: TicketAct) => world.desk.act(number, one, as(office.agent));
  await by({ type: "HAND_OVER", to: "helpdesk", reason: "主管請假" });
  await by({ type: "CLAIM" });
  await by({ type: "NOTE", text: "先回撥" });
  await by({ type: "START_VERIFICATION" });
  await by({ type: "NOT_REACHED" });
  await by({ type: "START_VERIFICATION" });
  for (const check of ["call-back", "joined-month", "manager-name"])
    await by({ type: "RECORD_CHECK", check, passed: true });
  await by({ type: "VERIFY", disableOldPassword: true });
  await world.settle();
  await world.pass(hours(25));
  await by({ type: "REISSUE" });
  await world.settle();
  return number;
}

async function storedOf(number: string) {
  const ticket = await world.store.tickets.byNumber(number);
  if (!ticket) throw new Error(`there is no ${number}`);
  return { ticket, history: await world.store.tickets.historyOf(ticket.id) };
}

describe("the record", () => {
  it("is sound, with every ticket as its history leads to", async () => {
    await eventfulCase();
    expect(await verifyRecord(world)).toMatchObject({ brokenAt: null, tickets: 1, differing: [] });
  });

  it("is sound while somebody acts on a ticket between the reading of both", async () => {
    const number = await eventfulCase();
    const version = async () => (await world.store.tickets.byNumber(number))?.version ?? 0;
    const before = await version();
    const verdict = await world.store.onSnapshot(async (snapshot) => {
      await world.desk.act(number, { type: "NOTE", text: "meanwhile" }, as(office.agent));
      return verifyRecord({ store: { onSnapshot: (work) => work(snapshot) } });
    });
    expect(verdict).toMatchObject({ tickets: 1, findings: [] });
    expect(await version()).toBe(before + 1);
    expect(await verifyRecord(world)).toMatchObject({ tickets: 1, findings: [] });
  });

  it("names a ticket that was changed behind the desk's back", async () => {
    const number = await eventfulCase();
    const { ticket } = await storedOf(number);
    const snapshot = { ...ticket.snapshot, context: { ...(ticket.snapshot.context as object), issue: 9 } };
    await world.store.commit({
      at: world.clock.now,
      writes: [update("tickets", { id: ticket.id }, { snapshot })],
      audit: [],
    });
    expect(await verifyRecord(world)).toMatchObject({ brokenAt: null, differing: [number] });
  });

  it("names a ticket whose history was changed", async () => {
    const number = await eventfulCase();
    const { ticket, history } = await storedOf(number);
    const verified = history.find(({ type }) => type === "VERIFY");
    await world.store.commit({
      at: world.clock.now,
      writes: [
        update(
          "history",
          { ticketId: ticket.id, seq: verified?.seq ?? 0 },
          { event: { ...verified?.event, disableOldPassword: false } },
        ),
      ],
      audit: [],
    });
    expect(await verifyRecord(world)).toMatchObject({ brokenAt: null, differing: [number] });
  });
});

describe("a ticket's history", () => {
  it("replays to the snapshot that is stored", async () => {
    const { ticket, history } = await storedOf(await eventfulCase());
    expect(ticket.state).toBe("passwordHandover.mailed");
    expect(replay(history)).toEqual(ticket.snapshot);
  });

  it("replays to the same after it has been signed off by withdrawal", async () => {
    const number = await eventfulCase();
    await world.desk.act(number, { type: "WITHDRAW" }, as(office.person));
    const { ticket, history } = await storedOf(number);
    expect(ticket.outcome).toBe("withdrawn");
    expect(replay(history)).toEqual(ticket.snapshot);
  });

  it("does not replay to it when a row was changed", async () => {
    const { ticket, history } = await storedOf(await eventfulCase());
    const forged = history.map((row) =>
      row.type === "VERIFY" ? { ...row, event: { ...row.event, disableOldPassword: false } } : row,
    );
    expect(replay(forged)).not.toEqual(ticket.snapshot);
  });

  it("draws every path that the case took as one line", async () => {
    const { ticket, history } = await storedOf(await eventfulCase());
    const line = pathPicture(ticket, history).map((step) => `${step.key} ${step.state}`);
    expect(line).toEqual([
      "received done",
      "handed-over done",
      "claim done",
      "verification done",
      "mail done",
      "first-login now",
      "solved ahead",
    ]);
  });

  it("names who did each step and marks people's decisions", async () => {
    const { ticket, history } = await storedOf(await eventfulCase());
    const verification = pathPicture(ticket, history).find((step) => step.key === "verification");
    expect(verification).toMatchObject({ person: true, actorId: office.agent.id });
  });
});
