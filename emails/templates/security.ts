import { facts, link, type MailDocument, paragraph } from "../document";
import type { SecurityMail } from "../mail";
import { defineWording } from "../wording";
import type { Voice } from "./shared";

export const securityWording = {
  "password-changed": defineWording({
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
  "address-changed": defineWording({
    zh: {
      title: "您留存的電子郵件已變更",
      changed: "您在{site}留存的電子郵件已改為另一個地址。這封信寄到您原本的地址，是為了讓您知道這項異動。",
      object: "如果您不知道這項異動，請立即撥打 {phone}。三十天內，做這項異動的人不能辦理您的密碼申請。",
      visit: "網站：",
    },
    en: {
      title: "Your mail address on record was changed",
      changed:
        "Your mail address on record at {site} is now a different one. This mail goes to your former address so that you know.",
      object:
        "If you do not know of this change, call {phone} at once. For thirty days, whoever made it cannot deal with your password requests.",
      visit: "Site:",
    },
  }),
  "old-password-used": defineWording({
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
};

/** Notices that let the owner of an account object: they go out whatever limits other notices have. */
export function securityMail(mail: SecurityMail, voice: Voice): MailDocument {
  const { labels } = voice;
  const account: [string, string] = [labels.account, mail.account];

  switch (mail.template) {
    case "password-changed": {
      const say = voice.say(mail.template, securityWording[mail.template]);
      return {
        subject: voice.subject(say("title"), mail.number),
        blocks: [
          voice.greeting,
          paragraph(say(mail.how === "after-temporary" ? "changedFirst" : "changed")),
          facts(account, [labels.when, voice.time(mail.changedAt)]),
          paragraph(say("object")),
          link(say("visit"), voice.url),
          ...voice.closing,
        ],
      };
    }
    case "address-changed": {
      const say = voice.say(mail.template, securityWording[mail.template]);
      return {
        subject: voice.subject(say("title")),
        blocks: [
          voice.greeting,
          paragraph(say("changed")),
          facts(account, [labels.when, voice.time(mail.changedAt)], [labels.changedBy, mail.changedBy]),
          paragraph(say("object")),
          link(say("visit"), voice.url),
          ...voice.closing,
        ],
      };
    }
    case "old-password-used": {
      const say = voice.say(mail.template, securityWording[mail.template]);
      return {
        subject: voice.subject(say("title"), mail.number),
        blocks: [
          voice.greeting,
          paragraph(say("used")),
          facts([labels.number, mail.number], account, [labels.when, voice.time(mail.usedAt)]),
          paragraph(say("object")),
          link(say("visit"), voice.url),
          ...voice.closing,
        ],
      };
    }
  }
}
