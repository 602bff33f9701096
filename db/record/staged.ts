import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import BetterSqlite3 from "better-sqlite3";
import { readHeads } from "./heads";
import { recordFiles } from "./keys";

/*
 * A restore joins the record in a copy of its folder, for two things cannot take their places in one step. The database's
 * rename decides: what stands beside it afterwards is made to fit.
 */

const { key, publicKey, journal, heads } = recordFiles;

/** Where the record lies that a restore works on. */
export const stagedRecord = (recordFolder: string): string => `${recordFolder}.restoring`;

/** Copies the record for a restore to work on. Nothing else writes it. @returns the copy's folder */
export function stageRecord(recordFolder: string): string {
  const staged = stagedRecord(recordFolder);
  rmSync(staged, { recursive: true, force: true });
  mkdirSync(staged, { recursive: true, mode: 0o700 });
  carry(recordFolder, staged, [key, publicKey, journal, heads]);
  return staged;
}

/** Copies what may lie beside a backup: everything but the key. */
export function copyRecord(recordFolder: string, folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  carry(recordFolder, folder, [publicKey, journal, heads]);
}

/**
 * Puts a staged record in its place where the database is the one that it was joined to, and throws it away where the restore
 * ended before that. Ended in between, it is done again; the head comes last.
 */
export function settleRecord(recordFolder: string, databaseFile: string): void {
  const staged = stagedRecord(recordFolder);
  if (!existsSync(staged)) return;
  if (goesOn(staged, databaseFile)) {
    mkdirSync(recordFolder, { recursive: true, mode: 0o700 });
    carry(staged, recordFolder, [key, publicKey, journal, heads]);
  }
  rmSync(staged, { recursive: true });
}

function carry(from: string, to: string, names: readonly string[]): void {
  for (const name of names) {
    if (!existsSync(join(from, name))) continue;
    copyFileSync(join(from, name), join(to, `${name}-new`));
    renameSync(join(to, `${name}-new`), join(to, name));
  }
}

function goesOn(staged: string, databaseFile: string): boolean {
  const pem = join(staged, publicKey);
  const { head } = existsSync(pem) ? readHeads(staged, readFileSync(pem, "utf8")) : { head: null };
  if (!head || !existsSync(databaseFile)) return false;
  const sqlite = new BetterSqlite3(databaseFile, { readonly: true });
  try {
    return (
      sqlite.prepare("select 1 from audit where seq = ? and hash = ?").get(head.seq, head.hash) !== undefined
    );
  } catch {
    return false;
  } finally {
    sqlite.close();
  }
}
