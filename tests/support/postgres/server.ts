import { randomBytes } from "node:crypto";
import { Client, escapeIdentifier, type QueryResultRow } from "pg";
import { startPostgres } from "../../../scripts/postgres.mjs";
import { chosenPrograms } from "../../../scripts/postgres/programs.mjs";

/** The PostgreSQL of a run: what it makes there is named after it, so that runs beside each other never meet. */
export interface TestServer {
  /** A database of its server, where others are made from. */
  url: string;
  /** What all its databases' names begin with. */
  prefix: string;
}

/** A database that others are copied from. */
export interface Template extends TestServer {
  name: string;
}

/** A database of one test's own. */
export interface TestDatabase {
  /** Where it is joined, by who owns it and is no superuser of a server of ours. */
  url: string;
  /** Ends whoever is in it and removes it. */
  drop: () => Promise<void>;
}

const family = "desk_test";

/**
 * Opens the PostgreSQL of a run: the one that `TEST_DATABASE_URL` names, whose role may create databases, else one of our own
 * (`TEST_POSTGRES` says which). What runs that were killed left on a server given is removed first.
 *
 * @param durable whether what is committed on a server of ours outlives a power cut, which takes its time
 * @returns the server, and what ends it: no database is left then, and no server of ours
 */
export async function openTestServer(
  env: Record<string, string | undefined> = process.env,
  { durable = false } = {},
): Promise<TestServer & { close: () => Promise<void> }> {
  const given = env.TEST_DATABASE_URL;
  const own = given
    ? undefined
    : await startPostgres({ programs: await chosenPrograms(env.TEST_POSTGRES || undefined), durable });
  const url = given ?? own?.url ?? "";
  const prefix = `${family}_${randomBytes(6).toString("hex")}`;
  const mark = new Client(url);
  // Where the server ends first, what asks it next says so.
  mark.on("error", () => undefined);
  try {
    await mark.connect();
    // Every role sees this name in every database: as long as it is there, the run is.
    await mark.query(`set application_name = ${escapeIdentifier(prefix)}`);
    for (const left of await namesLeft(mark)) await dropDatabase(mark, left);
  } catch (error) {
    await own?.stop();
    throw error;
  }
  return {
    url,
    prefix,
    async close() {
      if (given) for (const name of await namesOf(mark, prefix)) await dropDatabase(mark, name);
      await mark.end();
      await own?.stop();
    },
  };
}

/**
 * Makes a template, once for all tests that want what is in it.
 *
 * @param prepare fills the empty database at the address, and is out of it when it resolves
 */
export async function createTemplate(
  { url, prefix }: TestServer,
  prepare: (url: string) => Promise<void>,
): Promise<Template> {
  const name = newName(prefix);
  await onConnection(url, (client) => client.query(`create database ${escapeIdentifier(name)}`));
  await prepare(urlOf(url, name));
  // Not even autovacuum joins it now: a database with somebody in it cannot be copied.
  await onConnection(url, (client) =>
    client.query(`alter database ${escapeIdentifier(name)} with allow_connections false`),
  );
  return { url, prefix, name };
}

/** Copies a template: some tens of milliseconds, and nothing shared with the next copy. */
export async function createDatabase({ url, prefix, name: template }: Template): Promise<TestDatabase> {
  const name = newName(prefix);
  await onConnection(url, (client) =>
    client.query(`create database ${escapeIdentifier(name)} template ${escapeIdentifier(template)}`),
  );
  return {
    url: urlOf(url, name),
    drop: () => onConnection(url, (client) => dropDatabase(client, name)),
  };
}

function newName(prefix: string): string {
  return `${prefix}_${randomBytes(6).toString("hex")}`;
}

function urlOf(server: string, database: string): string {
  const url = new URL(server);
  url.pathname = database;
  return url.href;
}

/** Asks a database one thing, on a connection of its own. */
export const ask = <Row extends QueryResultRow>(url: string, sql: string): Promise<Row[]> =>
  onConnection(url, async (client) => (await client.query<Row>(sql)).rows);

async function onConnection<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client(url);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function dropDatabase(client: Client, name: string): Promise<void> {
  const drop = `drop database if exists ${escapeIdentifier(name)}`;
  try {
    await client.query(drop);
  } catch (error) {
    if ((error as { code?: unknown }).code !== inUse) throw error;
    // Not at once so: whoever is no superuser may not end what the server itself does there.
    await client.query(`${drop} with (force)`);
  }
}

/** object_in_use: whoever is in it has not left within five seconds. */
const inUse = "55006";

async function namesOf(client: Client, prefix: string): Promise<string[]> {
  const { rows } = await client.query<{ datname: string }>(
    "select datname from pg_database where starts_with(datname::text, $1)",
    [`${prefix}_`],
  );
  return rows.map(({ datname }) => datname);
}

/** Databases of ours whose run is gone. */
async function namesLeft(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select db.datname as name from pg_database db
     where starts_with(db.datname::text, $1) and pg_get_userbyid(db.datdba) = current_user
       and not exists (select from pg_stat_activity run
                       where starts_with(run.application_name, $1)
                         and starts_with(db.datname::text, run.application_name || '_'))`,
    [`${family}_`],
  );
  return rows.map(({ name }) => name);
}
