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
  | "record-broken";

/** Nothing has been changed. */
export type DatabaseRefused = AppError<"database", DatabaseRefusalCode, string>;

/** @param detail the file, or what was found wrong in it */
export function databaseError(code: DatabaseRefusalCode, detail: string): DatabaseRefused {
  return new AppError("database", code, "conflict", detail, `the database is refused: ${code} ${detail}`);
}

export const isDatabaseRefused = errorsOf<DatabaseRefused>("database");

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
  },
});

/** Says why, for people. */
export function databaseRefusedWords({ code, detail }: DatabaseRefused, locale: Locale): string {
  return words(locale)[code](detail);
}
