import { AppError, errorsOf } from "../../language/app-error";
import type { Locale } from "../../language/locale";
import { defineText } from "../../language/text";

/** Why a whole file is refused; nothing of it has been taken over. */
export type FileProblem =
  | "empty"
  | "encoding"
  | "header"
  | "quote"
  | "columns"
  | "line-too-long"
  | "duplicate-oid"
  | "no-rows"
  | "calendar-date"
  | "calendar-off"
  | "calendar-order";

/** A file is broken as a whole. The line is named; nothing has been changed. */
export type FileRefused = AppError<"file", FileProblem, { line: number; found: string }>;

/**
 * @param line of the file, counted from 1 as an editor shows it
 * @param found what was there
 */
export function fileError(code: FileProblem, line: number, found = ""): FileRefused {
  const message = `line ${line}: ${code}${found === "" ? "" : ` (${found})`}`;
  return new AppError("file", code, "invalid", { line, found }, message);
}

export const isFileRefused = errorsOf<FileRefused>("file");

const words = defineText({
  zh: {
    empty: () => "檔案是空的。",
    encoding: () => "不是 UTF-8 編碼。請以 UTF-8 另存新檔後再匯入。",
    header: (detail: string) => `第一列不是所需的欄位名稱${detail === "" ? "" : `（${detail}）`}。`,
    quote: () => "引號不成對，這一列可能被截斷。",
    columns: (detail: string) => `欄位數與第一列不同（${detail}），這一列可能被截斷。`,
    "line-too-long": () => "這一列過長（超過 64 KB），檔案可能已損壞。",
    "duplicate-oid": (detail: string) => `OID 重複：${detail}。`,
    "no-rows": () => "檔案裡沒有資料。",
    "calendar-date": (detail: string) => `日期不正確：${detail}。格式為 YYYYMMDD。`,
    "calendar-off": (detail: string) => `「是否放假」應為 0 或 2，這裡是 ${detail}。`,
    "calendar-order": (detail: string) => `日期不連續：${detail}。`,
    frame: (line: number, sentence: string) => `第 ${line} 行：${sentence}未變更任何資料。`,
  },
  en: {
    empty: () => "The file is empty.",
    encoding: () => "Not UTF-8. Save the file as UTF-8 and import it again.",
    header: (detail: string) =>
      `The first line does not name the columns needed${detail === "" ? "" : ` (${detail})`}.`,
    quote: () => "A quotation mark is not closed; the line may be cut off.",
    columns: (detail: string) =>
      `Not as many columns as in the first line (${detail}); the line may be cut off.`,
    "line-too-long": () => "The line is longer than 64 kB; the file may be damaged.",
    "duplicate-oid": (detail: string) => `This OID was there before: ${detail}.`,
    "no-rows": () => "The file holds no data.",
    "calendar-date": (detail: string) => `Not a date: ${detail}. It is written YYYYMMDD.`,
    "calendar-off": (detail: string) => `是否放假 is 0 or 2, here it is ${detail}.`,
    "calendar-order": (detail: string) => `Not the day after the line before: ${detail}.`,
    frame: (line: number, sentence: string) => `Line ${line}: ${sentence} Nothing has been changed.`,
  },
});

/** Says why a file was refused, for people. */
export function fileRefusedWords({ code, detail: { line, found } }: FileRefused, locale: Locale): string {
  const say = words(locale);
  return say.frame(line, say[code](found));
}
