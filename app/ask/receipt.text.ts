import { defineText } from "../../language/text";

export const receiptText = defineText({
  zh: {
    title: "已收到您的申請",
    number: "案件編號",
    hrAnswersBy: "人事單位最遲",
    helpdeskAnswersBy: "客服最遲",
    answered: "答覆。",
    link: "查詢進度的網址",
    linkOnce: "這個網址只在這裡顯示，請現在複製、列印或拍照。持有網址的人就能查詢，請勿轉寄。",
    open: "查看案件進度",
    keep: "列印本頁請按 Ctrl+P（Mac 為 ⌘P）。",
    nextTitle: "接下來",
    nextMail: "資料相符時，我們會寄信到您留存的電子郵件，信中有可以看到完整進度的網址。",
    nextHr: "人事主管核准後，一次性密碼寄到同一個電子郵件。",
    nextHelpdesk: "客服會撥打您留存的公務電話核對身分，通過後一次性密碼寄到您留存的電子郵件。",
    nextSignIn: "用一次性密碼登入一次，設定自己的密碼，就完成了。",
    never: "任何人都不會向您詢問密碼。",
    gone: "申請的回執已不再顯示",
    goneWhy: "回執只顯示 15 分鐘。案件仍在處理，請用您存下的網址，或寄到您電子郵件的網址查詢。",
    lookUp: "查詢案件進度",
    home: "回首頁",
  },
  en: {
    title: "We have your request",
    number: "Request number",
    hrAnswersBy: "Your personnel office answers by",
    helpdeskAnswersBy: "The helpdesk answers by",
    answered: ".",
    link: "Address of your status page",
    linkOnce:
      "This address is shown only here: copy, print or photograph it now. Whoever has it can look, so do not pass it on.",
    open: "See the request's status",
    keep: "To print this page, press Ctrl+P (⌘P on a Mac).",
    nextTitle: "What happens next",
    nextMail:
      "If your details match, we mail your address on record an address that shows the whole progress.",
    nextHr: "Once the HR supervisor approves, a temporary password is mailed to the same address.",
    nextHelpdesk:
      "An agent calls your office number on record to verify you; then a temporary password is mailed to your address on record.",
    nextSignIn: "Sign in once with the temporary password, set a password of your own, and you are done.",
    never: "Nobody will ever ask you for a password.",
    gone: "The receipt is no longer shown",
    goneWhy:
      "A receipt is shown for 15 minutes. Your request goes on; look it up with the address you kept or the one mailed to you.",
    lookUp: "Look up a request",
    home: "Home page",
  },
});
