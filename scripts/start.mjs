// npm start [-- --postgres]: installs, builds, migrates, fills an empty demo, serves.
import "./runtime.mjs";
import { runDesk } from "./run-desk.mjs";
import { Failure, ensureInstalled, main } from "./ready.mjs";
import { say } from "./say.mjs";

await main(async () => {
  const parameters = process.argv.slice(2);
  const others = parameters.filter((parameter) => parameter !== "--postgres");
  if (others.length < parameters.length) await startOwnPostgres();
  await runDesk(["serve", ...others]);
});

/** A PostgreSQL of this checkout's own, for trying the desk on one; it ends with this process. */
async function startOwnPostgres() {
  if (process.env.DATABASE_URL)
    throw new Failure(
      "DATABASE_URL 已指定資料庫；--postgres 則自帶一個，請擇一。",
      "DATABASE_URL names a database, and --postgres brings one: choose one of them.",
    );
  await ensureInstalled();
  const { startPostgres } = await import("./postgres.mjs");
  const { ensureEmbedded } = await import("./postgres/programs.mjs");
  const { url } = await startPostgres({ programs: await ensureEmbedded(), folder: "data/postgres" });
  process.env.DATABASE_URL = url;
  process.env.RECORD_DIR ??= "data/postgres-record";
  say("資料庫：data/postgres 的 PostgreSQL", "The database: PostgreSQL in data/postgres");
}
