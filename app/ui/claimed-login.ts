import { foldAccount, isAccountName, meantAsNationalId } from "../../accounts/identity/account-name";
import { checkNationalId, nationalIdWords } from "../../accounts/identity/national-id";
import type { Locale } from "../../language/locale";
import { defineText } from "../../language/text";

const claimedLoginText = defineText({
  zh: {
    loginMissing: "請輸入自訂帳號或身分證字號。",
    loginShape:
      "這不是身分證字號（10 個字元），也不是自訂帳號（3 至 30 個英文字母、數字、點、連字號或底線，以英文字母開頭）。",
  },
  en: {
    loginMissing: "Enter your account or national ID number.",
    loginShape:
      "This is neither a national ID number (10 characters) nor an account (3 to 30 letters, digits, dots, hyphens or underscores, beginning with a letter).",
  },
});

export type ClaimedLogin =
  { ok: true; account: string | null; nationalId: string | null } | { ok: false; message: string };

/** Tells a 身分證字號 from a 自訂帳號 as typed in one field, or says what is wrong with it. */
export function claimedLogin(typed: string, locale: Locale): ClaimedLogin {
  const text = claimedLoginText(locale);
  const account = foldAccount(typed);
  if (account === "") return { ok: false, message: text.loginMissing };
  const verdict = checkNationalId(typed);
  if (verdict.ok) return { ok: true, account: null, nationalId: verdict.value };
  if (meantAsNationalId(typed)) return { ok: false, message: nationalIdWords(locale)[verdict.code] };
  return isAccountName(account)
    ? { ok: true, account, nationalId: null }
    : { ok: false, message: text.loginShape };
}
