import { facts, paragraph } from "../../document";
import { defineMail } from "../../template";
import { defineWording } from "../../wording";
import { sampleAt } from "../sample-facts";
import { signInLink } from "./sign-in-link";

interface ShellAct {
  operator: string;
  /** The command, as it is typed: `user grant`. */
  command: string;
  /** Whom or what it was about: an account, a fingerprint, a file; never a secret. */
  about: string;
  doneAt: number;
}

/** Whoever has the shell of the server did something there; all administrators and auditors hear of it. */
export const shellAct = defineMail({
  template: "shell-act",
  joins: "nothing",
  wording: defineWording({
    zh: {
      title: "有人由主機命令列辦理了一件事",
      shell: "有人由主機命令列執行了下列指令。此信同時寄給全體系統管理員與稽核人員；若您不知情，請立即查核。",
    },
    en: {
      title: "Something was done from the shell",
      shell:
        "Somebody has run the command below from the shell of the server. This mail goes to all administrators and auditors; if you do not know of this, look into it at once.",
    },
  }),
  sample: { operator: "desk", command: "user grant", about: "chen.jialing agent", doneAt: sampleAt },
  document: (mail: ShellAct, { say, voice }) => {
    const { labels } = voice;
    return {
      subject: voice.subject(say("title")),
      blocks: [
        paragraph(say("shell")),
        facts(
          [labels.operator, mail.operator],
          [labels.command, `desk ${mail.command}`],
          ...(mail.about === "" ? [] : [[labels.about, mail.about] as [string, string]]),
          [labels.when, voice.time(mail.doneAt)],
        ),
        signInLink(voice),
      ],
    };
  },
});
