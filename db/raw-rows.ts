import { sql } from "drizzle-orm";
import type { Connection } from "./database";
import type { FoundColumn } from "./dialect/speech";
import { ask, first, type Steps } from "./steps";

/** A row as both databases have it, by the names of its columns. */
export type RawValue = string | number | bigint | Buffer | null;
export type RawRow = Record<string, RawValue>;

/** A table whose rows are read as they are, whatever they mean. */
export interface RawTable {
  /** Its name in SQL. */
  sqlName: string;
  /** The columns of its key, in SQL. */
  keyColumns: string[];
  /** The row of these key values. */
  row: (key: readonly RawValue[]) => Steps<RawRow | undefined>;
  /** The next rows in the order of keys, at most so many: the first, or those after a key. */
  rowsAfter: (key: readonly RawValue[] | null, limit: number) => Steps<RawRow[]>;
  keyOf: (row: RawRow) => RawValue[];
}

/**
 * @param keyColumns the columns of its key, in their order
 * @param columns what is read of a row, in this order
 */
export function rawTable(
  { speech, statement }: Connection,
  sqlName: string,
  { keyColumns, columns }: { keyColumns: string[]; columns: FoundColumn[] },
): RawTable {
  const listed = sql.join(
    columns.map((column) => speech.raw(column.name, column.kind)),
    sql`, `,
  );
  const rows = sql`select ${listed} from ${sql.identifier(sqlName)}`;
  const { key, given, valuesOf } = keyWords(keyColumns);
  const limit = sql.placeholder("limit");
  const row = statement<RawRow>(sql`${rows} where (${key}) = (${given})`);
  const firstRows = statement<RawRow>(sql`${rows} order by ${key} limit ${limit}`);
  const rowsAfter = statement<RawRow>(
    sql`${rows} where (${key}) > (${given}) order by ${key} limit ${limit}`,
  );
  return {
    sqlName,
    keyColumns,
    row: (values) => first(row, valuesOf(values)),
    rowsAfter: (values, most) =>
      values ? ask(rowsAfter, { ...valuesOf(values), limit: most }) : ask(firstRows, { limit: most }),
    keyOf: (found) => keyColumns.map((column) => found[column] ?? null),
  };
}

/** The columns of a key and what it is compared with, in SQL. */
export function keyWords(keyColumns: readonly string[]) {
  return {
    key: sql.join(
      keyColumns.map((column) => sql.identifier(column)),
      sql`, `,
    ),
    given: sql.join(
      keyColumns.map((_, place) => sql.placeholder(`key${place}`)),
      sql`, `,
    ),
    valuesOf: (values: readonly RawValue[]) =>
      Object.fromEntries(values.map((value, place) => [`key${place}`, value])),
  };
}

/** The names of a table's key columns, in the key's order. */
export const keyColumnsOf = (columns: readonly FoundColumn[]): string[] =>
  columns
    .filter(({ keyPlace }) => keyPlace > 0)
    .sort((one, other) => one.keyPlace - other.keyPlace)
    .map(({ name }) => name);

/** A table's rows in the order of their keys, so many at a time, for reading alone. */
export async function* batchesOf(
  { run }: Connection,
  table: RawTable,
  batch = 500,
): AsyncGenerator<RawRow[]> {
  let rows = await run(table.rowsAfter(null, batch));
  while (rows.length > 0) {
    yield rows;
    rows = await run(table.rowsAfter(table.keyOf(rows.at(-1) ?? {}), batch));
  }
}
