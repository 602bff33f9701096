import { initialTransition, transition, type SnapshotFrom } from "xstate";
import { certificateBinding } from "./certificate-binding";
import { certificateSignIn } from "./certificate-sign-in";
import {
  bindingBreak,
  signInBreak,
  type BindingBreak,
  type BindingRuleName,
  type SignInRuleName,
} from "./certificate-rules";
import { whyRefused } from "./guards";
import type {
  BindingContext,
  BindingEvent,
  SignInBreak,
  SignInContext,
  SignInEffect,
  SignInEvent,
} from "./certificate-types";

export type SignInSnapshot = SnapshotFrom<typeof certificateSignIn>;
export type BindingSnapshot = SnapshotFrom<typeof certificateBinding>;

/** Where a sign-in by card can stand. */
export type SignInState = SignInSnapshot["value"];

interface Stored {
  value: unknown;
  context: unknown;
  status: string;
}

/** The first snapshot of a sign-in. Pure. */
export function beginSignIn(at: number): SignInSnapshot {
  return initialTransition(certificateSignIn, { at })[0];
}

/** Restores a stored snapshot. */
export function restoreSignIn({ value, context, status }: Stored): SignInSnapshot {
  return certificateSignIn.resolveState({
    value: value as SignInState,
    context: context as SignInContext,
    status: status as "active" | "done",
  });
}

/** The next snapshot and the effects of an event. Pure; asks nothing: ask `signInRefusal` first. */
export function stepSignIn(
  snapshot: SignInSnapshot,
  event: SignInEvent,
): { snapshot: SignInSnapshot; effects: SignInEffect[] } {
  const [next, actions] = transition(certificateSignIn, snapshot, event);
  return {
    snapshot: next,
    effects: actions.map(({ type, params }) => ({ type, ...(params as object | undefined) }) as SignInEffect),
  };
}

/** Why the machine refuses an event in this state, or `null` when it takes it. */
export function signInRefusal(snapshot: SignInSnapshot, event: SignInEvent): SignInBreak | null {
  if (snapshot.status !== "active") return "not-now";
  if (snapshot.can(event)) return null;
  return whyRefused(snapshot, event.type, (names: readonly SignInRuleName[]) =>
    signInBreak(names, { context: snapshot.context, event }),
  );
}

/** A binding as its machine sees it; the row is all its memory. */
export function bindingSnapshot(
  state: BindingSnapshot["value"],
  { subject, involved = [] }: Pick<BindingContext, "subject"> & Partial<BindingContext>,
): BindingSnapshot {
  const escalation = state === "awaitingSecondPerson" ? "superior" : "supervisor";
  return certificateBinding.resolveState({
    value: state,
    context: { subject, escalation, involved },
    status: state === "ended" ? "done" : "active",
  });
}

/** The state of a binding after an event. Pure; asks nothing: ask `bindingRefusal` first. */
export function stepBinding(snapshot: BindingSnapshot, event: BindingEvent): BindingSnapshot["value"] {
  return transition(certificateBinding, snapshot, event)[0].value;
}

/** Why the binding's machine refuses an event, or `null` when it takes it. */
export function bindingRefusal(snapshot: BindingSnapshot, event: BindingEvent): BindingBreak | null {
  if (snapshot.status !== "active") return "not-now";
  if (snapshot.can(event)) return null;
  return whyRefused(snapshot, event.type, (names: readonly BindingRuleName[]) =>
    bindingBreak(names, { context: snapshot.context, event }),
  );
}
