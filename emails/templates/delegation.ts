import { facts, link, type MailDocument, paragraph } from "../document";
import type { DelegationMail } from "../mail";
import { defineWording } from "../wording";
import type { Voice } from "./shared";

export const delegationWording = {
  "delegation-granted": defineWording({
    zh: {
      title: "您已獲授權協助辦理密碼申請",
      prepare:
        "{delegator}（{agency}）授權您承辦同仁的密碼申請；您送出的案件，由人事主管確認後才會寄出一次性密碼。",
      decide: "{delegator}（{agency}）授權您核准或退回同仁的密碼申請。",
      deputy: "{delegator}（{agency}）請您擔任職務代理人，代理期間由您核准或退回同仁的密碼申請。",
      limits:
        "這項授權不能再轉給他人，不能用於您自己或授權人的案件，並隨授權人的職務結束。若您不知情或內容有誤，請洽授權人。",
      visit: "請登入後由「待辦事項」辦理：",
    },
    en: {
      title: "You were given authority over password requests",
      prepare:
        "{delegator} ({agency}) authorises you to prepare password requests of colleagues. What you send is confirmed by the HR supervisor before a temporary password is mailed.",
      decide: "{delegator} ({agency}) authorises you to approve or return password requests of colleagues.",
      deputy:
        "{delegator} ({agency}) names you deputy: for that time you approve or return the password requests of colleagues.",
      limits:
        "You cannot pass this authority on, nor use it on your own case or that of whoever gave it, and it ends with their office. If you do not know of it, or something is wrong, please ask them.",
      visit: "Please sign in and open “To do”:",
    },
  }),
  "delegation-revoked": defineWording({
    zh: {
      title: "您的授權已收回",
      prepare: "{delegator}（{agency}）已收回您承辦同仁密碼申請的授權，自收回時起不能再用。",
      decide: "{delegator}（{agency}）已收回您核准或退回同仁密碼申請的授權，自收回時起不能再用。",
      deputy: "{delegator}（{agency}）已收回您的職務代理，自收回時起不能再以代理人辦理同仁的密碼申請。",
      limits: "您手上未完成的案件，仍由人事主管辦理。若有疑問，請洽授權人。",
      visit: "網站：",
    },
    en: {
      title: "Your authority was taken back",
      prepare:
        "{delegator} ({agency}) has taken back your authority to prepare password requests of colleagues. It has ended.",
      decide:
        "{delegator} ({agency}) has taken back your authority to approve or return password requests of colleagues. It has ended.",
      deputy:
        "{delegator} ({agency}) no longer needs you as deputy. You cannot deal with password requests of colleagues in that place any more.",
      limits:
        "Requests that you have not finished remain with the HR supervisor. If you have questions, please ask them.",
      visit: "Site:",
    },
  }),
};

/** What a delegate is told of the authority they were given, or have no longer. */
export function delegationMail(mail: DelegationMail, voice: Voice): MailDocument {
  const { labels, time } = voice;
  const { delegator, agency } = mail;
  const dates: [string, string][] = [
    [labels.validFrom, time(mail.validFrom)],
    [labels.validTo, time(mail.validTo)],
  ];

  switch (mail.template) {
    case "delegation-granted": {
      const say = voice.say(mail.template, delegationWording[mail.template]);
      return {
        subject: voice.subject(say("title")),
        blocks: [
          voice.greeting,
          paragraph(say(mail.as, { delegator, agency })),
          facts(...dates),
          paragraph(say("limits")),
          link(say("visit"), voice.url),
          ...voice.closing,
        ],
      };
    }
    case "delegation-revoked": {
      const say = voice.say(mail.template, delegationWording[mail.template]);
      return {
        subject: voice.subject(say("title")),
        blocks: [
          voice.greeting,
          paragraph(say(mail.as, { delegator, agency })),
          facts(...dates, [labels.revoked, time(mail.revokedAt)]),
          paragraph(say("limits")),
          link(say("visit"), voice.url),
          ...voice.closing,
        ],
      };
    }
  }
}
