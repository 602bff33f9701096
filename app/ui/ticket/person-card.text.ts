import { defineText } from "../../../language/text";

/** What is on record of a person. */
export const personCardText = defineText({
  zh: {
    agency: "機關",
    unit: "單位職稱",
    account: "帳號",
    noAccount: "尚未自訂",
    nationalId: "身分證字號",
    email: "電子郵件",
    noEmail: "沒有留存",
    unconfirmed: "未確認",
    officePhone: "公務電話",
    extension: (extension: string) => `分機 ${extension}`,
    lastLogin: "最近登入",
    neverSignedIn: "從未登入",
    privileged: "特權帳號，須另一人確認",
  },
  en: {
    agency: "Agency",
    unit: "Unit and title",
    account: "Account",
    noAccount: "Not chosen yet",
    nationalId: "National ID",
    email: "Mail address",
    noEmail: "None on record",
    unconfirmed: "not confirmed",
    officePhone: "Office phone",
    extension: (extension: string) => `extension ${extension}`,
    lastLogin: "Last sign-in",
    neverSignedIn: "Never signed in",
    privileged: "Privileged: a second person confirms",
  },
});
