import type { TicketView } from "../../../db/queries/tickets";
import { defineText } from "../../../language/text";

/** The views of the desk, as the navigation names them. */
export const viewText = defineText<Record<TicketView, string>>({
  zh: {
    waiting: "待處理",
    mine: "我的案件",
    "due-soon": "即將逾時",
    "second-person": "待第二人確認",
    undeliverable: "郵件無法送達",
    "first-login": "等待首次登入",
    unidentified: "待確認身分",
    escalated: "人事逾期轉入",
    "all-open": "全部未結",
    closed: "已結案",
  },
  en: {
    waiting: "Waiting",
    mine: "Mine",
    "due-soon": "Due soon",
    "second-person": "Second person",
    undeliverable: "Undeliverable",
    "first-login": "First login awaited",
    unidentified: "To be identified",
    escalated: "Overdue at HR",
    "all-open": "All open",
    closed: "Closed",
  },
});

/** What else the navigation of staff pages says. */
export const staffNavigationText = defineText({
  zh: {
    shared: "共用檢視",
    more: "其他",
    certificates: "憑證待第二人確認",
    audit: "稽核軌跡",
    shell: "主機命令列",
    admin: "系統管理",
    waiting: "待另一位同意",
    roles: "角色",
    sessions: "工作人員的登入",
    tokens: "API 權杖",
    mail: "郵件",
    agent: "客服",
    auditor: "稽核",
    administrator: "系統管理",
  },
  en: {
    shared: "Shared views",
    more: "More",
    certificates: "Certificates to second",
    audit: "Audit trail",
    shell: "Shell",
    admin: "Administration",
    waiting: "Second administrator",
    roles: "Roles",
    sessions: "Sessions",
    tokens: "API tokens",
    mail: "Mail",
    agent: "helpdesk agent",
    auditor: "auditor",
    administrator: "administrator",
  },
});
