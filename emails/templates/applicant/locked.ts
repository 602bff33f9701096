import { facts, paragraph } from "../../document";
import { defineMail } from "../../template";
import { defineWording } from "../../wording";
import { sampleAt } from "../sample-facts";
import { statusLink } from "./status-link";

interface Locked {
  lockedAt: number;
}

/** Too many wrong attempts stopped the temporary password. */
export const locked = defineMail({
  template: "locked",
  joins: "status-link",
  answerable: true,
  wording: defineWording({
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
  sample: { lockedAt: sampleAt },
  document: (mail: Locked, { say, voice, number, statusUrl }) => ({
    subject: voice.subject(say("title"), number),
    blocks: [
      paragraph(say("locked", { at: voice.time(mail.lockedAt) })),
      facts([voice.labels.number, number]),
      statusLink(voice, statusUrl),
    ],
  }),
});
