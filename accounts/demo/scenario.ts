import type { DemoAgencyKey } from "./agencies";
import type { ScenarioPersonKey } from "./people";

/** Dated delegations of the demo; days count from the beginning of its history. */
export interface ScenarioDelegation {
  from: ScenarioPersonKey;
  to: ScenarioPersonKey;
  kind: "staff" | "deputy";
  level: "prepare" | "decide";
  fromDay: number;
  toDay: number;
}

export const scenarioDelegations: readonly ScenarioDelegation[] = [
  {
    from: "keelungSupervisor",
    to: "preparingStaff",
    kind: "staff",
    level: "prepare",
    fromDay: -240,
    toDay: 120,
  },
  {
    from: "keelungSupervisor",
    to: "decidingStaff",
    kind: "staff",
    level: "decide",
    fromDay: -240,
    toDay: 120,
  },
  { from: "keelungSupervisor", to: "deputy", kind: "deputy", level: "decide", fromDay: -60, toDay: 120 },
  { from: "keelungSupervisor", to: "formerStaff", kind: "staff", level: "decide", fromDay: -200, toDay: -20 },
];

/** Whom to try the demo as, in the order of a first walk through it. */
export const scenarioGuide: readonly { as: ScenarioPersonKey; zh: string; en: string }[] = [
  {
    as: "wangOfKeelung",
    zh: "使用者（基隆關）：試試忘記密碼",
    en: "employee (Keelung Customs): try a forgotten password",
  },
  { as: "keelungSupervisor", zh: "人事主管（基隆關）", en: "HR supervisor (Keelung Customs)" },
  { as: "preparingStaff", zh: "經授權的人事人員：可準備，由主管確認", en: "HR staff who may prepare" },
  { as: "decidingStaff", zh: "經授權的人事人員：可核准", en: "HR staff who may decide" },
  { as: "deputy", zh: "職務代理人（代理基隆關人事主管）", en: "deputy of the HR supervisor" },
  {
    as: "customsSupervisor",
    zh: "人事主管（關務署，含所屬的基隆關）",
    en: "HR supervisor (Customs, and Keelung Customs below it)",
  },
  { as: "financeSupervisor", zh: "上級人事主管（財政部）", en: "superior HR (Ministry of Finance)" },
  { as: "agentChen", zh: "客服人員", en: "helpdesk agent" },
  { as: "agentHuang", zh: "客服人員（第二人）", en: "helpdesk agent (a second person)" },
  { as: "agentYang", zh: "客服組長", en: "helpdesk agent, leading the others" },
  { as: "administrator", zh: "系統管理員", en: "administrator" },
  { as: "secondAdministrator", zh: "系統管理員（第二人）", en: "administrator (a second person)" },
  { as: "auditor", zh: "稽核人員", en: "auditor" },
];

/** Who has never signed in: a first login asks them for the 身分證字號, which is printed with the guide. */
export const scenarioNewcomers: readonly { who: ScenarioPersonKey; zh: string; en: string }[] = [
  {
    who: "newcomer",
    zh: "新進人員（基隆關）：有自然人憑證，可試首次登入",
    en: "new (Keelung Customs), with a citizen's card: try a first login",
  },
  {
    who: "newcomerWithoutAddress",
    zh: "新進人員（基隆關）：沒有電子郵件，由人事單位補登",
    en: "new (Keelung Customs), without an address: HR records one",
  },
  { who: "newcomerOfPolice", zh: "新進人員（警政署）", en: "new (National Police Agency)" },
];

/**
 * Whose record is younger than 30 days: imported while the demo's history runs, the address recorded by the agency's only HR
 * person, for the rules that ask how long somebody is on record and who recorded them.
 */
export const scenarioRecentHire = {
  agency: "customs",
  name: "邱宜蓁",
  title: "書記",
  unit: "秘書室",
  email: "yichen.chiu@customs.example",
  recordedBy: "customsSupervisor",
  extension: "1873",
  managerName: "鍾文霖",
} as const satisfies { agency: DemoAgencyKey; recordedBy: ScenarioPersonKey; [more: string]: string };

/**
 * Whose address was changed lately, and by whom: neither who changed it nor the supervisor by whose leave may act on that
 * person's case for 30 days. The supervisor of the agency above, whose post includes this one, may.
 */
export const scenarioAddressChange = {
  of: "readdressed",
  by: "decidingStaff",
  address: "pinhsuan.yeh@customs-mail.example",
} as const satisfies { of: ScenarioPersonKey; by: ScenarioPersonKey; address: string };

/** What waits for a second person: an address that `prepare` staff typed, and a role that one administrator asks for. */
export const scenarioWaiting = {
  record: { of: "withoutOfficePhone", by: "preparingStaff", address: "tzuan.kao@customs-mail.example" },
  role: { of: "formerStaff", by: "administrator", role: "agent", reason: "客服人力不足，支援年底尖峰。" },
} as const satisfies {
  record: { of: ScenarioPersonKey; by: ScenarioPersonKey; address: string };
  role: { of: ScenarioPersonKey; by: ScenarioPersonKey; role: "agent"; reason: string };
};

/** Whose certificate waits for a second person, and who confirmed it first. */
export const scenarioCertificate = { of: "agentYang", by: "personnelSupervisor" } as const satisfies Record<
  "of" | "by",
  ScenarioPersonKey
>;

/** Who of the demo has a citizen's card, and what it is good for trying. */
export interface ScenarioCard {
  of: ScenarioPersonKey;
  /** The card carries the last four digits of the national ID. */
  digits: boolean;
  also?: readonly ("renewed" | "revoked" | "on-hold" | "expired")[];
  zh: string;
  en: string;
}

export const scenarioCards: readonly ScenarioCard[] = [
  {
    of: "wangOfKeelung",
    digits: true,
    also: ["renewed", "revoked", "on-hold", "expired"],
    zh: "一般使用者；另有換發後、已廢止、已停用、已過期的卡",
    en: "an employee; also a renewed, a revoked, a suspended and an expired card",
  },
  {
    of: "wangOfPolice",
    digits: false,
    zh: "同名同姓，卡片沒有末四碼：綁定後等候確認",
    en: "of the same name, a card without the last four digits: waits to be confirmed",
  },
  { of: "newcomer", digits: true, zh: "從未登入，以身分證字號驗證", en: "never signed in: by national ID" },
  {
    of: "keelungSupervisor",
    digits: true,
    zh: "特權帳號：綁定後等候確認",
    en: "a privileged account: waits to be confirmed",
  },
  {
    of: scenarioCertificate.of,
    digits: true,
    zh: "特權帳號：人事單位已確認，等第二人",
    en: "a privileged account: confirmed by HR, waits for a second person",
  },
];
