import { facts, link, paragraph } from "../../document";
import { defineMail } from "../../template";
import { defineWording } from "../../wording";
import { account, agency, sampleAt } from "../sample-facts";

interface AddressConfirmation {
  account: string;
  recordedAt: number;
  /** The unit of whoever recorded it. */
  recordedBy: string;
}

/** To an address just recorded, before anything depends on it: whoever reads its mail confirms it. */
export const addressConfirmation = defineMail({
  template: "address-confirmation",
  joins: "address-link",
  wording: defineWording({
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
  }),
  sample: { account, recordedAt: sampleAt, recordedBy: agency },
  document: (mail: AddressConfirmation, { say, voice, confirmUrl }) => ({
    subject: voice.subject(say("title")),
    blocks: [
      paragraph(say("recorded", { by: mail.recordedBy })),
      facts([voice.labels.account, mail.account], [voice.labels.when, voice.time(mail.recordedAt)]),
      link(say("confirm"), confirmUrl),
      paragraph(say("notYou")),
    ],
  }),
});
