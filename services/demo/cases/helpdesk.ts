import { daysAgo, minutesAgo, officeMinutesAgo } from "../office-moments";
import {
  at,
  calledBackBy,
  claims,
  later,
  letIn,
  note,
  passed,
  sentAgain,
  staff,
  startsVerifying,
  verifiedBy,
  verifies,
  type Case,
  type Opening,
  type PlainAct,
} from "./case";

const asks = (story: string): Opening => ({ asks: "helpdesk", story });
const notReached: PlainAct = { type: "NOT_REACHED" };
const failed: PlainAct = { type: "FAIL_VERIFICATION" };

/** 客服協助: the queue as the agents find it this morning, and how such cases end. */
export const helpdeskCases: readonly Case[] = [
  // Nobody has taken them up.
  { about: { of: "taipei" }, opened: officeMinutesAgo(18), how: asks("忘記密碼，下班前要送差勤單。") },
  { about: { of: "highways" }, opened: officeMinutesAgo(203), how: asks("密碼過期後改的新密碼忘記了。") },
  { about: { of: "health" }, opened: officeMinutesAgo(335), how: asks("人事單位說請洽客服，急件。") },
  {
    about: { of: "finance" },
    opened: officeMinutesAgo(120),
    how: {
      writes: {
        subject: "無法登入人事服務網",
        text: "您好：\r\n我是財政部同仁，從昨天起無法登入，畫面顯示帳號或密碼錯誤。\r\n請問要如何處理？謝謝。",
      },
    },
  },
  {
    about: { of: "interior" },
    opened: officeMinutesAgo(64),
    how: { ...asks("帳號記得是英文名字，密碼忘了。"), mistyped: true },
  },
  {
    about: { of: "weather" },
    opened: officeMinutesAgo(190),
    how: { ...asks("剛從公路總局調來，舊帳號不知道還能不能用。"), mistyped: true },
    then: [staff(40, "agentHuang", note("調任人員，待向原機關人事室確認自訂帳號。"))],
  },

  // Agents at work.
  {
    about: { of: "police" },
    opened: officeMinutesAgo(150),
    how: asks("手機與電腦都換新，密碼沒有備份。"),
    then: [staff(35, "agentChen", claims), staff(6, "agentChen", note("公務電話忙線，十分鐘後再撥。"))],
  },
  {
    about: { of: "library" },
    opened: officeMinutesAgo(230),
    how: asks("忘記密碼。"),
    then: [
      staff(25, "agentHuang", claims),
      staff(5, "agentHuang", {
        type: "REPLY",
        text: "您好，客服將於今日回撥您留存的公務電話，請留意來電。",
      }),
      later(60, {
        answersByMail: {
          subject: "Re: 案件回覆",
          text: "您好：\r\n今天下午我在三樓閱覽組支援，分機 3127，公務電話可能沒有人接。\r\n謝謝。",
        },
      }),
    ],
  },
  {
    about: { of: "taipeiTax" },
    opened: officeMinutesAgo(640),
    how: asks("登入後一直跳回首頁。"),
    then: [
      staff(30, "agentChen", claims),
      staff(15, "agentChen", {
        type: "ASK_APPLICANT",
        text: "請問是輸入密碼後跳回首頁，或是憑證登入後跳回首頁？請提供使用的瀏覽器名稱。",
      }),
      later(4, { answersByMachine: "您好，我於本週公出，有急事請洽代理人。" }),
    ],
  },
  {
    about: { of: "customs" },
    opened: officeMinutesAgo(560),
    how: asks("密碼正確但無法登入。"),
    then: [
      staff(40, "agentChen", claims),
      staff(10, "agentChen", { type: "ASK_APPLICANT", text: "請問錯誤訊息的全文？" }),
      at(minutesAgo(130), {
        applicant: { type: "SUPPLEMENT", text: "訊息是「帳號或密碼錯誤」，試了三次都一樣。" },
        from: "mail",
      }),
    ],
  },
  {
    about: { of: "taipeiCivil" },
    opened: officeMinutesAgo(58),
    how: { phones: "agentChen", story: "來電表示忘記密碼，已告知將回撥公務電話。" },
    then: [staff(46, "agentChen", startsVerifying), staff(3, "agentChen", passed("call-back"))],
  },
  {
    about: { of: "yilan" },
    opened: officeMinutesAgo(190),
    how: { phones: "agentChen", story: "忘記密碼，人在會議室，請稍後回撥。" },
    then: [staff(60, "agentChen", startsVerifying), staff(4, "agentChen", notReached)],
  },
  {
    about: { of: "corrections" },
    opened: officeMinutesAgo(300),
    how: { phones: "agentHuang", story: "值勤人員忘記密碼，下午三點後在辦公室。" },
    then: [
      staff(20, "agentHuang", startsVerifying),
      staff(3, "agentHuang", notReached),
      staff(63, "agentHuang", note("第二次回撥，轉接後無人接聽。")),
      later(1, { by: "agentHuang", act: notReached }),
      staff(10, "agentHuang", startsVerifying),
      staff(150, "agentHuang", note("總機說本人外出，一小時內會回來。")),
    ],
  },
  {
    about: { of: "criminal" },
    opened: officeMinutesAgo(140),
    how: asks("新任職務，忘記密碼。"),
    then: [
      staff(30, "agentChen", claims),
      staff(4, "agentChen", startsVerifying),
      staff(62, "agentChen", notReached),
    ],
  },
  {
    about: "healthSupervisor",
    opened: officeMinutesAgo(175),
    how: { phones: "agentHuang", story: "人事處處長本人來電，忘記密碼，部內無上級人事可協助。" },
    then: [...calledBackBy("agentHuang")],
  },
  {
    about: { of: "education" },
    opened: officeMinutesAgo(225),
    how: { phones: "agentChen", story: "忘記密碼，聲音與先前來電者不同。" },
    then: [
      staff(12, "agentChen", note("來電者說不出到職年月，請組長接手。")),
      { pace: { officeMinutes: 5 }, by: "agentChen", reassignsTo: "agentYang" },
      staff(40, "agentYang", startsVerifying),
      staff(4, "agentYang", failed),
    ],
  },
  {
    about: { of: "taipei" },
    opened: daysAgo(1, "09:12"),
    how: { phones: "agentHuang", story: "來電要求改寄私人信箱，核對資料多次不符。" },
    then: [
      staff(20, "agentHuang", startsVerifying),
      staff(3, "agentHuang", failed),
      staff(25, "agentHuang", failed),
      staff(60, "agentHuang", failed),
    ],
  },

  // On their way to the first login.
  {
    about: { of: "immigration" },
    opened: officeMinutesAgo(85),
    how: asks("國境隊輪班，請盡速協助。"),
    then: [...verifiedBy("agentYang", 31)],
  },
  {
    about: { of: "justice" },
    opened: daysAgo(3, "10:02"),
    how: asks("忘記密碼。"),
    then: [
      ...verifiedBy("agentChen"),
      at(minutesAgo(31), { mailServer: "is-busy" }),
      sentAgain(minutesAgo(30)),
    ],
  },
  {
    about: { of: "academy" },
    opened: daysAgo(3, "11:31"),
    how: asks("上課期間沒有收信，密碼逾期。"),
    then: [...verifiedBy("agentHuang"), sentAgain(minutesAgo(200))],
  },
  {
    about: { of: "diseaseControl" },
    opened: daysAgo(3, "14:20"),
    how: asks("忘記密碼，居家辦公中。"),
    then: [...verifiedBy("agentChen"), sentAgain(minutesAgo(75)), at(minutesAgo(9), { signsIn: true })],
  },
  {
    about: { of: "transport" },
    opened: daysAgo(3, "15:05"),
    how: asks("密碼忘記。"),
    then: [later(1, { mailServer: "refuses" }), ...verifiedBy("agentYang")],
  },
  {
    about: { of: "investigation" },
    opened: daysAgo(5, "09:34"),
    how: { phones: "agentChen", story: "外勤返所，忘記密碼。" },
    then: [...calledBackBy("agentChen")],
  },
  {
    about: { of: "finance" },
    opened: daysAgo(4, "13:35"),
    how: asks("忘記密碼。"),
    then: [...verifiedBy("agentHuang"), later(95, { guessed: true })],
  },

  // How they end.
  {
    about: "taipeiSupervisor",
    opened: daysAgo(7, "10:44"),
    how: { phones: "agentChen", story: "自稱人事處處長，急著出席會議，要求立即重設。" },
    then: [
      ...calledBackBy("agentChen"),
      staff(40, "agentYang", {
        type: "REFUSE_SECOND",
        reason: "與處長室確認，本人今日未曾來電，請改由當面辦理。",
      }),
    ],
  },
  {
    about: { of: "executive" },
    opened: daysAgo(5, "09:05"),
    how: asks("登入失敗三次。"),
    then: [later(38, { applicant: { type: "REMEMBERED" }, from: "session" })],
  },
  {
    about: { of: "personnel" },
    opened: daysAgo(10, "11:10"),
    how: { phones: "agentHuang", story: "來電推銷資安軟體，非本站使用者。", unknown: true },
    then: [staff(6, "agentHuang", { type: "DISMISS", reason: "非本站使用者，來電與登入無關。" })],
  },
  {
    about: { of: "keelungCustoms" },
    opened: daysAgo(3, "16:01"),
    how: { phones: "agentHuang", story: "忘記密碼，要求寄送一次性密碼。" },
    then: [...calledBackBy("agentHuang"), later(140, { applicant: { type: "DISPUTE" }, from: "mail" })],
  },
  {
    about: { of: "library" },
    opened: daysAgo(27, "14:02"),
    how: { writes: { subject: "帳號問題", text: "請問怎麼登入？" } },
    then: [
      staff(60, "agentChen", { type: "MESSAGES_READ" }),
      staff(1, "agentChen", note("信中未留姓名與機關，無從查詢。")),
    ],
  },
  {
    about: { of: "interior" },
    opened: daysAgo(12, "09:15"),
    how: asks("忘記密碼。"),
    then: [later(22, { asksAgain: "helpdesk" }), ...verifiedBy("agentChen", 45), ...letIn(18)],
  },
  {
    about: { of: "police" },
    opened: daysAgo(6, "09:40"),
    how: { ...asks("帳號打錯，密碼忘記。"), mistyped: true },
    then: [
      { pace: { officeMinutes: 25 }, by: "agentYang", identifies: true },
      ...verifiedBy("agentYang", 4),
      ...letIn(30),
    ],
  },
  {
    about: { of: "health" },
    opened: daysAgo(9, "10:18"),
    how: asks("一次性密碼逾期，請再寄一次。"),
    then: [
      staff(20, "agentHuang", claims),
      staff(3, "agentHuang", startsVerifying),
      staff(4, "agentHuang", notReached),
      staff(70, "agentHuang", passed("call-back")),
      staff(1, "agentHuang", passed("joined-month")),
      staff(1, "agentHuang", passed("national-id-tail")),
      staff(1, "agentHuang", verifies),
      ...letIn(1300),
    ],
  },
];
