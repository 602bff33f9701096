import { sql } from "drizzle-orm";
import type { Database } from "../database";
import { keyWords, type RawRow, type RawTable, type RawValue } from "../raw-rows";
import { ask, type Statement } from "../steps";
import type { CopiedTable } from "./tables";

/** Writes the rows of a table as they were read. A number, a text of JSON or 0 and 1 of a flag are understood by both databases. */
export function fillingOf({ writing }: Pick<Database, "writing">, { sqlName, columns, name }: CopiedTable) {
  const statements = new Map<number, Statement<unknown>>();
  const listed = sql.join(
    columns.map((column) => sql.identifier(column)),
    sql`, `,
  );

  /** Inserts that many rows at once. */
  function insertOf(count: number): Statement<unknown> {
    const known = statements.get(count);
    if (known) return known;
    const rows = Array.from({ length: count }, (_, row) => {
      const values = columns.map((column) => sql.placeholder(`${row} ${column}`));
      return sql`(${sql.join(values, sql`, `)})`;
    });
    const statement = writing.statement(
      sql`insert into ${sql.identifier(sqlName)} (${listed}) values ${sql.join(rows, sql`, `)}`,
    );
    statements.set(count, statement);
    return statement;
  }

  const countOn = writing.speech.countOn(writing.schema[name]);
  return {
    *insert(rows: readonly RawRow[]) {
      const values = rows.flatMap((row, place) =>
        columns.map((column) => [`${place} ${column}`, row[column]] as const),
      );
      yield* ask(insertOf(rows.length), Object.fromEntries(values));
    },
    /** Has the database number the rows that come after these. */
    *countOn() {
      if (countOn) yield* ask(writing.statement(countOn));
    },
  };
}

/** Deletes a table's rows behind that key; all where there is none. */
export function deletionBehind(
  { writing }: Pick<Database, "writing">,
  { sqlName, keyColumns }: RawTable,
  after: readonly RawValue[] | null,
) {
  const { key, given, valuesOf } = keyWords(keyColumns);
  const behind = after ? sql` where (${key}) > (${given})` : sql``;
  const statement = writing.statement(sql`delete from ${sql.identifier(sqlName)}${behind}`);
  return function* () {
    yield* ask(statement, after ? valuesOf(after) : {});
  };
}
