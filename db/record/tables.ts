import { getTableName } from "drizzle-orm";
import type { TableName } from "../change";
import type { Connection } from "../database";
import type { FoundColumn } from "../dialect/speech";
import { keyColumnsOf, rawTable, type RawRow, type RawTable, type RawValue } from "../raw-rows";
import type { RecordKeys } from "./keys";

/**
 * The tables whose rows are sealed: what says who somebody is, what they may do, what opens an account, and what was done. Each
 * with the columns that say none of this and change all day.
 */
const sealed = {
  agencies: [],
  people: ["last_login_at", "updated_at", "standing"],
  previousPasswords: [],
  personChanges: [],
  addressConfirmations: [],
  roles: [],
  servedAgencies: [],
  delegations: [],
  sessions: ["last_seen_at"],
  tickets: [],
  claims: [],
  history: [],
  // A backup has no seeds.
  temporaryPasswords: ["misses", "seed"],
  outbox: [
    "domain",
    "state",
    "attempts",
    "next_attempt_at",
    "lease_holder",
    "leased_until",
    "last_response",
    "wording_version",
    "failure",
    "first_tried_at",
    "gathered_into",
    "sent_at",
  ],
  evidence: [],
  certificateBindings: [],
  trustCertificates: [],
  crls: [],
  apiTokens: [],
  waitingChanges: [],
  knownBrowsers: [],
  settings: [],
  mailWordings: [],
} as const satisfies Partial<Record<TableName, readonly string[]>>;

/** How the rows of one table are sealed. */
export interface SealedTable extends RawTable {
  name: TableName;
  /** Whether a column, by its name in SQL, is part of what is sealed. */
  seals: (column: string) => boolean;
}

/** The sealed tables of a database as it is: also one that earlier migrations made. */
export async function sealedTablesOf(connection: Connection): Promise<Map<TableName, SealedTable>> {
  const { schema, speech, statement } = connection;
  const found = await statement<FoundColumn>(speech.columns).execute();
  const tables = new Map<TableName, SealedTable>();
  for (const [name, passing] of Object.entries(sealed) as [TableName, readonly string[]][]) {
    const sqlName = getTableName(schema[name]);
    const columns = found.filter(({ table }) => table === sqlName);
    if (columns.length > 0) tables.set(name, sealedTable(connection, { name, sqlName, passing, columns }));
  }
  return tables;
}

interface Found {
  name: TableName;
  sqlName: string;
  passing: readonly string[];
  columns: FoundColumn[];
}

function sealedTable(connection: Connection, { name, sqlName, passing, columns: all }: Found): SealedTable {
  const columns = all
    .filter((column) => !passing.includes(column.name))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
  const sealing = new Set(columns.map((column) => column.name));
  return {
    ...rawTable(connection, sqlName, { keyColumns: keyColumnsOf(all), columns }),
    name,
    seals: (column) => sealing.has(column),
  };
}

/** How a row's key is written in its seal. */
export const keyText = (key: readonly RawValue[]): string => key.map(String).join(" ");

/** The codes of a row, of one HMAC under the name of its table. */
export interface RowCodes {
  /** Kept beside the row; 128 bits in base64url. */
  seal: string;
  /** Its secret share in what all rows come to; 256 bits. */
  share: Buffer;
}

/** Makes the codes of a row. What is null is left out, so that a column that joins changes nothing. */
export function codesOf(keys: RecordKeys, table: SealedTable, row: RawRow): RowCodes {
  const values: unknown[] = [table.sqlName];
  for (const column in row) {
    const value = row[column];
    if (value === null) continue;
    values.push(column, Buffer.isBuffer(value) ? { base64: value.toString("base64") } : value);
  }
  const mac = keys.rowMac(JSON.stringify(values));
  return { seal: mac.toString("base64url", 0, 16), share: mac.subarray(32) };
}
