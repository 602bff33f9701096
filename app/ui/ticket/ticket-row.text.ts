import { defineText } from "../../../language/text";

/** When a case is due and why it waits, in a list. */
export const ticketRowText = defineText({
  zh: {
    paused: "暫停計時",
    noDue: "—",
    late: (time: string) => `逾時 ${time}`,
    left: (time: string) => `剩 ${time}`,
    minutes: (n: number) => `${n} 分`,
    hours: (n: number) => `${n} 小時`,
    days: (n: number) => `${n} 天`,
    missing: (n: number) => (n === 0 ? "已達標準" : `還差 ${n} 項`),
    notReached: (n: number) => `第 ${n} 次未接通`,
    deputy: "已轉職務代理人",
    superior: "已轉上級人事單位",
    usableUntil: (time: string) => `有效至 ${time}`,
  },
  en: {
    paused: "Clock paused",
    noDue: "—",
    late: (time: string) => `${time} late`,
    left: (time: string) => `${time} left`,
    minutes: (n: number) => `${n} min`,
    hours: (n: number) => `${n} h`,
    days: (n: number) => `${n} d`,
    missing: (n: number) => (n === 0 ? "ready to verify" : `${n} to go`),
    notReached: (n: number) => `not reached, try ${n}`,
    deputy: "with the deputy",
    superior: "with superior HR",
    usableUntil: (time: string) => `usable until ${time}`,
  },
});
