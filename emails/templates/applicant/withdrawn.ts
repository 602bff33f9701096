import { facts, paragraph } from "../../document";
import { defineMail } from "../../template";
import { defineWording } from "../../wording";
import { sampleAt } from "../sample-facts";
import { statusLink } from "./status-link";

interface Withdrawn {
  by: "applicant" | "desk";
  withdrawnAt: number;
}

/** The request was taken back. */
export const withdrawn = defineMail({
  template: "withdrawn",
  joins: "status-link",
  answerable: true,
  wording: defineWording({
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
  sample: { by: "applicant", withdrawnAt: sampleAt },
  variations: [{ by: "desk" }],
  document: (mail: Withdrawn, { say, voice, number, statusUrl }) => ({
    subject: voice.subject(say("title"), number),
    blocks: [
      paragraph(
        say(mail.by === "applicant" ? "byApplicant" : "byDesk", { at: voice.time(mail.withdrawnAt) }),
      ),
      facts([voice.labels.number, number]),
      paragraph(say("after")),
      statusLink(voice, statusUrl),
    ],
  }),
});
