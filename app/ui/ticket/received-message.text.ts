import { defineText } from "../../../language/text";

/** What came along with a mail. */
export const receivedMessageText = defineText({
  zh: {
    foldedMail: "引述的信件與簽名",
    files: "附件",
    fileSize: (kb: number) => `${kb} KB`,
    fileLeft: (name: string, why: string) => `未保存「${name}」：${why}`,
    whyLeft: (why: string) =>
      ({
        mail: "附件是信件，可能含有密碼",
        secret: "含有一次性密碼",
        empty: "沒有內容",
        "too-many": "附件過多",
      })[why] ?? "檔案過大",
  },
  en: {
    foldedMail: "Quoted mail and signature",
    files: "Attachments",
    fileSize: (kb: number) => `${kb} KB`,
    fileLeft: (name: string, why: string) => `“${name}” was not kept: ${why}`,
    whyLeft: (why: string) =>
      ({
        mail: "a mail, which may hold a password",
        secret: "it held a temporary password",
        empty: "it was empty",
        "too-many": "too many files",
      })[why] ?? "too large",
  },
});
