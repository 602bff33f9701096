import { causeOf } from "./dialect/error-cause";
import { AppError, errorsOf } from "../language/app-error";
import type { Locale } from "../language/locale";
import { defineText } from "../language/text";

/** Why a database, or a copy of one, is not touched. */
export type DatabaseRefusalCode =
  | "in-use"
  | "being-replaced"
  | "sealed-otherwise"
  | "already-there"
  | "not-readable"
  | "not-writable"
  | "not-a-database"
  | "not-a-file"
  | "not-ours"
  | "newer"
  | "damaged"
  | "record-broken"
  | "not-opened"
  | "no-desk"
  | "outdated"
  | "not-this-version"
  | "another-desk"
  /** The rows before this one are copied. */
  | "not-kept"
  /** All rows are copied. */
  | "copy-differs"
  /** For some seconds; where something was to be written it is done whole or not at all. */
  | "not-reached";

/** Nothing has been changed, unless the code says otherwise. Its kind is `busy` for `not-reached`, else `conflict`. */
export type DatabaseRefused = AppError<"database", DatabaseRefusalCode, string>;

/** @param detail the file, or what was found wrong in it */
export function databaseError(code: DatabaseRefusalCode, detail: string): DatabaseRefused {
  const kind = code === "not-reached" ? "busy" : "conflict";
  return new AppError("database", code, kind, detail, `the database is refused: ${code} ${detail}`);
}

export const isDatabaseRefused = errorsOf<DatabaseRefused>("database");

/** Whether the database was not reached, so that the same is to be asked again later. */
export function isNotReached(error: unknown): boolean {
  const cause = causeOf(error);
  return isDatabaseRefused(cause) && cause.code === "not-reached";
}

const words = defineText({
  zh: {
    "in-use": (file: string) =>
      `${file} 還有行程在使用（服務，或其他 desk 指令）。請先停止服務、等指令結束，再做一次；未變更任何資料。`,
    "being-replaced": (file: string) => `${file} 正在還原，請等 desk restore 結束。`,
    "sealed-otherwise": (id: string) =>
      `還有行程以另一把金鑰（代號 ${id}）封存資料。請以同一個 APP_SECRET（新金鑰在前，舊金鑰在後）重新啟動服務，再做一次；未變更任何資料。`,
    "already-there": (file: string) => `${file} 已經存在，未覆寫；請換一個檔名，或加上 --force。`,
    "not-readable": (file: string) => `讀不到 ${file}，請確認路徑與權限。`,
    "not-writable": (file: string) => `無法寫入 ${file}，請確認資料夾存在且有權限。`,
    "not-a-database": (file: string) => `${file} 不是 SQLite 資料庫，未還原。`,
    "not-a-file": (tool: string) =>
      `PostgreSQL 資料庫不在檔案裡，請以 ${tool} 備份與還原，並一併保存紀錄資料夾（RECORD_DIR）。`,
    "not-ours": (file: string) => `${file} 不是本系統的資料庫，未還原。`,
    newer: (file: string) => `${file} 來自較新的版本，未還原；請先更新程式。`,
    damaged: (found: string) => `檔案已損壞，不能使用：${found}`,
    "record-broken": (row: string) =>
      `備份的稽核軌跡於第 ${row} 列中斷（遭變動、刪除或插入），未還原；請改用另一份備份。`,
    "not-opened": (why: string) => `無法開啟資料庫：${why}`,
    "no-desk": (name: string) => `${name} 不是本系統的資料庫，或尚未啟用；未變更任何資料。`,
    outdated: (name: string) => `${name} 是較舊的結構，請先以 desk migrate 更新；未變更任何資料。`,
    "not-this-version": (name: string) => `${name} 的結構不是本版程式的，請先更新程式；未變更任何資料。`,
    "another-desk": (name: string) =>
      `${name} 已有其他資料：不是空的，也不是同一服務臺先前的複本。請改用空的資料庫；未變更任何資料。`,
    "not-kept": (row: string) =>
      `${row} 含有 PostgreSQL 不能存的字元（U+0000），未複製；請先在來源更正或刪除該列。`,
    "copy-differs": (tables: string) =>
      `複本與來源不同，請勿使用，並再執行一次。不同的資料表（來源與複本的列數）：${tables}`,
    "not-reached": (why: string) => `連不上資料庫，請稍後再做一次：${why}`,
  },
  en: {
    "in-use": (file: string) =>
      `A process is using ${file} (the server, or another desk command). Stop the server, let the command end, and try again; nothing has been changed.`,
    "being-replaced": (file: string) => `${file} is being restored; wait until desk restore has ended.`,
    "sealed-otherwise": (id: string) =>
      `A running process still seals under another key (id ${id}). Restart the server with this same APP_SECRET (the new secret first, the old one after it) and try again; nothing has been changed.`,
    "already-there": (file: string) =>
      `${file} exists and was not overwritten. Choose another name, or add --force.`,
    "not-readable": (file: string) => `${file} cannot be read; look at its path and permissions.`,
    "not-writable": (file: string) =>
      `${file} cannot be written; see that its folder exists and may be written to.`,
    "not-a-database": (file: string) => `${file} is no SQLite database; nothing was restored.`,
    "not-a-file": (tool: string) =>
      `A database of PostgreSQL lies in no file: back it up and restore it with ${tool}, and keep the record's folder (RECORD_DIR) with it.`,
    "not-ours": (file: string) => `${file} is no database of this desk; nothing was restored.`,
    newer: (file: string) =>
      `${file} comes from a newer version; nothing was restored. Bring the program up to date first.`,
    damaged: (found: string) => `The file is damaged and cannot be used: ${found}`,
    "record-broken": (row: string) =>
      `The backup's audit trail breaks at row ${row} (changed, removed or put in); nothing was restored. Use another backup.`,
    "not-opened": (why: string) => `The database cannot be opened: ${why}`,
    "no-desk": (name: string) =>
      `${name} is no database of this desk, or of one that was never opened; nothing has been changed.`,
    outdated: (name: string) =>
      `${name} has an older structure: bring it up to date with desk migrate first. Nothing has been changed.`,
    "not-this-version": (name: string) =>
      `${name} has another structure than this version's: bring the program up to date first. Nothing has been changed.`,
    "another-desk": (name: string) =>
      `${name} holds other data: it is neither empty nor an earlier copy of this desk. Give an empty database; nothing has been changed.`,
    "not-kept": (row: string) =>
      `${row} holds a character that PostgreSQL cannot keep (U+0000), and was not copied. Mend that row in the source, or have it removed, first.`,
    "copy-differs": (tables: string) =>
      `The copy is not as its source: do not use it, and run the command again. Tables that differ (rows of source and copy): ${tables}`,
    "not-reached": (why: string) => `The database cannot be reached; try again later: ${why}`,
  },
});

/** Says why, for people. */
export function databaseRefusedWords({ code, detail }: DatabaseRefused, locale: Locale): string {
  return words(locale)[code](detail);
}
