import { facts, link, type MailDocument, paragraph } from "../document";
import type { OpenedConfirmationMail } from "../mail";
import { defineWording } from "../wording";
import type { Voice } from "./shared";

export const confirmationWording = defineWording({
  zh: {
    title: "請確認您的電子郵件",
    recorded: "{by}將這個地址登記為您在{site}留存的電子郵件。",
    confirm: "請開啟這個網址，確認您收得到這個地址的信：",
    notYou: "如果這不是您的帳號，請不要開啟，並撥打 {phone} 告訴我們。",
  },
  en: {
    title: "Please confirm your mail address",
    recorded: "{by} recorded this address as yours at {site}.",
    confirm: "Please open this link to confirm that mail to this address reaches you:",
    notYou: "If the account is not yours, do not open it, and tell us at {phone}.",
  },
});

/** To an address just recorded, before anything depends on it. */
export function addressConfirmation(mail: OpenedConfirmationMail, voice: Voice): MailDocument {
  const say = voice.say(mail.template, confirmationWording);
  const { labels } = voice;
  return {
    subject: voice.subject(say("title")),
    blocks: [
      voice.greeting,
      paragraph(say("recorded", { by: mail.recordedBy })),
      facts([labels.account, mail.account], [labels.when, voice.time(mail.recordedAt)]),
      link(say("confirm"), mail.confirmUrl),
      paragraph(say("notYou")),
      ...voice.closing,
    ],
  };
}
