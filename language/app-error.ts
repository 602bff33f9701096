const brand = Symbol.for("recovery-desk.app-error");

/** What kind of trouble it is. The edges make an HTTP status or an exit code of it, each in one place. */
export type ErrorKind =
  /** The caller may not. */
  | "denied"
  /** There is no such thing. */
  | "missing"
  /** It does not go together with how things stand now. */
  | "conflict"
  /** It was there once. */
  | "gone"
  /** What was given does not do. */
  | "invalid"
  /** Too much at once; later it may go. */
  | "busy"
  /** A program or a setting is used wrongly. */
  | "misused"
  /** Somebody else did not do their part. */
  | "failed";

/**
 * Every error that is foreseen: a code for programs within the domain it comes from, and its kind. Words for people stand
 * with the domain, by code. Known by its brand and never by `instanceof`, so that it does not matter which copy of this
 * module made it.
 */
export class AppError<
  Domain extends string = string,
  Code extends string = string,
  Detail = unknown,
> extends Error {
  readonly [brand] = true;

  /** @param detail what belongs to the code; names no person unless the domain says so */
  constructor(
    readonly domain: Domain,
    readonly code: Code,
    readonly kind: ErrorKind,
    readonly detail: Detail,
    message = `${domain}: ${code}`,
  ) {
    super(message);
    this.name = "AppError";
  }
}

/** Whether an error is one of those foreseen. */
export function isAppError(error: unknown): error is AppError {
  return error instanceof Error && brand in error;
}

/** Tells the errors of one domain from all others. */
export function errorsOf<E extends AppError>(domain: E["domain"]): (error: unknown) => error is E {
  return (error): error is E => isAppError(error) && error.domain === domain;
}
