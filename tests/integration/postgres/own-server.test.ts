import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startPostgres } from "../../../scripts/postgres.mjs";
import { chosenPrograms, debianPrograms, ensureEmbedded } from "../../../scripts/postgres/programs.mjs";
import { ask } from "../../support/postgres/server";

let parent: string;

beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), "desk-kept-"));
  // As root, PostgreSQL's user is to get through it.
  await chmod(parent, 0o755);
});

afterAll(() => rm(parent, { recursive: true }));

it("a server forgets its data at its end, but nothing that was committed before a crash", async () => {
  const asked = process.env.TEST_POSTGRES || "embedded";
  const server = await startPostgres({ programs: await chosenPrograms(asked) });
  await ask(server.url, "create table kept (n int)");
  await ask(server.url, "insert into kept select generate_series(1, 10000)");
  await server.restart();
  expect(await ask(server.url, "select count(*)::int as rows from kept")).toEqual([{ rows: 10_000 }]);
  const settings = await ask(
    server.url,
    `select 'a' < 'B' as sorted, 'a' < 'B' collate "C" as bytewise, current_setting('fsync') as fsync,
       current_setting('server_version_num')::int / 10000 as version,
       (select rolsuper from pg_roles where rolname = current_user) as superuser`,
  );
  const version = asked !== "embedded" && debianPrograms(asked) ? Number(asked) : 18;
  expect(settings).toEqual([{ sorted: true, bytewise: false, fsync: "off", version, superuser: false }]);
  await server.stop();
  await expect(ask(server.url, "select 1")).rejects.toMatchObject({ code: "ECONNREFUSED" });
});

it("with a folder the data stay; the next server waits until the one before has let go, or says why it cannot", async () => {
  const programs = await ensureEmbedded();
  const folder = relative(process.cwd(), join(parent, "data"));
  const first = await startPostgres({ programs, folder });
  expect(await ask(first.url, "show fsync")).toEqual([{ fsync: "on" }]);
  await ask(first.url, "create table kept as select 7 as n");
  const [second] = await Promise.all([startPostgres({ programs, folder }), first.stop()]);
  expect(await ask(second.url, "select n from kept")).toEqual([{ n: 7 }]);
  await second.stop();
  await rm(join(folder, "cluster", "PG_VERSION"));
  await expect(startPostgres({ programs, folder })).rejects.toThrow(/not a valid data directory/);
});
