import { defineWording } from "../wording";

/** Beside the bare address of the portal, in every mail to those who work at the desk. */
export const staffSignIn = defineWording({
  zh: { signIn: "請登入後由「待辦事項」辦理：" },
  en: { signIn: "Please sign in and open “To do”:" },
});

export const staffWording = {
  "decision-waiting": defineWording({
    zh: {
      title: "有 {count} 件申請待您審核",
      waiting: "下列申請待您審核，依處理時限排列：",
      item: "{number} {kind}：{agency} {person}，最遲 {until}",
    },
    en: {
      title: "Requests waiting for your decision: {count}",
      waiting: "These requests wait for your decision, the most urgent first:",
      item: "{number} {kind}: {agency} {person}, due by {until}",
    },
  }),
  escalated: defineWording({
    zh: {
      title: "逾時案件轉由您審核",
      supervisor: "人事主管未在時限內審核，本案轉由您辦理。",
      deputy: "職務代理人未在時限內審核，本案轉由您辦理。",
      "superior-hr": "上級人事單位未在時限內審核，本案轉由您辦理。",
    },
    en: {
      title: "An overdue request is now yours to decide",
      supervisor: "The HR supervisor did not decide in time; the request is now yours.",
      deputy: "The deputy did not decide in time; the request is now yours.",
      "superior-hr": "The superior HR office did not decide in time; the request is now yours.",
    },
  }),
  "second-person-waiting": defineWording({
    zh: {
      title: "特權帳號案件待第二人確認",
      second: "這是特權帳號，須由另一位有權者確認後才會寄出一次性密碼。",
    },
    en: {
      title: "A privileged account waits for a second person",
      second:
        "This is a privileged account: the temporary password is mailed only after another authorised person confirms.",
    },
  }),
  "card-reset-notice": defineWording({
    zh: {
      title: "機關憑證已用於重設密碼",
      card: "貴機關的機關憑證剛才用於為下列使用者設定密碼。若您不知情，請立即通報客服，並檢查憑證卡的保管情形。",
    },
    en: {
      title: "The agency's card was used to reset a password",
      card: "The certificate card of your agency was just used to set the password of the person below. If you do not know of this, tell the helpdesk at once and check who keeps the card.",
    },
  }),
  undeliverable: defineWording({
    zh: {
      title: "一次性密碼信件無法送達",
      undeliverable:
        "寄給下列使用者的信件被對方伺服器拒絕或逾時未能送出，案件停在「無法送達」，請聯絡使用者後決定下一步。",
      response: "郵件伺服器的答覆：",
    },
    en: {
      title: "The mail with the temporary password could not be delivered",
      undeliverable:
        "The mail to the person below was refused or could not be sent in time. The request is now undeliverable: please contact the person and decide what comes next.",
      response: "What the mail server answered:",
    },
  }),
  disputed: defineWording({
    zh: {
      title: "當事人撤回並通報",
      disputed: "當事人表示這件申請不是本人提出，已撤回並通報。請查明是誰提出、經過哪些人，並與當事人聯絡。",
    },
    en: {
      title: "Withdrawn and reported by the person concerned",
      disputed:
        "The person concerned says that this request is not theirs; it was withdrawn and reported. Please find out who made it and who dealt with it, and contact the person.",
    },
  }),
  "break-glass": defineWording({
    zh: {
      title: "緊急存取已啟用",
      breakGlass: "有人由主機命令列啟用緊急存取。此信同時寄給全體系統管理員；若您不知情，請立即查核。",
      reason: "理由：",
    },
    en: {
      title: "Emergency access was used",
      breakGlass:
        "Somebody used emergency access from the shell. This mail goes to all administrators; if you do not know of this, look into it at once.",
      reason: "Reason:",
    },
  }),
};
