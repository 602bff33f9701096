import { AppError, errorsOf } from "../../language/app-error";
import { nationalIdWords, type NationalIdProblem } from "../../accounts/identity/national-id";
import type { Locale } from "../../language/locale";
import { defineText } from "../../language/text";

/** Why the console's command was not carried out. */
export type ConsoleRefusalCode =
  | "national-id"
  | "not-an-address"
  | "account-shape"
  | "account-taken"
  | "known-otherwise"
  | "no-such-person"
  | "no-such-agency"
  | "agencies-missing"
  | "role-not-held"
  | "last-administrator"
  | "no-such-token";

/** What was typed at the console does not do; nothing has been changed. */
export type ConsoleRefused = AppError<"console", ConsoleRefusalCode, string>;

/** @param detail what is wrong, for a national ID; the OID, for an agency */
export function consoleError(code: ConsoleRefusalCode, detail = ""): ConsoleRefused {
  return new AppError("console", code, "invalid", detail, `the console is refused: ${code}`);
}

export const isConsoleRefused = errorsOf<ConsoleRefused>("console");

const words = defineText({
  zh: {
    "not-an-address": "電子郵件地址不正確。",
    "account-shape": "自訂帳號應為 3 至 30 個英數字、點、連字號或底線，以英文字母開頭，且不可為身分證字號。",
    "account-taken": "這個自訂帳號已有別人使用。",
    "known-otherwise":
      "這個身分證字號已有資料，但姓名或電子郵件與留存的不同；請用留存的資料，或由人事單位變更。",
    "no-such-person": "找不到這個帳號或身分證字號。",
    "no-such-agency": (oid: string) => `沒有 OID 為 ${oid} 的機關，請先匯入機關資料（import agencies）。`,
    "agencies-missing": "人事主管須指明服務的機關（--agency OID）。",
    "role-not-held": "這個人沒有這個角色（user list 可查）。",
    "last-administrator": "這是最後一位系統管理員；請先授予另一位。",
    "no-such-token": (id: string) => `沒有使用中的權杖 ${id}（token list 可查）。`,
  },
  en: {
    "not-an-address": "Not a mail address.",
    "account-shape":
      "An account has 3 to 30 letters, digits, dots, hyphens or underscores, begins with a letter and is no national ID number.",
    "account-taken": "Somebody else has this account.",
    "known-otherwise":
      "This national ID is on record with another name or address. Use what is on record, or have HR change it.",
    "no-such-person": "Nobody has this account or national ID.",
    "no-such-agency": (oid: string) =>
      `There is no agency with the OID ${oid}. Import the agencies first (import agencies).`,
    "agencies-missing": "Say which agencies the HR supervisor serves (--agency OID).",
    "role-not-held": "This person does not hold that role (user list shows who does).",
    "last-administrator": "This is the last administrator; grant the role to another one first.",
    "no-such-token": (id: string) => `No token ${id} is in use (token list shows them).`,
  },
});

/** Says why, for people. */
export function consoleRefusedWords({ code, detail }: ConsoleRefused, locale: Locale): string {
  if (code === "national-id") return nationalIdWords(locale)[detail as NationalIdProblem];
  const say = words(locale);
  return code === "no-such-agency" || code === "no-such-token" ? say[code](detail) : say[code];
}
