import { firstBroken, guardOf, type Break, type Rule } from "./guards";
import { authorityRules, isFresh, type RuleBreak } from "./rules";
import type {
  BindingContext,
  BindingEvent,
  SignInBreak,
  SignInContext,
  SignInEvent,
} from "./certificate-types";
import { limits, timetable } from "./timetable";

interface SignInSituation {
  context: SignInContext;
  event: SignInEvent;
}

const minute = 60_000;

const knownOf = ({ event }: SignInSituation) => (event.type === "CARD_PROVEN" ? event.binding : null);
const matchOf = ({ event }: SignInSituation) => (event.type === "COMPARED" ? event.match : null);

/**
 * Whether the card shows that it belongs to the owner of the national ID on record: only then may the answer say more than
 * that nothing matched, or an outsider could learn whose accounts there are.
 */
const showsOwner = (situation: SignInSituation) => matchOf(situation)?.lastFour === "same";

const openly = (situation: SignInSituation, code: SignInBreak): SignInBreak =>
  showsOwner(situation) ? code : "no-match";

const signInRules = {
  cardUnknown: (situation) => (knownOf(situation) === null ? null : "not-now"),

  cardKnown: (situation) => (knownOf(situation) === null ? "not-now" : null),

  knownPersonInOffice: (situation) => (knownOf(situation)?.active === true ? null : "person-left"),

  bindingConfirmed: (situation) => (knownOf(situation)?.state === "confirmed" ? null : "needs-confirmation"),

  /** A 特權帳號 opens to no card that two persons have not confirmed, also where the person became one afterwards. */
  confirmedWellEnough: (situation) => {
    const known = knownOf(situation);
    return known?.privileged && !known.seconded ? "needs-confirmation" : null;
  },

  certificateRenewed: ({ event }) =>
    event.type === "CARD_PROVEN" && event.binding?.certificateSha256 !== event.card.certificateSha256
      ? null
      : "not-now",

  linkDead: (situation) => {
    const since = knownOf(situation)?.waitingSince ?? null;
    const { at } = situation.event;
    return since === null || at >= since + timetable.bindingLink.minutes * minute ? null : "not-now";
  },

  cardProofFresh: ({ context, event }) =>
    isFresh(context.provenAt, event.at, timetable.citizenProof) ? null : "card-proof-expired",

  cardDayLeft: ({ event }) =>
    event.type === "CARD_PROVEN" && event.triesToday < limits.bindingTries ? null : "tries-spent",

  triesLeft: ({ context, event }) =>
    event.type === "TAKE_TRY" && context.tries < limits.bindingTries && event.ofCard <= limits.bindingTries
      ? null
      : "tries-spent",

  tryTaken: ({ context }) => (context.misses < context.tries ? null : "no-try-taken"),

  lastTry: ({ context }) => (context.misses + 1 >= limits.bindingTries ? null : "not-yet-over"),

  lastRefusal: ({ context }) => (context.refusals + 1 >= limits.cardFailures ? null : "not-yet-over"),

  notClaimedMeanwhile: (situation) =>
    matchOf(situation)?.claimedMeanwhile === true ? "claimed-meanwhile" : null,

  accountFound: (situation) => (matchOf(situation)?.person ? null : "no-match"),

  lastFourDoNotDiffer: (situation) => (matchOf(situation)?.lastFour === "differs" ? "no-match" : null),

  sameName: (situation) => (matchOf(situation)?.sameName === true ? null : openly(situation, "name-differs")),

  personInOffice: (situation) =>
    matchOf(situation)?.person?.active === true ? null : openly(situation, "person-left"),

  noOtherCardBound: (situation) =>
    matchOf(situation)?.otherCard === true ? openly(situation, "another-card-bound") : null,

  /** Two people may share a name, and a 特權帳號 opens to nobody on the strength of a card alone. */
  opensAtOnce: (situation) =>
    showsOwner(situation) && matchOf(situation)?.person?.privileged === false ? null : "needs-confirmation",

  timeOver: ({ context, event }) =>
    event.at >= context.startedAt + timetable.citizenSignIn.minutes * minute ? null : "not-yet-over",
} satisfies Record<string, Rule<SignInSituation, SignInBreak>>;

export type SignInRuleName = keyof typeof signInRules;

/** The first of these rules that the event breaks, with how many held before it; `null` when all hold. */
export const signInBreak = (
  names: readonly SignInRuleName[],
  situation: SignInSituation,
): Break<SignInBreak> | null =>
  firstBroken<SignInRuleName, SignInSituation, SignInBreak>(signInRules, names, situation);

/** The guard that all of these rules hold. */
export const signInHolds = guardOf<SignInRuleName>();

/** What a card and an account must have in common to be bound, in the order in which it is asked. */
export const bindable = [
  "notClaimedMeanwhile",
  "accountFound",
  "lastFourDoNotDiffer",
  "sameName",
  "personInOffice",
  "noOtherCardBound",
] as const satisfies readonly SignInRuleName[];

interface BindingSituation {
  context: BindingContext;
  event: BindingEvent;
}

export type BindingBreak =
  RuleBreak | "not-by-password" | "link-not-here" | "address-not-settled" | "not-now";

const confirmsBy = ({ event }: BindingSituation, by: string): BindingBreak | null =>
  event.type === "CONFIRM" && event.by === by ? null : "not-this-way";

/** Whether an address on record has stood long enough to be asked for a confirmation. */
export function isAddressSettled(changedAt: number | null, at: number): boolean {
  return changedAt === null || at - changedAt >= limits.changerMs;
}

/** The desk's own rules of authority, and what a binding asks besides. */
const bindingRules = {
  ...authorityRules,

  byMailLink: (situation) => confirmsBy(situation, "mail-link"),

  byTemporaryPassword: (situation) => confirmsBy(situation, "temporary-password"),

  byHrInPerson: (situation) => confirmsBy(situation, "in-person"),

  holdsTheLink: ({ event }) => (event.actor.link ? null : "link-not-here"),

  isPrivileged: ({ context }) => (context.subject.privileged ? null : "not-this-way"),

  /** Whoever had the address changed might be the one who reads there now. */
  addressSettled: ({ event }) =>
    isAddressSettled(event.facts.addressChangedAt, event.at) ? null : "address-not-settled",

  /** A password that leaked must not bind a stranger's card for good. */
  cameByTemporaryPassword: ({ event }) =>
    event.actor.standing === "self" && event.actor.via === "temporary-password" ? null : "not-by-password",

  isPersonOrHoldsLink: ({ event }) =>
    event.actor.standing === "self" || event.actor.link ? null : "not-applicant",
} satisfies Record<string, Rule<BindingSituation, BindingBreak>>;

export type BindingRuleName = keyof typeof bindingRules;

/** The first of these rules that the event breaks, with how many held before it; `null` when all hold. */
export const bindingBreak = (
  names: readonly BindingRuleName[],
  situation: BindingSituation,
): Break<BindingBreak> | null =>
  firstBroken<BindingRuleName, BindingSituation, BindingBreak>(bindingRules, names, situation);

/** The guard that all of these rules hold. */
export const bindingHolds = guardOf<BindingRuleName>();
