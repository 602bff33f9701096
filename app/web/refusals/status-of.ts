import type { AppError, ErrorKind } from "../../../language/app-error";

const statuses: Record<ErrorKind, number> = {
  denied: 403,
  missing: 404,
  conflict: 409,
  gone: 410,
  invalid: 422,
  busy: 503,
  misused: 400,
  failed: 502,
};

/** The HTTP status by which an error is answered. */
export function statusOf({ kind }: Pick<AppError, "kind">): number {
  return statuses[kind];
}
