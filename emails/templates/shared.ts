import { formatDate, formatDateTime } from "../../language/minguo";
import type { Calendar, Locale } from "../../language/locale";
import { defineText } from "../../language/text";
import { type Block, paragraph } from "../document";
import type { InBothLanguages, MailSite, TicketKind, TicketPath } from "../mail";

/** What every mail is written with besides its own parameters. */
export interface MailContext {
  locale: Locale;
  calendar: Calendar;
  site: MailSite;
  /**
   * When the mail was ordered, in epoch milliseconds: the outbox row's `createdAt`, so that a repeated mail is the same to
   * the letter.
   */
  at: number;
}

/** The context in the words of one language. */
export interface Voice {
  locale: Locale;
  site: string;
  agency: string;
  url: string;
  phone: string;
  hours: string;
  sender: string;
  /** `115/11/23（一）16:10` */
  time: (at: number) => string;
  kind: (kind: TicketKind) => string;
  path: (path: TicketPath) => string;
  /** Subject with the ticket's number and the remark that tells a real mail from a phishing drill. */
  subject: (title: string, number?: string | null) => string;
  labels: { number: string; kind: string; agency: string; person: string; account: string; due: string };
  greeting: Block;
  /** 如仍有疑問請洽…, 感謝您的使用, and the mail's date: the manual's ending. */
  closing: readonly Block[];
}

const words = defineText({
  zh: {
    subject: (site: string, title: string, number: string) =>
      `［${site}］${title}${number}（非社交工程演練）`,
    firstLogin: "首次登入",
    recovery: "重設密碼",
    hrSupervisor: "人事單位協助",
    agencyCertificate: "機關憑證",
    helpdesk: "客服協助",
    number: "案件編號",
    kind: "申請事項",
    agency: "機關",
    person: "使用者",
    account: "帳號",
    due: "處理時限",
    greeting: "您好：",
    questions: (agency: string, phone: string, hours: string, sender: string) =>
      `如仍有疑問，請洽${agency}客服專線 ${phone}（${hours}）。本站信件一律由 ${sender} 寄出，任何人都不會向您詢問密碼。`,
    thanks: "感謝您的使用。",
  },
  en: {
    subject: (site: string, title: string, number: string) =>
      `[${site}] ${title}${number} (not a phishing drill)`,
    firstLogin: "first login",
    recovery: "password reset",
    hrSupervisor: "help from the personnel office",
    agencyCertificate: "agency certificate card",
    helpdesk: "help from the helpdesk",
    number: "Request",
    kind: "Asked for",
    agency: "Agency",
    person: "Person",
    account: "Account",
    due: "Due by",
    greeting: "Dear user,",
    questions: (agency: string, phone: string, hours: string, sender: string) =>
      `If you still have questions, please call the helpdesk of ${agency} at ${phone} (${hours}). Our mail always comes from ${sender}. Nobody will ever ask you for a password.`,
    thanks: "Thank you for using our service.",
  },
});

/** Gives the context its words in the language asked for. */
export function voiceOf({ locale, calendar, site, at }: MailContext): Voice {
  const say = words(locale);
  const our = (both: InBothLanguages) => (locale === "en" ? both.en : both.zh);
  const kinds = { "first-login": say.firstLogin, recovery: say.recovery };
  const paths = {
    "hr-supervisor": say.hrSupervisor,
    "agency-certificate": say.agencyCertificate,
    helpdesk: say.helpdesk,
  };
  const name = our(site.name);
  return {
    locale,
    site: name,
    agency: our(site.agency),
    url: site.url,
    phone: site.phone,
    hours: our(site.hours),
    sender: site.sender,
    time: (instant) => formatDateTime(instant, calendar, locale),
    kind: (kind) => kinds[kind],
    path: (path) => paths[path],
    subject: (title, number) => say.subject(name, title, number ? ` ${number}` : ""),
    labels: say,
    greeting: paragraph(say.greeting),
    closing: [
      paragraph(say.questions(our(site.agency), site.phone, our(site.hours), site.sender)),
      paragraph(say.thanks),
      // The manual dates its mail 2026/11/23 whatever the reader's calendar.
      paragraph(formatDate(at, "gregorian", locale)),
    ],
  };
}
