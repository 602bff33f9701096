import { daysAgo, minutesAgo } from "../office-moments";
import {
  at,
  later,
  letIn,
  orderedByCard,
  sentAgain,
  staff,
  verifiedBy,
  type Case,
  type Opening,
} from "./case";

const police: Opening = {
  cardOf: "interior",
  keeper: { name: "邱文誠", title: "專員", extension: "2610" },
};
const taipei: Opening = {
  cardOf: "taipei",
  keeper: { name: "游宜芬", title: "股長", extension: "7415" },
};

/** 機關憑證: two agencies whose keepers use their card, and one whose card was revoked. */
export const cardCases: readonly Case[] = [
  // Under way this minute; what is not carried on is closed by itself.
  { about: { of: "taipei" }, opened: minutesAgo(5), how: taipei },
  { about: { of: "police" }, opened: minutesAgo(4), how: police, then: [later(1, { provesCard: "good" })] },
  {
    about: { of: "taipeiCivil" },
    opened: minutesAgo(3),
    how: taipei,
    then: [later(1, { provesCard: "good" }), later(1, { choosesPerson: true })],
  },

  // Ordered.
  { about: "interiorSupervisor", opened: minutesAgo(200), how: police, then: orderedByCard(true) },
  {
    about: { of: "criminal" },
    opened: daysAgo(2, "09:02"),
    how: police,
    then: [...orderedByCard(), at(minutesAgo(21), { mailServer: "is-busy" }), sentAgain(minutesAgo(20))],
  },
  {
    about: { of: "taipei" },
    opened: daysAgo(2, "09:31"),
    how: taipei,
    then: [...orderedByCard(), sentAgain(minutesAgo(180))],
  },
  {
    about: { of: "immigration" },
    opened: daysAgo(2, "10:11"),
    how: police,
    then: [...orderedByCard(), sentAgain(minutesAgo(45)), at(minutesAgo(6), { signsIn: true })],
  },
  {
    about: { of: "police" },
    opened: daysAgo(1, "10:40"),
    how: police,
    then: [later(0, { mailServer: "refuses" }), ...orderedByCard()],
  },
  { about: { of: "taipeiCivil" }, opened: daysAgo(5, "11:20"), how: taipei, then: orderedByCard() },
  {
    about: { of: "interior" },
    opened: daysAgo(6, "15:15"),
    how: police,
    then: [...orderedByCard(), later(75, { guessed: true })],
  },

  // How they end.
  {
    about: { of: "police", isNew: true },
    opened: daysAgo(14, "09:20"),
    how: police,
    then: [...orderedByCard(), ...letIn(40)],
  },
  {
    about: { of: "taipei" },
    opened: daysAgo(10, "14:05"),
    how: taipei,
    then: [...orderedByCard(true), ...letIn(25)],
  },
  {
    about: "taipeiSupervisor",
    opened: daysAgo(12, "11:02"),
    how: taipei,
    then: [
      ...orderedByCard(),
      staff(50, "agentChen", {
        type: "REFUSE_SECOND",
        reason: "處長本人表示已想起密碼，不需重設。",
      }),
    ],
  },
  {
    about: { of: "police" },
    opened: daysAgo(8, "13:41"),
    how: police,
    then: [...orderedByCard(), later(30, { applicant: { type: "WITHDRAW" }, from: "mail" })],
  },
  {
    about: { of: "executive" },
    opened: daysAgo(7, "16:20"),
    how: { cardOf: "executive", keeper: { name: "詹建安", title: "科員", extension: "6500" } },
    then: [1, 2, 2, 3, 4].map((minutes) => later(minutes, { provesCard: "revoked" })),
  },
  {
    about: { of: "taipei" },
    opened: daysAgo(4, "16:30"),
    how: taipei,
    then: [...orderedByCard(), later(65, { applicant: { type: "DISPUTE" }, from: "mail" })],
  },
  {
    about: { asIn: "sick leave" },
    opened: daysAgo(6, "10:02"),
    how: taipei,
    then: [...orderedByCard(), ...letIn(28)],
  },
  {
    about: { of: "police" },
    opened: daysAgo(9, "15:00"),
    how: police,
    then: [later(1, { provesCard: "good" })],
  },
  {
    about: { of: "interior" },
    opened: daysAgo(3, "09:10"),
    how: police,
    then: [
      later(2, { provesCard: "good" }),
      later(1, { leavesCard: "承辦人輸入 PIN 碼後讀卡機斷線，請協助內政部秘書室同仁重設，分機 2610。" }),
      { pace: { officeMinutes: 30 }, by: "agentYang", identifies: true },
      ...verifiedBy("agentYang", 3),
      ...letIn(17),
    ],
  },
];
