import { facts, paragraph, quote } from "../../document";
import { defineMail } from "../../template";
import { defineWording } from "../../wording";
import { agency, person, sampleAt } from "../sample-facts";
import { signInLink } from "./sign-in-link";

interface Undeliverable {
  agency: string;
  person: string;
  /** What the mail server answered, in its own words. */
  response: string;
  failedAt: number;
}

/** The mail with the temporary password did not arrive. */
export const undeliverable = defineMail({
  template: "undeliverable",
  joins: "number",
  wording: defineWording({
    zh: {
      title: "一次性密碼信件無法送達",
      undeliverable:
        "寄給下列使用者的信件被對方伺服器拒絕或逾時未能送出，案件停在「無法送達」，請聯絡使用者後決定下一步。",
      response: "郵件伺服器的答覆：",
    },
    en: {
      title: "The mail with the temporary password could not be delivered",
      undeliverable:
        "The mail to the person below was refused or could not be sent in time. The request is now undeliverable: please contact the person and decide what comes next.",
      response: "What the mail server answered:",
    },
  }),
  sample: {
    agency,
    person,
    response: "550 5.1.1 <ming@moj.example>: Recipient address rejected: User unknown",
    failedAt: sampleAt,
  },
  document: (mail: Undeliverable, { say, voice, number }) => {
    const { labels } = voice;
    return {
      subject: voice.subject(say("title"), number),
      blocks: [
        paragraph(say("undeliverable")),
        facts(
          [labels.number, number],
          [labels.agency, mail.agency],
          [labels.person, mail.person],
          [labels.when, voice.time(mail.failedAt)],
        ),
        quote(say("response"), mail.response),
        signInLink(voice),
      ],
    };
  },
});
