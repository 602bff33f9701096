// Keeps one PostgreSQL server for the process that started this one, and ends it with that process, however it ends.
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { ensureCluster, serve } from "./cluster.mjs";
import { handOver, ownerFor, reachable } from "./owner.mjs";

const { folder: kept, durable, programs } = JSON.parse(process.argv[2]);

const wishes = [];
let wake = () => {};
const wish = (what) => {
  wishes.push(what);
  wake();
};
process.on("message", wish);
process.on("disconnect", () => wish("end"));
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => wish("end"));
const isWanted = () => !wishes.includes("end");

if (kept) mkdirSync(kept, { recursive: true });
const folder = kept ?? mkdtempSync(join(tmpdir(), "recovery-desk-postgres-"));
let server;
try {
  const owner = ownerFor(folder);
  handOver(folder, owner);
  const cluster = { folder, durable, owner, programs: reachable(programs, owner, folder) };
  const password = ensureCluster(cluster);
  server = await serve(cluster, { isWanted });
  const { port } = server;
  const urlOf = (user, database) => `postgres://${user}:${password}@127.0.0.1:${port}/${database}`;
  const superuserUrl = urlOf("postgres", "postgres");
  await ensureDesk(superuserUrl, password);
  await tell({ served: { folder, superuserUrl, url: urlOf("desk", "desk") } });
  for (let how = await next(); how !== "end"; how = await next()) {
    await server.end(how);
    server = await serve(cluster, { port, isWanted });
    await tell({ restarted: true });
  }
} catch (error) {
  await tell({ failed: error.message });
} finally {
  await server?.end(kept ? "SIGINT" : "SIGQUIT");
  if (!kept) rmSync(folder, { recursive: true, force: true });
  process.exit();
}

/** What is wished next; the server's own end is the end. */
async function next() {
  const gone = server.gone.then(() => "end");
  while (wishes.length === 0) {
    const woken = new Promise((resolve) => (wake = resolve));
    const ended = await Promise.race([woken, gone]);
    if (ended) return ended;
  }
  return wishes.shift();
}

/** The role and the database of the desk: it may create databases and is no superuser, as in production. */
async function ensureDesk(superuserUrl, password) {
  const client = new pg.Client(superuserUrl);
  await client.connect();
  try {
    const { rowCount: isThere } = await client.query("select from pg_database where datname = 'desk'");
    if (isThere) return;
    await client.query("drop role if exists desk");
    // The password is made of random bytes: stretching it adds nothing, and each connection would pay for it.
    await client.query(
      "select set_config(name, '1', false) from pg_settings where name = 'scram_iterations'",
    );
    await client.query(`create role desk login createdb password ${client.escapeLiteral(password)}`);
    await client.query("create database desk owner desk");
  } finally {
    await client.end();
  }
}

/** Tells the starter, where it still listens. */
function tell(message) {
  if (!process.connected) return Promise.resolve();
  return new Promise((resolve) => process.send(message, resolve));
}
