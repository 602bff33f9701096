import { link, paragraph } from "../../document";
import { defineMail } from "../../template";
import { defineWording } from "../../wording";
import { account, agency } from "../sample-facts";
import type { TicketKind } from "../voice";

interface TemporaryPassword {
  kind: TicketKind;
  agency: string;
  /** 自訂帳號; null where the person has none yet and signs in with the national ID. */
  account: string | null;
}

/** The mail of the manual 第一次登入 ECPA 人事服務網操作說明, part by part in its order, in our own full sentences. */
export const temporaryPassword = defineMail({
  template: "temporary-password",
  joins: "password",
  answerable: true,
  wording: defineWording({
    zh: {
      reset: "會員密碼重設說明",
      initial: "會員初始密碼說明",
      about: "這封信是由{site}發出的會員密碼重設說明，案件編號 {number}。",
      aboutFirst: "這封信是由{site}發出的會員密碼重設說明（首次登入，設定初始密碼），案件編號 {number}。",
      member: "您是{site}（機關：{agency}，帳號：{account}）會員。",
      memberWithoutAccount: "您是{site}（機關：{agency}，帳號：尚未自訂，請以身分證字號登入）會員。",
      visit: "請連結至{site}：",
      password: "您的新密碼如下：",
      change: "（請在新密碼登入後變更）",
      validity:
        "這組密碼可使用至 {until}，只用來設定自己的密碼；設定完成後即失效。若您並未提出申請，請勿使用這組密碼，並立即與我們聯絡。",
      link: "請由下列連結設定自己的密碼：",
      linkValidity:
        "這個連結可使用至 {until}，設定完成後即失效；請勿轉寄。若您並未提出申請，請勿使用這個連結，並立即與我們聯絡。",
    },
    en: {
      reset: "How to sign in after your password reset",
      initial: "How to sign in for the first time",
      about: "This mail was sent by {site} to explain the reset of your member password, request {number}.",
      aboutFirst:
        "This mail was sent by {site} to explain the reset of your member password (initial password for your first login), request {number}.",
      member: "You are a member of {site} (agency: {agency}, account: {account}).",
      memberWithoutAccount:
        "You are a member of {site} (agency: {agency}, account: none chosen yet, please sign in with your national ID number).",
      visit: "Please go to {site}:",
      password: "Your new password is:",
      change: "(Please change it after signing in with the new password.)",
      validity:
        "This password works until {until} and only lets you set a password of your own; it then ends. If you did not ask for this, do not use the password and contact us at once.",
      link: "Set a password of your own at this address:",
      linkValidity:
        "This link works until {until} and ends once you have set a password; please do not pass it on. If you did not ask for this, do not use the link and contact us at once.",
    },
  }),
  sample: { kind: "recovery", agency, account },
  variations: [{ kind: "first-login", account: null }],
  document: (mail: TemporaryPassword, { say, voice, number, ...joined }) => {
    const { kind, agency, account } = mail;
    const first = kind === "first-login";
    const until = voice.time(joined.validUntilAt);
    return {
      subject: voice.subject(say(first ? "initial" : "reset"), number),
      blocks: [
        paragraph(say(first ? "aboutFirst" : "about", { number })),
        paragraph(
          account === null ? say("memberWithoutAccount", { agency }) : say("member", { agency, account }),
        ),
        link(say("visit"), voice.url),
        ...(joined.link === undefined
          ? [
              {
                kind: "password",
                label: say("password"),
                password: joined.password,
                note: say("change"),
              } as const,
              paragraph(say("validity", { until })),
            ]
          : [link(say("link"), joined.link), paragraph(say("linkValidity", { until }))]),
      ],
    };
  },
});
