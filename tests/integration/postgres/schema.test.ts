import { expect, inject, it } from "vitest";
import { getTableName, sql, type SQL } from "drizzle-orm";
import type { Connection } from "../../../db/database";
import { openPostgres } from "../../../db/dialect/postgres-database";
import { openSqlite } from "../../../db/dialect/sqlite-database";
import type { FoundColumn } from "../../../db/dialect/speech";
import { createDatabase } from "../../support/postgres/server";

/** What is asked of one kind of database in its own words, of the table given. */
interface Asked {
  /** The columns of each unique index, and whether it is of some rows only. */
  unique: SQL;
  /** The columns that must have a value. */
  required: SQL;
}

/** What the migrations of one kind of database made: each table with its columns, what must be in it and what must be unique. */
async function madeBy({ schema, speech, statement }: Connection, asked: Asked) {
  const columns = await statement<FoundColumn>(speech.columns).execute();
  const unique = statement<{ columns: string; isPartial: unknown }>(asked.unique);
  const required = statement<{ name: string }>(asked.required);
  const made: Record<string, { columns: string[]; required: string[]; unique: string[] }> = {};
  for (const table of Object.values(schema).map((one) => getTableName(one))) {
    const keys = await unique.execute({ table });
    made[table] = {
      columns: columns
        .filter((column) => column.table === table)
        .map(({ name, keyPlace }) => `${name} ${keyPlace}`)
        .sort(),
      required: (await required.execute({ table })).map(({ name }) => name).sort(),
      unique: keys.map((key) => `${key.columns}${key.isPartial ? " of some" : ""}`).sort(),
    };
  }
  return made;
}

const table = sql.placeholder("table");

it("the migrations of both kinds of database make the same tables, keys and unique indexes", async () => {
  const sqlite = openSqlite(":memory:");
  const given = await createDatabase(inject("emptyDesk"));
  const postgres = await openPostgres(given.url);
  try {
    await sqlite.migrate();
    const bySqlite = await madeBy(sqlite, {
      unique: sql`
        select group_concat(info.name, ',') as columns, master.sql like '% WHERE %' as "isPartial"
        from pragma_index_list(${table}) list, pragma_index_info(list.name) info
          left join sqlite_master master on master.name = list.name
        where list."unique" = 1 and list.origin <> 'pk' group by list.name, master.sql`,
      required: sql`select name from pragma_table_xinfo(${table}) where "notnull" = 1`,
    });
    const byPostgres = await madeBy(postgres, {
      unique: sql`
        select string_agg(attname, ',' order by array_position(indkey::smallint[], attnum)) as columns,
          indpred is not null as "isPartial"
        from pg_index join pg_attribute on attrelid = indrelid and attnum = any(indkey)
        where indrelid = to_regclass(${table}) and indisunique and not indisprimary
        group by indexrelid, indpred`,
      required: sql`
        select attname as name from pg_attribute
        where attrelid = to_regclass(${table}) and attnotnull and attnum > 0`,
    });
    expect(byPostgres).toEqual(bySqlite);
    expect(Object.values(bySqlite).filter(({ columns }) => columns.length === 0)).toEqual([]);
    expect(bySqlite.tickets).toMatchObject({ unique: ["number", "person_id of some"] });
  } finally {
    await postgres.close();
    await sqlite.close();
    await given.drop();
  }
});
