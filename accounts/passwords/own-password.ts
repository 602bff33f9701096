import type { Locale } from "../../language/locale";
import { defineText } from "../../language/text";
import { weaknessOf, type Weakness } from "./password-strength";
import type { PasswordProfile } from "./throttle";

/** Why a password cannot be one's own password. */
export type OwnPasswordProblem =
  | { code: "too-short"; least: number; given: number }
  | { code: "too-long"; most: number }
  | { code: "kinds" }
  | { code: Weakness }
  | { code: "own-account" | "own-name" | "own-address" | "own-national-id" }
  | { code: "used-before" }
  | { code: "too-soon"; allowedAt: number };

/** Whose password it is to be: it must not contain any of it. */
export interface OwnFacts {
  account: string | null;
  name: string;
  email: string | null;
  /** Only where it is at hand. */
  nationalId?: string | null;
}

/** What is known of the passwords before. */
export interface PasswordPast {
  /** Epoch milliseconds; `null` for the first. */
  lastSetAt: number | null;
  /** Set after a temporary password: the least age does not apply. */
  afterReset: boolean;
  /** The password is one of the last three (`isAmongHashes`); asked only of profile `tw-gov`. */
  usedBefore: boolean;
}

const day = 24 * 60 * 60 * 1000;

/** The rules of both profiles, as data. Lengths count Unicode code points (NIST SP 800-63B 3.1.1.2). */
const rulesOf = {
  nist: { least: 15, kinds: false, remembers: false, leastAgeMs: 0, mostAgeMs: null, refusesWeak: true },
  "tw-gov": {
    least: 12,
    kinds: true,
    remembers: true,
    leastAgeMs: day,
    mostAgeMs: 90 * day,
    refusesWeak: false,
  },
} as const;

/** More than this is no passphrase but an attack on the hash. */
const most = 256;

/**
 * Judges a password that somebody wants as their own.
 *
 * @param at epoch milliseconds
 * @returns everything wrong with it; an empty list when it will do
 */
export function judgeOwnPassword(
  password: string,
  { profile, facts, past, at }: { profile: PasswordProfile; facts: OwnFacts; past: PasswordPast; at: number },
): OwnPasswordProblem[] {
  const rules = rulesOf[profile];
  const given = [...password.normalize("NFC")].length;
  if (given > most) return [{ code: "too-long", most }];
  const problems: OwnPasswordProblem[] = [];
  if (given < rules.least) problems.push({ code: "too-short", least: rules.least, given });
  if (rules.kinds && kindsIn(password) < 3) problems.push({ code: "kinds" });
  const weakness = rules.refusesWeak ? weaknessOf(password) : null;
  if (weakness) problems.push({ code: weakness });
  problems.push(...ownWordsIn(password, facts));
  if (rules.remembers && past.usedBefore) problems.push({ code: "used-before" });
  const allowedAt = (past.lastSetAt ?? 0) + rules.leastAgeMs;
  if (past.lastSetAt !== null && !past.afterReset && at < allowedAt)
    problems.push({ code: "too-soon", allowedAt });
  return problems;
}

/** When a password has to be changed at the latest, in epoch milliseconds; `null` where the profile sets no end. */
export function ownPasswordExpiresAt(profile: PasswordProfile, setAt: number): number | null {
  const { mostAgeMs } = rulesOf[profile];
  return mostAgeMs === null ? null : setAt + mostAgeMs;
}

/** How many of capital letters, small letters, digits and signs a password has. */
function kindsIn(password: string): number {
  const kinds = [/\p{Lu}/u, /\p{Ll}/u, /\p{Nd}/u, /[^\p{L}\p{Nd}]/u];
  return kinds.filter((kind) => kind.test(password)).length;
}

function ownWordsIn(password: string, { account, name, email, nationalId }: OwnFacts): OwnPasswordProblem[] {
  const fold = (text: string) => text.normalize("NFKC").toLowerCase();
  const text = fold(password);
  const holds = (word: string | null | undefined, least: number) => {
    const folded = fold(word ?? "");
    return [...folded].length >= least && text.includes(folded);
  };
  const mailbox = email?.split("@")[0];
  const problems: OwnPasswordProblem[] = [];
  if (holds(account, 3)) problems.push({ code: "own-account" });
  if (holds(name, 2)) problems.push({ code: "own-name" });
  if (mailbox !== account && holds(mailbox, 4)) problems.push({ code: "own-address" });
  if (holds(nationalId, 10)) problems.push({ code: "own-national-id" });
  return problems;
}

const words = defineText({
  zh: {
    "too-short": (least: number, given: number) =>
      `密碼至少需要 ${least} 個字元，目前為 ${given} 個。可以使用一句好記的話，包含空格。`,
    "too-long": (most: number) => `密碼最多 ${most} 個字元。`,
    kinds: "密碼需包含大寫英文、小寫英文、數字、符號四種中的三種。",
    common: "這是常見的密碼，或由常見的密碼拼成，容易被猜中。",
    repeated: "密碼大多是重複的字元，容易被猜中。",
    sequence: "密碼大多是連續的字元（例如 12345678、abcdefgh），容易被猜中。",
    keyboard: "密碼大多是鍵盤上相鄰的按鍵（例如 qwertyuiop），容易被猜中。",
    date: "密碼大多是日期，容易被猜中。",
    "site-word": "密碼大多是本網站的名稱或相關字詞，容易被猜中。",
    "own-account": "密碼不可包含您的帳號。",
    "own-name": "密碼不可包含您的姓名。",
    "own-address": "密碼不可包含您的電子郵件帳號。",
    "own-national-id": "密碼不可包含您的身分證字號。",
    "used-before": "密碼不可與最近三次使用過的相同。",
    "too-soon": (time: string) => `密碼變更後需滿 1 天才能再次變更，請於 ${time} 後再試。`,
  },
  en: {
    "too-short": (least: number, given: number) =>
      `A password needs at least ${least} characters; this has ${given}. A sentence you remember, with spaces, will do.`,
    "too-long": (most: number) => `A password has at most ${most} characters.`,
    kinds: "A password needs three of these four: capital letters, small letters, digits, signs.",
    common: "This is a common password, or made of common ones, and easily guessed.",
    repeated: "This password mostly repeats the same characters and is easily guessed.",
    sequence: "This password is mostly a sequence (such as 12345678 or abcdefgh) and easily guessed.",
    keyboard:
      "This password mostly follows the keys of the keyboard (such as qwertyuiop) and is easily guessed.",
    date: "This password is mostly a date and easily guessed.",
    "site-word": "This password is mostly made of this site's name or words and easily guessed.",
    "own-account": "A password may not contain your account.",
    "own-name": "A password may not contain your name.",
    "own-address": "A password may not contain your e-mail name.",
    "own-national-id": "A password may not contain your national ID number.",
    "used-before": "A password may not be one of your last three.",
    "too-soon": (time: string) => `A password can be changed again after one day: after ${time}.`,
  },
});

/**
 * Says what is wrong with a password, for people.
 *
 * @param time writes an instant as the reader prefers it (`formatDateTime`)
 */
export function ownPasswordWords(
  problem: OwnPasswordProblem,
  locale: Locale,
  time: (at: number) => string,
): string {
  const say = words(locale);
  switch (problem.code) {
    case "too-short":
      return say["too-short"](problem.least, problem.given);
    case "too-long":
      return say["too-long"](problem.most);
    case "too-soon":
      return say["too-soon"](time(problem.allowedAt));
    default:
      return say[problem.code];
  }
}
