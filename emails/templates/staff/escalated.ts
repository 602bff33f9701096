import { facts, paragraph } from "../../document";
import { defineMail } from "../../template";
import { defineWording } from "../../wording";
import { agency, hourMs, person, sampleAt } from "../sample-facts";
import type { TicketKind } from "../voice";
import { signInLink } from "./sign-in-link";

interface Escalated {
  kind: TicketKind;
  agency: string;
  person: string;
  /** Whose time ran out. */
  from: "supervisor" | "deputy" | "superior-hr";
  dueAt: number;
}

/** The reader is to decide, because somebody else did not in time. */
export const escalated = defineMail({
  template: "escalated",
  joins: "number",
  wording: defineWording({
    zh: {
      title: "逾時案件轉由您審核",
      supervisor: "人事主管未在時限內審核，本案轉由您辦理。",
      deputy: "職務代理人未在時限內審核，本案轉由您辦理。",
      "superior-hr": "上級人事單位未在時限內審核，本案轉由您辦理。",
    },
    en: {
      title: "An overdue request is now yours to decide",
      supervisor: "The HR supervisor did not decide in time; the request is now yours.",
      deputy: "The deputy did not decide in time; the request is now yours.",
      "superior-hr": "The superior HR office did not decide in time; the request is now yours.",
    },
  }),
  sample: { kind: "recovery", agency, person, from: "supervisor", dueAt: sampleAt + 6.5 * hourMs },
  variations: [{ from: "deputy" }, { from: "superior-hr" }],
  document: (mail: Escalated, { say, voice, number }) => {
    const { labels } = voice;
    return {
      subject: voice.subject(say("title"), number),
      blocks: [
        paragraph(say(mail.from)),
        facts(
          [labels.number, number],
          [labels.kind, voice.kind(mail.kind)],
          [labels.agency, mail.agency],
          [labels.person, mail.person],
          [labels.due, voice.time(mail.dueAt)],
        ),
        signInLink(voice),
      ],
    };
  },
});
