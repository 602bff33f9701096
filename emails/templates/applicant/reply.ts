import { facts, paragraph, quote } from "../../document";
import { defineMail } from "../../template";
import { defineWording } from "../../wording";
import { statusLink } from "./status-link";

interface Reply {
  text: string;
  writtenBy: string;
}

/** What an agent writes to the person. */
export const reply = defineMail({
  template: "reply",
  joins: "status-link",
  answerable: true,
  wording: defineWording({
    zh: {
      title: "客服回覆您的申請",
      wrote: "客服{by}寫給您：",
      answer: "您可由上述網址回覆。",
    },
    en: {
      title: "The helpdesk wrote to you about your request",
      wrote: "{by} of the helpdesk writes:",
      answer: "You can answer at the address above.",
    },
  }),
  sample: { text: "您好，您的公務電話目前轉接至總機，請告知方便接聽的分機。", writtenBy: "陳佳玲" },
  document: (mail: Reply, { say, voice, number, statusUrl }) => ({
    subject: voice.subject(say("title"), number),
    blocks: [
      facts([voice.labels.number, number]),
      quote(say("wrote", { by: mail.writtenBy }), mail.text),
      statusLink(voice, statusUrl),
      paragraph(say("answer")),
    ],
  }),
});
