import { defineWording } from "../wording";

/** Beside the link to the whole path, in every mail about a request. */
export const applicantStatus = defineWording({
  zh: { status: "您可由這個網址查詢處理進度（持有此網址即可查詢，請勿轉寄）：" },
  en: {
    status: "Follow the request at this address (whoever holds it can look, so please do not pass it on):",
  },
});

export const applicantWording = {
  "request-received": defineWording({
    zh: {
      title: "已收到您的申請",
      received: "我們收到一件以您的身分提出的申請，將依下列途徑辦理。",
      promise: "最遲 {until} 答覆。",
      notYou: "若您並未提出申請，請由上述網址撤回，或與我們聯絡。",
      more: "近一小時內另收到 {count} 件以您的身分提出的申請，一併通知如下：",
    },
    en: {
      title: "We received your request",
      received: "We received a request made in your name. It will be dealt with in the following way.",
      promise: "You will have an answer by {until}.",
      notYou: "If you did not ask for this, please withdraw it at the address above or contact us.",
      more: "Within the last hour we received more requests made in your name ({count}). This mail tells of them too:",
    },
  }),
  "more-information-needed": defineWording({
    zh: {
      title: "請補充申請資料",
      more: "辦理您的申請還需要您補充說明：",
      question: "需要補充：",
      answerBy: "請在 {until} 前由上述網址回覆。",
      answer: "請由上述網址回覆。",
    },
    en: {
      title: "Please tell us more about your request",
      more: "To deal with your request we need to know more:",
      question: "Needed:",
      answerBy: "Please answer at the address above by {until}.",
      answer: "Please answer at the address above.",
    },
  }),
  approved: defineWording({
    zh: {
      title: "您的申請已核准",
      approved: "{by}已核准您的申請。",
      next: "一次性密碼會另以一封信寄出，請以該信的密碼登入一次，再設定自己的密碼。",
      second: "您的帳號具有管理權限，須再由另一位有權限的人確認，確認後才會寄出一次性密碼。",
      notYou: "若您並未提出申請，請由上述網址撤回，或與我們聯絡。",
    },
    en: {
      title: "Your request was approved",
      approved: "{by} approved your request.",
      next: "The temporary password comes in a mail of its own: sign in with it once, then set a password of your own.",
      second:
        "Your account holds special rights, so another authorised person has to confirm before the temporary password is mailed.",
      notYou: "If you did not ask for this, please withdraw it at the address above or contact us.",
    },
  }),
  reply: defineWording({
    zh: {
      title: "客服回覆您的申請",
      wrote: "客服{by}寫給您：",
      answer: "您可由上述網址回覆。",
    },
    en: {
      title: "The helpdesk wrote to you about your request",
      wrote: "{by} of the helpdesk writes:",
      answer: "You can answer at the address above.",
    },
  }),
  returned: defineWording({
    zh: {
      title: "您的申請已退回",
      returned: "{by}已退回您的申請，理由如下：",
      again: "您可依理由補正後重新申請，或改由其他途徑申請。您原有的密碼沒有改變。",
    },
    en: {
      title: "Your request was returned",
      returned: "{by} returned your request for this reason:",
      again:
        "You may ask again once this is put right, or choose another way. Your existing password has not changed.",
    },
  }),
  refused: defineWording({
    zh: {
      title: "您的申請未能通過",
      refused: "您經由「{path}」提出的申請未能通過，原因如下：",
      elsewhere: "您可改由其他途徑申請，或與我們聯絡。您原有的密碼沒有改變。",
    },
    en: {
      title: "Your request could not be granted",
      refused: "Your request by way of “{path}” could not be granted:",
      elsewhere: "You may choose another way or contact us. Your existing password has not changed.",
    },
  }),
  withdrawn: defineWording({
    zh: {
      title: "您的申請已撤回",
      byApplicant: "這件申請已於 {at} 由申請人撤回。",
      byDesk: "這件申請已於 {at} 由承辦單位撤回。",
      after: "若已寄出一次性密碼，該密碼不再有效。若撤回並非出於您的意思，請與我們聯絡。",
    },
    en: {
      title: "Your request was withdrawn",
      byApplicant: "This request was withdrawn by the applicant on {at}.",
      byDesk: "This request was withdrawn by the office in charge on {at}.",
      after:
        "A temporary password already mailed no longer works. If this was not your wish, please contact us.",
    },
  }),
  "handed-over": defineWording({
    zh: {
      title: "您的申請已轉由其他單位處理",
      handedOver: "您的申請已由「{from}」轉由「{to}」處理，案件編號與經過都保留。",
      reason: "理由：",
      promise: "最遲 {until} 答覆。",
    },
    en: {
      title: "Your request was handed over",
      handedOver:
        "Your request was handed over from “{from}” to “{to}”. Its number and history stay the same.",
      reason: "Reason:",
      promise: "You will have an answer by {until}.",
    },
  }),
  "lapsing-soon": defineWording({
    zh: {
      title: "一次性密碼即將失效",
      lapsing:
        "我們寄給您的一次性密碼將於 {until} 失效。請在此之前登入，並設定自己的密碼；密碼在先前的信裡，這封信不再重複。",
    },
    en: {
      title: "Your temporary password is about to lapse",
      lapsing:
        "The temporary password we mailed you lapses on {until}. Please sign in before then and set a password of your own. The password is in the earlier mail; this one does not repeat it.",
    },
  }),
  lapsed: defineWording({
    zh: {
      title: "一次性密碼已失效",
      lapsed: "我們寄給您的一次性密碼已於 {at} 失效，不能再用來登入。",
      resend: "您不必重新申請：請由下列網址按「再寄一次」，還可使用 {times} 次。",
      resendUntil: "您不必重新申請：請由下列網址按「再寄一次」，在 {until} 前還可使用 {times} 次。",
      resendOver: "再寄的次數已用完，請重新提出申請，或與我們聯絡。",
    },
    en: {
      title: "Your temporary password has lapsed",
      lapsed: "The temporary password we mailed you lapsed on {at} and no longer works.",
      resend: "You need not ask anew: choose “Send it again” at the address below (times left: {times}).",
      resendUntil:
        "You need not ask anew: choose “Send it again” at the address below before {until} (times left: {times}).",
      resendOver: "It cannot be sent again any more. Please make a new request or contact us.",
    },
  }),
  "password-exposed": defineWording({
    zh: {
      title: "一次性密碼已失效，請再寄一次",
      exposed:
        "我們於 {at} 收到的來信中帶有寄給您的一次性密碼。密碼可能已有他人看到，因此立即失效；信中的密碼已移除，沒有保存。",
      again: "您不必重新申請：請由下列網址按「再寄一次」。回信時請勿附上密碼，任何人都不會向您詢問密碼。",
    },
    en: {
      title: "Your temporary password was stopped; have it sent again",
      exposed:
        "A mail that we received on {at} carried the temporary password we had mailed you. Others may have seen it, so it no longer works; it was removed from the mail and not kept.",
      again:
        "You need not ask anew: choose “Send it again” at the address below. Please leave the password out of replies. Nobody will ever ask you for it.",
    },
  }),
  locked: defineWording({
    zh: {
      title: "一次性密碼已停用",
      locked:
        "您的一次性密碼因輸入錯誤次數過多，已於 {at} 停用。請由下列網址查看後續，或與我們聯絡。若不是您輸入的，也請告訴我們。",
    },
    en: {
      title: "Your temporary password was stopped",
      locked:
        "Your temporary password was stopped on {at} after too many wrong attempts. See what comes next at the address below, or contact us. If the attempts were not yours, please tell us too.",
    },
  }),
};
