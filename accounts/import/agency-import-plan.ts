import type { NewRow, Row } from "../../db/change";
import { newId } from "../../db/ids";
import type { Random } from "../../db/types";
import { placeAgencies, type RegistryRow } from "./agency-registry";

type Agency = Row<"agencies">;

/** What a registry row says of an agency. */
const fields = ["name", "fullName", "dn", "phone", "address", "orgCode", "parentId", "parentBasis"] as const;
type Field = (typeof fields)[number];

export interface AgencyPlan {
  added: { line: number; row: Omit<NewRow<"agencies">, "createdAt" | "updatedAt"> }[];
  changed: { line: number; agency: Agency; set: Partial<Pick<Agency, Field>> }[];
  unchanged: { line: number; agency: Agency }[];
}

/**
 * Compares a registry with the agencies there are: what is new, what differs and in which fields. What is not in the file
 * stays, as does a parent that an administrator has set, and an org code where the file's form has none.
 */
export function planAgencyImport(
  existing: readonly Agency[],
  rows: readonly RegistryRow[],
  random: Random,
): AgencyPlan {
  const plan: AgencyPlan = { added: [], changed: [], unchanged: [] };
  const byOid = new Map(existing.map((agency) => [agency.oid, agency]));
  const inFile = new Set(rows.map(({ oid }) => oid));
  const placements = placeAgencies([...rows, ...existing.filter(({ oid }) => !inFile.has(oid))]);
  const ids = new Map(existing.map(({ oid, id }) => [oid, id]));
  for (const { oid } of rows) if (!ids.has(oid)) ids.set(oid, newId(random));

  for (const { line, oid, name, dn, phone, address, orgCode } of rows) {
    const place = placements.get(oid);
    if (!place) continue;
    const parentId = place.parentOid === null ? null : (ids.get(place.parentOid) ?? null);
    const said = {
      name,
      fullName: place.fullName,
      dn,
      phone,
      address,
      orgCode,
      parentId,
      parentBasis: place.parentBasis,
    };
    const agency = byOid.get(oid);
    if (!agency) {
      plan.added.push({ line, row: { id: ids.get(oid) ?? newId(random), oid, ...said } });
      continue;
    }
    const set = differences(agency, said);
    if (Object.keys(set).length === 0) plan.unchanged.push({ line, agency });
    else plan.changed.push({ line, agency, set });
  }
  return plan;
}

function differences(agency: Agency, said: Pick<Agency, Field>): Partial<Pick<Agency, Field>> {
  const kept = new Set<Field>([
    ...(agency.parentBasis === "administrator" ? (["parentId", "parentBasis"] as const) : []),
    ...(said.orgCode === null ? (["orgCode"] as const) : []),
  ]);
  return Object.fromEntries(
    fields
      .filter((field) => !kept.has(field) && agency[field] !== said[field])
      .map((field) => [field, said[field]]),
  );
}
