import { facts, link, paragraph } from "../../document";
import { defineMail } from "../../template";
import { defineWording } from "../../wording";
import { account, certificate, hourMs, sampleAt } from "../sample-facts";

interface CertificateConfirmation {
  account: string;
  issuer: string;
  /** For people to compare with what the card's page shows. */
  code: string;
  boundAt: number;
  /** Until when the link works. */
  validUntilAt: number;
  /** Whose link it is. */
  binding: string;
}

/** Asks the owner of the account, at the present address, whether a certificate that waits is theirs. */
export const certificateConfirmation = defineMail({
  template: "certificate-confirmation",
  joins: "binding-link",
  wording: defineWording({
    zh: {
      title: "請確認：這是您的自然人憑證嗎？",
      question:
        "有人以與您同名的自然人憑證，要求綁定您在{site}的帳號。如果是您本人，請由下面的連結確認，確認後即可用這張憑證登入。",
      compare: "請核對插卡時畫面上的確認碼與本信的相同；不同時請勿確認。",
      confirm: "確認或拒絕：",
      object: "如果不是您本人辦理的，請由上面的連結拒絕，或撥打 {phone}，我們會協助您保護帳號。",
    },
    en: {
      title: "Please confirm: is this your citizen certificate?",
      question:
        "Somebody with a citizen certificate of your name asks to have it bound to your account at {site}. If it was you, confirm by the link below; you can then sign in with it.",
      compare:
        "The code shown with the card and the one in this mail must be the same. If not, do not confirm.",
      confirm: "Confirm or refuse:",
      object:
        "If this was not you, refuse by the link above or call {phone}, and we will help you protect the account.",
    },
  }),
  sample: {
    account,
    ...certificate,
    boundAt: sampleAt,
    validUntilAt: sampleAt + 7 * 24 * hourMs,
    binding: "7f3a09",
  },
  document: (mail: CertificateConfirmation, { say, voice, confirmUrl }) => {
    const { labels } = voice;
    return {
      subject: voice.subject(say("title")),
      blocks: [
        paragraph(say("question")),
        facts(
          [labels.account, mail.account],
          [labels.issuer, mail.issuer],
          [labels.code, mail.code],
          [labels.when, voice.time(mail.boundAt)],
          [labels.linkUntil, voice.time(mail.validUntilAt)],
        ),
        paragraph(say("compare")),
        link(say("confirm"), confirmUrl),
        paragraph(say("object")),
      ],
    };
  },
});
