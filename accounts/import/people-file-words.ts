import { defineText } from "../../language/text";
import { nationalIdWords, type NationalIdProblem } from "../identity/national-id";

/** Why one row of the file of people is refused. */
export type PersonProblem =
  | `national-id-${NationalIdProblem}`
  | "agency-oid"
  | "agency-unknown"
  | "name-missing"
  | "account"
  | "account-taken"
  | "email"
  | "office-phone"
  | "extension"
  | "joined-month"
  | "status"
  | "too-long"
  | "twice-in-file"
  | "person-changed";

const words = defineText({
  zh: {
    "agency-oid": "機關 OID 應為以點分隔的數字，例如 2.16.886.101.20003.20060。",
    "agency-unknown": "沒有這個 OID 的機關，請先匯入機關資料（import agencies）。",
    "name-missing": "請填寫姓名。",
    account: "自訂帳號應為 3 至 30 個英數字、點、連字號或底線，以英文字母開頭，且不可為身分證字號。",
    "account-taken": "這個自訂帳號已有別人使用，請改用其他帳號或留空。",
    email: "電子郵件地址不正確，請確認或留空（首次登入時由人事單位登記）。",
    "office-phone": "公務電話應含區碼，只有數字與 + ( ) - #，例如 02-23979298。",
    extension: "分機只可有數字，例如 1234。",
    "joined-month": "到職年月請寫成 103/07（民國）或 2014-07（西元）。",
    status: "狀態請寫「在職」或「離職」，留空為在職。",
    "too-long": "超過 60 個字元。",
    "twice-in-file": "這個身分證字號在檔案前面已經出現過，請保留其中一列。",
    "person-changed": "匯入時有人同時變更這筆資料，請再匯入一次。",
  },
  en: {
    "agency-oid": "An agency's OID is numbers joined by dots, such as 2.16.886.101.20003.20060.",
    "agency-unknown": "There is no agency with this OID. Import the agencies first (import agencies).",
    "name-missing": "The name is missing.",
    account:
      "An account has 3 to 30 letters, digits, dots, hyphens or underscores, begins with a letter and is no national ID number.",
    "account-taken": "Somebody else has this account. Choose another or leave it empty.",
    email: "Not a mail address. Correct it or leave it empty (HR records one at the first login).",
    "office-phone": "An office phone has its area code and only digits and + ( ) - #, such as 02-23979298.",
    extension: "An extension has digits only, such as 1234.",
    "joined-month": "Write the month of joining as 103/07 (Minguo) or 2014-07.",
    status: "Write 在職 (active) or 離職 (left); empty means active.",
    "too-long": "More than 60 characters.",
    "twice-in-file": "This national ID number stands further up in the file. Keep one of the rows.",
    "person-changed": "Somebody changed this person during the import. Import the file again.",
  },
});

/** What is wrong with a row and what to do, in both languages. */
export function personProblemWords(code: PersonProblem): { zh: string; en: string } {
  const ofId = nationalIdProblemOf(code);
  if (ofId) return { zh: nationalIdWords("zh-Hant-TW")[ofId], en: nationalIdWords("en")[ofId] };
  const rest = code as Exclude<PersonProblem, `national-id-${NationalIdProblem}`>;
  return { zh: words("zh-Hant-TW")[rest], en: words("en")[rest] };
}

function nationalIdProblemOf(code: PersonProblem): NationalIdProblem | null {
  return code.startsWith("national-id-") ? (code.slice("national-id-".length) as NationalIdProblem) : null;
}
