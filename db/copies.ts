import {
  chmodSync,
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  fsyncSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import BetterSqlite3 from "better-sqlite3";
import { newestMigration } from "./migrations";
import { databaseError } from "./database-refused";

/** Pages copied between two looks at the progress: 4 MB. */
const pagesAtOnce = 1_000;

/**
 * Copies a database while others write to it. One reading transaction spans the whole copy: it is of one moment, and what is
 * written meanwhile neither waits nor makes it begin anew.
 *
 * @throws DatabaseRefused `not-writable`
 */
export async function copyDatabase(
  sqlite: BetterSqlite3.Database,
  file: string,
  progress: (done: number, total: number) => void,
): Promise<void> {
  makePrivate(file);
  sqlite.exec("begin");
  try {
    sqlite.prepare("select count(*) from sqlite_master").get();
    await sqlite.backup(file, {
      progress({ totalPages, remainingPages }) {
        progress(totalPages - remainingPages, totalPages);
        return pagesAtOnce;
      },
    });
  } finally {
    sqlite.exec("rollback");
  }
}

/**
 * Makes a copy fit to be kept: one file without a log, on the disk, sound, and without the seeds of passwords, so that no
 * backup brings one back.
 *
 * @throws DatabaseRefused `damaged`
 */
export function finishCopy(file: string): void {
  const sqlite = new BetterSqlite3(file);
  try {
    sqlite.pragma("journal_mode = DELETE");
    sqlite.pragma("secure_delete = ON");
    sqlite.prepare("update temporary_passwords set seed = null where seed is not null").run();
    refuseDamaged(sqlite);
  } finally {
    sqlite.close();
  }
  sync(file);
}

/** Where a restore works until its copy takes the database's name. */
export const restoringCopy = (database: string) => `${database}.restoring`;

/** Removes what a restore left that was killed. Nobody restores this database now: whoever does has it alone. */
export function forgetUnfinished(database: string): void {
  const unfinished = [restoringCopy(database), `${database}.before-restore-`].map((file) => basename(file));
  for (const name of readdirSync(dirname(database)))
    if (
      name.startsWith(unfinished[0] ?? "") ||
      (name.startsWith(unfinished[1] ?? "") && name.endsWith(".part"))
    )
      rmSync(join(dirname(database), name), { force: true });
}

/** Gives a finished copy its name, at once and for good; what had the name is gone. */
export function nameCopy(file: string, name: string): void {
  renameSync(file, name);
  sync(dirname(name));
}

/** @throws DatabaseRefused `not-writable` */
function makePrivate(file: string): void {
  try {
    discard(file);
    closeSync(openSync(file, "wx", 0o600));
  } catch {
    throw databaseError("not-writable", file);
  }
}

/** Removes a database with its log. */
export function discard(file: string): void {
  for (const one of [file, `${file}-wal`, `${file}-shm`, `${file}-journal`]) rmSync(one, { force: true });
}

/**
 * Copies a backup to where it is worked on, and sees to it that it is whole and ours.
 *
 * @throws DatabaseRefused `not-readable`, `not-a-database`, `not-ours`, `newer`, `damaged`
 */
export function takeIn(backup: string, file: string): void {
  discard(file);
  try {
    copyFileSync(backup, file, constants.COPYFILE_FICLONE);
    chmodSync(file, 0o600);
  } catch {
    throw databaseError("not-readable", backup);
  }
  if (!beginsAsDatabase(file)) throw databaseError("not-a-database", backup);
  const sqlite = new BetterSqlite3(file);
  try {
    refuseDamaged(sqlite);
    const ours = sqlite
      .prepare<[], number>(
        "select count(*) from sqlite_master where name in ('people', 'audit', '__drizzle_migrations')",
      )
      .pluck()
      .get();
    if (ours !== 3) throw databaseError("not-ours", backup);
    const newest = sqlite
      .prepare<[], number>("select max(created_at) from __drizzle_migrations")
      .pluck()
      .get();
    if ((newest ?? 0) > newestMigration()) throw databaseError("newer", backup);
  } catch (error) {
    if (error instanceof BetterSqlite3.SqliteError) throw databaseError("damaged", error.message);
    throw error;
  } finally {
    sqlite.close();
  }
}

/**
 * Puts a copy in the place of a database that nobody else works on. The database that was there is kept beside it first,
 * whole, so that whenever the process ends there is either the one or the other.
 *
 * @param keptAs where the present database goes; with its log, where it could not be brought into one file
 */
export function replaceDatabase(file: string, database: string, keptAs: string): void {
  finishCopy(file);
  if (existsSync(database)) {
    intoOneFile(database);
    const log = `${database}-wal`;
    if (existsSync(log)) keep(log, `${keptAs}-wal`);
    keep(database, keptAs);
    // A log that is left would be taken for the new database's.
    rmSync(log, { force: true });
    rmSync(`${database}-shm`, { force: true });
  }
  nameCopy(file, database);
}

function keep(file: string, name: string): void {
  copyFileSync(file, `${name}.part`, constants.COPYFILE_FICLONE);
  chmodSync(`${name}.part`, 0o600);
  sync(`${name}.part`);
  nameCopy(`${name}.part`, name);
}

/** Brings the log into the database. One that is damaged stays as it is. */
function intoOneFile(database: string): void {
  try {
    const sqlite = new BetterSqlite3(database);
    try {
      sqlite.pragma("wal_checkpoint(TRUNCATE)");
    } finally {
      sqlite.close();
    }
  } catch (error) {
    if (!(error instanceof BetterSqlite3.SqliteError)) throw error;
  }
}

function refuseDamaged(sqlite: BetterSqlite3.Database): void {
  const found = [
    ...(sqlite.pragma("integrity_check(5)") as { integrity_check: string }[]).map(
      ({ integrity_check: words }) => words,
    ),
    ...(sqlite.pragma("foreign_key_check") as { table: string }[]).map(
      ({ table }) => `a row of ${table} without its parent`,
    ),
  ].filter((words) => words !== "ok");
  if (found.length > 0) throw databaseError("damaged", found.slice(0, 5).join("; "));
}

function beginsAsDatabase(file: string): boolean {
  const head = Buffer.alloc(16);
  const descriptor = openSync(file, "r");
  try {
    readSync(descriptor, head, 0, head.length, 0);
  } finally {
    closeSync(descriptor);
  }
  return head.toString("latin1") === "SQLite format 3\0";
}

/** Windows syncs neither folders nor what is open for reading. */
function sync(path: string): void {
  if (process.platform === "win32") return;
  const descriptor = openSync(path, "r");
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
