import { spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { closeSync, existsSync, mkdirSync, openSync, readFileSync } from "node:fs";
import { renameSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { handOver } from "./owner.mjs";

/** What PostgreSQL says is read here, so it is to be English; and what a caller set for `psql` is nothing to the server. */
const env = {
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("PG"))),
  LC_ALL: "C",
};

/** Milliseconds that a server which is still ending may take to let go of the folder or of the port. */
const patience = 15_000;

/**
 * A folder with a cluster in it, and how it is served.
 *
 * @typedef {object} Cluster
 * @property {string} folder holds `cluster`, `password` and the server's `log`
 * @property {boolean} durable whether it outlives a power cut
 * @property {import("./programs.mjs").Programs} programs
 * @property {import("./owner.mjs").Owner} owner
 */

/**
 * Makes the cluster where there is none: in UTF-8, and sorted by the root of ICU, which differs from the order of bytes as a
 * production database's may.
 *
 * @param {Cluster} cluster
 * @returns {string} the password of its users
 */
export function ensureCluster({ folder, durable, programs, owner }) {
  const [cluster, unfinished, password] = ["cluster", "unfinished", "password"].map((it) => join(folder, it));
  if (existsSync(cluster)) return readFileSync(password, "utf8");
  for (const left of [unfinished, password]) rmSync(left, { recursive: true, force: true });
  writeFileSync(password, randomBytes(16).toString("hex"), { mode: 0o600 });
  mkdirSync(unfinished, { mode: 0o700 });
  for (const made of [password, unfinished]) handOver(made, owner);
  const { status, error, stdout, stderr } = spawnSync(
    programs.initdb,
    [
      ...["--pgdata", unfinished, "--username", "postgres", "--pwfile", password, "--auth", "scram-sha-256"],
      ...["--encoding", "UTF8", "--locale", "C", "--locale-provider", "icu", "--icu-locale", "und"],
      ...(durable ? [] : ["--no-sync"]),
    ],
    { ...owner, env, cwd: folder, encoding: "utf8" },
  );
  if (status !== 0) throw error ?? new Error(`initdb ended with ${status}:\n${stdout}${stderr}`);
  renameSync(unfinished, cluster);
  return readFileSync(password, "utf8");
}

/**
 * Starts the server of a cluster on 127.0.0.1.
 *
 * @param {Cluster} cluster
 * @param {{ port?: number, isWanted: () => boolean }} how a free port unless it is given; stops trying once it is not wanted
 * @returns {Promise<{ port: number, gone: Promise<void>, end: (signal: NodeJS.Signals) => Promise<void> }>} once it takes connections
 * @throws with the server's own words where it does not start
 */
export async function serve(cluster, { port, isWanted }) {
  const until = performance.now() + patience;
  for (;;) {
    const tried = port ?? (await freePort());
    const server = launch(cluster, tried);
    while (!server.isGone() && !isReady(cluster, server.pid)) await wait(10);
    if (!server.isGone()) return { port: tried, ...server };
    const said = readFileSync(join(cluster.folder, "log"), "utf8");
    // The port was taken meanwhile, or the server before this one is still ending.
    const mayPass = /could not bind|"postmaster.pid" already exists|pre-existing shared memory/.test(said);
    if (!mayPass || !isWanted() || performance.now() > until)
      throw new Error(`PostgreSQL did not start:\n${said}`);
    await wait(100);
  }
}

function launch({ folder, durable, programs, owner }, port) {
  const settings = {
    port,
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    ...(durable ? {} : { fsync: "off", full_page_writes: "off" }),
  };
  const log = openSync(join(folder, "log"), "w", 0o600);
  const child = spawn(
    programs.postgres,
    [
      "-D",
      join(folder, "cluster"),
      ...Object.entries(settings).flatMap(([name, to]) => ["-c", `${name}=${to}`]),
    ],
    { ...owner, env, cwd: folder, stdio: ["ignore", log, log] },
  );
  closeSync(log);
  let isGone = false;
  const gone = new Promise((resolve) => {
    const leave = () => resolve((isGone = true));
    child.once("exit", leave).once("error", leave);
  });
  return {
    pid: child.pid,
    isGone: () => isGone,
    gone,
    end: async (signal) => {
      child.kill(signal);
      await gone;
    },
  };
}

/** The server's own note says whose it is in its first line, and how far it is in its eighth. */
function isReady({ folder }, pid) {
  const note = join(folder, "cluster", "postmaster.pid");
  if (!existsSync(note)) return false;
  const lines = readFileSync(note, "utf8").split("\n");
  return Number(lines[0]) === pid && lines[7]?.trim() === "ready";
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject).listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
