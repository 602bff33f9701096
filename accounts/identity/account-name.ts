import { foldNationalId } from "./national-id";

/** Folds a 自訂帳號 to the form in which accounts are kept and compared: NFKC, no spaces around, lower case. */
export function foldAccount(input: string): string {
  return input.normalize("NFKC").trim().toLowerCase();
}

/**
 * Whether a folded text may be a 自訂帳號: 3 to 30 letters, digits, dots, hyphens or underscores, beginning with a letter,
 * and nothing that could be taken for a national ID.
 */
export function isAccountName(folded: string): boolean {
  return /^[a-z](?![12a-d89]\d{8}$)[a-z0-9._-]{2,29}$/.test(folded);
}

/**
 * Whether something typed was meant as a national ID, so that what is wrong with it is said rather than nobody found: a
 * letter, then places that are nearly all digits. What may be an account, such as `u65751427`, is taken for one.
 */
export function meantAsNationalId(typed: string): boolean {
  return /^[A-Z][A-Z0-9]\d{6,}$/.test(foldNationalId(typed)) && !isAccountName(foldAccount(typed));
}
