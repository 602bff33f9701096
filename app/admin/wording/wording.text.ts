import { shippedSentences, type WordingProblem } from "../../../emails/wording-check";
import type { WordingName } from "../../../emails/wordings";
import type { Locale } from "../../../language/locale";
import { defineText } from "../../../language/text";
import { fieldOf } from "./mail-sample";

/** What each mail is called. */
export const mailNames = defineText<Record<WordingName, string>>({
  zh: {
    "every-mail": "每封信都有的文字",
    "status-link": "進度網址旁的文字",
    "staff-sign-in": "承辦人員信件的登入提示",
    "temporary-password": "一次性密碼",
    "request-received": "已收件",
    "more-information-needed": "請補充資料",
    approved: "核准",
    reply: "客服回覆",
    returned: "退回",
    refused: "未通過",
    withdrawn: "撤回",
    "handed-over": "轉由其他單位處理",
    "lapsing-soon": "一次性密碼即將失效",
    lapsed: "一次性密碼已失效",
    "password-exposed": "回信帶有一次性密碼",
    locked: "一次性密碼已停用",
    "password-changed": "密碼已變更",
    "address-changed": "電子郵件已變更",
    "address-confirmation": "確認電子郵件",
    "old-password-used": "有人以原密碼登入",
    "account-paused": "帳號暫停登入",
    "certificate-news": "自然人憑證的綁定與解除",
    "certificate-confirmation": "請確認自然人憑證",
    "decision-waiting": "待審核",
    escalated: "逾時轉由審核",
    "second-person-waiting": "待第二人確認",
    "change-waiting": "有變更待確認",
    "card-reset-notice": "機關憑證重設通知",
    undeliverable: "無法送達（承辦人員）",
    disputed: "當事人否認並通報",
    "break-glass": "緊急存取",
    "shell-act": "主機命令列的行為",
    "delegation-granted": "授權通知",
    "delegation-revoked": "收回授權通知",
  },
  en: {
    "every-mail": "In every mail",
    "status-link": "Beside the status link",
    "staff-sign-in": "Sign-in line of staff mail",
    "temporary-password": "Temporary password",
    "request-received": "Request received",
    "more-information-needed": "More information needed",
    approved: "Approved",
    reply: "Reply from the desk",
    returned: "Returned",
    refused: "Refused",
    withdrawn: "Withdrawn",
    "handed-over": "Handed over",
    "lapsing-soon": "Temporary password lapsing soon",
    lapsed: "Temporary password lapsed",
    "password-exposed": "Temporary password in a reply",
    locked: "Temporary password stopped",
    "password-changed": "Password changed",
    "address-changed": "Mail address changed",
    "address-confirmation": "Confirm a mail address",
    "old-password-used": "Old password used",
    "account-paused": "Sign-in paused",
    "certificate-news": "Citizen certificate bound or unbound",
    "certificate-confirmation": "Citizen certificate to be confirmed",
    "decision-waiting": "Waiting for decision",
    escalated: "Escalated",
    "second-person-waiting": "Second person waiting",
    "change-waiting": "A change waits",
    "card-reset-notice": "Agency card used",
    undeliverable: "Undeliverable (staff)",
    disputed: "Disputed and reported",
    "break-glass": "Emergency access",
    "shell-act": "Act of the shell",
    "delegation-granted": "Authority given",
    "delegation-revoked": "Authority taken back",
  },
});

/** The name of an outbox row's template; one that this version does not know is shown as it stands. */
export function mailName(template: string, locale: Locale): string {
  const names: Record<string, string> = mailNames(locale);
  return names[template] ?? template;
}

export const wordingText = defineText({
  zh: {
    title: "信件文字",
    lead: "每封信的預覽（範例資料，不含真實密碼），以及可以改寫的句子。各部分的順序固定，網址由系統放入。",
    mail: "信件",
    zh: "中文",
    en: "英文",
    rewritten: "已改寫",
    shipped: "原始",
    open: (mail: string, language: string) => `${mail}，${language}`,
    back: "回信件清單",
    subject: "主旨",
    html: "網頁格式",
    text: "純文字",
    frame: "信件預覽",
    cases: "其他情形",
    case: (n: number) => `情形 ${n}`,
    sentences: "句子",
    sentencesHint:
      "大括號中的名稱寄出時換成實際內容。任何句子都可使用 {site}（網站）、{operator}（主管機關）、{phone}（專線）、{hours}（服務時間）、{sender}（寄件人）。",
    sentence: (n: number) => `第 ${n} 句`,
    keep: (variables: string) => `須保留 ${variables}`,
    original: (text: string) => `原始文字：${text}`,
    present: (text: string) => `目前文字：${text}`,
    previewCase: "預覽哪一種情形",
    preview: "預覽（不儲存）",
    save: "儲存",
    restore: "還原為原始文字",
    saved: "已儲存，新寄出的信使用這些文字；已試寄過的信重寄時文字不變。",
    history: "變更紀錄",
    noHistory: "從未變更",
    problems: "尚不能儲存",
  },
  en: {
    title: "Wording of mail",
    lead: "Every mail with sample data (no real password), and the sentences that may be rewritten. The order of the parts is fixed, and links are put in by the system.",
    mail: "Mail",
    zh: "Chinese",
    en: "English",
    rewritten: "rewritten",
    shipped: "as shipped",
    open: (mail: string, language: string) => `${mail}, ${language}`,
    back: "Back to all mails",
    subject: "Subject",
    html: "HTML part",
    text: "Text part",
    frame: "Preview of the mail",
    cases: "Other cases",
    case: (n: number) => `Case ${n}`,
    sentences: "Sentences",
    sentencesHint:
      "Names in braces are replaced when the mail is sent. Every sentence may use {site}, {operator} (the agency in charge), {phone}, {hours} (of service) and {sender}.",
    sentence: (n: number) => `Sentence ${n}`,
    keep: (variables: string) => `Keep ${variables}`,
    original: (text: string) => `As shipped: ${text}`,
    present: (text: string) => `At present: ${text}`,
    previewCase: "Case to preview",
    preview: "Preview without saving",
    save: "Save",
    restore: "Back to what is shipped",
    saved:
      "Saved: mail sent from now on says this. A mail that was attempted before keeps its words when it is sent again.",
    history: "Changes",
    noHistory: "Never changed",
    problems: "Cannot be saved yet",
  },
});

const problemText = defineText({
  zh: {
    empty: "不可空白",
    "too-long": "最多 500 個字",
    "stray-brace": "大括號不成對；變數寫成 {site} 的樣子",
    link: "不可含網址或電子郵件地址，連結由系統放入",
    "missing-variable": (variable: string) => `缺少 {${variable}}`,
    "unknown-variable": (variable: string) => `不能使用 {${variable}}，這一句沒有這項資料`,
    of: (n: number, problems: string) => `第 ${n} 句：${problems}。`,
    and: "；",
  },
  en: {
    empty: "must not be empty",
    "too-long": "500 characters at most",
    "stray-brace": "braces do not match; write variables like {site}",
    link: "no web or mail address: links are put in by the system",
    "missing-variable": (variable: string) => `{${variable}} is missing`,
    "unknown-variable": (variable: string) => `{${variable}} cannot be used: this sentence has no such value`,
    of: (n: number, problems: string) => `Sentence ${n}: ${problems}.`,
    and: "; ",
  },
});

/** What is wrong with a template's sentences, by the field of each. */
export function problemLines(
  { name, locale: language }: { name: WordingName; locale: Locale },
  problems: Readonly<Record<string, readonly WordingProblem[]>>,
  locale: Locale,
): Record<string, string> {
  const text = problemText(locale);
  const lines = Object.keys(shippedSentences(name, language)).map((key, index) => {
    const said = (problems[key] ?? []).map((problem) =>
      "variable" in problem ? text[problem.code](problem.variable) : text[problem.code],
    );
    return [fieldOf(key), said.length === 0 ? null : text.of(index + 1, said.join(text.and))] as const;
  });
  return Object.fromEntries(lines.filter((line): line is [string, string] => line[1] !== null));
}
