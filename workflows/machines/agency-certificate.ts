import { awaitingSecondPerson, decided, passwordHandover } from "./password-handover";
import { endings, handOver, sharedTransitions, startDeadline, startingContext, ticketSetup } from "./setup";
import { holds } from "./rules";
import { timetable } from "./timetable";

const failure = (event: "CARD_REFUSED" | "SIGNATURE_REFUSED") => ({
  [event]: [
    {
      guard: holds("isCardHolder", "lastCardTry"),
      target: "refused",
    },
    {
      guard: holds("isCardHolder"),
      actions: ticketSetup.assign({ failures: ({ context }) => context.failures + 1 }),
    },
  ],
});

const expiring = { guard: { type: "isDeadline", params: "card-proof" }, target: "expired" } as const;

/**
 * 途徑：機關憑證. The manual's 作法二(二): whoever keeps the agency's card proves it, chooses one person of that agency,
 * and signs the order, the PIN typed anew.
 */
export const agencyCertificate = ticketSetup.createMachine({
  id: "ticket",
  context: startingContext("agency-certificate"),
  initial: "challenge",
  on: { ...sharedTransitions, HAND_OVER: handOver },
  states: {
    challenge: {
      meta: { step: "card" },
      tags: ["open", "waits-for-person"],
      always: { guard: holds("cardKnown", "subjectKnown"), target: "personChosen" },
      entry: ["newDeadlineIssue", startDeadline("abandon", timetable.cardChallenge)],
      exit: "cancelDeadlines",
      on: {
        CARD_PROVEN: {
          guard: holds("isCardHolder"),
          target: "cardProven",
          actions: ticketSetup.assign({
            card: ({ context, event }) => (event.type === "CARD_PROVEN" ? event.card : context.card),
            keeper: ({ context, event }) => (event.type === "CARD_PROVEN" ? event.keeper : context.keeper),
          }),
        },
        ...failure("CARD_REFUSED"),
        DEADLINE: { guard: { type: "isDeadline", params: "abandon" }, target: "expired" },
      },
    },
    cardProven: {
      meta: { step: "choice" },
      tags: ["open", "waits-for-person"],
      entry: ["newDeadlineIssue", startDeadline("card-proof", timetable.cardProof)],
      exit: "cancelDeadlines",
      on: {
        CHOOSE_PERSON: {
          guard: holds("isCardHolder", "cardProofFresh", "cardWithinAgency", "hasAddress"),
          target: "personChosen",
          actions: [
            "rememberSubject",
            ticketSetup.assign({
              kind: ({ context, event }) =>
                event.type === "CHOOSE_PERSON" ? (event.kind ?? context.kind) : context.kind,
            }),
          ],
        },
        /** The chosen person has an open ticket already: this one ends, that one takes the card's path. */
        JOIN: { guard: holds("isCardHolder", "cardProofFresh"), target: "joined" },
        DEADLINE: expiring,
      },
    },
    personChosen: {
      meta: { step: "order", person: true },
      tags: ["open", "person-decides"],
      entry: ["newDeadlineIssue", startDeadline("card-proof", timetable.cardProof)],
      exit: "cancelDeadlines",
      on: {
        SIGN_ORDER: {
          guard: holds("isCardHolder", "cardProofFresh", "sameCard", "hasAddress"),
          target: "statementSigned",
          actions: [
            "rememberActor",
            "rememberDecision",
            "rememberDisabling",
            { type: "notify", params: { notice: "card-reset" } },
          ],
        },
        ...failure("SIGNATURE_REFUSED"),
        DEADLINE: expiring,
      },
    },
    statementSigned: { always: [...decided] },
    /** The card is not at hand any more: the helpdesk verifies the person. */
    decisionOutdated: {
      always: {
        target: "handedOver",
        actions: [
          { type: "goTo", params: "helpdesk" },
          { type: "notify", params: { notice: "handed-over" } },
        ],
      },
    },
    awaitingSecondPerson,
    passwordHandover,
    ...endings,
  },
});
