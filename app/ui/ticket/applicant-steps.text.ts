import { defineText } from "../../../language/text";

/** The steps of the path line where the applicant has other words than the desk. */
export const applicantStepText = defineText({
  zh: {
    received: "送出申請",
    firstLogin: "首次登入",
    solved: "完成",
    latest: (time: string) => `最遲 ${time}`,
    withinADay: "收信後 24 小時內",
  },
  en: {
    received: "Request sent",
    firstLogin: "First login",
    solved: "Done",
    latest: (time: string) => `by ${time}`,
    withinADay: "within 24 hours of the mail",
  },
});
