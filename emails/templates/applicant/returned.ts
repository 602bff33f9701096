import { facts, paragraph, quote } from "../../document";
import { defineMail } from "../../template";
import { defineWording } from "../../wording";
import { agency } from "../sample-facts";
import { statusLink } from "./status-link";

interface Returned {
  reason: string;
  decidedBy: string;
}

/** HR says no, and why. */
export const returned = defineMail({
  template: "returned",
  joins: "status-link",
  answerable: true,
  wording: defineWording({
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
  sample: { reason: "申請人已於上週調任，請改向新任機關的人事單位提出。", decidedBy: agency },
  document: (mail: Returned, { say, voice, number, statusUrl }) => ({
    subject: voice.subject(say("title"), number),
    blocks: [
      facts([voice.labels.number, number]),
      quote(say("returned", { by: mail.decidedBy }), mail.reason),
      paragraph(say("again")),
      statusLink(voice, statusUrl),
    ],
  }),
});
