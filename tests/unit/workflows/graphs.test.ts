import { describe, expect, it } from "vitest";
import { getMicrosteps, type SnapshotFrom } from "xstate";
import { getShortestPaths } from "xstate/graph";
import { machines, refusalOf, stateName, type TicketSnapshot } from "../../../workflows/machines/machines";
import { machineVersion } from "../../../workflows/machines/stored";
import { pathPicture } from "../../../workflows/machines/path-line";
import type { TicketEvent, TicketPath } from "../../../workflows/machines/types";
import {
  at,
  eventsIn,
  graphOf,
  inputs,
  leaves,
  paths,
  situation,
  type Node,
} from "../../support/machines/graph";

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
      machineVersion,
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
