import { facts, paragraph } from "../../document";
import { defineMail } from "../../template";
import { defineWording } from "../../wording";
import { sampleAt } from "../sample-facts";
import { statusLink } from "./status-link";

interface PasswordExposed {
  foundAt: number;
}

/** A reply carried the temporary password; it is never repeated. */
export const passwordExposed = defineMail({
  template: "password-exposed",
  joins: "status-link",
  answerable: true,
  wording: defineWording({
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
  sample: { foundAt: sampleAt },
  document: (mail: PasswordExposed, { say, voice, number, statusUrl }) => ({
    subject: voice.subject(say("title"), number),
    blocks: [
      paragraph(say("exposed", { at: voice.time(mail.foundAt) })),
      facts([voice.labels.number, number]),
      paragraph(say("again")),
      statusLink(voice, statusUrl),
    ],
  }),
});
