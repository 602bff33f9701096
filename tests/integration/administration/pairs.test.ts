import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Agency } from "../../../db/queries/agencies";
import type { PersonWithAgency } from "../../../db/queries/people";
import { update } from "../../../db/change";
import { endToken, liveTokens } from "../../../workflows/administration/tokens";
import {
  agreeInPair,
  askInPair,
  returnInPair,
  withdrawInPair,
} from "../../../workflows/administration/pairs";
import { pairFor, pairsFor } from "../../../workflows/administration/pair-views";
import type { PairRequest } from "../../../workflows/administration/requests";
import { issueToken } from "../../../workflows/console/tokens";
import { restsOn } from "../../../workflows/desk/authority";
import { readFacts } from "../../../workflows/desk/facts";
import { as } from "../../support/desk/desk-office";
import { createWorld, days, minutes, ownPassword, type World } from "../../support/desk/population";
import { forge, now } from "../../support/forge/forge";

const refused = (code: string): unknown => expect.objectContaining({ domain: "desk", code });

let world: World;
let office: Agency;
let bureau: Agency;
let first: PersonWithAgency;
let second: PersonWithAgency;
let auditor: PersonWithAgency;
let clerk: PersonWithAgency;

beforeEach(async () => {
  world = await createWorld({ at: now });
  office = await world.agency("行政院人事行政總處");
  bureau = await world.agency("內政部警政署", { parent: office });
  first = await world.staff("蕭承恩", "administrator", { agency: office });
  second = await world.staff("彭柏翰", "administrator", { agency: office });
  auditor = await world.staff("郭美玲", "auditor", { agency: office });
  clerk = await world.person("王明", { agency: bureau, account: "wang.ming", password: ownPassword });
});
afterEach(() => world.close());

const parts = () => ({ ...world.services, trust: world.services.card.trust });
const ask = (request: PairRequest, by = first, reason = "業務需要") =>
  askInPair(parts(), as(by), { request, reason });
const waits = async (request: PairRequest, by = first) => (await ask(request, by)).waiting;
const agree = (id: string, by = second) => agreeInPair(parts(), as(by), id);
const rolesOf = async (who: PersonWithAgency) =>
  (await world.store.people.rolesOf(who.id, world.clock.now)).map(({ role }) => role);
const roleOf = async (who: PersonWithAgency) => {
  const [role] = await world.store.people.rolesOf(who.id, world.clock.now);
  if (!role) throw new Error("no role");
  return role;
};
const agentRole = (who = clerk): PairRequest => ({
  kind: "role-grant",
  typed: { personId: who.id, role: "agent", serving: [] },
});
const serviceOf = (...agencies: Agency[]): PairRequest => ({
  kind: "role-grant",
  typed: {
    personId: clerk.id,
    role: "hr-supervisor",
    serving: agencies.map(({ id }) => ({ agencyId: id, includesSubordinates: false })),
  },
});
const signIn = () =>
  world.services.signIn.signIn({ login: "wang.ming", password: ownPassword, address: "192.0.2.7" });
const tokenOf = async () => {
  const signedIn = await signIn();
  return "token" in signedIn ? signedIn.token : "";
};

describe("A role", () => {
  it("takes effect when a second administrator agrees, who is told; both are on the row", async () => {
    const id = await waits(agentRole());
    await world.settle();
    expect(await rolesOf(clerk)).toEqual([]);
    expect(world.mailTo(second.email)[0]?.text).toContain("蕭承恩 提出角色的變更");
    expect(world.mailTo(first.email)).toEqual([]);
    expect((await pairsFor(world.services, as(second))).waiting).toMatchObject([
      { id, kind: "role-grant", detail: { role: "agent" }, person: { name: "王明" }, refusal: null },
    ]);
    await agree(id);
    expect(await roleOf(clerk)).toMatchObject({
      role: "agent",
      grantedBy: first.id,
      agreedBy: second.id,
      createdAt: now,
    });
    // What two agreed on rests on neither of them.
    const facts = await readFacts(world.store, world.clock.now, { actors: [clerk.id] });
    expect(restsOn(facts, clerk.id)).toEqual([clerk.id]);
    const acts = await world.store.records.auditOf({ personId: clerk.id });
    expect(acts.map(({ act, actorId }) => [act, actorId])).toEqual([
      ["role.granted", second.id],
      ["change.asked", first.id],
    ]);
    expect(acts[0]?.detail).toMatchObject({ askedBy: first.id, change: id });
  });

  it("is agreed to by nobody who asked, whom it concerns, or who is no administrator", async () => {
    const id = await waits(agentRole());
    await expect(agree(id, first)).rejects.toEqual(refused("same-person"));
    await expect(agree(id, auditor)).rejects.toEqual(refused("not-administrator"));
    await expect(agree(id, clerk)).rejects.toEqual(refused("not-administrator"));
    await expect(ask(agentRole(), auditor)).rejects.toEqual(refused("not-administrator"));
    await expect(ask(agentRole(first))).rejects.toEqual(refused("concerns-you"));
    const third = await world.staff("第三位", "administrator", { agency: office });
    const concerning = await waits(agentRole(second));
    await expect(agree(concerning)).rejects.toEqual(refused("concerns-you"));
    await agree(concerning, third);
    expect(await rolesOf(clerk)).toEqual([]);
  });

  it("is done from the shell where nobody else could agree", async () => {
    const concerningBoth = { kind: "role-revocation", typed: { roleId: (await roleOf(second)).id } } as const;
    await expect(ask(concerningBoth)).rejects.toEqual(refused("no-second-administrator"));
    await expect(ask(agentRole(second))).rejects.toEqual(refused("no-second-administrator"));
    await world.store.commit({
      at: now,
      writes: [update("people", { id: second.id }, { status: "left" })],
      audit: [],
    });
    await expect(ask(agentRole())).rejects.toEqual(refused("no-second-administrator"));
  });

  it("is not agreed to any more once whoever asked is no administrator, or something else was granted", async () => {
    const id = await waits(agentRole());
    const third = await world.staff("第三位", "administrator", { agency: office });
    await world.store.commit({
      at: now,
      writes: [update("roles", { id: (await roleOf(first)).id }, { validTo: now })],
      audit: [],
    });
    await expect(agree(id)).rejects.toEqual(refused("record-moved"));
    await returnInPair(parts(), as(second), id, "請重提");
    const other = await waits(agentRole(), third);
    await world.role(clerk, "agent");
    await expect(agree(other)).rejects.toEqual(refused("role-held"));
  });

  it("is returned for a reason, withdrawn by whoever asked, and lapses", async () => {
    const one = await waits(agentRole());
    await expect(ask(agentRole())).rejects.toEqual(refused("already-waiting"));
    await expect(returnInPair(parts(), as(second), one, " ")).rejects.toEqual(refused("reason-missing"));
    await returnInPair(parts(), as(second), one, "請先問過人事室");
    expect(await pairFor(world.services, as(first), one)).toMatchObject({
      state: "returned",
      decidedBy: "彭柏翰",
      decidedReason: "請先問過人事室",
      own: true,
    });
    const two = await waits(agentRole());
    await expect(withdrawInPair(parts(), as(second), two)).rejects.toEqual(refused("no-such-change"));
    await withdrawInPair(parts(), as(first), two);
    await expect(agree(two)).rejects.toEqual(refused("already-decided"));
    const three = await waits(agentRole());
    world.clock.now += days(14);
    await expect(agree(three)).rejects.toEqual(refused("change-lapsed"));
    expect(await rolesOf(clerk)).toEqual([]);
  });

  it("happens once, though two agree at once", async () => {
    const third = await world.staff("第三位", "administrator", { agency: office });
    const id = await waits(agentRole());
    const both = await Promise.allSettled([agree(id), agree(id, third)]);
    expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await rolesOf(clerk)).toEqual(["agent"]);
  });

  it("is taken away by two, with sessions and tokens; the last administrator stays", async () => {
    await agree(await waits(agentRole()));
    const cookie = await tokenOf();
    const { token } = await issueToken({ ...world.services, operator: "root" }, "wang.ming", {
      label: "test",
      scopes: ["tickets:read"],
      validForMs: days(1),
    });
    await agree(await waits({ kind: "role-revocation", typed: { roleId: (await roleOf(clerk)).id } }));
    expect(await rolesOf(clerk)).toEqual([]);
    expect(await world.services.signIn.sessionOf(cookie)).toBeNull();
    expect(token).not.toBe("");
    expect(await liveTokens(world.services)).toEqual([]);

    // An administrator gives the own role back; nobody takes it from the one who is left.
    await agree(await waits({ kind: "role-revocation", typed: { roleId: (await roleOf(first)).id } }));
    expect(await rolesOf(first)).toEqual([]);
    const last = { kind: "role-revocation", typed: { roleId: (await roleOf(second)).id } } as const;
    await expect(ask(last, second)).rejects.toEqual(refused("last-administrator"));
  });
});

describe("What a supervisor serves", () => {
  it("is granted with the role and added to it, each with both hands; taken one by one", async () => {
    await expect(ask(serviceOf())).rejects.toEqual(refused("agencies-missing"));
    await agree(await waits(serviceOf(bureau)));
    await expect(ask(serviceOf(bureau))).rejects.toEqual(refused("role-held"));
    world.clock.now += minutes(1);
    await agree(await waits(serviceOf(bureau, office)));
    const services = await world.store.people.servicesOf([clerk.id], world.clock.now);
    const hands = { grantedBy: first.id, agreedBy: second.id };
    expect(services).toMatchObject([
      { agencyId: bureau.id, post: "main", grantedAt: now, ...hands },
      { agencyId: office.id, post: "concurrent", grantedAt: now + minutes(1), ...hands },
    ]);
    await agree(
      await waits({ kind: "service-revocation", typed: { servedId: services[0]?.servedId ?? "" } }),
    );
    const left = await world.store.people.servicesOf([clerk.id], world.clock.now);
    expect(left.map(({ agencyId }) => agencyId)).toEqual([office.id]);
  });
});

describe("A session made before a grant", () => {
  it("does not carry it: it ends, and the person signs in again", async () => {
    const before = await tokenOf();
    const id = await waits(agentRole());
    expect(await world.services.signIn.sessionOf(before)).not.toBeNull();
    await agree(id);
    expect(await world.services.signIn.sessionOf(before)).toBeNull();
    world.clock.now += minutes(1);
    expect(await world.services.signIn.sessionOf(await tokenOf())).not.toBeNull();
  });
});

describe("An agency's place", () => {
  const move = (agency: Agency, parent: Agency | null): PairRequest => ({
    kind: "agency-parent",
    typed: { agencyId: agency.id, parentId: parent?.id ?? null },
  });

  it("is changed by two administrators, for a reason that an import leaves alone", async () => {
    const ministry = await world.agency("內政部");
    await expect(ask(move(bureau, ministry), first, " ")).rejects.toEqual(refused("reason-missing"));
    const id = await waits(move(bureau, ministry));
    expect((await world.store.agencies.byId(bureau.id))?.parentId).toBe(office.id);
    await agree(id);
    expect(await world.store.agencies.byId(bureau.id)).toMatchObject({
      parentId: ministry.id,
      parentBasis: "administrator",
      parentReason: "業務需要",
    });
  });

  it("is never below itself, and not changed where the tree has moved meanwhile", async () => {
    await expect(ask(move(office, bureau))).rejects.toEqual(refused("not-below-itself"));
    await expect(ask(move(bureau, office))).rejects.toEqual(refused("unchanged"));
    const head = await waits(move(bureau, null));
    const ministry = await world.agency("內政部");
    const below = await waits(move(office, ministry));
    const above = await waits(move(ministry, bureau));
    await agree(below);
    // By now the ministry stands above the bureau.
    await expect(agree(above)).rejects.toEqual(refused("not-below-itself"));
    await agree(head);
    await expect(agree(above)).rejects.toEqual(refused("record-moved"));
  });
});

describe("A trusted certificate", () => {
  const good = forge({});
  const root = good.trust.authorities.find(({ anchor }) => anchor);

  it("is pinned and removed by two administrators; cards hear of it at once", async () => {
    const file = Buffer.from(root?.certificate.der ?? []).toString("base64");
    const wish = { file, purposes: ["agency" as const], crlUrls: [], ocspUrl: null };
    const id = await waits({ kind: "trust-addition", typed: wish });
    expect(await world.store.trust.certificates()).toEqual([]);
    const { detail } = await pairFor(world.services, as(second), id);
    await agree(id);
    const [pinned] = await world.store.trust.certificates();
    expect(pinned).toMatchObject({ sha256: detail.sha256, addedBy: first.id });
    await expect(ask({ kind: "trust-addition", typed: wish })).rejects.toMatchObject({
      domain: "trust",
      code: "already-trusted",
    });

    const gone = await waits({ kind: "trust-removal", typed: { sha256: pinned?.sha256 ?? "" } });
    expect(await world.store.trust.certificates()).toHaveLength(1);
    await agree(gone);
    expect(await world.store.trust.certificates()).toEqual([]);
  });
});

describe("A token of the API", () => {
  it("is ended by one administrator at once", async () => {
    const wish = { label: "test", scopes: ["tickets:read" as const], validForMs: days(1) };
    await issueToken({ ...world.services, operator: "root" }, "wang.ming", wish);
    const [live] = await liveTokens(world.services);
    await expect(endToken(world.services, as(auditor), live?.id ?? "")).rejects.toEqual(
      refused("not-administrator"),
    );
    await endToken(world.services, as(first), live?.id ?? "");
    expect(await liveTokens(world.services)).toEqual([]);
    await expect(endToken(world.services, as(first), live?.id ?? "")).rejects.toEqual(refused("token-ended"));
  });
});
