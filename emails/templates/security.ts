import { defineText } from "../../language/text";
import { facts, link, type MailDocument, paragraph } from "../document";
import type { SecurityMail } from "../mail";
import type { Voice } from "./shared";

const words = defineText({
  zh: {
    changedTitle: "您的密碼已變更",
    changed: (site: string) => `您在${site}的密碼已經變更，所有其他裝置都已登出。`,
    changedFirst: (site: string) => `您已以一次性密碼登入${site}，並設定了自己的密碼；所有其他裝置都已登出。`,
    when: "時間",
    by: "異動單位",
    object: (phone: string) =>
      `如果不是您本人變更的，請立即撥打 ${phone}，我們會停用這個帳號的登入並協助您重設；請不要回覆任何向您索取密碼的電話或信件。`,
    addressTitle: "您留存的電子郵件已變更",
    address: (site: string) =>
      `您在${site}留存的電子郵件已改為另一個地址。這封信寄到您原本的地址，是為了讓您知道這項異動。`,
    objectAddress: (phone: string) =>
      `如果您不知道這項異動，請立即撥打 ${phone}。三十天內，做這項異動的人不能辦理您的密碼申請。`,
    oldTitle: "有人以原密碼登入",
    old: (site: string) =>
      `您的密碼申請辦理期間，有人以您原本的密碼登入${site}。如果是您本人，請在登入後的畫面回答這件申請是不是您提出的。`,
    objectOld: (phone: string) => `如果不是您本人登入的，請立即撥打 ${phone}，我們會協助您保護帳號。`,
    site: "網站：",
  },
  en: {
    changedTitle: "Your password was changed",
    changed: (site: string) =>
      `Your password at ${site} was changed. All other devices have been signed out.`,
    changedFirst: (site: string) =>
      `You signed in to ${site} with the temporary password and set a password of your own. All other devices have been signed out.`,
    when: "Time",
    by: "Changed by",
    object: (phone: string) =>
      `If this was not you, call ${phone} at once: we will close the account to sign-ins and help you reset it. Do not answer calls or mails that ask for your password.`,
    addressTitle: "Your mail address on record was changed",
    address: (site: string) =>
      `Your mail address on record at ${site} is now a different one. This mail goes to your former address so that you know.`,
    objectAddress: (phone: string) =>
      `If you do not know of this change, call ${phone} at once. For thirty days, whoever made it cannot deal with your password requests.`,
    oldTitle: "Somebody signed in with your old password",
    old: (site: string) =>
      `While your password request is being dealt with, somebody signed in to ${site} with your old password. If it was you, please say on the page after signing in whether the request is yours.`,
    objectOld: (phone: string) =>
      `If you did not sign in, call ${phone} at once and we will help you protect the account.`,
    site: "Site:",
  },
});

/** Notices that let the owner of an account object: they go out whatever limits other notices have. */
export function securityMail(mail: SecurityMail, voice: Voice): MailDocument {
  const say = words(voice.locale);
  const account: [string, string] = [voice.labels.account, mail.account];
  const site = link(say.site, voice.url);

  switch (mail.template) {
    case "password-changed":
      return {
        subject: voice.subject(say.changedTitle, mail.number),
        blocks: [
          voice.greeting,
          paragraph((mail.how === "after-temporary" ? say.changedFirst : say.changed)(voice.site)),
          facts(account, [say.when, voice.time(mail.changedAt)]),
          paragraph(say.object(voice.phone)),
          site,
          ...voice.closing,
        ],
      };
    case "address-changed":
      return {
        subject: voice.subject(say.addressTitle),
        blocks: [
          voice.greeting,
          paragraph(say.address(voice.site)),
          facts(account, [say.when, voice.time(mail.changedAt)], [say.by, mail.changedBy]),
          paragraph(say.objectAddress(voice.phone)),
          site,
          ...voice.closing,
        ],
      };
    case "old-password-used":
      return {
        subject: voice.subject(say.oldTitle, mail.number),
        blocks: [
          voice.greeting,
          paragraph(say.old(voice.site)),
          facts([voice.labels.number, mail.number], account, [say.when, voice.time(mail.usedAt)]),
          paragraph(say.objectOld(voice.phone)),
          site,
          ...voice.closing,
        ],
      };
  }
}
