import { facts, link, paragraph } from "../../document";
import { defineMail } from "../../template";
import { defineWording } from "../../wording";
import { agency, hourMs, sampleAt } from "../sample-facts";
import { type Delegation, dates } from "./delegation";

/** To whoever was given a part of a supervisor's authority. */
export const delegationGranted = defineMail({
  template: "delegation-granted",
  joins: "nothing",
  wording: defineWording({
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
  sample: {
    delegator: "陳佳玲",
    agency,
    as: "deputy",
    validFrom: sampleAt + 24 * hourMs,
    validTo: sampleAt + 8 * 24 * hourMs,
  },
  variations: [{ as: "prepare" }, { as: "decide" }],
  document: (mail: Delegation, { say, voice }) => ({
    subject: voice.subject(say("title")),
    blocks: [
      paragraph(say(mail.as, { delegator: mail.delegator, agency: mail.agency })),
      facts(...dates(mail, voice)),
      paragraph(say("limits")),
      link(say("visit"), voice.url),
    ],
  }),
});
