import { getTableName, sql } from "drizzle-orm";
import type { TableName } from "../change";
import type { Connection } from "../database";
import type { FoundColumn } from "../dialect/speech";
import { ask, first, type Steps } from "../steps";
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

/** A row as both databases have it, by the names of its columns. */
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
  seals: (column: string) => boolean;
  /** The row of these key values. */
  row: (key: readonly RawValue[]) => Steps<RawRow | undefined>;
  /** The next rows in the order of keys, at most so many: the first, or those after a key. */
  rowsAfter: (key: readonly RawValue[] | null, limit: number) => Steps<RawRow[]>;
  keyOf: (row: RawRow) => RawValue[];
}

/** The sealed tables of a database as it is: also one that earlier migrations made. */
export async function sealedTablesOf(connection: Connection): Promise<Map<TableName, SealedTable>> {
  const { schema, speech, statement } = connection;
  const found = statement<FoundColumn>(speech.columnsOf(sql.placeholder("table")));
  const tables = new Map<TableName, SealedTable>();
  for (const [name, passing] of Object.entries(sealed) as [TableName, readonly string[]][]) {
    const sqlName = getTableName(schema[name]);
    const columns = await found.execute({ table: sqlName });
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

function sealedTable(
  { speech, statement }: Connection,
  { name, sqlName, passing, columns: all }: Found,
): SealedTable {
  const keyColumns = all
    .filter(({ keyPlace }) => keyPlace > 0)
    .sort((one, other) => one.keyPlace - other.keyPlace)
    .map((column) => column.name);
  const columns = all
    .filter((column) => !passing.includes(column.name))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
  const listed = sql.join(
    columns.map((column) => speech.raw(column.name, column.kind)),
    sql`, `,
  );
  const rows = sql`select ${listed} from ${sql.identifier(sqlName)}`;
  const key = sql.join(
    keyColumns.map((column) => sql.identifier(column)),
    sql`, `,
  );
  const given = sql.join(
    keyColumns.map((_, place) => sql.placeholder(`key${place}`)),
    sql`, `,
  );
  const limit = sql.placeholder("limit");
  const valuesOf = (values: readonly RawValue[]) =>
    Object.fromEntries(values.map((value, place) => [`key${place}`, value]));
  const row = statement<RawRow>(sql`${rows} where (${key}) = (${given})`);
  const firstRows = statement<RawRow>(sql`${rows} order by ${key} limit ${limit}`);
  const rowsAfter = statement<RawRow>(
    sql`${rows} where (${key}) > (${given}) order by ${key} limit ${limit}`,
  );
  const sealing = new Set(columns.map((column) => column.name));
  return {
    name,
    sqlName,
    keyColumns,
    seals: (column) => sealing.has(column),
    row: (values) => first(row, valuesOf(values)),
    rowsAfter: (values, most) =>
      values ? ask(rowsAfter, { ...valuesOf(values), limit: most }) : ask(firstRows, { limit: most }),
    keyOf: (found) => keyColumns.map((column) => found[column] ?? null),
  };
}

const batch = 500;

/** A table's rows in the order of their keys, a batch at a time, for reading alone. */
export async function* batchesOf({ run }: Connection, table: SealedTable): AsyncGenerator<RawRow[]> {
  let rows = await run(table.rowsAfter(null, batch));
  while (rows.length > 0) {
    yield rows;
    rows = await run(table.rowsAfter(table.keyOf(rows.at(-1) ?? {}), batch));
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
