import { getTableName } from "drizzle-orm";
import type { Database as Sqlite, Statement } from "better-sqlite3";
import type { TableName } from "../change";
import * as schema from "../schema";
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

/** A row as SQLite has it, by the names of its columns. */
export type RawValue = string | number | bigint | Buffer | null;
export type RawRow = Record<string, RawValue>;

/** How the rows of one table are sealed. */
export interface SealedTable {
  name: TableName;
  /** Its name in SQL. */
  sqlName: string;
  /** The columns of its key, in SQL. */
  keyColumns: string[];
  /** Whether a column, by its name in SQL, is part of what is sealed. */
  seals(column: string): boolean;
  /** The row of these key values. */
  row: Statement<unknown[], RawRow>;
  /** The first so many rows in the order of keys, and the first so many after a key. */
  firstRows: Statement<unknown[], RawRow>;
  rowsAfter: Statement<unknown[], RawRow>;
  keyOf(row: RawRow): RawValue[];
}

/** The sealed tables of a database as it is: also one that earlier migrations made. */
export function sealedTablesOf(sqlite: Sqlite): Map<TableName, SealedTable> {
  return new Map(
    (Object.entries(sealed) as [TableName, readonly string[]][]).flatMap(([name, passing]) => {
      const sqlName = getTableName(schema[name]);
      const all = sqlite.pragma(`table_xinfo(${sqlName})`) as { name: string; pk: number }[];
      if (all.length === 0) return [];
      const keyColumns = all
        .filter(({ pk }) => pk > 0)
        .sort((one, other) => one.pk - other.pk)
        .map((column) => column.name);
      const columns = all.map((column) => column.name).filter((column) => !passing.includes(column));
      const text = [...columns].sort().join(", ");
      const tuple = `(${keyColumns.join(", ")})`;
      const places = `(${keyColumns.map(() => "?").join(", ")})`;
      const table: SealedTable = {
        name,
        sqlName,
        keyColumns,
        seals: (column) => columns.includes(column),
        row: sqlite.prepare(`select ${text} from ${sqlName} where ${tuple} = ${places}`),
        firstRows: sqlite.prepare(`select ${text} from ${sqlName} order by ${keyColumns.join(", ")} limit ?`),
        rowsAfter: sqlite.prepare(
          `select ${text} from ${sqlName} where ${tuple} > ${places} order by ${keyColumns.join(", ")} limit ?`,
        ),
        keyOf: (row) => keyColumns.map((column) => row[column] ?? null),
      };
      return [[name, table]];
    }),
  );
}

const batch = 500;

/** A table's rows in the order of their keys, a batch at a time. */
export function* batchesOf(table: SealedTable): Generator<RawRow[]> {
  let rows = table.firstRows.all(batch);
  while (rows.length > 0) {
    yield rows;
    rows = table.rowsAfter.all(...table.keyOf(rows.at(-1) ?? {}), batch);
  }
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
