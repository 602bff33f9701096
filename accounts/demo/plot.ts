import type { CastKey } from "./cast";

/** Dated delegations of the demo; days count from the day it is loaded. */
export interface CastDelegation {
  from: CastKey;
  to: CastKey;
  kind: "staff" | "deputy";
  level: "prepare" | "decide";
  fromDay: number;
  toDay: number;
}

export const castDelegations: readonly CastDelegation[] = [
  {
    from: "keelungSupervisor",
    to: "preparingStaff",
    kind: "staff",
    level: "prepare",
    fromDay: -30,
    toDay: 150,
  },
  {
    from: "keelungSupervisor",
    to: "decidingStaff",
    kind: "staff",
    level: "decide",
    fromDay: -30,
    toDay: 150,
  },
  { from: "keelungSupervisor", to: "deputy", kind: "deputy", level: "decide", fromDay: -5, toDay: 25 },
  { from: "keelungSupervisor", to: "formerStaff", kind: "staff", level: "decide", fromDay: -200, toDay: -20 },
];

/** Whom to try the demo as, in the order of a first walk through it. */
export const castGuide: readonly { as: CastKey; zh: string; en: string }[] = [
  {
    as: "wangOfKeelung",
    zh: "使用者（基隆關）：試試忘記密碼",
    en: "employee (Keelung Customs): try a forgotten password",
  },
  { as: "keelungSupervisor", zh: "人事主管（基隆關）", en: "HR supervisor (Keelung Customs)" },
  { as: "preparingStaff", zh: "經授權的人事人員：可準備，由主管確認", en: "HR staff who may prepare" },
  { as: "decidingStaff", zh: "經授權的人事人員：可核准", en: "HR staff who may decide" },
  { as: "deputy", zh: "職務代理人（代理基隆關人事主管）", en: "deputy of the HR supervisor" },
  { as: "financeSupervisor", zh: "上級人事主管（財政部）", en: "superior HR (Ministry of Finance)" },
  { as: "agentChen", zh: "客服人員", en: "helpdesk agent" },
  { as: "agentHuang", zh: "客服人員（第二人）", en: "helpdesk agent (a second person)" },
  { as: "administrator", zh: "系統管理員", en: "administrator" },
  { as: "auditor", zh: "稽核人員", en: "auditor" },
];
