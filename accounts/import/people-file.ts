import { oneLine } from "../../language/typed-text";
import { foldAccount, isAccountName } from "../identity/account-name";
import { csvRecords } from "../files/csv";
import { checkNationalId } from "../identity/national-id";
import type { PersonProblem } from "./people-file-words";
import { isMailAddress } from "../../language/mail-address";

/** One row of the file of people, folded and valid. What the file has no column for is `undefined`. */
export interface PersonRow {
  agencyOid: string;
  name: string;
  nationalId: string;
  account?: string | null;
  email?: string | null;
  officePhone?: string | null;
  extension?: string | null;
  title?: string | null;
  unit?: string | null;
  /** `YYYY-MM`. */
  joinedMonth?: string | null;
  managerName?: string | null;
  status?: "active" | "left";
}

export type PersonField = keyof PersonRow;

export interface RefusedPerson {
  column: string;
  code: PersonProblem;
}

export type PersonLine = { line: number; name: string } & ({ row: PersonRow } | { refused: RefusedPerson });

/** The columns, Chinese name first; any order, either language, the first three needed. */
export const personColumns: Readonly<Record<PersonField, readonly [zh: string, en: string]>> = {
  agencyOid: ["機關OID", "AgencyOID"],
  name: ["姓名", "Name"],
  nationalId: ["身分證字號", "NationalID"],
  account: ["自訂帳號", "Account"],
  email: ["電子郵件", "Email"],
  officePhone: ["公務電話", "OfficePhone"],
  extension: ["分機", "Extension"],
  title: ["職稱", "Title"],
  unit: ["單位", "Unit"],
  joinedMonth: ["到職年月", "JoinedMonth"],
  managerName: ["直屬主管姓名", "ManagerName"],
  status: ["狀態", "Status"],
};

const fields = Object.keys(personColumns) as PersonField[];
const needed: readonly PersonField[] = ["agencyOid", "name", "nationalId"];

/**
 * Streams the file of people (docs/import-people.md). A bad row is told with its column; the others go on.
 *
 * @throws FileRefused naming the line, when the file is broken as a whole
 */
export async function* readPeopleFile(source: AsyncIterable<Uint8Array>): AsyncGenerator<PersonLine> {
  let places: (PersonField | null)[] = [];
  const accepts = (header: string[]) => {
    places = header.map(fieldOf);
    const named = places.filter((field) => field !== null);
    return (
      places.length === named.length &&
      new Set(named).size === named.length &&
      needed.every((field) => named.includes(field))
    );
  };
  for await (const { line, values } of csvRecords(source, accepts)) {
    const texts = new Map<PersonField, string>();
    for (const [place, field] of places.entries()) if (field) texts.set(field, tidy(values[place] ?? ""));
    yield { line, name: texts.get("name") ?? "", ...judgeRow(texts, (field) => places.indexOf(field)) };
  }
}

function fieldOf(title: string): PersonField | null {
  const folded = title.normalize("NFKC").replaceAll(/\s/g, "").toLowerCase();
  return fields.find((field) => personColumns[field].some((name) => name.toLowerCase() === folded)) ?? null;
}

function judgeRow(
  texts: Map<PersonField, string>,
  placeOf: (field: PersonField) => number,
): { row: PersonRow } | { refused: RefusedPerson } {
  const row: Partial<Record<PersonField, string | null>> = {};
  for (const field of [...texts.keys()].sort((one, other) => placeOf(one) - placeOf(other))) {
    const verdict = readers[field](texts.get(field) ?? "");
    if ("code" in verdict) return { refused: { column: personColumns[field][0], code: verdict.code } };
    row[field] = verdict.value;
  }
  const { agencyOid, name, nationalId, status, ...rest } = row;
  return {
    row: {
      agencyOid: agencyOid ?? "",
      name: name ?? "",
      nationalId: nationalId ?? "",
      ...rest,
      ...(status === undefined ? {} : { status: status === "left" ? "left" : "active" }),
    },
  };
}

type Reading = { value: string | null } | { code: PersonProblem };
type Reader = (text: string) => Reading;

const words =
  (longest: number): Reader =>
  (text) =>
    text.length > longest ? { code: "too-long" } : { value: text === "" ? null : text };

const shaped =
  (code: PersonProblem, pattern: RegExp): Reader =>
  (text) =>
    text === "" ? { value: null } : pattern.test(text) ? { value: text } : { code };

const readers: Record<PersonField, Reader> = {
  agencyOid: (text) => (/^[0-2](\.\d+){2,}$/.test(text) ? { value: text } : { code: "agency-oid" }),
  name: (text) =>
    text === "" ? { code: "name-missing" } : text.length > 60 ? { code: "too-long" } : { value: text },
  nationalId: (text) => {
    const verdict = checkNationalId(text);
    return verdict.ok ? { value: verdict.value } : { code: `national-id-${verdict.code}` };
  },
  account: (text) => {
    const folded = foldAccount(text);
    return folded === "" ? { value: null } : isAccountName(folded) ? { value: folded } : { code: "account" };
  },
  email: (text) => {
    const folded = foldDomain(text);
    return folded === "" ? { value: null } : isMailAddress(folded) ? { value: folded } : { code: "email" };
  },
  officePhone: shaped("office-phone", /^(?=(?:\D*\d){7})[0-9+()#*~/ -]{7,40}$/),
  extension: shaped("extension", /^[0-9#*-]{1,12}$/),
  title: words(60),
  unit: words(60),
  joinedMonth: (text) => {
    if (text === "") return { value: null };
    const month = monthOf(text);
    return month ? { value: month } : { code: "joined-month" };
  },
  managerName: words(60),
  status: (text) => {
    if (["", "在職", "active"].includes(text.toLowerCase())) return { value: "active" };
    return ["離職", "left"].includes(text.toLowerCase()) ? { value: "left" } : { code: "status" };
  },
};

/** Reads 103/07, 10307 or 103年7月 (民國) and 2014-07, 201407 or 2014年7月 (西元) as `YYYY-MM`. */
function monthOf(text: string): string | null {
  const match = /^(?:民國)?(\d{2,4})\s*[-/.年]\s*(\d{1,2})月?$/.exec(text) ?? /^(\d{2,4})(\d{2})$/.exec(text);
  const year = Number(match?.[1]);
  const month = Number(match?.[2]);
  const western = year < 1000 ? year + 1911 : year;
  if (!match || month < 1 || month > 12 || western < 1930 || western > 2100) return null;
  return `${western}-${String(month).padStart(2, "0")}`;
}

/** The domain of a mail address knows no case; what stands before it may. */
function foldDomain(text: string): string {
  const at = text.lastIndexOf("@");
  return at < 0 ? text : text.slice(0, at) + text.slice(at).toLowerCase();
}

/** Compatible forms folded, on one line. */
const tidy = (text: string): string => oneLine(text.normalize("NFKC"));
