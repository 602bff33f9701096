import { checkNationalId, nationalIdWords } from "../../accounts/national-id";
import type { Locale } from "../../language/locale";
import { askText } from "../routes/ask.text";

export type ClaimedLogin =
  { ok: true; account: string | null; nationalId: string | null } | { ok: false; message: string };

/** Meant as a national ID: a letter and then nine places that are nearly all digits. */
const nationalIdLike = /^[A-Z][A-Z0-9]\d{6,}$/;
const accountShape = /^[a-z][a-z0-9._-]{2,29}$/;

/** Tells a 身分證字號 from a 自訂帳號 as typed in one field, or says what is wrong with it. */
export function claimedLogin(typed: string, locale: Locale): ClaimedLogin {
  const text = askText(locale);
  const folded = typed.normalize("NFKC").trim();
  if (folded === "") return { ok: false, message: text.loginMissing };
  const verdict = checkNationalId(folded);
  if (verdict.ok) return { ok: true, account: null, nationalId: verdict.value };
  if (nationalIdLike.test(folded.toUpperCase()))
    return { ok: false, message: nationalIdWords(locale)[verdict.code] };
  const account = folded.toLowerCase();
  return accountShape.test(account)
    ? { ok: true, account, nationalId: null }
    : { ok: false, message: text.loginShape };
}
