import { authorityRules, type RuleBreak } from "./rules";
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

type SignInRule = (situation: SignInSituation) => SignInBreak | null;

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
  "card-unknown": (situation) => (knownOf(situation) === null ? null : "not-now"),

  "binding-known": (situation) => (knownOf(situation) === null ? "not-now" : null),

  "known-person-in-office": (situation) => (knownOf(situation)?.active === true ? null : "person-left"),

  "binding-confirmed": (situation) =>
    knownOf(situation)?.state === "confirmed" ? null : "needs-confirmation",

  /** The last four digits alone never open a 特權帳號, also where the person became one afterwards. */
  "confirmed-well-enough": (situation) => {
    const known = knownOf(situation);
    return known?.privileged && known.confirmedBy === "card" ? "needs-confirmation" : null;
  },

  "certificate-renewed": ({ event }) =>
    event.type === "CARD_PROVEN" && event.binding?.certificateSha256 !== event.card.certificateSha256
      ? null
      : "not-now",

  "link-dead": (situation) => {
    const since = knownOf(situation)?.waitingSince ?? null;
    const { at } = situation.event;
    return since === null || at >= since + timetable.bindingLink.minutes * minute ? null : "not-now";
  },

  "proof-fresh": ({ context, event }) =>
    context.provenAt !== null && event.at < context.provenAt + timetable.citizenProof.minutes * minute
      ? null
      : "card-proof-expired",

  "card-day-left": ({ event }) =>
    event.type === "CARD_PROVEN" && event.triesToday < limits.bindingTries ? null : "tries-spent",

  "tries-left": ({ context, event }) =>
    event.type === "TAKE_TRY" && context.tries < limits.bindingTries && event.ofCard <= limits.bindingTries
      ? null
      : "tries-spent",

  "try-taken": ({ context }) => (context.misses < context.tries ? null : "no-try-taken"),

  "last-try": ({ context }) => (context.misses + 1 >= limits.bindingTries ? null : "not-yet-over"),

  "last-refusal": ({ context }) => (context.refusals + 1 >= limits.cardFailures ? null : "not-yet-over"),

  "not-claimed-meanwhile": (situation) =>
    matchOf(situation)?.claimedMeanwhile === true ? "claimed-meanwhile" : null,

  "account-found": (situation) => (matchOf(situation)?.person ? null : "no-match"),

  "last-four-not-another's": (situation) => (matchOf(situation)?.lastFour === "differs" ? "no-match" : null),

  "same-name": (situation) =>
    matchOf(situation)?.sameName === true ? null : openly(situation, "name-differs"),

  "person-in-office": (situation) =>
    matchOf(situation)?.person?.active === true ? null : openly(situation, "person-left"),

  "one-card-a-person": (situation) =>
    matchOf(situation)?.otherCard === true ? openly(situation, "another-card-bound") : null,

  /** Two people may share a name, and a 特權帳號 opens to nobody on the strength of a card alone. */
  "opens-at-once": (situation) =>
    showsOwner(situation) && matchOf(situation)?.person?.privileged === false ? null : "needs-confirmation",

  "time-over": ({ context, event }) =>
    event.at >= context.startedAt + timetable.citizenSignIn.minutes * minute ? null : "not-yet-over",
} satisfies Record<string, SignInRule>;

export type SignInRuleName = keyof typeof signInRules;

/** The first of these rules that the event breaks, with how many held before it; `null` when all hold. */
export function signInBreak(
  names: readonly SignInRuleName[],
  situation: SignInSituation,
): { code: SignInBreak; held: number } | null {
  return firstOf(names, (name): SignInBreak | null => {
    const rule: SignInRule = signInRules[name];
    return rule(situation);
  });
}

/** What a card and an account must have in common to be bound, in the order in which it is asked. */
export const bindable = [
  "not-claimed-meanwhile",
  "account-found",
  "last-four-not-another's",
  "same-name",
  "person-in-office",
  "one-card-a-person",
] as const satisfies readonly SignInRuleName[];

interface BindingSituation {
  context: BindingContext;
  event: BindingEvent;
}

export type BindingBreak =
  RuleBreak | "not-by-password" | "link-not-here" | "address-not-settled" | "not-now";

type BindingRule = (situation: BindingSituation) => BindingBreak | null;

const confirmsBy = ({ event }: BindingSituation, by: string): BindingBreak | null =>
  event.type === "CONFIRM" && event.by === by ? null : "not-this-way";

/** Whether an address on record has stood long enough to be asked for a confirmation. */
export function isAddressSettled(changedAt: number | null, at: number): boolean {
  return changedAt === null || at - changedAt >= limits.changerMs;
}

/** The desk's own rules of authority, and what a binding asks besides. */
const bindingRules = {
  ...authorityRules,

  "by-mail-link": (situation) => confirmsBy(situation, "mail-link"),

  "by-temporary-password": (situation) => confirmsBy(situation, "temporary-password"),

  "by-hr-in-person": (situation) => confirmsBy(situation, "in-person"),

  "holds-the-link": ({ event }) => (event.actor.link ? null : "link-not-here"),

  /** Whoever had the address changed might be the one who reads there now. */
  "address-settled": ({ event }) =>
    isAddressSettled(event.addressChangedAt, event.at) ? null : "address-not-settled",

  /** A password that leaked must not bind a stranger's card for good. */
  "came-by-temporary-password": ({ event }) =>
    event.actor.standing === "self" && event.actor.via === "temporary-password" ? null : "not-by-password",

  "is-owner": ({ event }) => (event.actor.standing === "self" ? null : "not-applicant"),

  "is-owner-or-link": ({ event }) =>
    event.actor.standing === "self" || event.actor.link ? null : "not-applicant",
} satisfies Record<string, BindingRule>;

export type BindingRuleName = keyof typeof bindingRules;

/** The first of these rules that the event breaks, with how many held before it; `null` when all hold. */
export function bindingBreak(
  names: readonly BindingRuleName[],
  situation: BindingSituation,
): { code: BindingBreak; held: number } | null {
  return firstOf(names, (name): BindingBreak | null => {
    const rule: BindingRule = bindingRules[name];
    return rule(situation);
  });
}

function firstOf<Code, Name>(
  names: readonly Name[],
  broken: (name: Name) => Code | null,
): { code: Code; held: number } | null {
  for (const [held, name] of names.entries()) {
    const code = broken(name);
    if (code !== null) return { code, held };
  }
  return null;
}
