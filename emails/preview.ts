import type { SendableMail, Template } from "./mail";
import type { WordingName } from "./wordings";

// 115/11/23（一）09:41 in Taipei, the day of the designs.
const at = Date.UTC(2026, 10, 23, 1, 41);
const hour = 3_600_000;

/** When the samples were written. */
export const sampleAt = at;

const number = "R1151123-0042";
const statusUrl = "https://ecpa.example.gov.tw/status/q4Vt0Zc9mA2xW7rLk1YpNf";
const agency = "法務部人事處";
const person = "王小明";

/** One sample of every template, with invented people and a password that was never issued. */
export const samples: { [T in Template]: Extract<SendableMail, { template: T }> } = {
  "temporary-password": {
    template: "temporary-password",
    number,
    kind: "recovery",
    agency,
    account: "wang.ming",
    password: "K5L6H5W8",
    validUntilAt: at + 24 * hour,
  },
  "request-received": {
    template: "request-received",
    number,
    kind: "recovery",
    path: "hr-supervisor",
    promisedAt: at + 6.5 * hour,
    statusUrl,
  },
  "more-information-needed": {
    template: "more-information-needed",
    number,
    question: "請說明您目前服務的單位，以及方便接聽電話的時間。",
    answerByAt: at + 24 * hour,
    statusUrl,
  },
  approved: { template: "approved", number, decidedBy: agency, secondPerson: false, statusUrl },
  reply: {
    template: "reply",
    number,
    text: "您好，您的公務電話目前轉接至總機，請告知方便接聽的分機。",
    writtenBy: "陳佳玲",
    statusUrl,
  },
  returned: {
    template: "returned",
    number,
    reason: "申請人已於上週調任，請改向新任機關的人事單位提出。",
    decidedBy: agency,
    statusUrl,
  },
  refused: {
    template: "refused",
    number,
    path: "agency-certificate",
    reason: "機關憑證連續五次未能通過驗證。",
    statusUrl,
  },
  withdrawn: { template: "withdrawn", number, by: "applicant", withdrawnAt: at, statusUrl },
  "handed-over": {
    template: "handed-over",
    number,
    from: "hr-supervisor",
    to: "helpdesk",
    promisedAt: at + 6.5 * hour,
    reason: "人事主管今日請假。",
    statusUrl,
  },
  "lapsing-soon": { template: "lapsing-soon", number, validUntilAt: at + 3 * hour, statusUrl },
  lapsed: {
    template: "lapsed",
    number,
    lapsedAt: at,
    resendsLeft: 2,
    resendUntilAt: at + 7 * 24 * hour,
    statusUrl,
  },
  "password-exposed": { template: "password-exposed", number, foundAt: at, statusUrl },
  locked: { template: "locked", number, lockedAt: at, statusUrl },
  "password-changed": {
    template: "password-changed",
    number,
    account: "wang.ming",
    changedAt: at,
    how: "after-temporary",
  },
  "address-changed": {
    template: "address-changed",
    account: "wang.ming",
    changedAt: at,
    changedBy: "法務部人事處人事主管",
  },
  "address-confirmation": {
    template: "address-confirmation",
    account: "wang.ming",
    recordedAt: at,
    recordedBy: agency,
    confirmUrl: "https://ecpa.example.gov.tw/confirm-address/q4Vt0Zc9mA2xW7rLk1YpNf",
  },
  "old-password-used": { template: "old-password-used", number, account: "wang.ming", usedAt: at },
  "certificate-news": {
    template: "certificate-news",
    news: "bound",
    account: "wang.ming",
    issuer: "內政部憑證管理中心",
    code: "7F3A09",
    happenedAt: at,
  },
  "certificate-confirmation": {
    template: "certificate-confirmation",
    account: "wang.ming",
    issuer: "內政部憑證管理中心",
    code: "7F3A09",
    boundAt: at,
    validUntilAt: at + 7 * 24 * hour,
    binding: "7f3a09",
    confirmUrl: "https://ecpa.example.gov.tw/certificate/confirm/7f3a09.q4Vt0Zc9mA2xW7rLk1YpNf",
  },
  "decision-waiting": {
    template: "decision-waiting",
    items: [
      { number, kind: "recovery", agency, person, dueAt: at + 6.5 * hour },
      { number: "R1151123-0040", kind: "first-login", agency, person: "陳美玲", dueAt: at + 2 * hour },
    ],
  },
  escalated: {
    template: "escalated",
    number,
    kind: "recovery",
    agency,
    person,
    from: "supervisor",
    dueAt: at + 6.5 * hour,
  },
  "second-person-waiting": {
    template: "second-person-waiting",
    number,
    kind: "recovery",
    agency,
    person,
    startedBy: "林志明（法務部人事處）",
    dueAt: at + 6.5 * hour,
  },
  "card-reset-notice": {
    template: "card-reset-notice",
    number,
    agency,
    person,
    keeper: { name: "張雅婷", title: "科員", extension: "3217" },
    orderedAt: at,
  },
  undeliverable: {
    template: "undeliverable",
    number,
    agency,
    person,
    response: "550 5.1.1 <ming@moj.example>: Recipient address rejected: User unknown",
    failedAt: at,
  },
  disputed: { template: "disputed", number, agency, person, disputedAt: at },
  "break-glass": {
    template: "break-glass",
    number,
    operator: "console",
    account: "admin.lin",
    reason: "全體系統管理員均無法登入。",
    brokenAt: at,
  },
  "delegation-granted": {
    template: "delegation-granted",
    delegator: "陳佳玲",
    agency,
    as: "deputy",
    validFrom: at + 24 * hour,
    validTo: at + 8 * 24 * hour,
  },
  "delegation-revoked": {
    template: "delegation-revoked",
    delegator: "陳佳玲",
    agency,
    as: "decide",
    validFrom: at - 7 * 24 * hour,
    validTo: at + 83 * 24 * hour,
    revokedAt: at,
  },
};

/** What the one sample of a template does not show: its other sentences. */
const variations: { [T in Template]?: Partial<Extract<SendableMail, { template: T }>>[] } = {
  "temporary-password": [{ kind: "first-login", account: null }],
  "more-information-needed": [{ answerByAt: null }],
  approved: [{ secondPerson: true }],
  "handed-over": [{ promisedAt: null, reason: null }],
  withdrawn: [{ by: "desk" }],
  lapsed: [{ resendUntilAt: null }, { resendsLeft: 0 }],
  "password-changed": [{ how: "by-oneself" }],
  escalated: [{ from: "deputy" }, { from: "superior-hr" }],
  "delegation-granted": [{ as: "prepare" }, { as: "decide" }],
  "delegation-revoked": [{ as: "prepare" }, { as: "deputy" }],
};

/** Which template shows the sentences that several share. */
const sharedIn: Record<Exclude<WordingName, Template>, Template> = {
  "every-mail": "temporary-password",
  "status-link": "request-received",
  "staff-sign-in": "decision-waiting",
};

/** The samples that show every sentence of a template, at least one. */
export function samplesOf(name: WordingName): [SendableMail, ...SendableMail[]] {
  const template = isShared(name) ? sharedIn[name] : name;
  const sample = samples[template];
  const others = (variations[template] ?? []) as Partial<SendableMail>[];
  return [sample, ...others.map((other) => ({ ...sample, ...other }) as SendableMail)];
}

const isShared = (name: WordingName): name is keyof typeof sharedIn => Object.hasOwn(sharedIn, name);
