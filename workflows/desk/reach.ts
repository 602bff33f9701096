import type { Delegation, Service } from "../../db/queries/people";

/** Who serves which agency, and who stands in for them, at an instant. */
export interface Reach {
  readonly at: number;
  /** An agency with those above it up to the root: the agencies concerned, and those that actors serve elsewhere. */
  readonly lineages: ReadonlyMap<string, readonly string[]>;
  /** Services of the actors, and of whoever serves an agency concerned or one above it. */
  readonly services: readonly Service[];
  /** Delegations by whoever serves an agency concerned or one above it. */
  readonly delegated: readonly Delegation[];
}

export function isValid(delegation: Delegation, at: number): boolean {
  return delegation.revokedAt === null && delegation.validFrom <= at && at < delegation.validTo;
}

/** Whether a service reaches an agency: it is that agency, or above it with 含所屬; above without it is only superior. */
export function reachOf(
  service: Pick<Service, "agencyId" | "includesSubordinates">,
  lineage: readonly string[],
): "served" | "superior" | null {
  const distance = lineage.indexOf(service.agencyId);
  if (distance < 0) return null;
  return distance === 0 || service.includesSubordinates ? "served" : "superior";
}

/** The services at an agency and above it, and whether each reaches down to it. */
export function servicesFor({ lineages, services }: Reach, agencyId: string) {
  const lineage = lineages.get(agencyId) ?? [];
  return services.flatMap((service) => {
    const reach = reachOf(service, lineage);
    return reach === null ? [] : { ...service, reach };
  });
}

/** The delegations to deputies by these supervisors, in force. */
export const deputiesOf = ({ delegated, at }: Reach, supervisors: readonly string[]): Delegation[] =>
  delegated.filter(
    (one) => supervisors.includes(one.delegatorId) && one.kind === "deputy" && isValid(one, at),
  );

/** Supervisors of the agency, its deputies and superior HR, by what they are to it. */
export function decidersOf(
  reach: Reach,
  agencyId: string,
): Record<"supervisors" | "deputies" | "superiors", string[]> {
  const services = servicesFor(reach, agencyId);
  const idsOf = (some: { personId: string }[]) => [...new Set(some.map((one) => one.personId))];
  const supervisors = idsOf(services.filter((one) => one.reach === "served"));
  return {
    supervisors,
    deputies: deputiesOf(reach, supervisors).map((one) => one.delegateId),
    superiors: idsOf(services.filter((one) => one.agencyId !== agencyId)),
  };
}

/** Everybody who holds an HR role over an agency: its supervisors, and whoever they have delegated to. */
export function holdersOver(reach: Reach, agencyId: string): string[] {
  const { supervisors } = decidersOf(reach, agencyId);
  const delegates = reach.delegated
    .filter((one) => supervisors.includes(one.delegatorId) && isValid(one, reach.at))
    .map((one) => one.delegateId);
  return [...new Set([...supervisors, ...delegates])];
}
