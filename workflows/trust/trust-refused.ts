import { AppError, errorsOf } from "../../language/app-error";
import type { Locale } from "../../language/locale";
import { defineText } from "../../language/text";

export type TrustRefusalCode =
  | "no-certificate"
  | "several-certificates"
  | "certificate-unreadable"
  | "not-an-authority"
  | "weak-key"
  | "expired"
  | "already-trusted"
  | "purpose-missing"
  | "not-a-web-address"
  | "too-many-addresses"
  | "no-such-certificate"
  | "several-match"
  | "reason-missing";

/** The field, of form and command alike, that has to be put right. */
export type TrustField = "certificate" | "purpose" | "crlUrls" | "ocspUrl" | "reason";

/** Why an authority is not pinned, or not removed, and the field to be put right; nothing has been changed. */
export type TrustRefused = AppError<"trust", TrustRefusalCode, { field: TrustField; found: string }>;

/** @param found names no person */
export function trustError(code: TrustRefusalCode, field: TrustField, found = ""): TrustRefused {
  return new AppError("trust", code, "invalid", { field, found }, `trust is refused: ${code} ${found}`);
}

export const isTrustRefused = errorsOf<TrustRefused>("trust");

const words = defineText({
  zh: {
    "no-certificate": "找不到憑證；須為 DER 檔，或含 BEGIN CERTIFICATE 的 PEM。",
    "several-certificates": "內有多張憑證，請一次加入一張。",
    "certificate-unreadable": "憑證的編碼或內容不合規定，無法讀取。",
    "not-an-authority": "這不是憑證管理中心的憑證（缺 CA 或簽發憑證的用途），不能作為信任憑證。",
    "weak-key": "憑證的金鑰種類或長度不符要求（RSA 須 2048 位元以上）。",
    expired: "憑證已過期。",
    "already-trusted": "這張憑證已依此用途加入。",
    "purpose-missing": "請選擇用途：自然人、機關，或兩者。",
    "not-a-web-address": "須為 http:// 或 https:// 開頭的網址，不含帳號密碼。",
    "too-many-addresses": "至多 8 個網址。",
    "no-such-certificate": "信任憑證中沒有這張憑證。",
    "several-match": "有多張憑證符合，請給完整的 SHA-256。",
    "reason-missing": "請填寫移除的理由。",
  },
  en: {
    "no-certificate": "No certificate found: a DER file, or PEM with BEGIN CERTIFICATE, is needed.",
    "several-certificates": "There are several certificates in it; add one at a time.",
    "certificate-unreadable": "The certificate is malformed and cannot be read.",
    "not-an-authority":
      "This is no authority's certificate (CA, or the right to sign certificates, is missing), so nothing can rest on it.",
    "weak-key": "The certificate's key is of a kind or size not accepted (RSA needs 2048 bits or more).",
    expired: "The certificate has expired.",
    "already-trusted": "This certificate is trusted for this purpose already.",
    "purpose-missing": "Choose the purpose: citizens, agencies, or both.",
    "not-a-web-address": "An address beginning with http:// or https://, without a password, is needed.",
    "too-many-addresses": "At most 8 addresses.",
    "no-such-certificate": "There is no such trusted certificate.",
    "several-match": "Several certificates match; give the whole SHA-256.",
    "reason-missing": "Say why it is removed.",
  },
});

/** Says why, for people. */
export function trustRefusedWords(
  { code, detail: { found } }: Pick<TrustRefused, "code" | "detail">,
  locale: Locale,
): string {
  return [words(locale)[code], found].filter(Boolean).join(" ");
}
