import { getTableColumns, sql } from "drizzle-orm";
import { getTableConfig, type PgTable } from "drizzle-orm/pg-core";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";
import { causeOf } from "./error-cause";
import type { Speech } from "./speech";

export const postgresSpeech: Speech = {
  contains: (text, part) => sql`strpos(${text}, ${part}) > 0`,
  later: (one, other) => sql<number>`greatest(${one}, ${other})`,
  now: sql`(extract(epoch from clock_timestamp()) * 1000)::bigint`,
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
  columns: sql`
    select relname::text as "table", attname::text as name,
      coalesce(array_position(indkey::smallint[], attnum) + 1, 0) as "keyPlace",
      case format_type(atttypid, null) when 'boolean' then 'flag' when 'json' then 'json' else 'other' end as kind
    from pg_class join pg_attribute on attrelid = pg_class.oid
      left join pg_index on indrelid = attrelid and indisprimary
    where relkind = 'r' and relnamespace = current_schema()::regnamespace and attnum > 0 and not attisdropped
    order by relname, attnum`,
  countOn(table) {
    const { name, columns } = getTableConfig(table as unknown as PgTable);
    const numbered = columns.find(({ generatedIdentity }) => generatedIdentity);
    return numbered
      ? sql`select setval(pg_get_serial_sequence(${name}, ${numbered.name}),
          (select coalesce(max(${sql.identifier(numbered.name)}), 0) + 1 from ${sql.identifier(name)}), false)`
      : null;
  },
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
