import { facts, paragraph } from "../../document";
import { defineMail } from "../../template";
import { defineWording } from "../../wording";
import { hourMs, sampleAt } from "../sample-facts";
import type { TicketKind, TicketPath } from "../voice";
import { pathLine } from "./path-line";
import { statusLink } from "./status-link";

interface RequestReceived {
  kind: TicketKind;
  path: TicketPath;
  /** Until when the desk promises an answer. */
  promisedAt: number;
}

/**
 * A request was made in the person's name, by whomever: it comes once an hour at most and repeats nothing that was typed,
 * lest the desk carry a stranger's words to somebody's inbox.
 */
export const requestReceived = defineMail({
  template: "request-received",
  joins: "status-link",
  answerable: true,
  digestEveryMs: 60 * 60_000,
  wording: defineWording({
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
  sample: { kind: "recovery", path: "hr-supervisor", promisedAt: sampleAt + 6.5 * hourMs },
  document: (mail: RequestReceived, { say, voice, number, statusUrl, others }) => {
    const { labels } = voice;
    return {
      subject: voice.subject(say("title"), number),
      blocks: [
        paragraph(say("received")),
        facts(
          [labels.number, number],
          [labels.kind, voice.kind(mail.kind)],
          [labels.path, voice.path(mail.path)],
        ),
        paragraph(say("promise", { until: voice.time(mail.promisedAt) })),
        pathLine(mail.path, voice.locale),
        statusLink(voice, statusUrl),
        ...(others.length === 0 ? [] : [paragraph(say("more", { count: others.length }))]),
        ...others.flatMap((one) => [
          facts(
            [labels.number, one.number],
            [labels.kind, voice.kind(one.kind)],
            [labels.path, voice.path(one.path)],
            [labels.due, voice.time(one.promisedAt)],
          ),
          statusLink(voice, one.statusUrl),
        ]),
        paragraph(say("notYou")),
      ],
    };
  },
});
