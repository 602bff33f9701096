import type { Context } from "../desk/context";

/** Why somebody could be left without a way in on the day they need one. */
export type Lack =
  /** Nobody of HR reaches the agency. */
  | "no-hr"
  /** One person of HR does, and nobody stands above them. */
  | "one-hr"
  /** So many of its people have no number to be called back on. */
  | "no-number"
  /** So many of its people have no address. */
  | "no-address";

export interface StrandedAgency {
  agencyId: string;
  agencyName: string;
  /** How many active people it has. */
  people: number;
  lacks: { lack: Lack; count: number }[];
}

export interface Stranded {
  /** Agencies in which somebody could be left outside, the gravest first. */
  agencies: StrandedAgency[];
  /** There are more than are listed. */
  more: boolean;
  /** Fewer than two of these: nobody is left to be the second person. */
  few: ("administrator" | "agent")[];
  /** Holders of a role who have no number or no address. */
  staff: { name: string; agencyName: string; lacks: Lack[] }[];
}

const most = 200;
const gravity: readonly Lack[] = ["no-hr", "one-hr", "no-address", "no-number"];

/**
 * Who could be stranded, beforehand: agencies whose people nobody of HR could let in, or only one person with nobody to be
 * the second, and accounts without a number or an address.
 */
export async function strandedNow({ store, clock }: Pick<Context, "store" | "clock">): Promise<Stranded> {
  const at = clock();
  const counts = await store.people.countsByAgency();
  const roles = await store.people.rolesInForce(at);
  const holders = await store.people.byIds([...new Set(roles.map(({ personId }) => personId))]);
  const active = roles.filter(({ personId }) => holders.get(personId)?.status === "active");
  const supervisors = active.filter(({ role }) => role === "hr-supervisor").map(({ personId }) => personId);
  const services = await store.people.servicesOf([...new Set(supervisors)], at);
  const serving = new Map<string, string[]>();
  for (const { agencyId, personId } of services)
    serving.set(agencyId, [...(serving.get(agencyId) ?? []), personId]);
  const { lineages } = await store.agencies.lineages(counts.map(({ agencyId }) => agencyId));

  const agencies = counts.flatMap(({ agencyId, agencyName, people, withoutNumber, withoutAddress }) => {
    // Whoever serves an agency above is superior HR, with 含所屬 or without.
    const helping = new Set((lineages.get(agencyId) ?? []).flatMap((id) => serving.get(id) ?? []));
    const lacks = [
      { lack: "no-hr" as const, count: helping.size === 0 ? people : 0 },
      { lack: "one-hr" as const, count: helping.size === 1 ? people : 0 },
      { lack: "no-address" as const, count: withoutAddress },
      { lack: "no-number" as const, count: withoutNumber },
    ].filter(({ count }) => count > 0);
    return lacks.length === 0 ? [] : [{ agencyId, agencyName, people, lacks }];
  });
  const weight = ({ lacks }: StrandedAgency) => gravity.indexOf(lacks[0]?.lack ?? "no-number");
  const sorted = agencies.toSorted(
    (one, other) =>
      weight(one) - weight(other) ||
      other.people - one.people ||
      one.agencyName.localeCompare(other.agencyName, "zh-Hant-TW"),
  );
  const held = (role: string) =>
    new Set(active.filter((one) => one.role === role).map((one) => one.personId));
  return {
    agencies: sorted.slice(0, most),
    more: sorted.length > most,
    few: (["administrator", "agent"] as const).filter((role) => held(role).size < 2),
    staff: [...new Set(active.map(({ personId }) => personId))].flatMap((id) => {
      const person = holders.get(id);
      const lacks: Lack[] = [
        ...(person?.email === null ? (["no-address"] as const) : []),
        ...(person?.officePhone === null ? (["no-number"] as const) : []),
      ];
      return person && lacks.length > 0 ? [{ name: person.name, agencyName: person.agencyName, lacks }] : [];
    }),
  };
}
