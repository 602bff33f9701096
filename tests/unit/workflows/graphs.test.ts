import { describe, expect, it } from "vitest";
import { getMicrosteps, type AnyStateNode, type SnapshotFrom } from "xstate";
import { getAdjacencyMap, getShortestPaths } from "xstate/graph";
import { machines, refusalOf, stateName, type TicketSnapshot } from "../../../workflows/machines/machines";
import { pathPicture } from "../../../workflows/machines/path-line";
import { samples } from "../../../workflows/machines/acts";
import type {
  ActorFacts,
  Authority,
  DeadlineName,
  EventType,
  Facts,
  Subject,
  TicketAct,
  TicketEvent,
  TicketInput,
  TicketPath,
} from "../../../workflows/machines/types";

const at = Date.UTC(2026, 10, 23, 2, 0);
const paths = Object.keys(machines) as TicketPath[];

const nobody: ActorFacts = {
  kind: "staff",
  personId: null,
  roles: [],
  standing: "none",
  authorities: [],
  scope: "none",
  lapsedDelegation: false,
  changedSubjectAt: null,
};
const own = (personId: string, as: Authority["as"] = "supervisor"): Authority[] => [
  { principal: personId, level: "decide", as },
];
const hr = (personId: string, authorities: Authority[]): ActorFacts => ({
  ...nobody,
  personId,
  roles: ["hr-supervisor"],
  authorities,
  scope: "served",
});

const actors: ActorFacts[] = [
  { ...nobody, kind: "system" },
  { ...nobody, kind: "card" },
  { ...nobody, kind: "applicant", personId: "wang", standing: "self" },
  { ...nobody, personId: "agent-1", roles: ["agent"] },
  { ...nobody, personId: "agent-2", roles: ["agent"] },
  hr("supervisor", own("supervisor")),
  { ...hr("clerk", [{ principal: "supervisor", level: "prepare", as: "staff" }]), roles: ["hr-staff"] },
];

const plenty: Facts = {
  hasAddress: true,
  hasOfficePhone: true,
  addressChangedAt: null,
  deputyAvailable: true,
  superiorAvailable: true,
};
const surroundings: Facts[] = [
  plenty,
  { ...plenty, hasOfficePhone: false },
  { ...plenty, deputyAvailable: false, superiorAvailable: false },
];

const deadlines: DeadlineName[] = [
  "decision",
  "call-back",
  "answer",
  "card-proof",
  "abandon",
  "lapse",
  "lapse-reminder",
  "set-password",
];
const wang: Subject = { personId: "wang", agencyId: "police", privileged: false, supervisor: false };
/** 特權帳號. */
const lin: Subject = { ...wang, privileged: true };
const policy = { mandatory: ["call-back"], facts: ["joined-month"], factsNeeded: 1 };
const card = { certificateSha256: "c", agencyId: "police", agencyName: "內政部警政署", provenAt: at };
const inputs: TicketInput[] = [null, wang, lin].map((subject) => ({
  kind: "recovery",
  channel: "web",
  subject,
  policy,
}));

/** Every act, each in the forms that lead to different places. */
function eventsIn({ context, status }: TicketSnapshot): TicketEvent[] {
  if (status !== "active") return [];
  const acts = (Object.keys(samples) as EventType[]).flatMap((type): TicketAct[] => {
    switch (type) {
      case "DEADLINE":
        return deadlines.map((name) => ({ type, name, issue: context.deadlineIssue }));
      case "RECORD_CHECK":
        return [...policy.mandatory, ...policy.facts].map((check) => ({ type, check, passed: true }));
      case "IDENTIFY":
        return [{ type, subject: wang }];
      case "REASSIGN":
        return [{ type, to: "agent-2" }];
      case "CHOOSE_PERSON":
        return [wang, lin].map((subject) => ({ type, subject, withinCard: true }));
      case "MAIL_ACCEPTED":
        return [{ type, issue: context.issue, expiresAt: at + 86_400_000, response: "250" }];
      case "CARD_PROVEN":
        return [{ ...samples.CARD_PROVEN(context), card }];
      default:
        return [samples[type](context)];
    }
  });
  return acts.flatMap((act) =>
    actors.flatMap((actor) => surroundings.map((facts): TicketEvent => ({ ...act, at, actor, facts }))),
  );
}

/** What tells two situations of a case apart as far as its further way is concerned. */
function situation(snapshot: Pick<TicketSnapshot, "value" | "context">): string {
  const { callTries, failures, escalation, checks, subject, card: proven, assigneeId } = snapshot.context;
  return JSON.stringify([
    stateName(snapshot),
    callTries,
    failures,
    escalation,
    checks,
    subject,
    proven !== null,
    assigneeId !== null,
  ]);
}

interface Node {
  snapshot: TicketSnapshot;
  ways: { event: TicketEvent; to: string }[];
}

/** The whole graph of a path, for a request known and unknown, privileged or not. */
function graphOf(path: TicketPath): Map<string, Node> {
  const nodes = new Map<string, Node>();
  for (const input of inputs) {
    const map = getAdjacencyMap(machines[path] as typeof machines.helpdesk, {
      input,
      events: (snapshot) =>
        eventsIn(snapshot as TicketSnapshot).filter(
          (event) => refusalOf(snapshot as TicketSnapshot, event) === null,
        ),
      serializeState: (snapshot) => situation(snapshot as TicketSnapshot),
      serializeEvent: ({ type, ...event }) => JSON.stringify([type, event]),
      limit: 100_000,
    });
    for (const [key, { state, transitions }] of Object.entries(map)) {
      const ways = Object.values<(typeof transitions)[keyof typeof transitions]>(transitions).map((way) => ({
        event: way.event,
        to: situation(way.state as TicketSnapshot),
      }));
      nodes.set(key, { snapshot: state as TicketSnapshot, ways });
    }
  }
  return nodes;
}

/** The states that a case rests in or passes through. */
function statesOf(path: TicketPath, nodes: Map<string, Node>): Set<string> {
  const passed = new Set<string>();
  const seen = new Set<string>();
  for (const [key, { snapshot, ways }] of nodes) {
    passed.add(stateName(snapshot));
    for (const { event, to } of ways) {
      const leap = `${key} ${event.type} ${to}`;
      if (key === to || seen.has(leap)) continue;
      seen.add(leap);
      const steps = getMicrosteps(
        machines[path] as typeof machines.helpdesk,
        snapshot as SnapshotFrom<typeof machines.helpdesk>,
        event,
      );
      for (const [micro] of steps) passed.add(stateName(micro as TicketSnapshot));
    }
  }
  return passed;
}

/** The leaves of a machine as dotted paths. */
function leaves(node: AnyStateNode, names: string[] = []): string[] {
  const children = Object.entries(node.states);
  return children.length === 0
    ? [names.join(".")]
    : children.flatMap(([name, child]) => leaves(child, [...names, name]));
}

/** Which situations lead, by these ways, to one that fulfils the wish. */
function leadingTo(
  nodes: Map<string, Node>,
  wish: (node: Node) => boolean,
  by = (_: TicketEvent) => true,
): Set<string> {
  const good = new Set([...nodes].filter(([, node]) => wish(node)).map(([key]) => key));
  for (let grown = true; grown;) {
    grown = false;
    for (const [key, node] of nodes) {
      if (good.has(key) || !node.ways.some(({ event, to }) => by(event) && good.has(to))) continue;
      good.add(key);
      grown = true;
    }
  }
  return good;
}

const unfinished = (nodes: Map<string, Node>) =>
  [...nodes.values()].filter(({ snapshot }) => snapshot.status === "active");
const namesOutside = (nodes: Map<string, Node>, good: Set<string>) =>
  unfinished(nodes).flatMap(({ snapshot }) => (good.has(situation(snapshot)) ? [] : [stateName(snapshot)]));

/** The way through the whole path, not the short cut of a citizen's card. */
const happyEventsIn = (snapshot: TicketSnapshot) =>
  eventsIn(snapshot).filter(
    (event) => event.type !== "SIGNED_IN_BY_CERTIFICATE" && refusalOf(snapshot, event) === null,
  );

interface Way {
  steps: { state: unknown; event: { type: string } }[];
}

/** The path line after a case went a way, one millisecond a step. */
function picture(path: TicketPath, way: Way | undefined) {
  const snapshots = (way?.steps ?? []).map(({ state }) => state as TicketSnapshot);
  const history = snapshots.map((snapshot, index) => ({
    at: at + index,
    path,
    type: index === 0 ? "OPENED" : (way?.steps[index]?.event.type ?? ""),
    actorId: null,
    fromState: index === 0 ? null : stateName(snapshots[index - 1] ?? snapshot),
    toState: stateName(snapshot),
  }));
  const last = snapshots.at(-1);
  return pathPicture(
    {
      path,
      state: last ? stateName(last) : "",
      snapshot: { value: last?.value, context: last?.context, status: "done" },
    },
    history,
  );
}

describe.each(paths)("the machine of the path %s", (path) => {
  const nodes = graphOf(path);

  it("reaches every one of its states", () => {
    const passed = statesOf(path, nodes);
    expect(leaves(machines[path].root).filter((state) => !passed.has(state))).toEqual([]);
  });

  it("has a way from every unfinished state to the verified first login, or to another path", () => {
    const good = leadingTo(nodes, ({ snapshot }) => ["solved", "handedOver"].includes(stateName(snapshot)));
    expect(namesOutside(nodes, good)).toEqual([]);
  });

  it("leaves no case lying when nobody acts: time alone closes it or hands it over", () => {
    const bySystem = ({ type }: TicketEvent) => ["DEADLINE", "MAIL_ACCEPTED", "MAIL_REFUSED"].includes(type);
    const good = leadingTo(nodes, ({ snapshot }) => snapshot.status === "done", bySystem);
    expect(namesOutside(nodes, good)).toEqual([]);
  });

  it("lets the person withdraw or deny the request in every unfinished state", () => {
    for (const { snapshot, ways } of unfinished(nodes)) {
      const types = new Set(ways.map(({ event }) => event.type));
      expect([types.has("WITHDRAW"), types.has("DISPUTE")], stateName(snapshot)).toEqual([true, true]);
    }
  });

  it("draws its path line in the order in which the shortest way goes", () => {
    const [shortest] = getShortestPaths(machines[path] as typeof machines.helpdesk, {
      input: inputs[1],
      events: (snapshot) => happyEventsIn(snapshot as TicketSnapshot),
      serializeState: (snapshot) => situation(snapshot as TicketSnapshot),
      toState: (snapshot) => snapshot.matches("solved"),
      limit: 100_000,
    });
    const moments = picture(path, shortest).map((one) => one.at ?? 0);
    expect(moments.length).toBeGreaterThan(4);
    expect(moments).toEqual([...moments].sort((one, other) => one - other));
    expect(picture(path, shortest).every((one) => one.state === "done")).toBe(true);
  });
});
