import { paragraph } from "../../document";
import { defineMail } from "../../template";
import { defineWording } from "../../wording";
import { agency, hourMs, person, sampleAt } from "../sample-facts";
import type { TicketKind } from "../voice";
import { signInLink } from "./sign-in-link";

interface DecisionWaiting {
  kind: TicketKind;
  agency: string;
  person: string;
  dueAt: number;
}

const another: DecisionWaiting & { number: string } = {
  number: "R1151123-0040",
  kind: "first-login",
  agency,
  person: "陳美玲",
  dueAt: sampleAt + 2 * hourMs,
};

/** Requests wait for the reader's decision; they come together so that a busy morning is a list and not a flood. */
export const decisionWaiting = defineMail({
  template: "decision-waiting",
  joins: "number",
  digestEveryMs: 10 * 60_000,
  wording: defineWording({
    zh: {
      title: "有 {count} 件申請待您審核",
      waiting: "下列申請待您審核，依處理時限排列：",
      item: "{number} {kind}：{agency} {person}，最遲 {until}",
    },
    en: {
      title: "Requests waiting for your decision: {count}",
      waiting: "These requests wait for your decision, the most urgent first:",
      item: "{number} {kind}: {agency} {person}, due by {until}",
    },
  }),
  sample: {
    kind: "recovery",
    agency,
    person,
    dueAt: sampleAt + 6.5 * hourMs,
    others: [another],
  },
  document: (mail: DecisionWaiting, { say, voice, number, others }) => {
    const urgentFirst = [{ ...mail, number }, ...others].toSorted((one, other) => one.dueAt - other.dueAt);
    const items = urgentFirst.map(({ number, kind, agency, person, dueAt }) =>
      say("item", { number, kind: voice.kind(kind), agency, person, until: voice.time(dueAt) }),
    );
    return {
      subject: voice.subject(say("title", { count: items.length })),
      blocks: [paragraph(say("waiting")), { kind: "list", items }, signInLink(voice)],
    };
  },
});
