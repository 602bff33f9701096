import type { AnyStateNode } from "xstate";
import { getAdjacencyMap } from "xstate/graph";
import { eventTypes, sampleOf } from "../../../workflows/machines/acts";
import { machines, refusalOf, stateName, type TicketSnapshot } from "../../../workflows/machines/machines";
import type {
  ActorFacts,
  Authority,
  DeadlineName,
  Facts,
  Subject,
  TicketAct,
  TicketEvent,
  TicketInput,
  TicketPath,
} from "../../../workflows/machines/types";

/*
 * The whole graph of a path's machine: every situation that a few people, in a few surroundings, can bring a case into.
 */

export const at = Date.UTC(2026, 10, 23, 2, 0);
export const paths = Object.keys(machines) as TicketPath[];

export const nobody: ActorFacts = {
  kind: "staff",
  personId: null,
  roles: [],
  standing: "none",
  authorities: [],
  scope: "none",
  lapsedDelegation: false,
};
export const own = (personId: string, as: Authority["as"] = "supervisor"): Authority[] => [
  { principal: personId, level: "decide", as },
];
export const hr = (personId: string, authorities: Authority[]): ActorFacts => ({
  ...nobody,
  personId,
  roles: ["hr-supervisor"],
  authorities,
  scope: "served",
});

const agentCalled = (personId: string): ActorFacts => ({ ...nobody, personId, roles: ["agent"] });

/** The actor as the desk tells of one: with everybody the act rests on. */
export const told = ({ changedSubjectAt: _, ...actor }: ActorFacts): ActorFacts => ({
  ...actor,
  restsOn: [
    ...(actor.personId === null ? [] : [actor.personId]),
    ...(actor.restsOn ?? []),
    ...actor.authorities.map(({ principal }) => principal),
  ],
});

const actors: ActorFacts[] = [
  { ...nobody, kind: "system" as const },
  { ...nobody, kind: "card" as const, restsOn: ["supervisor"] },
  { ...nobody, kind: "applicant" as const, personId: "wang", standing: "self" as const },
  agentCalled("agent-1"),
  agentCalled("agent-2"),
  hr("supervisor", own("supervisor")),
  {
    ...hr("clerk", [{ principal: "supervisor", level: "prepare", as: "staff" }]),
    roles: ["hr-staff"] as ActorFacts["roles"],
  },
].map(told);

/** As events told it before they told of the record. */
export const plenty: Facts = {
  hasAddress: true,
  hasOfficePhone: true,
  addressChangedAt: null,
  deputyAvailable: true,
  superiorAvailable: true,
};
export const recorded: Facts = { ...plenty, record: "1", changers: [], supervisorAvailable: true };
const surroundings: Facts[] = [
  recorded,
  { ...recorded, hasOfficePhone: false },
  { ...recorded, deputyAvailable: false, superiorAvailable: false },
  { ...recorded, record: "2", changers: ["supervisor"], supervisorAvailable: false },
  { ...recorded, changers: ["supervisor"], supervisorAvailable: false, superiorAvailable: false },
];

export const deadlines: DeadlineName[] = [
  "decision",
  "call-back",
  "answer",
  "card-proof",
  "abandon",
  "lapse",
  "lapse-reminder",
  "set-password",
];
export const wang: Subject = { personId: "wang", agencyId: "police", privileged: false, supervisor: false };
/** 特權帳號. */
export const lin: Subject = { ...wang, privileged: true };
export const policy = { mandatory: ["call-back"], facts: ["joined-month"], factsNeeded: 1 };
export const card = { certificateSha256: "c", agencyId: "police", agencyName: "內政部警政署", provenAt: at };
export const inputs: TicketInput[] = [null, wang, lin].map((subject) => ({
  kind: "recovery",
  channel: "web",
  subject,
  policy,
}));

/** Every act, each in the forms that lead to different places. */
export function eventsIn({ context, status }: TicketSnapshot): TicketEvent[] {
  if (status !== "active") return [];
  const acts = eventTypes.flatMap((type): TicketAct[] => {
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
        return [{ ...sampleOf("CARD_PROVEN", context), card }];
      default:
        return [sampleOf(type, context)];
    }
  });
  return acts.flatMap((act) =>
    actors.flatMap((actor) => surroundings.map((facts): TicketEvent => ({ ...act, at, actor, facts }))),
  );
}

/** What tells two situations of a case apart as far as its further way is concerned. */
export function situation(snapshot: Pick<TicketSnapshot, "value" | "context">): string {
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

export interface Node {
  snapshot: TicketSnapshot;
  ways: { event: TicketEvent; to: string }[];
}

/** The whole graph of a path, for a request known and unknown, privileged or not. */
export function graphOf(path: TicketPath): Map<string, Node> {
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

/** The leaves of a machine as dotted paths. */
export function leaves(node: AnyStateNode, names: string[] = []): string[] {
  const children = Object.entries(node.states);
  return children.length === 0
    ? [names.join(".")]
    : children.flatMap(([name, child]) => leaves(child, [...names, name]));
}
