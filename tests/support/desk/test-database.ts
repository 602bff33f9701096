import { join } from "node:path";
import { copiedTables } from "../../../db/copy/tables";
import type { Template, TestDatabase } from "../postgres/server";

/** Databases whose desk is closed, empty again: making one takes as long as many a test. */
const free: TestDatabase[] = [];

/** Where databases are copied from, outside a run of tests. */
let emptyDesk: Template | undefined;

/** Has every desk that this process makes from now on lie on a PostgreSQL. */
export function onPostgres(template: Template): void {
  emptyDesk = template;
}

/** A database for one desk: a file in its folder or, in what runs on PostgreSQL, one of the run's server. */
export async function databaseIn(folder: string): Promise<TestDatabase> {
  const template = emptyDesk ?? (await templateOfRun());
  if (!template) return { url: `file:${join(folder, "desk.db")}`, drop: async () => undefined };
  const { createDatabase, ask } = await import("../postgres/server");
  const database = free.pop() ?? (await createDatabase(template));
  return {
    url: database.url,
    async drop() {
      await ask(database.url, emptying);
      free.push(database);
    },
  };
}

/** Has a server count at once what is in a database, to plan by: by itself it does within a minute. SQLite never does. */
export async function analyze(url: string): Promise<void> {
  if (url.startsWith("file:")) return;
  const { ask } = await import("../postgres/server");
  await ask(url, "analyze");
}

async function templateOfRun(): Promise<Template | undefined> {
  if (process.env.DESK_TESTS_ON !== "postgres") return undefined;
  const { inject } = await import("vitest");
  return inject("emptyDesk");
}

/** A database as somebody looks into it, past the desk. */
export interface Looking {
  /** Asks it one thing, in the SQL of both. @returns the rows */
  ask: <Row>(sql: string) => Promise<Row[]>;
  close: () => Promise<void>;
}

/** @param url a `DATABASE_URL` */
export async function lookInto(url: string): Promise<Looking> {
  if (url.startsWith("file:")) {
    const { default: BetterSqlite3 } = await import("better-sqlite3");
    const sqlite = new BetterSqlite3(url.slice("file:".length));
    return {
      async ask<Row>(sql: string) {
        const statement = sqlite.prepare<[], Row>(sql);
        if (statement.reader) return statement.all();
        statement.run();
        return [];
      },
      async close() {
        sqlite.close();
      },
    };
  }
  const { default: pg } = await import("pg");
  const connection = new pg.Pool({ connectionString: url, max: 1 });
  return {
    ask: async <Row>(sql: string) => (await connection.query(sql)).rows as Row[],
    close: () => connection.end(),
  };
}

/** Every row, each before those that it refers to; what counts by itself begins anew. */
const emptying = [
  ...copiedTables.toReversed().map(({ sqlName }) => `delete from ${sqlName}`),
  "alter table mail_wordings alter column version restart",
  "alter table revocations_to_journal alter column id restart",
].join(";");
