import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Agency } from "../../../db/queries/agencies";
import type { PersonWithAgency } from "../../../db/queries/people";
import { ask } from "../../../workflows/requests/request-help";
import { apiClient, type Answer } from "../../support/desk/api";
import { createWorld, days, type World } from "../../support/desk/population";

let world: World;
let site: string;
let ministry: Agency;
let customs: Agency;

beforeEach(async () => {
  world = await createWorld();
  site = await world.serve();
  ministry = await world.agency("財政部");
  customs = await world.agency("財政部關務署", { parent: ministry });
});
afterEach(() => world.close());

async function requestOf(person: PersonWithAgency): Promise<string> {
  const claim = world.claimOf(person);
  const { number } = await ask(world.services, {
    kind: "recovery",
    path: "hr-supervisor",
    claim,
    address: "192.0.2.1",
  });
  await world.match();
  return number;
}

async function approving(who: PersonWithAgency, number: string): Promise<Answer> {
  return (await apiClient(world, site, who)).act(number, { type: "APPROVE" });
}

function expectRefused(answer: Answer, status: number, code: string): void {
  expect(answer.body).toMatchObject({ status, code });
  expect(answer.status).toBe(status);
  expect(answer.headers.get("Content-Type")).toBe("application/problem+json");
}

describe("the API refuses, each with its own problem document", () => {
  it("HR of another agency", async () => {
    const person = await world.person("王明", { agency: customs });
    const elsewhere = await world.supervisor("陳旁人", { agency: await world.agency("監察院") });
    expectRefused(await approving(elsewhere, await requestOf(person)), 403, "another-agency");
  });

  it("a subordinate agency acting upward", async () => {
    const person = await world.person("部員", { agency: ministry });
    const below = await world.supervisor("林怡君", { agency: customs });
    expectRefused(await approving(below, await requestOf(person)), 403, "upward");
  });

  it("acting on oneself", async () => {
    const self = await world.supervisor("林怡君", { agency: customs });
    expectRefused(await approving(self, await requestOf(self)), 403, "oneself");
  });

  it("one person alone on a 特權帳號", async () => {
    const agent = await world.staff("周志明", "agent", { agency: customs });
    const supervisor = await world.supervisor("林怡君", { agency: customs });
    const number = await requestOf(agent);
    expect((await approving(supervisor, number)).body).toMatchObject({ state: "awaitingSecondPerson" });
    const client = await apiClient(world, site, supervisor);
    expectRefused(await client.act(number, { type: "CONFIRM_SECOND" }), 403, "same-person");
  });

  it("B, whose authority comes from A, acting on A", async () => {
    const a = await world.supervisor("林怡君", { agency: customs });
    const b = await world.person("陳佳玲", { agency: customs });
    await world.delegation(a, b);
    expectRefused(await approving(b, await requestOf(a)), 403, "derived-from-subject");
  });

  it("B as the second person beside A", async () => {
    const a = await world.supervisor("林怡君", { agency: customs });
    const b = await world.person("陳佳玲", { agency: customs });
    await world.delegation(a, b);
    const number = await requestOf(await world.staff("周志明", "agent", { agency: customs }));
    await approving(a, number);
    const client = await apiClient(world, site, b);
    expectRefused(await client.act(number, { type: "CONFIRM_SECOND" }), 403, "derived-from-first");
  });

  it("an expired delegation", async () => {
    const a = await world.supervisor("林怡君", { agency: customs });
    const b = await world.person("陳佳玲", { agency: customs });
    await world.delegation(a, b, { validTo: world.clock.now - days(1) });
    expectRefused(
      await approving(b, await requestOf(await world.person("王明", { agency: customs }))),
      403,
      "delegation-expired",
    );
  });

  it("whoever changed the address last week", async () => {
    const supervisor = await world.supervisor("林怡君", { agency: customs });
    await world.supervisor("許雅惠", { agency: customs });
    const person = await world.person("王明", { agency: customs });
    await world.changeAddress(person, supervisor, "new@agency.example");
    world.clock.now += days(7);
    expectRefused(await approving(supervisor, await requestOf(person)), 403, "recent-changer");
  });

  it("an event that the state does not know", async () => {
    const agent = await apiClient(world, site, await world.staff("周志明", "agent", { agency: customs }));
    const number = await requestOf(await world.person("王明", { agency: customs }));
    expectRefused(await agent.act(number, { type: "VERIFY" }), 409, "not-now");
  });

  it("whoever has no role at the desk", async () => {
    const client = await apiClient(world, site, await world.person("路人", { agency: customs }));
    const number = await requestOf(await world.person("王明", { agency: customs }));
    expectRefused(await client.get(`/api/v1/tickets/${number}`), 403, "not-staff");
    expectRefused(await client.get("/api/v1/tickets"), 403, "not-staff");
    expectRefused(await client.get("/api/v1/tickets?view=decisions"), 403, "not-hr");
    expectRefused(await client.get("/api/v1/people?q=王明&purpose=recovery"), 403, "not-hr");
    expectRefused(await client.act(number, { type: "CLAIM" }), 403, "not-staff");
  });

  it("identifying nobody, and reassigning to somebody who is no agent", async () => {
    const agent = await apiClient(world, site, await world.staff("周志明", "agent", { agency: customs }));
    const person = await world.person("王明", { agency: customs });
    const opened = await agent.post("/api/v1/tickets", {
      path: "helpdesk",
      kind: "recovery",
      caller: { name: "王先生" },
    });
    const number = String(opened.body.number);
    expectRefused(await agent.act(number, { type: "IDENTIFY", personId: "nobody" }), 404, "no-such-person");
    expectRefused(await agent.act(number, { type: "REASSIGN", to: person.id }), 403, "not-agent");
  });

  it("what no program of ours sends: from another site, or too large", async () => {
    const foreign = await fetch(`${site}/api/v1/tickets`, {
      method: "POST",
      headers: { Origin: "https://elsewhere.example" },
    });
    expect(foreign.status).toBe(403);
    expect(await foreign.json()).toMatchObject({
      code: "cross-site",
      title: expect.stringContaining("其他網站") as string,
    });
    const large = await fetch(`${site}/api/v1/tickets`, {
      method: "POST",
      body: Buffer.alloc(3 * 1024 * 1024),
    });
    expect(large.status).toBe(413);
    expect(large.headers.get("Content-Type")).toBe("application/problem+json");
  });
});
