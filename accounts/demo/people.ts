import type { RoleName } from "../types";
import type { DemoAgencyKey } from "./agencies";

/** An agency that a supervisor of the demo serves. */
export interface ScenarioService {
  agency: DemoAgencyKey;
  post: "main" | "concurrent";
  includesSubordinates: boolean;
}

/** Somebody of the demo with a part to play. The names are invented. */
export interface ScenarioPerson {
  agency: DemoAgencyKey;
  name: string;
  /** `null`: new, and has not chosen one yet. */
  account: string | null;
  title: string;
  unit: string;
  roles?: readonly RoleName[];
  serves?: readonly ScenarioService[];
  /** Has never signed in and has no password. */
  isNew?: boolean;
  email?: null;
  /** The local part of the address, where there is no account to take it from. */
  mailbox?: string;
  officePhone?: null;
}

const main = (agency: DemoAgencyKey, includesSubordinates = false): ScenarioService => ({
  agency,
  post: "main",
  includesSubordinates,
});
const concurrent = (agency: DemoAgencyKey): ScenarioService => ({
  agency,
  post: "concurrent",
  includesSubordinates: false,
});

/** Who plays a part in the demo. The keys are how tests and the other demo data name them. */
export const scenarioPeople = {
  keelungSupervisor: {
    agency: "keelungCustoms",
    name: "林怡君",
    account: "yichun.lin",
    title: "人事室主任",
    unit: "人事室",
    roles: ["hr-supervisor"],
    serves: [main("keelungCustoms")],
  },
  customsSupervisor: {
    agency: "customs",
    name: "吳淑芬",
    account: "shufen.wu",
    title: "人事室主任",
    unit: "人事室",
    roles: ["hr-supervisor"],
    serves: [main("customs", true), concurrent("taipeiTax")],
  },
  financeSupervisor: {
    agency: "finance",
    name: "許雅惠",
    account: "yahui.hsu",
    title: "人事處處長",
    unit: "人事處",
    roles: ["hr-supervisor"],
    serves: [main("finance")],
  },
  interiorSupervisor: {
    agency: "interior",
    name: "周志明",
    account: "chihming.chou",
    title: "人事處處長",
    unit: "人事處",
    roles: ["hr-supervisor"],
    serves: [main("interior", true)],
  },
  justiceSupervisor: {
    agency: "justiceHr",
    name: "鄭國華",
    account: "kuohua.cheng",
    title: "處長",
    unit: "人事處",
    roles: ["hr-supervisor"],
    serves: [main("justice", true)],
  },
  transportSupervisor: {
    agency: "transport",
    name: "謝文偉",
    account: "wenwei.hsieh",
    title: "人事處處長",
    unit: "人事處",
    roles: ["hr-supervisor"],
    serves: [main("transport", true)],
  },
  educationSupervisor: {
    agency: "education",
    name: "洪秀瑜",
    account: "hsiuyu.hung",
    title: "人事處處長",
    unit: "人事處",
    roles: ["hr-supervisor"],
    serves: [main("education", true)],
  },
  healthSupervisor: {
    agency: "health",
    name: "曾建宏",
    account: "chienhung.tseng",
    title: "人事處處長",
    unit: "人事處",
    roles: ["hr-supervisor"],
    serves: [main("health", true)],
  },
  taipeiSupervisor: {
    agency: "taipei",
    name: "廖美華",
    account: "meihua.liao",
    title: "人事處處長",
    unit: "人事處",
    roles: ["hr-supervisor"],
    serves: [main("taipei", true)],
  },
  yilanSupervisor: {
    agency: "yilan",
    name: "賴冠廷",
    account: "kuanting.lai",
    title: "人事處處長",
    unit: "人事處",
    roles: ["hr-supervisor"],
    serves: [main("yilan")],
  },
  personnelSupervisor: {
    agency: "personnel",
    name: "蘇惠雯",
    account: "huiwen.su",
    title: "人事室主任",
    unit: "人事室",
    roles: ["hr-supervisor"],
    serves: [main("personnel", true), main("executive")],
  },
  preparingStaff: {
    agency: "keelungCustoms",
    name: "張雅婷",
    account: "yating.chang",
    title: "科員",
    unit: "人事室",
  },
  decidingStaff: {
    agency: "keelungCustoms",
    name: "李宗翰",
    account: "tsunghan.lee",
    title: "專員",
    unit: "人事室",
  },
  deputy: { agency: "customs", name: "蔡佩珊", account: "peishan.tsai", title: "人事室專員", unit: "人事室" },
  formerStaff: {
    agency: "keelungCustoms",
    name: "劉育誠",
    account: "yucheng.liu",
    title: "科員",
    unit: "人事室",
  },
  agentChen: {
    agency: "personnel",
    name: "陳佳玲",
    account: "chialing.chen",
    title: "客服人員",
    unit: "資訊處",
    roles: ["agent"],
  },
  agentHuang: {
    agency: "personnel",
    name: "黃俊傑",
    account: "chunchieh.huang",
    title: "客服人員",
    unit: "資訊處",
    roles: ["agent"],
  },
  agentYang: {
    agency: "personnel",
    name: "楊雅雯",
    account: "yawen.yang",
    title: "客服組長",
    unit: "資訊處",
    roles: ["agent"],
  },
  administrator: {
    agency: "personnel",
    name: "蕭承恩",
    account: "chengen.hsiao",
    title: "系統管理師",
    unit: "資訊處",
    roles: ["administrator"],
  },
  secondAdministrator: {
    agency: "personnel",
    name: "彭柏翰",
    account: "pohan.peng",
    title: "系統分析師",
    unit: "資訊處",
    roles: ["administrator"],
  },
  auditor: {
    agency: "personnel",
    name: "郭美玲",
    account: "meiling.kuo",
    title: "稽核",
    unit: "政風室",
    roles: ["auditor"],
  },
  wangOfKeelung: {
    agency: "keelungCustoms",
    name: "王明",
    account: "ming.wang",
    title: "關務員",
    unit: "進口組",
  },
  wangOfPolice: { agency: "police", name: "王明", account: "wang.ming", title: "警務正", unit: "資訊室" },
  newcomer: {
    agency: "keelungCustoms",
    name: "何思穎",
    account: null,
    title: "辦事員",
    unit: "稽查組",
    isNew: true,
    mailbox: "szuying.ho",
  },
  newcomerWithoutAddress: {
    agency: "keelungCustoms",
    name: "江柏霖",
    account: null,
    title: "辦事員",
    unit: "保稅組",
    isNew: true,
    email: null,
  },
  newcomerOfPolice: {
    agency: "police",
    name: "羅欣蓉",
    account: null,
    title: "警員",
    unit: "保安組",
    isNew: true,
    mailbox: "hsinjung.lo",
  },
  withoutOfficePhone: {
    agency: "keelungCustoms",
    name: "高子安",
    account: "tzuan.kao",
    title: "技工",
    unit: "船隊",
    officePhone: null,
  },
  readdressed: {
    agency: "keelungCustoms",
    name: "葉品萱",
    account: "pinhsuan.yeh",
    title: "課員",
    unit: "出口組",
  },
} as const satisfies Record<string, ScenarioPerson>;

export type ScenarioPersonKey = keyof typeof scenarioPeople;
