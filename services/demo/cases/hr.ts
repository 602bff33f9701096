import { daysAgo, minutesAgo, officeMinutesAgo } from "../office-moments";
import {
  approves,
  at,
  calledBackBy,
  claims,
  later,
  letIn,
  note,
  sentAgain,
  staff,
  type Case,
  type Opening,
} from "./case";

const asks = (story: string): Opening => ({ asks: "hr-supervisor", story });
const keelung = { of: "keelungCustoms" } as const;

/** 人事單位協助: what waits with the HR of the Keelung customs and others, and how such cases end. */
export const hrCases: readonly Case[] = [
  // What waits.
  {
    about: { of: "library" },
    opened: officeMinutesAgo(95),
    how: { ...asks("調到閱覽組後第一次要用人事服務網，不確定帳號是不是員工編號。"), mistyped: true },
  },
  {
    about: { of: "corrections" },
    opened: officeMinutesAgo(520),
    how: { ...asks("忘記密碼，帳號可能打錯，請協助查詢。"), mistyped: true },
    then: [staff(60, "agentYang", note("姓名與帳號查無相符的人，已請總機轉達補充機關單位。"))],
  },
  { about: keelung, opened: officeMinutesAgo(38), how: asks("換了手機，想不起密碼。") },
  {
    about: keelung,
    opened: officeMinutesAgo(430),
    how: asks("請假三個月回來，密碼已經忘記。"),
    then: [staff(20, "decidingStaff", note("已電話詢問出口組，本人下午在座位。"))],
  },
  {
    about: { of: "keelungCustoms", isNew: true },
    opened: officeMinutesAgo(210),
    how: asks("本月到職，第一次登入。"),
  },
  { about: keelung, opened: officeMinutesAgo(590), how: asks("密碼輸入多次都不對，急需線上請假。") },
  { about: keelung, opened: officeMinutesAgo(1045), how: asks("值夜班，密碼忘記，無法線上簽到。") },
  { about: keelung, opened: officeMinutesAgo(830), how: asks("外勤單位，無法到人事室，請協助重設。") },
  {
    about: keelung,
    opened: officeMinutesAgo(130),
    how: { resetBy: "preparingStaff", proof: "in-person" },
  },
  {
    about: keelung,
    opened: officeMinutesAgo(310),
    how: asks("電腦重灌後記住的密碼不見了。"),
    then: [staff(130, "preparingStaff", approves)],
  },
  {
    about: "transportSupervisor",
    opened: officeMinutesAgo(160),
    how: { resetBy: "personnelSupervisor", proof: "extension", disableOldPassword: true },
  },
  // Prepared by the only HR person, who recorded the address: superior HR confirms.
  {
    about: { asIn: "recent hire" },
    opened: officeMinutesAgo(85),
    how: { resetBy: "customsSupervisor", proof: "in-person" },
  },
  // The address was changed by one of this agency's HR: another supervisor decides.
  { about: "readdressed", opened: officeMinutesAgo(70), how: asks("公務信箱換了新的網域，密碼也忘了。") },
  {
    about: { of: "yilan" },
    opened: officeMinutesAgo(260),
    how: asks("帳號被同仁借用過，想全部重設。"),
  },
  {
    about: { of: "weather" },
    opened: officeMinutesAgo(75),
    how: asks("I have returned from a year abroad and no longer know my password."),
    language: "en",
  },

  // On their way to the first login.
  {
    about: { of: "criminal" },
    opened: minutesAgo(95),
    how: { resetBy: "interiorSupervisor", proof: "document" },
    then: [
      at(minutesAgo(94), { mailServer: "is-busy" }),
      at(minutesAgo(40), { by: "interiorSupervisor", act: { type: "REISSUE" } }),
    ],
  },
  {
    about: { of: "police" },
    opened: officeMinutesAgo(1450),
    how: asks("出差時忘記密碼。"),
    then: [staff(150, "interiorSupervisor", approves), sentAgain(minutesAgo(150))],
  },
  {
    about: { of: "immigration" },
    opened: officeMinutesAgo(1500),
    how: asks("勤務中心輪班，收信時已超過時限。"),
    then: [
      staff(170, "interiorSupervisor", approves),
      sentAgain(minutesAgo(60)),
      at(minutesAgo(7), { signsIn: true }),
    ],
  },
  {
    about: { of: "investigation" },
    opened: daysAgo(2, "10:05"),
    how: { resetBy: "justiceSupervisor", proof: "extension" },
    then: [later(34, { mailBounces: "550 5.2.2 mailbox full" })],
  },
  {
    about: { of: "taipeiCivil" },
    opened: daysAgo(4, "11:02"),
    how: asks("新承辦人交接，忘記密碼。"),
    then: [staff(55, "taipeiSupervisor", approves)],
  },
  {
    about: { of: "criminal" },
    opened: daysAgo(3, "09:20"),
    how: { resetBy: "interiorSupervisor", proof: "in-person" },
    then: [later(190, { guessed: true })],
  },

  // How they end.
  {
    about: { of: "taipei" },
    opened: daysAgo(6, "14:11"),
    how: asks("想用私人信箱收新密碼。"),
    then: [
      staff(70, "taipeiSupervisor", {
        type: "RETURN",
        reason: "新密碼只能寄至留存的公務信箱。請先至人事處當面變更電子郵件後再申請。",
      }),
    ],
  },
  {
    about: { of: "diseaseControl" },
    opened: daysAgo(9, "16:02"),
    how: asks("忘記密碼。"),
    then: [later(25, { applicant: { type: "WITHDRAW" }, from: "mail" })],
  },
  {
    about: { of: "education" },
    opened: daysAgo(8, "13:40"),
    how: { ...asks("我要查別人的差勤資料，請給我密碼。"), mistyped: true },
    then: [
      staff(90, "agentHuang", {
        type: "DISMISS",
        reason: "查無此人，且所述用途與本人登入無關，不予受理。",
      }),
    ],
  },
  {
    about: keelung,
    opened: daysAgo(2, "15:12"),
    how: { resetBy: "decidingStaff", proof: "extension" },
    then: [later(80, { applicant: { type: "DISPUTE" }, from: "mail" })],
  },
  {
    about: { of: "executive" },
    opened: daysAgo(27, "10:30"),
    how: { ...asks("新進同仁，帳號待確認。"), mistyped: true },
    then: [staff(240, "agentChen", note("以電話聯絡所留號碼，為空號。"))],
  },
  {
    about: { of: "academy" },
    opened: daysAgo(11, "10:21"),
    how: asks("登入畫面一直說密碼錯誤。"),
    then: [
      later(47, { asksAgain: "hr-supervisor" }),
      staff(30, "personnelSupervisor", approves),
      ...letIn(65),
    ],
  },
  {
    name: "sick leave",
    about: { of: "taipei" },
    opened: daysAgo(6, "09:31"),
    how: asks("病假結束返回上班，忘記密碼。"),
  },
  {
    about: { of: "justice" },
    opened: daysAgo(13, "09:50"),
    how: asks("人事室主任出國，無人可核准。"),
    then: [
      staff(200, "agentHuang", {
        type: "HAND_OVER",
        to: "helpdesk",
        reason: "申請人來電，人事單位本週無人可核准，改由客服回撥確認。",
      }),
      staff(3, "agentHuang", claims),
      ...calledBackBy("agentHuang"),
      ...letIn(21),
    ],
  },
];
