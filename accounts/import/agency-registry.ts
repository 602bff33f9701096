import { defineText } from "../../language/text";
import { dnKey, parseAgencyDn, recognisedName, type NamePart } from "./agency-names";
import { csvRecords } from "../files/csv";
import { fileError } from "../files/file-refused";

/** One agency of the registry, trimmed and valid. */
export interface RegistryRow {
  line: number;
  oid: string;
  name: string;
  phone: string | null;
  address: string | null;
  dn: string;
  /** Only the newer form of the file has one. */
  orgCode: string | null;
}

/** Why one line is refused while the others are taken over. */
export type RowProblem = "oid-missing" | "oid-shape" | "name-missing" | "dn-shape" | "too-long";

export interface RefusedRow {
  line: number;
  code: RowProblem;
  value: string;
}

export interface AgencyRegistry {
  rows: RegistryRow[];
  refused: RefusedRow[];
}

/** The forms of the file, the older and the newer. */
const headers = [
  ["機關名稱", "OID", "電話", "地址", "DN"],
  ["OrgName", "OID", "TEL", "Address", "DN", "OrgCode"],
];

const longest = 400;

/**
 * Reads the registry of agencies and their object identifiers (data.gov.tw dataset 7081), in either form of its header.
 * Values are trimmed and line breaks inside them removed.
 *
 * @throws FileRefused naming the line, when the file is broken as a whole: wrong header, not UTF-8, a line cut off or
 *   endless, an OID twice
 */
export async function readAgencyRegistry(source: AsyncIterable<Uint8Array>): Promise<AgencyRegistry> {
  const registry: AgencyRegistry = { rows: [], refused: [] };
  const lines = new Map<string, number>();
  const known = (header: string[]) => headers.some((names) => names.join() === header.join());
  for await (const { line, values } of csvRecords(source, known)) {
    const [name = "", oid = "", phone = "", address = "", dn = "", orgCode = ""] = values.map(tidy);
    const problem = problemOf({ name, oid, dn, values });
    if (problem) {
      registry.refused.push({ line, ...problem });
      continue;
    }
    if (lines.has(oid)) throw fileError("duplicate-oid", line, oid);
    lines.set(oid, line);
    registry.rows.push({
      line,
      oid,
      name,
      phone: phone || null,
      address: address || null,
      dn,
      orgCode: orgCode || null,
    });
  }
  if (registry.rows.length + registry.refused.length === 0) throw fileError("no-rows", 1);
  return registry;
}

function problemOf(row: {
  name: string;
  oid: string;
  dn: string;
  values: string[];
}): Omit<RefusedRow, "line"> | null {
  const long = row.values.find((value) => value.length > longest);
  if (long !== undefined) return { code: "too-long", value: long.slice(0, 20) };
  if (row.oid === "") return { code: "oid-missing", value: row.name };
  // X.660: arcs without leading zeros, the first 0 to 2.
  if (!/^[0-2](\.(0|[1-9]\d*)){2,}$/.test(row.oid)) return { code: "oid-shape", value: row.oid };
  if (row.name === "") return { code: "name-missing", value: row.oid };
  return parseAgencyDn(row.dn) ? null : { code: "dn-shape", value: row.dn };
}

/** Spaces of every kind around go, as do line breaks within: in Chinese there is none to keep. */
function tidy(value: string): string {
  return value
    .split(/[\r\n]/)
    .map((line) => line.trim())
    .join("");
}

/** What is known of an agency's place in the tree. */
export interface PlacedAgency {
  oid: string;
  name: string;
  dn: string;
}

export interface Placement {
  /** `null` for a root. */
  parentOid: string | null;
  parentBasis: "oid" | "dn" | "root";
  /** The name people recognise. */
  fullName: string;
}

/**
 * Proposes each agency's place: below its nearest OID ancestor (whole arcs), else below the nearest agency of its DN, else
 * at the root; and builds the name people recognise.
 *
 * @returns placements by OID
 */
export function placeAgencies(agencies: readonly PlacedAgency[]): Map<string, Placement> {
  const oids = new Set(agencies.map(({ oid }) => oid));
  const byDn = new Map<string, PlacedAgency>();
  const subordinates = new Set<string>();
  const parsed = agencies.map((agency) => ({ agency, dn: parseAgencyDn(agency.dn) ?? [] }));
  for (const { agency, dn } of parsed) {
    // The first of a DN counts: the same DN twice says nothing of who is above.
    if (!byDn.has(dnKey(dn))) byDn.set(dnKey(dn), agency);
    subordinates.add(dnKey(dn.slice(1)));
  }
  const known = {
    nameOf: (dn: string) => byDn.get(dn)?.name,
    hasSubordinates: (dn: string) => subordinates.has(dn),
  };
  return new Map(
    parsed.map(({ agency, dn }) => {
      const byOid = nearestAncestor(agency.oid, oids);
      const parentOid = byOid ?? nearestByDn(agency, dn, byDn);
      const parentBasis = byOid !== null ? "oid" : parentOid !== null ? "dn" : "root";
      return [agency.oid, { parentOid, parentBasis, fullName: recognisedName(agency.name, dn, known) }];
    }),
  );
}

function nearestAncestor(oid: string, oids: ReadonlySet<string>): string | null {
  for (let end = oid.lastIndexOf("."); end > 0; end = oid.lastIndexOf(".", end - 1)) {
    const ancestor = oid.slice(0, end);
    if (oids.has(ancestor)) return ancestor;
  }
  return null;
}

function nearestByDn(
  agency: PlacedAgency,
  dn: readonly NamePart[],
  byDn: ReadonlyMap<string, PlacedAgency>,
): string | null {
  for (let depth = 1; depth < dn.length; depth += 1) {
    const above = byDn.get(dnKey(dn.slice(depth)));
    if (above && above.oid !== agency.oid) return above.oid;
  }
  return null;
}

/** Says why a line was refused, for people. */
export const rowProblemWords = defineText({
  zh: {
    "oid-missing": "沒有 OID。",
    "oid-shape": "OID 格式不正確，應為以點分隔的數字，例如 2.16.886.101.20003。",
    "name-missing": "沒有機關名稱。",
    "dn-shape": "DN 格式不正確，應如 ou=人事處,ou=法務部,o=行政院,c=TW。",
    "too-long": "有欄位超過 400 個字元。",
  },
  en: {
    "oid-missing": "There is no OID.",
    "oid-shape": "Not an OID: numbers joined by dots, such as 2.16.886.101.20003.",
    "name-missing": "There is no name.",
    "dn-shape": "Not a DN such as ou=人事處,ou=法務部,o=行政院,c=TW.",
    "too-long": "A field has more than 400 characters.",
  },
});
