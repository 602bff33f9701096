import type { Random } from "../../db/types";
import { inventNationalId } from "../identity/national-id";
import type { RoleName } from "../types";
import { demoAgencies, type DemoAgencyKey } from "./agencies";
import { scenarioPeople, type ScenarioPersonKey, type ScenarioPerson } from "./people";
import { inventName, pick } from "./names";

/** Everybody of the demo who has a password has this one. It satisfies both profiles. */
export const demoPassword = "Paper-Lantern-Harbour-26";

export interface DemoPerson {
  /** The part played, or `null` for one of the many. */
  part: ScenarioPersonKey | null;
  agency: DemoAgencyKey;
  name: string;
  account: string | null;
  nationalId: string;
  email: string | null;
  officePhone: string | null;
  extension: string | null;
  title: string;
  unit: string;
  /** `YYYY-MM`. */
  joinedMonth: string;
  managerName: string;
  hasPassword: boolean;
  /** How long before the demo's history begins the record was made. */
  recordedDaysBefore: number;
  roles: readonly RoleName[];
}

const dayMs = 24 * 60 * 60 * 1000;

/** How many people the demo has. */
const population = 200;

const posts = [
  ["科員", "秘書室"],
  ["專員", "企劃組"],
  ["科長", "主計室"],
  ["辦事員", "總務科"],
  ["技士", "資訊室"],
  ["書記", "文書科"],
  ["分析師", "資訊室"],
  ["稽查員", "政風室"],
] as const;

/** Where more of the people are: the agencies whose HR and cards are tried. */
const larger: readonly DemoAgencyKey[] = ["keelungCustoms", "keelungCustoms", "police", "taipei"];

/** People on record for years, and new ones who have waited some weeks for their first login. */
const recordedDaysBefore = { usual: 500, isNew: 24 };

/**
 * The people of the demo: those of the scenario, and enough others to search among. Names are invented, national IDs pass
 * the check and are nobody's by intention, addresses end in `.example` (RFC 2606). The same random source gives the same
 * people.
 *
 * @param at when the demo's history begins
 */
export function demoPeople(random: Random, at: number): DemoPerson[] {
  const accounts = new Set<string>();
  const numbers = new Set<string>();
  const people: DemoPerson[] = [];
  const parts = Object.entries(scenarioPeople) as [ScenarioPersonKey, ScenarioPerson][];
  for (const [part, member] of parts) {
    if (member.account !== null) accounts.add(member.account);
    people.push({
      part,
      ...peopleFields(random, numbers, member, people.length, at),
      roles: member.roles ?? [],
    });
  }
  const agencies = [...(Object.keys(demoAgencies) as DemoAgencyKey[]), ...larger];
  while (people.length < population) {
    const { name, account } = inventName(random);
    const [title, unit] = pick(random, posts);
    const agency = agencies[people.length % agencies.length] ?? "executive";
    // One in fourteen is new; every other of these has no address yet.
    const isNew = people.length % 14 === 0;
    const member: ScenarioPerson = {
      agency,
      name,
      account: isNew ? null : unused(account, accounts),
      mailbox: isNew ? unused(account, accounts) : undefined,
      title,
      unit,
      isNew,
      ...(people.length % 28 === 14 ? { email: null } : {}),
    };
    people.push({ part: null, ...peopleFields(random, numbers, member, people.length, at), roles: [] });
  }
  return people;
}

function peopleFields(
  random: Random,
  numbers: Set<string>,
  member: ScenarioPerson,
  index: number,
  at: number,
): Omit<DemoPerson, "part" | "roles"> {
  const { agency, name, account, mailbox, title, unit, isNew = false } = member;
  const [years = 0, months = 0] = random(2);
  const daysBefore = isNew ? recordedDaysBefore.isNew : recordedDaysBefore.usual;
  const recorded = new Date(at - daysBefore * dayMs).toISOString();
  const joined = isNew
    ? recorded.slice(0, 7)
    : `${Number(recorded.slice(0, 4)) - 1 - (years % 24)}-${String(1 + (months % 12)).padStart(2, "0")}`;
  return {
    agency,
    name,
    account,
    nationalId: unusedNumber(random, numbers),
    email:
      member.email === null
        ? null
        : `${account ?? mailbox ?? `newcomer${index}`}@${agency.toLowerCase()}.example`,
    officePhone: member.officePhone === null ? null : demoAgencies[agency].phone,
    extension: member.officePhone === null ? null : String(1000 + index * 7),
    title,
    unit,
    joinedMonth: joined,
    managerName: inventName(random).name,
    hasPassword: !isNew,
    recordedDaysBefore: daysBefore,
  };
}

function unused(account: string, taken: Set<string>): string {
  let free = account;
  for (let number = 2; taken.has(free); number += 1) free = `${account}${number}`;
  taken.add(free);
  return free;
}

function unusedNumber(random: Random, taken: Set<string>): string {
  for (;;) {
    const number = inventNationalId(random);
    if (taken.has(number)) continue;
    taken.add(number);
    return number;
  }
}
