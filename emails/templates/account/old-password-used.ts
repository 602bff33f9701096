import { facts, link, paragraph } from "../../document";
import { defineMail } from "../../template";
import { defineWording } from "../../wording";
import { account, sampleAt } from "../sample-facts";

interface OldPasswordUsed {
  account: string;
  usedAt: number;
}

/** Somebody signed in with the old password while a request is under way; the owner of the account can object. */
export const oldPasswordUsed = defineMail({
  template: "old-password-used",
  joins: "number",
  answerable: true,
  wording: defineWording({
    zh: {
      title: "有人以原密碼登入",
      used: "您的密碼申請辦理期間，有人以您原本的密碼登入{site}。如果是您本人，請在登入後的畫面回答這件申請是不是您提出的。",
      object: "如果不是您本人登入的，請立即撥打 {phone}，我們會協助您保護帳號。",
      visit: "網站：",
    },
    en: {
      title: "Somebody signed in with your old password",
      used: "While your password request is being dealt with, somebody signed in to {site} with your old password. If it was you, please say on the page after signing in whether the request is yours.",
      object: "If you did not sign in, call {phone} at once and we will help you protect the account.",
      visit: "Site:",
    },
  }),
  sample: { account, usedAt: sampleAt },
  document: (mail: OldPasswordUsed, { say, voice, number }) => ({
    subject: voice.subject(say("title"), number),
    blocks: [
      paragraph(say("used")),
      facts(
        [voice.labels.number, number],
        [voice.labels.account, mail.account],
        [voice.labels.when, voice.time(mail.usedAt)],
      ),
      paragraph(say("object")),
      link(say("visit"), voice.url),
    ],
  }),
});
