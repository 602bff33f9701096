import { facts, paragraph } from "../../document";
import { defineMail } from "../../template";
import { defineWording } from "../../wording";
import { hourMs, sampleAt } from "../sample-facts";
import { statusLink } from "./status-link";

interface LapsingSoon {
  validUntilAt: number;
}

/** The temporary password works for a short time only. */
export const lapsingSoon = defineMail({
  template: "lapsing-soon",
  joins: "status-link",
  answerable: true,
  wording: defineWording({
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
  sample: { validUntilAt: sampleAt + 3 * hourMs },
  document: (mail: LapsingSoon, { say, voice, number, statusUrl }) => ({
    subject: voice.subject(say("title"), number),
    blocks: [
      paragraph(say("lapsing", { until: voice.time(mail.validUntilAt) })),
      facts([voice.labels.number, number]),
      statusLink(voice, statusUrl),
    ],
  }),
});
