import { spawnSync } from "node:child_process";
import { appendFileSync, chownSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Client } from "pg";
import { expect } from "vitest";
import { startPostgres, type PostgresServer } from "../../../scripts/postgres.mjs";
import type { Programs } from "../../../scripts/postgres/programs.mjs";
import { ask } from "./server";

/** A hot standby that streams from a server of ours. */
export interface TestStandby {
  /** The server's database `desk` on it. */
  url: string;
  /** Resolves when it has all that the server has by now. */
  caughtUp(): Promise<void>;
  /** Has it apply nothing more of what it is sent. */
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** Crashes it, for good. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

/** Makes one out of a copy of the server's files, for which nothing but the server's own programs is needed. */
export async function startStandby(server: PostgresServer, programs: Programs): Promise<TestStandby> {
  // Its keeper removes it with all the rest.
  const folder = join(server.folder, "standby");
  mkdirSync(folder, { mode: 0o700 });
  await copyFiles(server, folder);
  const standby = await startPostgres({ programs, folder, durable: false });
  const there = <Row extends object>(sql: string) => ask<Row>(standby.superuserUrl, sql);
  const isTrue = async (sql: string) => (await there<{ is: boolean }>(`select ${sql} as is`))[0]?.is;
  const until = (sql: string) => expect.poll(() => isTrue(sql), { timeout: 20_000 }).toBe(true);
  return {
    url: standby.url,
    async caughtUp() {
      const [written] = await ask<{ at: string }>(
        server.url,
        "select pg_current_wal_flush_lsn()::text as at",
      );
      await until(`pg_last_wal_replay_lsn() >= '${written?.at}'`);
    },
    async pause() {
      await there("select pg_wal_replay_pause()");
      // It pauses at the next that it is sent.
      await ask(server.url, "select pg_logical_emit_message(true, 'test', '')");
      await until("pg_get_wal_replay_pause_state() = 'paused'");
    },
    async resume() {
      await there("select pg_wal_replay_resume()");
    },
    async kill() {
      const note = readFileSync(join(folder, "cluster", "postmaster.pid"), "utf8");
      process.kill(Number(note.split("\n")[0]), "SIGQUIT");
      await standby.stop();
    },
    stop: () => standby.stop(),
  };
}

async function copyFiles({ folder: from, superuserUrl }: PostgresServer, to: string): Promise<void> {
  const client = new Client(superuserUrl);
  await client.connect();
  try {
    await client.query("select pg_backup_start('standby', fast => true)");
    // With their owner, who is another than this process where that is root.
    const { status, stderr } = spawnSync(
      "cp",
      ["-a", ...["cluster", "password"].map((it) => join(from, it)), to],
      {
        encoding: "utf8",
      },
    );
    if (status !== 0) throw new Error(stderr);
    const { rows } = await client.query<{ label: string }>(
      "select labelfile as label from pg_backup_stop(wait_for_archive => false)",
    );
    const cluster = join(to, "cluster");
    const { uid, gid } = statSync(cluster);
    const put = (name: string, text: string) => {
      writeFileSync(join(cluster, name), text, { mode: 0o600 });
      chownSync(join(cluster, name), uid, gid);
    };
    put("backup_label", rows[0]?.label ?? "");
    put("standby.signal", "");
    rmSync(join(cluster, "postmaster.pid"));
    const { hostname, port, username, password } = new URL(superuserUrl);
    appendFileSync(
      join(cluster, "postgresql.auto.conf"),
      `primary_conninfo = 'host=${hostname} port=${port} user=${username} password=${password}'\n`,
    );
  } finally {
    await client.end();
  }
}
