import { facts, paragraph } from "../../document";
import { defineMail } from "../../template";
import { defineWording } from "../../wording";
import { agency } from "../sample-facts";
import { statusLink } from "./status-link";

interface Approved {
  decidedBy: string;
  /** The account is privileged: a second person is still to confirm. */
  secondPerson: boolean;
}

/** HR says yes. */
export const approved = defineMail({
  template: "approved",
  joins: "status-link",
  answerable: true,
  wording: defineWording({
    zh: {
      title: "您的申請已核准",
      approved: "{by}已核准您的申請。",
      next: "一次性密碼會另以一封信寄出，請以該信的密碼登入一次，再設定自己的密碼。",
      second: "您的帳號具有管理權限，須再由另一位有權限的人確認，確認後才會寄出一次性密碼。",
      notYou: "若您並未提出申請，請由上述網址撤回，或與我們聯絡。",
    },
    en: {
      title: "Your request was approved",
      approved: "{by} approved your request.",
      next: "The temporary password comes in a mail of its own: sign in with it once, then set a password of your own.",
      second:
        "Your account holds special rights, so another authorised person has to confirm before the temporary password is mailed.",
      notYou: "If you did not ask for this, please withdraw it at the address above or contact us.",
    },
  }),
  sample: { decidedBy: agency, secondPerson: false },
  variations: [{ secondPerson: true }],
  document: (mail: Approved, { say, voice, number, statusUrl }) => ({
    subject: voice.subject(say("title"), number),
    blocks: [
      paragraph(say("approved", { by: mail.decidedBy })),
      facts([voice.labels.number, number]),
      paragraph(say(mail.secondPerson ? "second" : "next")),
      statusLink(voice, statusUrl),
      paragraph(say("notYou")),
    ],
  }),
});
