import { assign, setup } from "xstate";
import { bindable, signInBreak, signInHolds as holds, type SignInRuleName } from "./certificate-rules";
import type { SignInContext, SignInEvent } from "./certificate-types";

const nothing = () => undefined;

const signInSetup = setup({
  types: {
    context: {} as SignInContext,
    events: {} as SignInEvent,
    input: {} as { at: number },
    tags: {} as "open",
  },
  guards: {
    holds: ({ context, event }, names: readonly SignInRuleName[]) =>
      signInBreak(names, { context, event }) === null,
  },
  actions: {
    openSession: nothing,
    bind: (_, _params: { confirmed: boolean }) => undefined,
    rebind: nothing,
    askConfirmation: nothing,
    rememberCard: assign({
      card: ({ context, event }) => (event.type === "CARD_PROVEN" ? event.card : context.card),
      provenAt: ({ event }) => event.at,
      bindingId: ({ event }) => (event.type === "CARD_PROVEN" ? (event.binding?.id ?? null) : null),
      personId: ({ event }) => (event.type === "CARD_PROVEN" ? (event.binding?.personId ?? null) : null),
      // The card's day goes on where another sign-in with it left off.
      tries: ({ context, event }) => (event.type === "CARD_PROVEN" ? event.triesToday : context.tries),
      misses: ({ context, event }) => (event.type === "CARD_PROVEN" ? event.triesToday : context.misses),
      why: null,
    }),
    rememberPerson: assign({
      personId: ({ context, event }) =>
        event.type === "COMPARED" ? (event.match.person?.personId ?? null) : context.personId,
      bindingId: ({ context, event }) => (event.type === "COMPARED" ? event.bindingId : context.bindingId),
      why: null,
    }),
    countRefusal: assign({ refusals: ({ context }) => context.refusals + 1 }),
    countTry: assign({ tries: ({ context }) => context.tries + 1 }),
    rememberMiss: assign({
      misses: ({ context }) => context.misses + 1,
      why: ({ context, event }) => signInBreak(bindable, { context, event })?.code ?? null,
    }),
    because: assign({ why: (_, why: SignInContext["why"]) => why }),
  },
});

const because = (why: NonNullable<SignInContext["why"]>) => ({ type: "because" as const, params: why });

const bound = ["knownPersonInOffice", "bindingConfirmed"] as const;

const runningOut = { guard: holds("timeOver"), target: "expired" } as const;

/**
 * 作法一: 自然人憑證登入. A card that is bound signs its owner in by itself. A card seen for the first time asks which
 * account is meant, at most five times; what card and account have in common decides whether they are bound at once, wait
 * for a confirmation, or not at all.
 */
export const certificateSignIn = signInSetup.createMachine({
  id: "certificate-sign-in",
  context: ({ input }) => ({
    startedAt: input.at,
    card: null,
    provenAt: null,
    refusals: 0,
    tries: 0,
    misses: 0,
    personId: null,
    bindingId: null,
    why: null,
  }),
  initial: "challenge",
  states: {
    challenge: {
      tags: ["open"],
      on: {
        CARD_PROVEN: [
          { guard: holds("cardUnknown", "cardDayLeft"), target: "identify", actions: "rememberCard" },
          {
            guard: holds("cardUnknown"),
            target: "refused",
            actions: ["rememberCard", because("tries-spent")],
          },
          {
            guard: holds(...bound, "confirmedWellEnough", "certificateRenewed"),
            target: "signedIn",
            actions: ["rememberCard", "rebind", "openSession"],
          },
          {
            guard: holds(...bound, "confirmedWellEnough"),
            target: "signedIn",
            actions: ["rememberCard", "openSession"],
          },
          {
            guard: holds(...bound),
            target: "waiting",
            actions: ["rememberCard", "askConfirmation", because("needs-confirmation")],
          },
          {
            guard: holds("knownPersonInOffice", "linkDead"),
            target: "waiting",
            actions: ["rememberCard", "askConfirmation", because("needs-confirmation")],
          },
          {
            guard: holds("knownPersonInOffice"),
            target: "waiting",
            actions: ["rememberCard", because("needs-confirmation")],
          },
          {
            guard: holds("cardKnown"),
            target: "refused",
            actions: ["rememberCard", because("person-left")],
          },
        ],
        CARD_REFUSED: [
          {
            guard: holds("lastRefusal"),
            target: "refused",
            actions: ["countRefusal", because("card-refused-often")],
          },
          { actions: "countRefusal" },
        ],
        RUN_OUT: runningOut,
      },
    },
    /** 身分驗證: which account is meant, by 自訂帳號 or 身分證字號. */
    identify: {
      tags: ["open"],
      on: {
        TAKE_TRY: [
          { guard: holds("cardProofFresh", "triesLeft"), actions: "countTry" },
          { guard: holds("cardProofFresh"), target: "refused", actions: because("tries-spent") },
        ],
        COMPARED: [
          {
            guard: holds("tryTaken", ...bindable, "opensAtOnce"),
            target: "signedIn",
            actions: ["rememberPerson", { type: "bind", params: { confirmed: true } }, "openSession"],
          },
          {
            guard: holds("tryTaken", ...bindable),
            target: "waiting",
            actions: [
              "rememberPerson",
              { type: "bind", params: { confirmed: false } },
              "askConfirmation",
              because("needs-confirmation"),
            ],
          },
          {
            guard: holds("tryTaken", "lastTry"),
            target: "refused",
            actions: ["rememberMiss", because("tries-spent")],
          },
          { guard: holds("tryTaken"), actions: "rememberMiss" },
        ],
        RUN_OUT: runningOut,
      },
    },
    /** Bound, and nothing opens before the binding is confirmed. */
    waiting: {
      tags: ["open"],
      on: {
        CLAIM_ANEW: { guard: holds("cardProofFresh"), target: "identify" },
        RUN_OUT: runningOut,
      },
    },
    signedIn: { type: "final" },
    refused: { type: "final" },
    expired: { type: "final" },
  },
});
