import { getNextTransitions, type AnyMachineSnapshot } from "xstate";

/*
 * A guard is a list of rules by name. It stays data, where XState's `and` would make a function of it: so that a refusal
 * can be explained from the very rules that the machine decides by, and `docs/machines.md` be drawn with their names.
 */

/** A rule of a flow: `null` where it holds, else a code that says why not. */
export type Rule<Situation, Code> = (situation: Situation) => Code | null;

/** A broken rule, and how many before it held. */
export interface Break<Code> {
  code: Code;
  held: number;
}

/** The first of these rules that is broken; `null` where all hold. */
export function firstBroken<Name extends string, Situation, Code>(
  rules: Readonly<Record<Name, Rule<Situation, Code>>>,
  names: readonly Name[],
  situation: Situation,
): Break<Code> | null {
  for (const [held, name] of names.entries()) {
    const code = rules[name](situation);
    if (code !== null) return { code, held };
  }
  return null;
}

/** Makes the helper with which a machine writes the guard that all of these rules hold. */
export const guardOf =
  <Name extends string>() =>
  (...names: Name[]) => ({ type: "holds" as const, params: names });

/**
 * Why a machine refuses an event that `can` says it does not take. Of several ways on, the one that came furthest gives the
 * reason, and where two came equally far, the one that XState tries last: it asks least.
 *
 * @param broken asks the rules of one way
 * @param otherwise the reason where the state knows the event and no rule says why not
 */
export function whyRefused<Name extends string, Code extends string>(
  snapshot: AnyMachineSnapshot,
  type: string,
  broken: (names: readonly Name[]) => Break<Code> | null,
  otherwise: Code | "not-now" = "not-now",
): Code | "not-now" {
  const ways = getNextTransitions(snapshot).filter(({ eventType }) => eventType === type);
  const furthest = ways
    .flatMap(({ guard }) => broken(rulesOf(guard)) ?? [])
    .reverse()
    .sort((one, other) => other.held - one.held)
    .at(0);
  return furthest?.code ?? (ways.length > 0 ? otherwise : "not-now");
}

/** The rules that a guard names; none where it is of another kind. */
export function rulesOf<Name extends string>(guard: unknown): readonly Name[] {
  const { params } = (guard ?? {}) as { params?: unknown };
  return Array.isArray(params) ? (params as Name[]) : [];
}
