import { facts, link, paragraph } from "../../document";
import { defineMail } from "../../template";
import { defineWording } from "../../wording";
import { agency, hourMs, sampleAt } from "../sample-facts";
import { type Delegation, dates } from "./delegation";

interface RevokedDelegation extends Delegation {
  revokedAt: number;
}

/** To whoever held a part of a supervisor's authority, when it is taken back before its end. */
export const delegationRevoked = defineMail({
  template: "delegation-revoked",
  joins: "nothing",
  wording: defineWording({
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
  sample: {
    delegator: "陳佳玲",
    agency,
    as: "decide",
    validFrom: sampleAt - 7 * 24 * hourMs,
    validTo: sampleAt + 83 * 24 * hourMs,
    revokedAt: sampleAt,
  },
  variations: [{ as: "prepare" }, { as: "deputy" }],
  document: (mail: RevokedDelegation, { say, voice }) => ({
    subject: voice.subject(say("title")),
    blocks: [
      paragraph(say(mail.as, { delegator: mail.delegator, agency: mail.agency })),
      facts(...dates(mail, voice), [voice.labels.revoked, voice.time(mail.revokedAt)]),
      paragraph(say("limits")),
      link(say("visit"), voice.url),
    ],
  }),
});
