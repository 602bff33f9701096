import { facts, paragraph, quote } from "../../document";
import { defineMail } from "../../template";
import { defineWording } from "../../wording";
import { hourMs, sampleAt } from "../sample-facts";
import { statusLink } from "./status-link";

interface MoreInformationNeeded {
  question: string;
  /** `null` where no time is set. */
  answerByAt: number | null;
}

/** The desk asks for what it needs to go on. */
export const moreInformationNeeded = defineMail({
  template: "more-information-needed",
  joins: "status-link",
  answerable: true,
  wording: defineWording({
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
  sample: {
    question: "請說明您目前服務的單位，以及方便接聽電話的時間。",
    answerByAt: sampleAt + 24 * hourMs,
  },
  variations: [{ answerByAt: null }],
  document: (mail: MoreInformationNeeded, { say, voice, number, statusUrl }) => ({
    subject: voice.subject(say("title"), number),
    blocks: [
      paragraph(say("more")),
      facts([voice.labels.number, number]),
      quote(say("question"), mail.question),
      statusLink(voice, statusUrl),
      paragraph(
        mail.answerByAt === null ? say("answer") : say("answerBy", { until: voice.time(mail.answerByAt) }),
      ),
    ],
  }),
});
