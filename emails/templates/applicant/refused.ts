import { facts, paragraph, quote } from "../../document";
import { defineMail } from "../../template";
import { defineWording } from "../../wording";
import type { TicketPath } from "../voice";
import { statusLink } from "./status-link";

interface Refused {
  /** The path that ended. */
  path: TicketPath;
  reason: string;
}

/** The desk itself says no. */
export const refused = defineMail({
  template: "refused",
  joins: "status-link",
  answerable: true,
  wording: defineWording({
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
  sample: { path: "agency-certificate", reason: "機關憑證連續五次未能通過驗證。" },
  document: (mail: Refused, { say, voice, number, statusUrl }) => ({
    subject: voice.subject(say("title"), number),
    blocks: [
      facts([voice.labels.number, number]),
      quote(say("refused", { path: voice.path(mail.path) }), mail.reason),
      paragraph(say("elsewhere")),
      statusLink(voice, statusUrl),
    ],
  }),
});
