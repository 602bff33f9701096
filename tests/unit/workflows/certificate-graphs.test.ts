import { describe, expect, it } from "vitest";
import { getAdjacencyMap } from "xstate/graph";
import { certificateSignIn } from "../../../workflows/machines/certificate-sign-in";
import {
  bindingRefusal,
  bindingSnapshot,
  signInRefusal,
  stepBinding,
  type SignInSnapshot,
  type SignInState,
} from "../../../workflows/machines/certificate-machines";
import type {
  BindingAct,
  BindingActor,
  BindingEvent,
  KnownBinding,
  Match,
  SignInAct,
  SignInEvent,
} from "../../../workflows/machines/certificate-types";

const at = Date.UTC(2026, 10, 23, 2, 0);
const minute = 60_000;

const card = { issuerKeyId: "g2", subjectSerial: "1", certificateSha256: "new", certificateSerial: "2" };
const known: KnownBinding = {
  id: "b",
  personId: "ming",
  state: "confirmed",
  seconded: false,
  certificateSha256: "new",
  waitingSince: null,
  privileged: false,
  active: true,
};
const bindings: (KnownBinding | null)[] = [
  null,
  known,
  { ...known, certificateSha256: "old" },
  { ...known, state: "waiting", waitingSince: at },
  { ...known, privileged: true },
  { ...known, privileged: true, seconded: true },
  { ...known, active: false },
];
const same: Match = {
  person: { personId: "ming", privileged: false, active: true },
  sameName: true,
  lastFour: "same",
  otherCard: false,
  claimedMeanwhile: false,
};
const matches: Match[] = [
  same,
  { ...same, lastFour: "absent" },
  { ...same, person: { personId: "ming", privileged: true, active: true } },
  { ...same, person: null },
  { ...same, sameName: false },
];

const acts: SignInAct[] = [
  ...bindings.map((binding): SignInAct => ({ type: "CARD_PROVEN", card, binding, triesToday: 0 })),
  { type: "CARD_PROVEN", card, binding: null, triesToday: 5 },
  { type: "CARD_REFUSED", code: "certificate-revoked" },
  { type: "TAKE_TRY", ofCard: 1 },
  { type: "TAKE_TRY", ofCard: 6 },
  ...matches.map((match): SignInAct => ({ type: "COMPARED", match, bindingId: "b" })),
  { type: "CLAIM_ANEW" },
  { type: "RUN_OUT" },
];
const events: SignInEvent[] = acts.map((act) => ({
  ...act,
  at: act.type === "RUN_OUT" ? at + 30 * minute : at,
}));

const map = getAdjacencyMap(certificateSignIn, {
  input: { at },
  events: (snapshot) =>
    snapshot.status === "active"
      ? events.filter((event) => signInRefusal(snapshot as SignInSnapshot, event) === null)
      : [],
  serializeState: ({ value, context }) => JSON.stringify([value, context]),
  serializeEvent: (event) => JSON.stringify(event),
  limit: 100_000,
});
const nodes = Object.values(map).map(({ state, transitions }) => ({
  state: state as SignInSnapshot,
  leadsTo: Object.values<{ state: unknown }>(transitions).map((way) => way.state as SignInSnapshot),
}));

describe("the machine of the sign-in by citizen's certificate", () => {
  it("reaches every one of its states", () => {
    const reached = new Set(nodes.map(({ state }) => state.value));
    expect(Object.keys(certificateSignIn.states).filter((name) => !reached.has(name as SignInState))).toEqual(
      [],
    );
  });

  it("has a way out of every unfinished state: time alone ends it", () => {
    for (const { state, leadsTo } of nodes)
      if (state.status === "active")
        expect(
          leadsTo.some(({ value }) => value === "expired"),
          JSON.stringify(state.value),
        ).toBe(true);
  });

  it("lets a card sign in from the challenge and from the account it names, and from nowhere else", () => {
    const before = nodes.filter(({ leadsTo }) => leadsTo.some(({ value }) => value === "signedIn"));
    expect(new Set(before.map(({ state }) => state.value))).toEqual(new Set(["challenge", "identify"]));
  });

  it("takes five tries and five refusals at most", () => {
    expect(Math.max(...nodes.map(({ state }) => state.context.tries))).toBe(5);
    expect(Math.max(...nodes.map(({ state }) => state.context.refusals))).toBe(5);
    for (const { state } of nodes) if (state.context.misses === 5) expect(state.value).toBe("refused");
  });
});

const nobody: BindingActor = {
  kind: "applicant",
  personId: null,
  roles: [],
  standing: "none",
  authorities: [],
  scope: "none",
  lapsedDelegation: false,
  restsOn: [],
  via: null,
  link: false,
};
const owner: BindingActor = { ...nobody, personId: "ming", standing: "self", via: "password" };
const boss: BindingActor = {
  ...nobody,
  kind: "staff",
  personId: "boss",
  roles: ["hr-supervisor"],
  scope: "served",
  authorities: [{ principal: "boss", level: "decide", as: "supervisor" }],
};
const subject = { personId: "ming", agencyId: "customs", privileged: false, supervisor: false };
const confirm = (by: "mail-link" | "temporary-password" | "in-person"): BindingAct => ({
  type: "CONFIRM",
  by,
});
const unbind: BindingAct = { type: "UNBIND", reason: null };

const refusalOf = (
  state: "waiting" | "confirmed" | "ended",
  actor: BindingActor,
  act: BindingAct,
  addressChangedAt: number | null = null,
) => {
  const event: BindingEvent = { ...act, at, actor, facts: { addressChangedAt, changers: ["changer"] } };
  return bindingRefusal(bindingSnapshot(state, { subject }), event);
};

describe("the machine of a binding", () => {
  it.each([
    ["the mailed link", { ...nobody, link: true }, confirm("mail-link")],
    [
      "a session of a temporary password",
      { ...owner, via: "temporary-password" as const },
      confirm("temporary-password"),
    ],
    ["HR in person", boss, confirm("in-person")],
  ])("is confirmed by %s", (_, actor, act) => {
    expect(refusalOf("waiting", actor, act)).toBeNull();
    const event: BindingEvent = { ...act, at, actor, facts: { addressChangedAt: null, changers: [] } };
    expect(stepBinding(bindingSnapshot("waiting", { subject }), event)).toBe("confirmed");
  });

  it.each([
    ["no link", nobody, confirm("mail-link"), null, "link-not-here"],
    [
      "a link to an address changed last week",
      { ...nobody, link: true },
      confirm("mail-link"),
      at - 7 * 24 * 60 * minute,
      "address-not-settled",
    ],
    ["a session of a password", owner, confirm("temporary-password"), null, "not-by-password"],
    ["the owner in HR's place", { ...boss, personId: "ming" }, confirm("in-person"), null, "oneself"],
    [
      "whoever changed the record",
      { ...boss, restsOn: ["boss", "changer"] },
      confirm("in-person"),
      null,
      "recent-changer",
    ],
    [
      "whoever may only prepare",
      { ...boss, authorities: [{ principal: "x", level: "prepare" as const, as: "staff" as const }] },
      confirm("in-person"),
      null,
      "prepare-only",
    ],
    [
      "HR from elsewhere",
      { ...boss, authorities: [], scope: "elsewhere" as const },
      confirm("in-person"),
      null,
      "another-agency",
    ],
  ])("is not confirmed by %s", (_, actor, act, changedAt, code) => {
    expect(refusalOf("waiting", actor, act, changedAt)).toBe(code);
  });

  it("is ended by its owner, by HR and, while it waits, by the link; by nobody once it has ended", () => {
    expect(refusalOf("confirmed", owner, unbind)).toBeNull();
    expect(refusalOf("confirmed", boss, unbind)).toBeNull();
    expect(refusalOf("waiting", { ...nobody, link: true }, unbind)).toBeNull();
    expect(refusalOf("confirmed", { ...nobody, link: true }, unbind)).not.toBeNull();
    expect(refusalOf("ended", owner, unbind)).toBe("not-now");
  });
});
