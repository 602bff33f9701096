import { facts, paragraph } from "../../document";
import { defineMail } from "../../template";
import { defineWording } from "../../wording";
import { hourMs, sampleAt } from "../sample-facts";
import { statusLink } from "./status-link";

interface Lapsed {
  lapsedAt: number;
  /** How often it may still be sent again. */
  resendsLeft: number;
  /** `null` where no time is set. */
  resendUntilAt: number | null;
}

/** Nobody signed in with the temporary password in time. */
export const lapsed = defineMail({
  template: "lapsed",
  joins: "status-link",
  answerable: true,
  wording: defineWording({
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
  sample: { lapsedAt: sampleAt, resendsLeft: 2, resendUntilAt: sampleAt + 7 * 24 * hourMs },
  variations: [{ resendUntilAt: null }, { resendsLeft: 0 }],
  document: (mail: Lapsed, { say, voice, number, statusUrl }) => {
    const times = mail.resendsLeft;
    const resend =
      times === 0
        ? say("resendOver")
        : mail.resendUntilAt === null
          ? say("resend", { times })
          : say("resendUntil", { times, until: voice.time(mail.resendUntilAt) });
    return {
      subject: voice.subject(say("title"), number),
      blocks: [
        paragraph(say("lapsed", { at: voice.time(mail.lapsedAt) })),
        facts([voice.labels.number, number]),
        paragraph(resend),
        statusLink(voice, statusUrl),
      ],
    };
  },
});
