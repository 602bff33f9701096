import { facts, link, type MailDocument, paragraph } from "../document";
import type { OpenedCertificateMail } from "../mail";
import { defineWording } from "../wording";
import type { Voice } from "./shared";

export const certificateWording = {
  "certificate-news": defineWording({
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
  "certificate-confirmation": defineWording({
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
};

const newsOf = { bound: "bound", "re-bound": "renewed", unbound: "unbound", waiting: "waiting" } as const;

/** News of a bound certificate, and the question whether one that waits is the reader's own. */
export function certificateMail(mail: OpenedCertificateMail, voice: Voice): MailDocument {
  const { labels } = voice;
  const account: [string, string] = [labels.account, mail.account];
  const issuer: [string, string] = [labels.issuer, mail.issuer];
  const code: [string, string] = [labels.code, mail.code];

  switch (mail.template) {
    case "certificate-news": {
      const say = voice.say(mail.template, certificateWording[mail.template]);
      const news = newsOf[mail.news];
      const when: [string, string] = [labels.when, voice.time(mail.happenedAt)];
      return {
        subject: voice.subject(say(`${news}Title`)),
        blocks: [
          voice.greeting,
          paragraph(say(news)),
          facts(account, issuer, ...(news === "waiting" ? [code] : []), when),
          paragraph(say("object")),
          link(say("visit"), voice.url),
          ...voice.closing,
        ],
      };
    }
    case "certificate-confirmation": {
      const say = voice.say(mail.template, certificateWording[mail.template]);
      const when: [string, string] = [labels.when, voice.time(mail.boundAt)];
      const until: [string, string] = [labels.linkUntil, voice.time(mail.validUntilAt)];
      return {
        subject: voice.subject(say("title")),
        blocks: [
          voice.greeting,
          paragraph(say("question")),
          facts(account, issuer, code, when, until),
          paragraph(say("compare")),
          link(say("confirm"), mail.confirmUrl),
          paragraph(say("object")),
          ...voice.closing,
        ],
      };
    }
  }
}
