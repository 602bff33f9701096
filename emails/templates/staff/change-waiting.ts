import { facts, paragraph } from "../../document";
import { defineMail } from "../../template";
import { defineWording } from "../../wording";
import { agency, hourMs, person, sampleAt } from "../sample-facts";
import { signInLink } from "./sign-in-link";

interface ChangeWaiting {
  /** What waits: a record prepared by HR staff, or what two administrators must agree on. */
  what: "record" | "role" | "agency" | "trust";
  askedBy: string;
  /** Whom it concerns; of an agency or a certificate, what. */
  about: string;
  agency: string;
  waitsUntil: number;
}

/** Something waits for the reader's consent: a change of a record, a role, an agency's place, a trusted certificate. */
export const changeWaiting = defineMail({
  template: "change-waiting",
  joins: "nothing",
  wording: defineWording({
    zh: {
      title: "有一項變更待您確認",
      record: "{askedBy} 擬辦了同仁資料的變更，經您確認後才會生效。",
      role: "{askedBy} 提出角色的變更，須由另一位系統管理員同意後才會生效。",
      agency: "{askedBy} 提出機關隸屬的變更，須由另一位系統管理員同意後才會生效。",
      trust: "{askedBy} 提出信任憑證的變更，須由另一位系統管理員同意後才會生效。",
      doubt: "若不明白為何變更，請退回並寫明理由。",
    },
    en: {
      title: "A change waits for you",
      record: "{askedBy} has prepared a change of a colleague's record. It takes effect once you confirm it.",
      role: "{askedBy} asks for a change of a role. It takes effect once another administrator agrees.",
      agency:
        "{askedBy} asks for a change of an agency's place. It takes effect once another administrator agrees.",
      trust:
        "{askedBy} asks for a change of the trusted certificates. It takes effect once another administrator agrees.",
      doubt: "If you do not see why, return it and say so.",
    },
  }),
  sample: {
    what: "record",
    askedBy: "張雅婷",
    about: person,
    agency,
    waitsUntil: sampleAt + 14 * 24 * hourMs,
  },
  variations: [{ what: "role" }, { what: "agency" }, { what: "trust" }],
  document: (mail: ChangeWaiting, { say, voice }) => {
    const { labels } = voice;
    return {
      subject: voice.subject(say("title")),
      blocks: [
        paragraph(say(mail.what, { askedBy: mail.askedBy })),
        facts(
          ...(mail.about === "" ? [] : [[labels.about, mail.about] as [string, string]]),
          ...(mail.agency === "" ? [] : [[labels.agency, mail.agency] as [string, string]]),
          [labels.due, voice.time(mail.waitsUntil)],
        ),
        paragraph(say("doubt")),
        signInLink(voice),
      ],
    };
  },
});
