import type { AnyStateNode } from "xstate";
import { machines } from "./machines";
import { contextOf, type StoredTicket } from "./stored";
import type { StepMeta, StepName, TicketContext, TicketPath } from "./types";

/** One step of a ticket's path line; `workflows/reading/words.ts` has its label. */
export interface PictureStep {
  key: StepName;
  path: TicketPath;
  state: "done" | "now" | "ahead" | "failed";
  /** A person decides here: drawn as a square. */
  person: boolean;
  /** When it was done or went wrong; for the step in hand, when the case came to it. */
  at: number | null;
  /** Who did it, where a person did. */
  actorId: string | null;
}

/** As much of a history row as the line is drawn from. */
interface Entry {
  at: number;
  path: TicketPath;
  type: string;
  actorId: string | null;
  fromState: string | null;
  toState: string;
}

/** What the states of one machine say about its steps, in the machine's own order. */
interface Plan {
  metaOf: Map<string, StepMeta>;
  steps: { key: StepName; person: boolean; ahead: StepMeta["ahead"] }[];
  endings: Set<StepName>;
}

const plans: Record<TicketPath, Plan> = {
  "hr-supervisor": planOf(machines["hr-supervisor"].root),
  "agency-certificate": planOf(machines["agency-certificate"].root),
  helpdesk: planOf(machines.helpdesk.root),
};

/**
 * The path line of a ticket: what was done on every path it took, where it stands, and what is ahead on the way to the
 * verified first login. Drawn from the states of the machines, whose order is the order of the line.
 *
 * @param history in the order of its `seq`
 */
export function pathPicture(
  ticket: StoredTicket & { state: string },
  history: readonly Entry[],
): PictureStep[] {
  const starts = history.flatMap((entry, index) => (entry.type === "OPENED" ? [index] : []));
  return starts.flatMap((start, index) => {
    const next = starts[index + 1];
    const entries = history.slice(start, next);
    const path = entries[0]?.path ?? ticket.path;
    const opening: PictureStep = {
      key: index === 0 ? "received" : "handed-over",
      path,
      state: "done",
      person: false,
      at: entries[0]?.at ?? null,
      actorId: entries[0]?.actorId ?? null,
    };
    const last = next === undefined ? ticket.state : (entries.at(-1)?.fromState ?? "");
    return [
      opening,
      ...pathSteps(path, last, entries, {
        left: next !== undefined,
        context: contextOf(ticket),
      }),
    ];
  });
}

/** The steps of one path, whose states a ticket went through as `entries` tell, up to the state `last`. */
function pathSteps(
  path: TicketPath,
  last: string,
  entries: readonly Entry[],
  { left, context }: { left: boolean; context: TicketContext },
): PictureStep[] {
  const plan = plans[path];
  const stepOf = (state: string | null | undefined) => plan.metaOf.get(state ?? "")?.step;
  const visited = new Set(entries.flatMap((entry) => [stepOf(entry.fromState), stepOf(entry.toState)]));
  const final = plan.metaOf.get(last);
  const ended = final !== undefined && plan.endings.has(final.step) && final.step !== "solved";
  const stoodIn = ended ? plan.metaOf.get(entries.at(-1)?.fromState ?? "") : final;
  const here = plan.steps.findIndex((step) => step.key === stoodIn?.step);

  const step = ({ key, person }: Plan["steps"][number], state: PictureStep["state"]): PictureStep => {
    const moment = state === "ahead" ? undefined : momentOf(entries, stepOf, key, state);
    return {
      key,
      path,
      person,
      state,
      at: moment?.at ?? null,
      actorId: state === "now" ? null : (moment?.actorId ?? null),
    };
  };

  const drawn = plan.steps.flatMap((one, position) => {
    if (position < here) return visited.has(one.key) ? [step(one, "done")] : [];
    if (position > here) {
      const announced =
        one.ahead === undefined || (one.ahead === "privileged" && context.subject?.privileged === true);
      return ended || left || !announced ? [] : [step(one, "ahead")];
    }
    if (stoodIn?.failed) return [step(one, "failed")];
    if (ended) return final.decided ? [step(one, "done")] : [];
    if (left) return [];
    return [step(one, one.key === "solved" ? "done" : "now")];
  });
  if (!ended) return drawn;
  const end = entries.at(-1);
  return [
    ...drawn,
    {
      key: final.step,
      path,
      person: false,
      state: final.failed ? "failed" : "done",
      at: end?.at ?? null,
      actorId: end?.actorId ?? null,
    },
  ];
}

/** The entry that finished a step, or, while it is in hand or has gone wrong, the one that led to where it stands. */
function momentOf(
  entries: readonly Entry[],
  stepOf: (state: string | null) => StepName | undefined,
  key: StepName,
  state: PictureStep["state"],
): Entry | undefined {
  const arrived = (entry: Entry) =>
    stepOf(entry.toState) === key &&
    (state === "failed" ? entry.fromState !== entry.toState : stepOf(entry.fromState) !== key);
  const finished = (entry: Entry) => stepOf(entry.fromState) === key && stepOf(entry.toState) !== key;
  return entries.findLast(state === "done" && key !== "solved" ? finished : arrived);
}

function planOf(root: AnyStateNode): Plan {
  const plan: Plan = { metaOf: new Map(), steps: [], endings: new Set() };
  collect(root, [], plan);
  return plan;
}

/** Reads the states in their order; several states of one step are one step. `solved` comes last of the happy line. */
function collect(node: AnyStateNode, names: string[], plan: Plan): void {
  for (const [name, child] of Object.entries(node.states)) {
    const meta = child.meta as StepMeta | undefined;
    if (meta) {
      plan.metaOf.set([...names, name].join("."), meta);
      if (child.type === "final") plan.endings.add(meta.step);
      const onTheWay = child.type !== "final" || meta.step === "solved";
      if (onTheWay && !plan.steps.some((step) => step.key === meta.step)) {
        plan.steps.push({ key: meta.step, person: meta.person === true, ahead: meta.ahead });
      }
    }
    collect(child, [...names, name], plan);
  }
}
