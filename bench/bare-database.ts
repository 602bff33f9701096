import BetterSqlite3 from "better-sqlite3";
import { Client, escapeIdentifier } from "pg";

/** All rows of a table as they are stored, ready to be inserted elsewhere. */
export interface TableRows {
  table: string;
  columns: string[];
  rows: unknown[][];
}

/** A database without a desk: the least that reads and inserts rows. */
export interface BareDatabase {
  /** In the order in which they were inserted. */
  rowsOf(table: string): Promise<TableRows>;
  /** By one prepared statement, so many rows a transaction, each transaction safe on the disk. */
  insert(rows: TableRows, batch: number): Promise<void>;
  count(table: string): Promise<number>;
  close(): Promise<void>;
}

/** @param url `file:PATH` or `postgres://…` */
export const openBareDatabase = (url: string): Promise<BareDatabase> =>
  url.startsWith("file:") ? Promise.resolve(onSqlite(url.slice("file:".length))) : onPostgres(url);

function onSqlite(file: string): BareDatabase {
  const sqlite = new BetterSqlite3(file);
  sqlite.pragma("journal_mode = WAL");
  sqlite.pragma("synchronous = FULL");
  return {
    async rowsOf(table) {
      const select = sqlite.prepare(`SELECT * FROM ${table} ORDER BY rowid`).raw();
      const columns = select.columns().map(({ name }) => name);
      return Promise.resolve({ table, columns, rows: select.all() as unknown[][] });
    },
    async insert({ table, columns, rows }, batch) {
      const insert = sqlite.prepare(
        `INSERT INTO ${table} (${columns.join()}) VALUES (${columns.map(() => "?").join()})`,
      );
      const some = sqlite.transaction((part: unknown[][]) => part.forEach((row) => insert.run(row)));
      for (let from = 0; from < rows.length; from += batch) some(rows.slice(from, from + batch));
      return Promise.resolve();
    },
    count: (table) =>
      Promise.resolve((sqlite.prepare(`SELECT count(*) AS n FROM ${table}`).get() as { n: number }).n),
    close: () => Promise.resolve(void sqlite.close()),
  };
}

async function onPostgres(url: string): Promise<BareDatabase> {
  const client = new Client(url);
  await client.connect();
  return {
    async rowsOf(table) {
      const { fields, rows } = await client.query<unknown[]>({
        text: `select * from ${escapeIdentifier(table)} order by ctid`,
        rowMode: "array",
      });
      return { table, columns: fields.map(({ name }) => name), rows };
    },
    async insert({ table, columns, rows }, batch) {
      const names = columns.map(escapeIdentifier).join();
      const places = columns.map((_, index) => `$${index + 1}`).join();
      const text = `insert into ${escapeIdentifier(table)} (${names}) values (${places})`;
      for (let from = 0; from < rows.length; from += batch) {
        await client.query("begin");
        for (const values of rows.slice(from, from + batch))
          await client.query({ name: table, text, values });
        await client.query("commit");
      }
    },
    async count(table) {
      const { rows } = await client.query<{ n: number }>(
        `select count(*)::integer as n from ${escapeIdentifier(table)}`,
      );
      return rows[0]?.n ?? 0;
    },
    close: () => client.end(),
  };
}
