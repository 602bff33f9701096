import { AppError, errorsOf } from "../../language/app-error";
import { refusalWords as certificateWords } from "../../certificates/errors/refusal-words";
import type { Locale } from "../../language/locale";
import { defineText } from "../../language/text";

type CertificateCode = keyof ReturnType<typeof certificateWords>;
type OwnCode =
  | "list-unreadable"
  | "list-of-no-authority"
  | "list-of-other-authority"
  | "no-list-in-file"
  | "list-too-large";

/** Why a revocation list is not taken: as a verdict would refuse it, or because no pinned authority stands behind it. */
export type ListRefusalCode = OwnCode | CertificateCode;

/** Why a revocation list is not taken; the one in force stays. */
export type ListRefused = AppError<"list", ListRefusalCode, string>;

/** @param detail technical, names no person */
export function listError(code: ListRefusalCode, detail: string): ListRefused {
  return new AppError("list", code, "invalid", detail, `${code}: ${detail}`);
}

export const isListRefused = errorsOf<ListRefused>("list");

const words = defineText({
  zh: {
    "list-unreadable": "這不是廢止清冊（CRL），或內容已損壞。",
    "list-of-no-authority":
      "簽發這份清冊的憑證管理中心不在信任憑證中，請先以 desk trust add 或信任憑證頁加入。",
    "list-of-other-authority": "這個位址給的清冊是由其他憑證管理中心簽發。",
    "no-list-in-file": "檔案中沒有廢止清冊；須為 DER，或含 BEGIN X509 CRL 的 PEM。",
    "list-too-large": "廢止清冊超過 64 MB。",
  },
  en: {
    "list-unreadable": "This is no revocation list (CRL), or it is damaged.",
    "list-of-no-authority":
      "The authority that signed this list is not among the trusted certificates: add it by desk trust add, or on the trust page.",
    "list-of-other-authority": "The list at this address was signed by another authority.",
    "no-list-in-file": "The file has no revocation list in it: it must be DER, or PEM with BEGIN X509 CRL.",
    "list-too-large": "The revocation list is larger than 64 MB.",
  },
});

/** Says why, for people. */
export function listRefusedWords(code: ListRefusalCode, locale: Locale): string {
  const own = words(locale);
  return code in own ? own[code as OwnCode] : certificateWords(locale)[code as CertificateCode];
}
