import { setup } from "xstate";
import { bindingBreak, type BindingRuleName } from "./certificate-rules";
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

/** The guard that all of these rules hold, as data that refusals can be explained from. */
const holds = (...names: BindingRuleName[]) => ({ type: "holds" as const, params: names });

const byHr = ["nobody-for-themselves", "not-a-recent-changer", "hr-decides"] as const;

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
          { guard: holds("by-mail-link", "holds-the-link", "address-settled"), target: "confirmed" },
          { guard: holds("by-temporary-password", "came-by-temporary-password"), target: "confirmed" },
          { guard: holds("by-hr-in-person", ...byHr), target: "confirmed" },
        ],
        UNBIND: [
          { guard: holds("is-owner-or-link"), target: "ended" },
          { guard: holds(...byHr), target: "ended" },
        ],
      },
    },
    confirmed: {
      on: {
        UNBIND: [
          { guard: holds("is-owner"), target: "ended" },
          { guard: holds(...byHr), target: "ended" },
        ],
      },
    },
    ended: { type: "final" },
  },
});
