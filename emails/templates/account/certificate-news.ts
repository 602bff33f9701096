import { facts, link, paragraph } from "../../document";
import { defineMail } from "../../template";
import { defineWording } from "../../wording";
import { account, certificate, sampleAt } from "../sample-facts";

const sentenceOf = { bound: "bound", "re-bound": "renewed", unbound: "unbound", waiting: "waiting" } as const;

interface CertificateNews {
  news: keyof typeof sentenceOf;
  account: string;
  issuer: string;
  /** Tells one waiting certificate from another, for people to compare. */
  code: string;
  happenedAt: number;
}

/** To every address on record, so that the owner of the account can object. */
export const certificateNews = defineMail({
  template: "certificate-news",
  joins: "nothing",
  wording: defineWording({
    zh: {
      boundTitle: "您的帳號已綁定自然人憑證",
      bound: "您在{site}的帳號已綁定一張自然人憑證，此後可以只用這張憑證登入。",
      renewedTitle: "您綁定的自然人憑證已換發",
      renewed: "您以換發後的自然人憑證登入了{site}，系統已改記新的憑證。",
      unboundTitle: "您帳號的自然人憑證已解除綁定",
      unbound: "您在{site}的帳號已解除一張自然人憑證的綁定，以該憑證登入的裝置都已登出，此後不能用它登入。",
      waitingTitle: "有一張自然人憑證等候綁定您的帳號",
      waiting: "有人以與您同名的自然人憑證，要求綁定您在{site}的帳號。經確認是您本人之前，這張憑證不能登入。",
      object: "如果不是您本人辦理的，請立即撥打 {phone}，我們會解除該憑證並協助您保護帳號。",
      visit: "網站：",
    },
    en: {
      boundTitle: "A citizen certificate was bound to your account",
      bound:
        "A citizen certificate was bound to your account at {site}; from now on you can sign in with it alone.",
      renewedTitle: "Your renewed citizen certificate was recorded",
      renewed: "You signed in to {site} with a renewed citizen certificate, and the new one is recorded.",
      unboundTitle: "The citizen certificate of your account was unbound",
      unbound:
        "A citizen certificate is no longer bound to your account at {site}. Whatever was signed in by it has been signed out, and it opens nothing any more.",
      waitingTitle: "A citizen certificate waits to be bound to your account",
      waiting:
        "Somebody with a citizen certificate of your name asks to have it bound to your account at {site}. It opens nothing until it is confirmed that it is yours.",
      object:
        "If this was not you, call {phone} at once: we will unbind that certificate and help you protect the account.",
      visit: "Site:",
    },
  }),
  sample: { news: "bound", account, ...certificate, happenedAt: sampleAt },
  document: (mail: CertificateNews, { say, voice }) => {
    const { labels } = voice;
    const news = sentenceOf[mail.news];
    return {
      subject: voice.subject(say(`${news}Title`)),
      blocks: [
        paragraph(say(news)),
        facts(
          [labels.account, mail.account],
          [labels.issuer, mail.issuer],
          ...(news === "waiting" ? [[labels.code, mail.code] as [string, string]] : []),
          [labels.when, voice.time(mail.happenedAt)],
        ),
        paragraph(say("object")),
        link(say("visit"), voice.url),
      ],
    };
  },
});
