import { AppError, errorsOf, type ErrorKind } from "../../language/app-error";

/** The record stands in the way, in words for whoever has the shell. */
export type RecordError = AppError<
  "record",
  "key-missing" | "restored-rows-changed" | "foreign-record" | "head-of-another-key",
  { zh: string; en: string; findings?: readonly unknown[] }
>;

export const isRecordError = errorsOf<RecordError>("record");

export const recordError = (
  code: RecordError["code"],
  kind: ErrorKind,
  detail: RecordError["detail"],
): RecordError => new AppError("record", code, kind, detail, `${detail.zh} ${detail.en}`);
