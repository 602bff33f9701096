import { expect, inject, it } from "vitest";
import { getTableName, sql } from "drizzle-orm";
import type { Connection } from "../../../db/database";
import { openPostgres } from "../../../db/dialect/postgres-database";
import { openSqlite } from "../../../db/dialect/sqlite-database";
import type { FoundColumn } from "../../../db/dialect/speech";
import { createDatabase } from "../../support/postgres/server";

/** What the migrations of one kind of database made: each table with its columns, and what must be in it or must be unique. */
async function madeBy(connection: Connection, uniqueKeys: (table: string) => Promise<string[]>) {
  const { schema, speech, statement } = connection;
  const columns = await statement<FoundColumn>(speech.columns).execute();
  const made: Record<string, unknown> = {};
  for (const table of Object.values(schema).map((one) => getTableName(one))) {
    const found = columns.filter((column) => column.table === table);
    made[table] = {
      columns: found.map(({ name, keyPlace }) => `${name} ${keyPlace}`).sort(),
      unique: (await uniqueKeys(table)).sort(),
    };
  }
  return made;
}

it("the migrations of both kinds of database make the same tables, keys and unique indexes", async () => {
  const sqlite = openSqlite(":memory:");
  const given = await createDatabase(inject("emptyDesk"));
  const postgres = await openPostgres(given.url);
  try {
    await sqlite.migrate();
    const ofSqlite = sqlite.statement<{ columns: string; condition: string | null }>(sql`
      select group_concat(info.name, ',') as columns, master.sql like '% WHERE %' as condition
      from pragma_index_list(${sql.placeholder("table")}) list, pragma_index_info(list.name) info
      left join sqlite_master master on master.name = list.name
      where list."unique" = 1 and list.origin <> 'pk' group by list.name, master.sql`);
    const ofPostgres = postgres.statement<{ columns: string; condition: boolean }>(sql`
      select string_agg(attname, ',' order by array_position(indkey::smallint[], attnum)) as columns,
        indpred is not null as condition
      from pg_index join pg_attribute on attrelid = indrelid and attnum = any(indkey)
      where indrelid = to_regclass(${sql.placeholder("table")}) and indisunique and not indisprimary
      group by indexrelid, indpred`);
    const keysOf = (rows: { columns: string; condition: unknown }[]) =>
      rows.map(({ columns, condition }) => `${columns}${condition ? " of some" : ""}`);
    const bySqlite = await madeBy(sqlite, async (table) => keysOf(await ofSqlite.execute({ table })));
    const byPostgres = await madeBy(postgres, async (table) => keysOf(await ofPostgres.execute({ table })));
    expect(byPostgres).toEqual(bySqlite);
    expect(Object.keys(bySqlite)).toHaveLength(Object.keys(sqlite.schema).length);
    expect(bySqlite.tickets).toMatchObject({ unique: ["number", "person_id of some"] });
  } finally {
    await postgres.close();
    await sqlite.close();
    await given.drop();
  }
});
