import { setup } from "xstate";
import { bindingBreak, bindingHolds as holds, type BindingRuleName } from "./certificate-rules";
import type { BindingContext, BindingEvent } from "./certificate-types";

const bindingSetup = setup({
  types: {
    context: {} as BindingContext,
    events: {} as BindingEvent,
    input: {} as Pick<BindingContext, "subject">,
  },
  guards: {
    holds: ({ context, event }, names: readonly BindingRuleName[]) =>
      bindingBreak(names, { context, event }) === null,
  },
});

const byHr = ["nobodyForThemselves", "notRecentChanger", "hrDecides"] as const;

/**
 * A citizen's certificate and the account it is bound to. What waits opens nothing until the owner of the account, by what
 * was mailed to them, or HR, face to face, has confirmed it.
 */
export const certificateBinding = bindingSetup.createMachine({
  id: "certificate-binding",
  context: ({ input }) => ({ ...input, escalation: "supervisor" }),
  initial: "waiting",
  states: {
    waiting: {
      on: {
        CONFIRM: [
          { guard: holds("byMailLink", "holdsTheLink", "addressSettled"), target: "confirmed" },
          { guard: holds("byTemporaryPassword", "cameByTemporaryPassword"), target: "confirmed" },
          { guard: holds("byHrInPerson", ...byHr), target: "confirmed" },
        ],
        UNBIND: [
          { guard: holds("isPersonOrHoldsLink"), target: "ended" },
          { guard: holds(...byHr), target: "ended" },
        ],
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
