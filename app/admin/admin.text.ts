import { defineText } from "../../language/text";

export const adminText = defineText({
  zh: {
    title: "系統管理",
    wording: "信件文字與預覽",
    parent: "機關的隸屬",
    stranded: "可能求助無門的帳號與機關",
    counts: "資料",
    agencies: "機關",
    people: "人員",
    openTickets: "未結案件",
    trust: "信任憑證與廢止清冊",
    listEnding: "清冊即將到期",
    listOver: "清冊已逾期",
    outbox: "郵件",
    waitingAndFailed: (waiting: number, failed: number) => `等待中 ${waiting} 封、失敗 ${failed} 封`,
  },
  en: {
    title: "Administration",
    wording: "Wording and preview of mail",
    parent: "An agency's place",
    stranded: "Who could be left without help",
    counts: "Data",
    agencies: "Agencies",
    people: "People",
    openTickets: "Open cases",
    trust: "Trusted certificates and revocation lists",
    listEnding: "a list ends soon",
    listOver: "a list is overdue",
    outbox: "Mail",
    waitingAndFailed: (waiting: number, failed: number) => `${waiting} waiting, ${failed} failed`,
  },
});
