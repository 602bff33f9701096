import { getTableColumns, sql } from "drizzle-orm";
import { getTableConfig, type PgTable } from "drizzle-orm/pg-core";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";
import type { Speech } from "./speech";

export const postgresSpeech: Speech = {
  contains: (text, part) => sql`strpos(${text}, ${part}) > 0`,
  later: (one, other) => sql<number>`greatest(${one}, ${other})`,
  listed: (texts) => sql`select json_array_elements_text(${texts}::json)`,
  endsInKeyedHash: (key) => sql`${key} ~ '[|][0-9a-f]{8}[.]'`,
  raw(column, kind) {
    if (kind === "flag") return sql`${sql.identifier(column)}::integer as ${sql.identifier(column)}`;
    if (kind === "json") return sql`${sql.identifier(column)}::text as ${sql.identifier(column)}`;
    return sql.identifier(column).getSQL();
  },
  byIndex: (table) => sql.identifier(table).getSQL(),
  keyOf(table) {
    const single = Object.values<SQLiteColumn>(getTableColumns(table)).filter(({ primary }) => primary);
    const { primaryKeys } = getTableConfig(table as unknown as PgTable);
    return single.length > 0 ? single : ((primaryKeys[0]?.columns ?? []) as unknown as SQLiteColumn[]);
  },
  columnsOf: (table) => sql`
    select attname::text as name, coalesce(array_position(indkey::smallint[], attnum) + 1, 0) as "keyPlace",
      case format_type(atttypid, null) when 'boolean' then 'flag' when 'json' then 'json' else 'other' end as kind
    from pg_attribute left join pg_index on indrelid = attrelid and indisprimary
    where attrelid = to_regclass(${table}) and attnum > 0 and not attisdropped
    order by attnum`,
  takenKey(error) {
    const { code, table, detail } = causeOf(error) as { code?: string; table?: string; detail?: string };
    if (code !== "23505") return undefined;
    // Key (a, b)=(1, 2) already exists, in whatever language.
    const columns = (detail ?? "").split(")=")[0]?.split("(")[1] ?? "";
    return columns
      .split(", ")
      .map((column) => `${table ?? ""}.${column}`)
      .join(", ");
  },
};

const causeOf = (error: unknown) =>
  error instanceof Error && error.cause instanceof Error ? error.cause : error;
