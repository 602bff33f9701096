import type { Voice } from "../voice";

/** Authority over password requests that a supervisor gives to somebody else. */
export interface Delegation {
  /** The supervisor it comes from, and where. */
  delegator: string;
  agency: string;
  /** `prepare` 承辦, `decide` 核准, `deputy` 職務代理人. */
  as: "prepare" | "decide" | "deputy";
  validFrom: number;
  /** The first instant at which it no longer holds. */
  validTo: number;
}

/** From when until when it holds, as rows of facts. */
export function dates(
  { validFrom, validTo }: Delegation,
  { labels, time }: Voice,
): [label: string, value: string][] {
  return [
    [labels.validFrom, time(validFrom)],
    [labels.validTo, time(validTo)],
  ];
}
