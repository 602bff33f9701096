import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { copiedTables } from "../../../db/copy/tables";
import { openSqlite } from "../../../db/dialect/sqlite-database";
import type { Template, TestDatabase } from "../postgres/server";

/** A database whose desk is closed, empty again, and a connection that stays in it: each takes as long to make as many a test. */
interface FreeDatabase {
  database: TestDatabase;
  looking: Looking;
}

const free: FreeDatabase[] = [];

/** Where databases are copied from, outside a run of tests. */
let emptyDesk: Template | undefined;

/** Has every desk that this process makes from now on lie on a PostgreSQL. */
export function onPostgres(template: Template): void {
  emptyDesk = template;
}

/** A database for one desk: a file in its folder or, in what runs on PostgreSQL, one of the run's server. */
export async function databaseIn(folder: string): Promise<TestDatabase> {
  const template = emptyDesk ?? (await templateOfRun());
  if (!template) {
    const file = join(folder, "desk.db");
    writeFileSync(file, await (emptyFile ??= makeEmptyFile()));
    return { url: `file:${file}`, drop: async () => undefined };
  }
  const { database, looking } = free.pop() ?? (await newDatabase(template));
  return {
    url: database.url,
    async drop() {
      await looking.ask(emptying);
      free.push({ database, looking });
    },
  };
}

async function newDatabase(template: Template): Promise<FreeDatabase> {
  const { createDatabase } = await import("../postgres/server");
  const database = await createDatabase(template);
  return { database, looking: await lookInto(database.url) };
}

/** The bytes of a file with a desk's tables and nothing in them: made once in a process, for migrating takes as long as a short test. */
let emptyFile: Promise<Buffer> | undefined;

async function makeEmptyFile(): Promise<Buffer> {
  const folder = mkdtempSync(join(tmpdir(), "empty-desk-"));
  const file = join(folder, "desk.db");
  const database = openSqlite(file);
  await database.migrate();
  await database.close();
  const bytes = readFileSync(file);
  rmSync(folder, { recursive: true });
  return bytes;
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
  const connection = new pg.Pool({ connectionString: url, max: 1, allowExitOnIdle: true });
  // An idle connection that a test has the server end is replaced by the next question.
  connection.on("error", () => undefined);
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
