import { setup } from "xstate";
import { bindingBreak, bindingHolds as holds, type BindingRuleName } from "./certificate-rules";
import type { BindingContext, BindingEvent } from "./certificate-types";

const bindingSetup = setup({
  types: {
    context: {} as BindingContext,
    events: {} as BindingEvent,
    input: {} as Pick<BindingContext, "subject" | "involved">,
  },
  guards: {
    holds: ({ context, event }, names: readonly BindingRuleName[]) =>
      bindingBreak(names, { context, event }) === null,
  },
});

const byHr = ["nobodyForThemselves", "notRecentChanger", "hrDecides"] as const;

/** Confirmed, or, for a 特權帳號, on to a second person. */
const confirmedBy = (...rules: BindingRuleName[]) =>
  [
    { guard: holds(...rules, "isPrivileged"), target: "awaitingSecondPerson" },
    { guard: holds(...rules), target: "confirmed" },
  ] as const;

const refusedBeforehand = [
  { guard: holds("isPersonOrHoldsLink"), target: "ended" },
  { guard: holds(...byHr), target: "ended" },
] as const;

/**
 * A citizen's certificate and the account it is bound to. What waits opens nothing until the owner of the account, by what
 * was mailed to them, or HR, face to face, has confirmed it; for a 特權帳號 also a second, independent person.
 */
export const certificateBinding = bindingSetup.createMachine({
  id: "certificate-binding",
  context: ({ input }) => ({ ...input, escalation: "supervisor" }),
  initial: "waiting",
  states: {
    waiting: {
      on: {
        CONFIRM: [
          ...confirmedBy("byMailLink", "holdsTheLink", "addressSettled"),
          ...confirmedBy("byTemporaryPassword", "cameByTemporaryPassword"),
          ...confirmedBy("byHrInPerson", ...byHr),
        ],
        UNBIND: refusedBeforehand,
      },
    },
    awaitingSecondPerson: {
      on: {
        CONFIRM_SECOND: {
          guard: holds("nobodyForThemselves", "notRecentChanger", "isSecondPerson"),
          target: "confirmed",
        },
        UNBIND: refusedBeforehand,
      },
    },
    confirmed: {
      on: {
        UNBIND: [
          { guard: holds("isPerson"), target: "ended" },
          { guard: holds(...byHr), target: "ended" },
        ],
      },
    },
    ended: { type: "final" },
  },
});
