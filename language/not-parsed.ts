import { AppError, errorsOf } from "./app-error";

/** Why something from outside was not read to its end. */
export type ParsingProblem =
  | "took-too-long"
  | "too-much-memory"
  /** The reading itself failed, which is a fault of ours; nothing else is hurt. */
  | "broke"
  /** So many already wait that one more is better told to come back. */
  | "too-many-wait";

/** The reading of something from outside was stopped; nothing of it is kept. */
export type NotParsed = AppError<"parsing", ParsingProblem, string>;

/** @param what was read: `mail` */
export function notParsed(code: ParsingProblem, what: string, cause?: unknown): NotParsed {
  const error = new AppError("parsing", code, code === "too-many-wait" ? "busy" : "invalid", what);
  if (cause !== undefined) error.cause = cause;
  return error;
}

export const isNotParsed = errorsOf<NotParsed>("parsing");
