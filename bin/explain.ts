import { FileRefused, fileRefusedWords } from "../accounts/files/file-refused";
import type { Locale } from "../language/locale";
import { EnvironmentError } from "../services/environment-error";
import { ConsoleRefused, consoleRefusedWords } from "../workflows/console/console-refused";
import { isRefusal } from "../workflows/desk/refusal";
import { refusalWords } from "../workflows/desk/refusal-words";
import { isTrustRefused, trustRefusedWords } from "../workflows/trust/trust-refused";
import { CommandMisused, CommandRefused } from "./terminal";

/** Whether a command was given what it cannot work with. */
export function isMisuse(error: unknown): boolean {
  return error instanceof CommandMisused || error instanceof EnvironmentError;
}

/** Why a command was not carried out, in words; a stack only for what nobody foresaw. */
export function wordsOf(error: unknown, locale: Locale): string {
  const pick = (words: { zh: string; en: string }) => (locale === "en" ? words.en : words.zh);
  if (error instanceof EnvironmentError) return error.message;
  if (error instanceof CommandRefused) return pick(error);
  if (error instanceof FileRefused) return fileRefusedWords(error, locale);
  if (error instanceof ConsoleRefused) return consoleRefusedWords(error, locale);
  if (isTrustRefused(error)) return trustRefusedWords(error, locale);
  if (isRefusal(error)) return pick(refusalWords(error).message);
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
