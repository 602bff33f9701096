import { getTableColumns, sql } from "drizzle-orm";
import { getTableConfig, type SQLiteColumn } from "drizzle-orm/sqlite-core";
import { causeOf } from "./error-cause";
import type { Speech } from "./speech";

export const sqliteSpeech: Speech = {
  contains: (text, part) => sql`instr(${text}, ${part}) > 0`,
  later: (one, other) => sql<number>`max(${one}, ${other})`,
  now: null,
  listed: (texts) => sql`select value from json_each(${texts})`,
  endsInKeyedHash: (key) =>
    sql`${key} glob '*|[0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f].*'`,
  raw: (column) => sql.identifier(column).getSQL(),
  byIndex: (table, index) => sql`${sql.identifier(table)} indexed by ${sql.identifier(index)}`,
  keyOf(table) {
    const single = Object.values<SQLiteColumn>(getTableColumns(table)).filter(({ primary }) => primary);
    return single.length > 0 ? single : (getTableConfig(table).primaryKeys[0]?.columns ?? []);
  },
  columns: sql`
    select tables.name as "table", columns.name, columns.pk as "keyPlace", 'other' as kind
    from sqlite_master tables, pragma_table_xinfo(tables.name) columns
    where tables.type = 'table' and tables.name not like 'sqlite%' and columns.hidden <> 1 order by tables.name, columns.cid`,
  countOn: () => null,
  takenKey(error) {
    const { code, message } = causeOf(error) as { code?: unknown; message?: string };
    if (code !== "SQLITE_CONSTRAINT_UNIQUE" && code !== "SQLITE_CONSTRAINT_PRIMARYKEY") return undefined;
    return message?.replace(/^.*failed: /, "");
  },
};
