import { facts, paragraph } from "../../document";
import { defineMail } from "../../template";
import { defineWording } from "../../wording";
import { agency, person, sampleAt } from "../sample-facts";
import { signInLink } from "./sign-in-link";

interface CardResetNotice {
  agency: string;
  person: string;
  /** Who keeps the card. */
  keeper: { name: string; title: string; extension: string };
  orderedAt: number;
}

/** An agency's certificate card was used to set a password. */
export const cardResetNotice = defineMail({
  template: "card-reset-notice",
  joins: "number",
  wording: defineWording({
    zh: {
      title: "機關憑證已用於重設密碼",
      card: "貴機關的機關憑證剛才用於為下列使用者設定密碼。若您不知情，請立即通報客服，並檢查憑證卡的保管情形。",
    },
    en: {
      title: "The agency's card was used to reset a password",
      card: "The certificate card of your agency was just used to set the password of the person below. If you do not know of this, tell the helpdesk at once and check who keeps the card.",
    },
  }),
  sample: {
    agency,
    person,
    keeper: { name: "張雅婷", title: "科員", extension: "3217" },
    orderedAt: sampleAt,
  },
  document: (mail: CardResetNotice, { say, voice, number }) => {
    const { labels } = voice;
    const { title, name, extension } = mail.keeper;
    return {
      subject: voice.subject(say("title"), number),
      blocks: [
        paragraph(say("card")),
        facts(
          [labels.number, number],
          [labels.agency, mail.agency],
          [labels.person, mail.person],
          [labels.keeper, labels.keeperIs(title, name, extension)],
          [labels.when, voice.time(mail.orderedAt)],
        ),
        signInLink(voice),
      ],
    };
  },
});
