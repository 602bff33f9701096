import { daysAgo, type When } from "../office-moments";
import { approves, letIn, orderedByCard, staff, verifiedBy, type Case } from "./case";
import type { ScenarioPersonKey } from "../../../accounts/demo/people";
import type { DemoAgencyKey } from "../../../accounts/demo/agencies";

const asked = (
  of: DemoAgencyKey,
  opened: When,
  story: string,
  wait: number,
  by: ScenarioPersonKey,
): Case => ({
  about: { of },
  opened,
  how: { asks: "hr-supervisor", story },
  then: [staff(wait, by, approves), ...letIn(20 + (wait % 45))],
});
const set = (of: DemoAgencyKey, opened: When, by: ScenarioPersonKey, isNew?: true): Case => ({
  about: { of, isNew },
  opened,
  how: { resetBy: by, proof: "in-person" },
  then: letIn(15),
});
const helped = (
  of: DemoAgencyKey,
  opened: When,
  story: string,
  wait: number,
  by: ScenarioPersonKey,
): Case => ({
  about: { of },
  opened,
  how: { asks: "helpdesk", story },
  then: [...verifiedBy(by, wait), ...letIn(10 + (wait % 30))],
});

/** Three weeks of cases in which somebody got in. */
export const solvedCases: readonly Case[] = [
  asked("keelungCustoms", daysAgo(15, "09:22"), "忘記密碼。", 45, "keelungSupervisor"),
  helped("justice", daysAgo(15, "10:40"), "職務異動後無法登入。", 33, "agentHuang"),
  helped("transport", daysAgo(13, "11:15"), "換新電腦，密碼遺失。", 20, "agentChen"),
  asked("yilan", daysAgo(12, "13:50"), "忘記密碼，需線上請假。", 110, "yilanSupervisor"),
  helped("library", daysAgo(10, "09:45"), "久未登入，忘記密碼。", 41, "agentChen"),
  set("keelungCustoms", daysAgo(9, "10:05"), "decidingStaff", true),
  asked("taipei", daysAgo(7, "09:15"), "育嬰留職停薪復職，忘記密碼。", 80, "taipeiSupervisor"),
  helped("weather", daysAgo(5, "14:35"), "輪值人員忘記密碼。", 15, "agentHuang"),
  asked("keelungCustoms", daysAgo(4, "10:20"), "忘記密碼。", 60, "decidingStaff"),
  helped("customs", daysAgo(4, "15:05"), "密碼忘記。", 22, "agentChen"),
  set("education", daysAgo(3, "13:45"), "educationSupervisor"),
  asked("personnel", daysAgo(2, "14:20"), "忘記密碼。", 40, "personnelSupervisor"),
  {
    about: { of: "taipeiCivil" },
    opened: daysAgo(1, "09:40"),
    how: { cardOf: "taipei", keeper: { name: "游宜芬", title: "股長", extension: "7415" } },
    then: [...orderedByCard(), ...letIn(35)],
  },
  helped("academy", daysAgo(1, "10:30"), "忘記密碼。", 16, "agentYang"),
];
