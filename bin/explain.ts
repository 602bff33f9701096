import { fileRefusedWords, isFileRefused } from "../accounts/files/file-refused";
import { databaseRefusedWords, isDatabaseRefused } from "../db/database-refused";
import { isRecordError } from "../db/record/record-error";
import { isAppError } from "../language/app-error";
import type { Locale } from "../language/locale";
import { isEnvironmentError } from "../services/environment-error";
import { consoleRefusedWords, isConsoleRefused } from "../workflows/console/console-refused";
import { isExportRefused } from "../workflows/reading/export-audit";
import { isRefusal } from "../workflows/desk/refusal";
import { refusalWords } from "../workflows/desk/refusal-words";
import { isTrustRefused, trustRefusedWords } from "../workflows/trust/trust-refused";
import { isCommandRefused } from "./terminal";

/** Whether a command or a setting was used wrongly. */
export function isMisuse(error: unknown): boolean {
  return isAppError(error) && error.kind === "misused";
}

/** Why a command was not carried out, in words; a stack only for what nobody foresaw. */
export function wordsOf(error: unknown, locale: Locale): string {
  const pick = (words: { zh: string; en: string }) => (locale === "en" ? words.en : words.zh);
  if (isEnvironmentError(error)) return error.message;
  if (isCommandRefused(error)) return pick(error.detail);
  if (isDatabaseRefused(error)) return databaseRefusedWords(error, locale);
  if (isRecordError(error) || isExportRefused(error)) return pick(error.detail);
  if (isFileRefused(error)) return fileRefusedWords(error, locale);
  if (isConsoleRefused(error)) return consoleRefusedWords(error, locale);
  if (isTrustRefused(error)) return trustRefusedWords(error, locale);
  if (isRefusal(error)) return pick(refusalWords(error).message);
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
