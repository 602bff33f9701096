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
import { getTableConfig, type SQLiteColumn, type SQLiteTable } from "drizzle-orm/sqlite-core";
import type { Database } from "./connection";
import type { RawValue } from "./record/tables";

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
export function statementsOf(db: Database["drizzle"]) {
  const prepared = new Map<string, { run(values: Values): unknown }>();

  function once<T extends { run(values: Values): unknown }>(key: string, prepare: () => T): T {
    const known = prepared.get(key) as T | undefined;
    if (known) return known;
    const statement = prepare();
    prepared.set(key, statement);
    return statement;
  }

  return {
    /** Returns the row's number in SQLite: its key where that is a number of the database's own. */
    insertRow(name: string, table: SQLiteTable, row: Values): number {
      const given = definedOf(row);
      const columns = Object.keys(given);
      const values = () => Object.fromEntries(columns.map((column) => [column, sql.placeholder(column)]));
      const statement = once(`insert ${name}(${columns.join()})`, () =>
        db.insert(table).values(values()).prepare(),
      );
      return Number(statement.run(given).lastInsertRowid);
    },

    /** Inserts the row, or has the one of its key take its values. */
    replaceRow(name: string, table: SQLiteTable, row: Values): void {
      const given = definedOf(row);
      const columns = Object.keys(given);
      const all: Record<string, SQLiteColumn> = getTableColumns(table);
      const values = () => Object.fromEntries(columns.map((column) => [column, sql.placeholder(column)]));
      const taken = () =>
        Object.fromEntries(
          columns.map((column) => [column, sql`excluded.${sql.identifier(all[column]?.name ?? column)}`]),
        );
      once(`replace ${name}(${columns.join()})`, () =>
        db
          .insert(table)
          .values(values())
          .onConflictDoUpdate({ target: keyOf(table), set: taken() })
          .prepare(),
      ).run(given);
    },

    /** The keys of the rows meant, each with its columns in this order. */
    keysOf(name: string, table: SQLiteTable, keyColumns: readonly string[], where: Where): RawValue[][] {
      const { shape, values, condition } = conditionOf(table, where);
      const columns = Object.fromEntries(keyColumns.map((column) => [column, sql.raw(column)]));
      const statement = once(`keys ${name} where ${shape}`, () =>
        db.select(columns).from(table).where(condition()).prepare(),
      );
      return statement.values(values) as RawValue[][];
    },

    /** Returns how many rows it changed. */
    updateRows(name: string, table: SQLiteTable, set: Values, where: Where): number {
      const given = definedOf(set);
      const columns = Object.keys(given);
      const { shape, values, condition } = conditionOf(table, where);
      const changed = () =>
        Object.fromEntries(columns.map((column) => [column, sql.placeholder(`set ${column}`)]));
      const statement = once(`update ${name}(${columns.join()}) where ${shape}`, () =>
        db.update(table).set(changed()).where(condition()).prepare(),
      );
      return statement.run({ ...named("set", given), ...values }).changes;
    },

    /** Returns how many rows it deleted. */
    deleteRows(name: string, table: SQLiteTable, where: Where): number {
      const { shape, values, condition } = conditionOf(table, where);
      const statement = once(`delete ${name} where ${shape}`, () =>
        db.delete(table).where(condition()).prepare(),
      );
      return statement.run(values).changes;
    },

    hasRow(name: string, table: SQLiteTable, where: Where): boolean {
      const { shape, values, condition } = conditionOf(table, where);
      const statement = once(`select ${name} where ${shape}`, () =>
        db
          .select({ one: sql`1` })
          .from(table)
          .where(condition())
          .limit(1)
          .prepare(),
      );
      return statement.get(values) !== undefined;
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

function keyOf(table: SQLiteTable): SQLiteColumn[] {
  const single = Object.values<SQLiteColumn>(getTableColumns(table)).filter((column) => column.primary);
  const composite = getTableConfig(table).primaryKeys[0];
  return single.length > 0 || !composite ? single : composite.columns.map((column): SQLiteColumn => column);
}

const definedOf = (row: Values) =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined));

const named = (prefix: string, values: Values) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [`${prefix} ${name}`, value]));
