import type { StateValueFrom } from "xstate";
import type { Locale } from "../../language/locale";
import { defineText } from "../../language/text";
import type { machines } from "../machines/machines";
import type { StepName, TicketChannel, TicketKind, TicketPath } from "../machines/types";

type Dotted<V> = V extends string
  ? V
  : { [K in keyof V & string]: `${K}.${Dotted<NonNullable<V[K]>>}` }[keyof V & string];

/** Every state of every path as a ticket keeps it, `passwordHandover.mailed`. */
export type StateName = Exclude<
  Dotted<StateValueFrom<(typeof machines)[keyof typeof machines]>>,
  "passwordHandover"
>;

/** How a case may end. */
type OutcomeName = "solved" | "returned" | "withdrawn" | "refused" | "disputed" | "expired" | "joined";

/** 案件類別. */
export const kindWords = defineText<Record<TicketKind, string>>({
  zh: { "first-login": "首次登入", recovery: "重設密碼" },
  en: { "first-login": "First login", recovery: "Password reset" },
});

/** 途徑. */
export const pathWords = defineText<Record<TicketPath, string>>({
  zh: { "hr-supervisor": "人事單位協助", "agency-certificate": "機關憑證", helpdesk: "客服協助" },
  en: { "hr-supervisor": "HR office", "agency-certificate": "Agency certificate", helpdesk: "Helpdesk" },
});

/** Whom a path stands for, where a sentence names who carries on. */
export const pathPartyWords = defineText<Record<TicketPath, string>>({
  zh: { "hr-supervisor": "人事單位", "agency-certificate": "機關憑證", helpdesk: "客服" },
  en: { "hr-supervisor": "HR", "agency-certificate": "the agency's card", helpdesk: "the helpdesk" },
});

/** How a case came in. */
export const channelWords = defineText<Record<TicketChannel, string>>({
  zh: { web: "網路申請", phone: "來電", hr: "人事單位", card: "機關憑證", console: "主控台", mail: "來信" },
  en: {
    web: "Web request",
    phone: "Phone call",
    hr: "HR office",
    card: "Agency certificate",
    console: "Console",
    mail: "Mail",
  },
});

/** The labels of the path line's steps. */
export const stepWords = defineText<Record<StepName, string>>({
  zh: {
    received: "收件",
    identification: "確認身分",
    decision: "人事單位審核",
    confirmation: "主管確認",
    card: "驗證機關憑證",
    choice: "選定同仁",
    order: "簽署",
    claim: "受理",
    verification: "身分核對",
    "second-person": "第二人確認",
    mail: "寄出一次性密碼",
    "first-login": "首次登入驗證",
    solved: "結案",
    returned: "退回",
    withdrawn: "撤回",
    refused: "不受理",
    disputed: "撤回並通報",
    expired: "逾期結案",
    joined: "併案",
    "handed-over": "轉出",
  },
  en: {
    received: "Received",
    identification: "Identification",
    decision: "HR decision",
    confirmation: "Supervisor's confirmation",
    card: "Agency card proven",
    choice: "Person chosen",
    order: "Order signed",
    claim: "Claimed",
    verification: "Caller verified",
    "second-person": "Second person",
    mail: "Temporary password mailed",
    "first-login": "First login verified",
    solved: "Solved",
    returned: "Returned",
    withdrawn: "Withdrawn",
    refused: "Dismissed",
    disputed: "Reported",
    expired: "Expired",
    joined: "Joined",
    "handed-over": "Handed over",
  },
});

/** What a step is called on the line of this path; a handover says to whom. */
export function stepLabel(step: { key: StepName; path: TicketPath }, locale: Locale): string {
  if (step.key !== "handed-over") return stepWords(locale)[step.key];
  const party = pathPartyWords(locale)[step.path];
  return locale === "en" ? `Handed to ${party}` : `轉由${party}`;
}

/** Where a case stands. */
export const stateWords = defineText<Record<StateName, string>>({
  zh: {
    submitted: "待確認身分",
    awaitingDecision: "待人事單位審核",
    awaitingConfirmation: "待主管確認",
    approved: "已核准",
    challenge: "待驗證機關憑證",
    cardProven: "待選定同仁",
    personChosen: "待簽署",
    statementSigned: "已簽署",
    received: "已收件",
    claimed: "已受理",
    verifyingCaller: "身分核對中",
    awaitingAnswer: "待申請人補充",
    awaitingCallBack: "待回撥",
    verified: "核對通過",
    awaitingSecondPerson: "待第二人確認",
    decisionOutdated: "核准已不適用",
    "passwordHandover.issuing": "寄送一次性密碼中",
    "passwordHandover.mailed": "已寄出，待首次登入",
    "passwordHandover.firstLogin": "已登入，待設定自己的密碼",
    "passwordHandover.undeliverable": "郵件無法送達",
    "passwordHandover.lapsed": "一次性密碼已逾期",
    "passwordHandover.locked": "一次性密碼已鎖住",
    "passwordHandover.solved": "已結案",
    solved: "已結案",
    returned: "已退回",
    withdrawn: "已撤回",
    refused: "不受理",
    disputed: "已撤回並通報",
    expired: "逾期結案",
    joined: "已併案",
    handedOver: "已轉出",
  },
  en: {
    submitted: "To be identified",
    awaitingDecision: "Waiting for HR's decision",
    awaitingConfirmation: "Waiting for the supervisor's confirmation",
    approved: "Approved",
    challenge: "Waiting for the agency's card",
    cardProven: "Waiting for a person to be chosen",
    personChosen: "Waiting for the signed order",
    statementSigned: "Order signed",
    received: "Received",
    claimed: "Claimed",
    verifyingCaller: "Verifying the caller",
    awaitingAnswer: "Waiting for the applicant's answer",
    awaitingCallBack: "Call-back due",
    verified: "Caller verified",
    awaitingSecondPerson: "Waiting for a second person",
    decisionOutdated: "Decision outdated",
    "passwordHandover.issuing": "Mailing the temporary password",
    "passwordHandover.mailed": "Mailed, waiting for the first login",
    "passwordHandover.firstLogin": "Signed in, own password to be set",
    "passwordHandover.undeliverable": "Mail undeliverable",
    "passwordHandover.lapsed": "Temporary password lapsed",
    "passwordHandover.locked": "Temporary password locked",
    "passwordHandover.solved": "Solved",
    solved: "Solved",
    returned: "Returned",
    withdrawn: "Withdrawn",
    refused: "Dismissed",
    disputed: "Withdrawn and reported",
    expired: "Closed, time ran out",
    joined: "Joined to another case",
    handedOver: "Handed over",
  },
});

/** The words of a stored state; what this version does not know is shown as it stands. */
export function stateLabel(state: string, locale: Locale): string {
  const words = stateWords(locale);
  return isStateName(state, words) ? words[state] : state;
}

const isStateName = (state: string, words: Record<StateName, string>): state is StateName =>
  Object.hasOwn(words, state);

/** How a case ended. */
const outcomeWords = defineText<Record<OutcomeName, string>>({
  zh: {
    solved: "完成首次登入驗證",
    returned: "退回",
    withdrawn: "申請人撤回",
    refused: "不受理",
    disputed: "申請人否認並通報",
    expired: "逾期未完成",
    joined: "併入另一案",
  },
  en: {
    solved: "First login verified",
    returned: "Returned",
    withdrawn: "Withdrawn by the applicant",
    refused: "Dismissed",
    disputed: "Denied and reported by the applicant",
    expired: "Not completed in time",
    joined: "Joined to another case",
  },
});

/** The words of a closed case's outcome. */
export function outcomeLabel(outcome: string, locale: Locale): string {
  const words: Record<string, string> = outcomeWords(locale);
  return words[outcome] ?? outcome;
}

/** Who acted, where it was nobody with a name. */
export const actorWords = defineText({
  zh: {
    system: "系統",
    applicant: "申請人",
    card: "機關憑證保管人",
    console: "主控台",
    unknown: "不明",
  },
  en: {
    system: "The system",
    applicant: "The applicant",
    card: "The card's keeper",
    console: "The console",
    unknown: "Somebody",
  },
});

/** The name of an actor as history and audit keep them. */
export function actorLabel(actorKind: string, name: string | undefined, locale: Locale): string {
  const words = actorWords(locale);
  if (actorKind === "person") return name ?? words.unknown;
  if (actorKind === "system" || actorKind === "card" || actorKind === "console") return words[actorKind];
  return words.applicant;
}

/** The checks of caller verification that ship with the product, in full and in short. */
const checkText = defineText({
  zh: {
    "call-back": "回撥留存之公務電話",
    "joined-month": "到職年月相符",
    "manager-name": "直屬主管姓名相符",
    "national-id-tail": "身分證字號末四碼相符",
  },
  en: {
    "call-back": "Called back on the number on record",
    "joined-month": "Month of joining agrees",
    "manager-name": "Manager's name agrees",
    "national-id-tail": "Last four of the national ID agree",
  },
});

const shortCheckText = defineText({
  zh: {
    "call-back": "回撥",
    "joined-month": "到職年月",
    "manager-name": "直屬主管",
    "national-id-tail": "證號末四碼",
  },
  en: {
    "call-back": "Call-back",
    "joined-month": "month of joining",
    "manager-name": "manager",
    "national-id-tail": "last four",
  },
});

/** What a check asks; one that an administrator added is shown under its own name. */
export function checkLabel(check: string, locale: Locale, form: "full" | "short" = "full"): string {
  const words: Record<string, string> = (form === "full" ? checkText : shortCheckText)(locale);
  return words[check] ?? check;
}
