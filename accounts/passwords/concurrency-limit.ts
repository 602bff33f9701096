import { AppError, errorsOf } from "../../language/app-error";

/** So many already wait that one more is better told to come back. */
export type TooBusy = AppError<"capacity", "too-busy", null>;

export const isTooBusy = errorsOf<TooBusy>("capacity");

/**
 * Lets so many run at once and so many wait, first come first served.
 *
 * @throws TooBusy (as a rejection) when the waiting room is full
 */
export function concurrencyLimit(
  atOnce: number,
  waitingRoom: number,
): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (work) => {
    if (running >= atOnce) {
      if (waiting.length >= waitingRoom)
        throw new AppError("capacity", "too-busy", "busy", null, "too many wait already");
      // Whoever leaves hands its slot over, so that nobody slips in between.
      await new Promise<void>((start) => waiting.push(start));
    } else {
      running += 1;
    }
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
