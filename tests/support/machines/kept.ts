import { getAdjacencyMap } from "xstate/graph";
import { certificateSignIn } from "../../../workflows/machines/certificate-sign-in";
import {
  bindingRefusal,
  bindingSnapshot,
  restoreSignIn,
  signInRefusal,
  stepBinding,
  stepSignIn,
  type SignInSnapshot,
} from "../../../workflows/machines/certificate-machines";
import { refusalOf, restore, stateName, step, toStored } from "../../../workflows/machines/machines";
import { machineVersion, type StoredSnapshot } from "../../../workflows/machines/stored";
import type { BindingEvent, SignInEvent } from "../../../workflows/machines/certificate-types";
import type { TicketEvent, TicketPath } from "../../../workflows/machines/types";
import { at, graphOf, paths } from "./graph";
import { bindingTries, signInTries, subjectOfBinding, ticketTries, type Try } from "./tries";

/*
 * What a released version of the machines stored, state by state, and what it answered then. The files in
 * tests/vectors/snapshots are written once and never again: keep-snapshots-process.ts.
 */

export type MachineName = TicketPath | "certificate-sign-in" | "certificate-binding";

/** A snapshot as a version of the machines stored it, with the events somebody could send and where each led. */
export interface KeptSnapshot {
  path: MachineName;
  machineVersion: number;
  state: string;
  /** What tells it from others in the same state. */
  of: string;
  stored: StoredSnapshot;
  allowedEventTypes: Record<string, string[]>;
}

/** A kept snapshot restored by today's code. */
export interface Restored {
  state: string;
  tries: Try[];
  refusal: (event: unknown) => string | null;
  /** The name of the state that an event leads to. */
  next: (event: unknown) => string;
}

/** Restores a kept snapshot the way the product restores its kind. */
export function restored({
  path,
  stored,
  machineVersion,
}: Pick<KeptSnapshot, "path" | "stored" | "machineVersion">): Restored {
  if (path === "certificate-sign-in") {
    const snapshot = restoreSignIn(stored);
    return {
      state: snapshot.value,
      tries: signInTries,
      refusal: (event) => signInRefusal(snapshot, event as SignInEvent),
      next: (event) => stepSignIn(snapshot, event as SignInEvent).snapshot.value,
    };
  }
  if (path === "certificate-binding") {
    const snapshot = bindingSnapshot(stored.value as "waiting", { subject: subjectOfBinding });
    return {
      state: snapshot.value,
      tries: bindingTries,
      refusal: (event) => bindingRefusal(snapshot, event as BindingEvent),
      next: (event) => stepBinding(snapshot, event as BindingEvent),
    };
  }
  const snapshot = restore({ path, snapshot: stored, machineVersion });
  return {
    state: stateName(snapshot),
    tries: ticketTries(snapshot.context, machineVersion),
    refusal: (event) => refusalOf(snapshot, event as TicketEvent),
    next: (event) => stateName(step(path, snapshot, event as TicketEvent).snapshot),
  };
}

/** The events that somebody may send, with the states they lead to. */
export function allowedIn({ tries, refusal, next }: Restored): Record<string, string[]> {
  const led: Record<string, Set<string>> = {};
  for (const { type, event } of tries)
    if (refusal(event) === null) (led[type] ??= new Set()).add(next(event));
  return Object.fromEntries(Object.entries(led).map(([type, states]) => [type, [...states].sort()]));
}

/** One snapshot of every state of every machine, and of every kind of subject: the one with the longest way behind it. */
export function snapshotsOfToday(): KeptSnapshot[] {
  const found = new Map<string, Pick<KeptSnapshot, "path" | "of" | "stored">>();
  const keep = (path: MachineName, of: string, stored: StoredSnapshot) =>
    found.set(JSON.stringify([path, stored.value, of]), { path, of, stored });

  for (const path of paths)
    for (const { snapshot } of graphOf(path).values()) {
      const { subject } = snapshot.context;
      keep(
        path,
        subject === null ? "unknown" : subject.privileged ? "privileged" : "ordinary",
        toStored(snapshot),
      );
    }
  for (const { value, context, status } of signIns())
    keep("certificate-sign-in", context.why ?? "new", { value, context, status });
  for (const value of ["waiting", "confirmed", "ended"])
    keep("certificate-binding", "ordinary", {
      value,
      context: null,
      status: value === "ended" ? "done" : "active",
    });

  return [...found.values()].map((one) => {
    const today = restored({ ...one, machineVersion });
    return {
      path: one.path,
      machineVersion,
      state: today.state,
      of: one.of,
      stored: one.stored,
      allowedEventTypes: allowedIn(today),
    };
  });
}

function signIns(): SignInSnapshot[] {
  const events = signInTries.map(({ event }) => event as SignInEvent);
  const map = getAdjacencyMap(certificateSignIn, {
    input: { at },
    events: (snapshot) => events.filter((event) => signInRefusal(snapshot, event) === null),
    serializeState: ({ value, context }) => JSON.stringify([value, context]),
    serializeEvent: (event) => JSON.stringify(event),
    limit: 100_000,
  });
  return Object.values(map).map(({ state }) => state as SignInSnapshot);
}

/**
 * Why each try is refused in each of these snapshots. A line is an act, who gets which answer, and where it is so; the
 * answer that most get comes last, and what a state does not know for anybody is left out.
 */
export function refusalTable(kept: readonly KeptSnapshot[]): string {
  const places = new Map<string, string[]>();
  for (const one of kept) {
    const today = restored(one);
    for (const line of answersIn(today))
      places.set(line, [...(places.get(line) ?? []), `${one.path} ${today.state} (${one.of})`]);
  }
  const lines = [...places].map(([line, where]) => `${line}\t${where.join(", ")}`);
  return lines.sort().join("\n") + "\n";
}

function answersIn({ tries, refusal }: Restored): string[] {
  const acts = new Map<string, Map<string, string[]>>();
  for (const { act, by, event } of tries) {
    const answers = acts.get(act) ?? new Map<string, string[]>();
    acts.set(act, answers);
    const answer = refusal(event) ?? "taken";
    answers.set(answer, [...(answers.get(answer) ?? []), by]);
  }
  return [...acts].flatMap(([act, answers]) => {
    const [most, ...others] = [...answers].sort(([, one], [, other]) => other.length - one.length);
    if (!most || (others.length === 0 && most[0] === "not-now")) return [];
    const told = others.map(([answer, who]) => `${answer}: ${who.join(", ")}`);
    return [`${act}\t${[...told, most[0]].join("; ")}`];
  });
}
