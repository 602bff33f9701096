import { facts, link, paragraph } from "../../document";
import { defineMail } from "../../template";
import { defineWording } from "../../wording";
import { account, sampleAt } from "../sample-facts";

interface PasswordChanged {
  account: string;
  changedAt: number;
  how: "after-temporary" | "by-oneself";
}

/** To every address on record, so that the owner of the account can object. */
export const passwordChanged = defineMail({
  template: "password-changed",
  joins: "number",
  answerable: true,
  wording: defineWording({
    zh: {
      title: "您的密碼已變更",
      changed: "您在{site}的密碼已經變更，所有其他裝置都已登出。",
      changedFirst: "您已以一次性密碼登入{site}，並設定了自己的密碼；所有其他裝置都已登出。",
      object:
        "如果不是您本人變更的，請立即撥打 {phone}，我們會停用這個帳號的登入並協助您重設；請不要回覆任何向您索取密碼的電話或信件。",
      visit: "網站：",
    },
    en: {
      title: "Your password was changed",
      changed: "Your password at {site} was changed. All other devices have been signed out.",
      changedFirst:
        "You signed in to {site} with the temporary password and set a password of your own. All other devices have been signed out.",
      object:
        "If this was not you, call {phone} at once: we will close the account to sign-ins and help you reset it. Do not answer calls or mails that ask for your password.",
      visit: "Site:",
    },
  }),
  sample: { account, changedAt: sampleAt, how: "after-temporary" },
  variations: [{ how: "by-oneself" }],
  document: (mail: PasswordChanged, { say, voice, number }) => ({
    subject: voice.subject(say("title"), number),
    blocks: [
      paragraph(say(mail.how === "after-temporary" ? "changedFirst" : "changed")),
      facts([voice.labels.account, mail.account], [voice.labels.when, voice.time(mail.changedAt)]),
      paragraph(say("object")),
      link(say("visit"), voice.url),
    ],
  }),
});
