import { facts, paragraph, quote } from "../../document";
import { defineMail } from "../../template";
import { defineWording } from "../../wording";
import { sampleAt } from "../sample-facts";
import { signInLink } from "./sign-in-link";

interface BreakGlass {
  operator: string;
  /** Whose account was opened. */
  account: string;
  reason: string;
  brokenAt: number;
}

/** Somebody used emergency access from the shell; every administrator hears of it. */
export const breakGlass = defineMail({
  template: "break-glass",
  joins: "number",
  wording: defineWording({
    zh: {
      title: "緊急存取已啟用",
      breakGlass: "有人由主機命令列啟用緊急存取。此信同時寄給全體系統管理員；若您不知情，請立即查核。",
      reason: "理由：",
    },
    en: {
      title: "Emergency access was used",
      breakGlass:
        "Somebody used emergency access from the shell. This mail goes to all administrators; if you do not know of this, look into it at once.",
      reason: "Reason:",
    },
  }),
  sample: {
    operator: "console",
    account: "admin.lin",
    reason: "全體系統管理員均無法登入。",
    brokenAt: sampleAt,
  },
  document: (mail: BreakGlass, { say, voice, number }) => {
    const { labels } = voice;
    return {
      subject: voice.subject(say("title"), number),
      blocks: [
        paragraph(say("breakGlass")),
        facts(
          [labels.number, number],
          [labels.operator, mail.operator],
          [labels.account, mail.account],
          [labels.when, voice.time(mail.brokenAt)],
        ),
        quote(say("reason"), mail.reason),
        signInLink(voice),
      ],
    };
  },
});
