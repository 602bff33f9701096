import { facts, paragraph, quote } from "../../document";
import { defineMail } from "../../template";
import { defineWording } from "../../wording";
import { hourMs, sampleAt } from "../sample-facts";
import type { TicketPath } from "../voice";
import { pathLine } from "./path-line";
import { statusLink } from "./status-link";

interface HandedOver {
  from: TicketPath;
  to: TicketPath;
  /** Until when the desk promises an answer; `null` where the path promises no time. */
  promisedAt: number | null;
  reason: string | null;
}

/** The request goes on by another path. */
export const handedOver = defineMail({
  template: "handed-over",
  joins: "status-link",
  answerable: true,
  wording: defineWording({
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
  sample: {
    from: "hr-supervisor",
    to: "helpdesk",
    promisedAt: sampleAt + 6.5 * hourMs,
    reason: "人事主管今日請假。",
  },
  variations: [{ promisedAt: null, reason: null }],
  document: (mail: HandedOver, { say, voice, number, statusUrl }) => ({
    subject: voice.subject(say("title"), number),
    blocks: [
      paragraph(say("handedOver", { from: voice.path(mail.from), to: voice.path(mail.to) })),
      facts([voice.labels.number, number]),
      ...(mail.reason === null ? [] : [quote(say("reason"), mail.reason)]),
      ...(mail.promisedAt === null
        ? []
        : [paragraph(say("promise", { until: voice.time(mail.promisedAt) }))]),
      pathLine(mail.to, voice.locale),
      statusLink(voice, statusUrl),
    ],
  }),
});
