import {
  and,
  eq,
  getTableColumns,
  gt,
  inArray,
  isNull,
  lte,
  Param,
  sql,
  type Placeholder,
  type SQL,
} from "drizzle-orm";
import type { SQLiteColumn, SQLiteTable } from "drizzle-orm/sqlite-core";
import type { Connection } from "./database";
import type { RawValue } from "./raw-rows";
import { ask, first, touched, type Statement, type Steps } from "./steps";

type Values = Record<string, unknown>;

/** What a column is compared with: a value, nothing, a bound, or several values. */
type Comparison =
  | string
  | number
  | boolean
  | null
  | { atMost: number }
  | { moreThan: number }
  | { oneOf: (string | number)[] };

/** The rows meant, each column with its {@link Comparison}; all of them must hold. */
export type Where = Record<string, unknown>;

/**
 * The statements by which a change is applied. Each is prepared once for its table, its columns and the shape of its
 * conditions: building the SQL anew costs ten times an insert, which a file of 100,000 people feels, and the outbox for
 * every mail.
 */
export function statementsOf({ query, speech }: Pick<Connection, "query" | "speech">) {
  const prepared = new Map<string, Statement<unknown>>();

  function once<Answer>(key: string, prepare: () => Statement<Answer>): Statement<Answer> {
    const known = prepared.get(key) as Statement<Answer> | undefined;
    if (known) return known;
    const statement = prepare();
    prepared.set(key, statement);
    return statement;
  }

  return {
    /** Returns the row's key where the database numbers its rows itself; else 0. */
    *insertRow(name: string, table: SQLiteTable, row: Values): Steps<number> {
      const given = definedOf(row);
      const columns = Object.keys(given);
      const values = () => Object.fromEntries(columns.map((column) => [column, sql.placeholder(column)]));
      const statement = once<unknown>(`insert ${name}(${columns.join()})`, () => {
        const insert = query.insert(table).values(values());
        const isGiven = ({ name: column }: SQLiteColumn) =>
          columns.some((one) => nameOf(table, one) === column);
        const number = speech.keyOf(table).find((column) => !isGiven(column));
        return number ? insert.returning({ number }).prepare() : insert.prepare();
      });
      const answer = yield* ask(statement, given);
      return Array.isArray(answer) ? ((answer as { number: number }[])[0]?.number ?? 0) : 0;
    },

    /** Inserts the row, or has the one of its key take its values. */
    *replaceRow(name: string, table: SQLiteTable, row: Values): Steps<void> {
      const given = definedOf(row);
      const columns = Object.keys(given);
      const all: Record<string, SQLiteColumn> = getTableColumns(table);
      const values = () => Object.fromEntries(columns.map((column) => [column, sql.placeholder(column)]));
      const taken = () =>
        Object.fromEntries(
          columns.map((column) => [column, sql`excluded.${sql.identifier(all[column]?.name ?? column)}`]),
        );
      const statement = once(`replace ${name}(${columns.join()})`, () =>
        query
          .insert(table)
          .values(values())
          .onConflictDoUpdate({ target: speech.keyOf(table), set: taken() })
          .prepare(),
      );
      yield* ask(statement, given);
    },

    /** The keys of the rows meant, each with its columns in this order. */
    *keysOf(
      name: string,
      table: SQLiteTable,
      keyColumns: readonly string[],
      where: Where,
    ): Steps<RawValue[][]> {
      const { shape, values, condition } = conditionOf(table, where);
      const columns = Object.fromEntries(
        keyColumns.map((column) => [column, sql.identifier(column).getSQL()]),
      );
      const statement = once(`keys ${name} where ${shape}`, () =>
        query.select(columns).from(table).where(condition()).prepare(),
      );
      const rows = (yield* ask(statement, values)) as Record<string, RawValue>[];
      return rows.map((row) => keyColumns.map((column) => row[column] ?? null));
    },

    /** Returns how many rows it changed. */
    *updateRows(name: string, table: SQLiteTable, set: Values, where: Where): Steps<number> {
      const given = definedOf(set);
      const columns = Object.keys(given);
      const { shape, values, condition } = conditionOf(table, where);
      const changed = () =>
        Object.fromEntries(columns.map((column) => [column, sql.placeholder(`set ${column}`)]));
      const statement = once(`update ${name}(${columns.join()}) where ${shape}`, () =>
        query.update(table).set(changed()).where(condition()).prepare(),
      );
      return yield* touched(statement, { ...named("set", given), ...values });
    },

    /** Returns how many rows it deleted. */
    *deleteRows(name: string, table: SQLiteTable, where: Where): Steps<number> {
      const { shape, values, condition } = conditionOf(table, where);
      const statement = once(`delete ${name} where ${shape}`, () =>
        query.delete(table).where(condition()).prepare(),
      );
      return yield* touched(statement, values);
    },

    *hasRow(name: string, table: SQLiteTable, where: Where): Steps<boolean> {
      const { shape, values, condition } = conditionOf(table, where);
      const statement = once(`select ${name} where ${shape}`, () =>
        query
          .select({ one: sql`1` })
          .from(table)
          .where(condition())
          .limit(1)
          .prepare(),
      );
      return (yield* first(statement, values)) !== undefined;
    },
  };
}

/**
 * A value of a prepared statement that joins tables or has a limit. Where SQLite may look at such a value to plan by, it
 * plans the statement anew whenever one is bound, which takes longer than most of ours run; it does not look into a cast.
 */
export const given = (name: string, type: "text" | "bigint"): SQL =>
  sql`cast(${sql.placeholder(name)} as ${sql.raw(type)})`;

/** The same for a limit or an offset, for which drizzle's builder takes any SQL and its types a placeholder. */
export const givenLimit = (name: string) => given(name, "bigint") as unknown as Placeholder;

/** Prepares a statement for each of a few kinds when it is first asked for, and keeps it. */
export function onceForEach<Kind, Statement>(prepare: (kind: Kind) => Statement): (kind: Kind) => Statement {
  const prepared = new Map<Kind, Statement>();
  return (kind) => {
    const statement = prepared.get(kind) ?? prepare(kind);
    prepared.set(kind, statement);
    return statement;
  };
}

/** A condition in its parts: what kind of statement it makes, what it is run with, and its SQL. */
export function conditionOf(
  table: SQLiteTable,
  where: Where,
): { shape: string; values: Values; condition: () => SQL | undefined } {
  const columns: Record<string, SQLiteColumn> = getTableColumns(table);
  const parts = Object.entries(where).flatMap(([name, comparison]) => {
    const column = columns[name];
    if (!column) throw new Error(`there is no column ${name}`);
    return comparison === undefined ? [] : [compare(column, name, comparison as Comparison)];
  });
  if (parts.length === 0) throw new Error("a change without a condition would touch every row");
  return {
    shape: parts.map(({ shape }) => shape).join(),
    values: Object.assign({}, ...parts.map(({ values }) => values)) as Values,
    condition: () => and(...parts.map(({ condition }) => condition)),
  };
}

function compare(column: SQLiteColumn, name: string, comparison: Comparison) {
  const bound = (index = 0) => new Param(sql.placeholder(`where ${name} ${index}`), column);
  const one = (value: unknown) => ({ [`where ${name} 0`]: value });
  if (comparison === null) return { shape: `${name} is null`, values: {}, condition: isNull(column) };
  if (typeof comparison !== "object")
    return { shape: `${name} =`, values: one(comparison), condition: eq(column, bound()) };
  if ("atMost" in comparison)
    return { shape: `${name} <=`, values: one(comparison.atMost), condition: lte(column, bound()) };
  if ("moreThan" in comparison)
    return { shape: `${name} >`, values: one(comparison.moreThan), condition: gt(column, bound()) };
  const { oneOf } = comparison;
  return {
    shape: `${name} in ${oneOf.length}`,
    values: Object.fromEntries(oneOf.map((value, index) => [`where ${name} ${index}`, value])),
    condition: inArray(
      column,
      oneOf.map((_, index) => bound(index)),
    ),
  };
}

/** The name in SQL of a column of a table. */
const nameOf = (table: SQLiteTable, column: string): string | undefined =>
  (getTableColumns(table) as Record<string, SQLiteColumn>)[column]?.name;

const definedOf = (row: Values) =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined));

const named = (prefix: string, values: Values) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [`${prefix} ${name}`, value]));
