import { facts, paragraph } from "../../document";
import { defineMail } from "../../template";
import { defineWording } from "../../wording";
import { agency, person, sampleAt } from "../sample-facts";
import { signInLink } from "./sign-in-link";

interface Disputed {
  agency: string;
  person: string;
  disputedAt: number;
}

/** The person concerned says that a request is not theirs. */
export const disputed = defineMail({
  template: "disputed",
  joins: "number",
  wording: defineWording({
    zh: {
      title: "當事人撤回並通報",
      disputed: "當事人表示這件申請不是本人提出，已撤回並通報。請查明是誰提出、經過哪些人，並與當事人聯絡。",
    },
    en: {
      title: "Withdrawn and reported by the person concerned",
      disputed:
        "The person concerned says that this request is not theirs; it was withdrawn and reported. Please find out who made it and who dealt with it, and contact the person.",
    },
  }),
  sample: { agency, person, disputedAt: sampleAt },
  document: (mail: Disputed, { say, voice, number }) => {
    const { labels } = voice;
    return {
      subject: voice.subject(say("title"), number),
      blocks: [
        paragraph(say("disputed")),
        facts(
          [labels.number, number],
          [labels.agency, mail.agency],
          [labels.person, mail.person],
          [labels.when, voice.time(mail.disputedAt)],
        ),
        signInLink(voice),
      ],
    };
  },
});
