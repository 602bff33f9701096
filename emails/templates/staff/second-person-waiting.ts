import { facts, paragraph } from "../../document";
import { defineMail } from "../../template";
import { defineWording } from "../../wording";
import { agency, hourMs, person, sampleAt } from "../sample-facts";
import type { TicketKind } from "../voice";
import { signInLink } from "./sign-in-link";

interface SecondPersonWaiting {
  kind: TicketKind;
  agency: string;
  person: string;
  /** Name of the first person. */
  startedBy: string;
  /** `null` where no time is set. */
  dueAt: number | null;
}

/** A privileged account waits for a second person to confirm. */
export const secondPersonWaiting = defineMail({
  template: "second-person-waiting",
  joins: "number",
  wording: defineWording({
    zh: {
      title: "特權帳號案件待第二人確認",
      second: "這是特權帳號，須由另一位有權者確認後才會寄出一次性密碼。",
    },
    en: {
      title: "A privileged account waits for a second person",
      second:
        "This is a privileged account: the temporary password is mailed only after another authorised person confirms.",
    },
  }),
  sample: {
    kind: "recovery",
    agency,
    person,
    startedBy: "林志明（法務部人事處）",
    dueAt: sampleAt + 6.5 * hourMs,
  },
  document: (mail: SecondPersonWaiting, { say, voice, number }) => {
    const { labels } = voice;
    return {
      subject: voice.subject(say("title"), number),
      blocks: [
        paragraph(say("second")),
        facts(
          [labels.number, number],
          [labels.kind, voice.kind(mail.kind)],
          [labels.agency, mail.agency],
          [labels.person, mail.person],
          [labels.startedBy, mail.startedBy],
          ...(mail.dueAt === null ? [] : [[labels.due, voice.time(mail.dueAt)] as [string, string]]),
        ),
        signInLink(voice),
      ],
    };
  },
});
