import { facts, link, paragraph } from "../../document";
import { defineMail } from "../../template";
import { defineWording } from "../../wording";
import { account, sampleAt } from "../sample-facts";

interface AddressChanged {
  account: string;
  changedAt: number;
  /** Unit and role of whoever changed it, never an address. */
  changedBy: string;
}

/** To the former addresses on record, so that the owner of the account can object. */
export const addressChanged = defineMail({
  template: "address-changed",
  joins: "nothing",
  wording: defineWording({
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
  sample: { account, changedAt: sampleAt, changedBy: "法務部人事處人事主管" },
  document: (mail: AddressChanged, { say, voice }) => ({
    subject: voice.subject(say("title")),
    blocks: [
      paragraph(say("changed")),
      facts(
        [voice.labels.account, mail.account],
        [voice.labels.when, voice.time(mail.changedAt)],
        [voice.labels.changedBy, mail.changedBy],
      ),
      paragraph(say("object")),
      link(say("visit"), voice.url),
    ],
  }),
});
