import { formatDate, formatDateTime } from "../../language/minguo";
import type { Calendar, Locale } from "../../language/locale";
import { defineText } from "../../language/text";
import { type Block, paragraph } from "../document";
import type { InBothLanguages, MailSite } from "../site";
import { defineWording, inWordsOf, type Rewording, type Say, type Sentences, type Wording } from "../wording";

export type TicketKind = "first-login" | "recovery";
export type TicketPath = "hr-supervisor" | "agency-certificate" | "helpdesk";

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
  /** What an administrator wrote instead of the shipped sentences. */
  rewording?: Rewording;
}

/** The context in the words of one language. */
export interface Voice {
  locale: Locale;
  site: string;
  url: string;
  /** `115/11/23（一）16:10` */
  time: (at: number) => string;
  kind: (kind: TicketKind) => string;
  path: (path: TicketPath) => string;
  /** Subject with the ticket's number and the remark that tells a real mail from a phishing drill. */
  subject: (title: string, number?: string) => string;
  labels: ReturnType<typeof words>;
  greeting: Block;
  /** 如仍有疑問請洽…, 感謝您的使用, and the mail's date: the manual's ending. */
  closing: readonly Block[];
  /** The sentences of a template, an administrator's where there are such. */
  say: <S extends Sentences>(template: string, wording: Wording<S>) => Say<S>;
}

/** The sentences that stand in every mail. */
export const everyMail = defineWording({
  zh: {
    greeting: "您好：",
    questions:
      "如仍有疑問，請洽{operator}客服專線 {phone}（{hours}）。本站信件一律由 {sender} 寄出，任何人都不會向您詢問密碼。",
    thanks: "感謝您的使用。",
  },
  en: {
    greeting: "Dear user,",
    questions:
      "If you still have questions, please call the helpdesk of {operator} at {phone} ({hours}). Our mail always comes from {sender}. Nobody will ever ask you for a password.",
    thanks: "Thank you for using our service.",
  },
});

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
    path: "途徑",
    agency: "機關",
    person: "使用者",
    account: "帳號",
    due: "處理時限",
    when: "時間",
    changedBy: "異動單位",
    issuer: "憑證簽發",
    code: "確認碼",
    linkUntil: "連結有效至",
    startedBy: "第一位承辦人",
    keeper: "憑證保管人",
    keeperIs: (title: string, name: string, extension: string) => `${title} ${name}（分機 ${extension}）`,
    operator: "操作者",
    command: "指令",
    about: "對象",
    validFrom: "生效",
    validTo: "到期",
    revoked: "收回",
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
    path: "Way",
    agency: "Agency",
    person: "Person",
    account: "Account",
    due: "Due by",
    when: "Time",
    changedBy: "Changed by",
    issuer: "Issued by",
    code: "Code",
    linkUntil: "Link works until",
    startedBy: "First person",
    keeper: "Card keeper",
    keeperIs: (title: string, name: string, extension: string) => `${title} ${name} (extension ${extension})`,
    operator: "Operator",
    command: "Command",
    about: "About",
    validFrom: "Valid from",
    validTo: "Valid until",
    revoked: "Taken back",
  },
});

/** Gives the context its words in the language asked for. */
export function voiceOf({ locale, calendar, site, at, rewording = {} }: MailContext): Voice {
  const labels = words(locale);
  const our = (both: InBothLanguages) => (locale === "en" ? both.en : both.zh);
  const kinds = { "first-login": labels.firstLogin, recovery: labels.recovery };
  const paths = {
    "hr-supervisor": labels.hrSupervisor,
    "agency-certificate": labels.agencyCertificate,
    helpdesk: labels.helpdesk,
  };
  const name = our(site.name);
  const common = {
    site: name,
    operator: our(site.agency),
    phone: site.phone,
    hours: our(site.hours),
    sender: site.sender,
  };
  const say: Voice["say"] = (template, wording) =>
    inWordsOf(wording, { locale, rewritten: rewording[template], common });
  const always = say("every-mail", everyMail);
  return {
    locale,
    site: name,
    url: site.url,
    time: (instant) => formatDateTime(instant, calendar, locale),
    kind: (kind) => kinds[kind],
    path: (path) => paths[path],
    subject: (title, number) => labels.subject(name, title, number ? ` ${number}` : ""),
    labels,
    greeting: paragraph(always("greeting")),
    closing: [
      paragraph(always("questions")),
      paragraph(always("thanks")),
      // The manual dates its mail 2026/11/23 whatever the reader's calendar.
      paragraph(formatDate(at, "gregorian", locale)),
    ],
    say,
  };
}
