import { AppError, errorsOf } from "../../language/app-error";

/** So many already wait that one more is better told to come back: at all, or of this one's lane. */
export type TooBusy = AppError<"capacity", "too-busy" | "lane-full", null>;

export const isTooBusy = errorsOf<TooBusy>("capacity");

/** How many run at once, and how many more may wait. */
export interface Room {
  atOnce: number;
  waitingRoom: number;
}

const tooBusy = (code: TooBusy["code"]): TooBusy =>
  new AppError("capacity", code, "busy", null, "too many wait already");

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
      if (waiting.length >= waitingRoom) throw tooBusy("too-busy");
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

/** Runs work in the lane of whoever asks for it. */
export type Lanes = <T>(lane: string, room: Room, work: () => Promise<T>) => Promise<T>;

/**
 * Holds work before it is begun, in a lane for each who asks: one who sends a thousand requests waits for themselves and
 * for nobody else, and is turned away when their own lane is full.
 *
 * @param most how many all lanes hold together
 * @returns rejects with TooBusy: `lane-full` for this lane, `too-busy` for all
 */
export function createLanes(most = 2000): Lanes {
  const lanes = new Map<string, { inside: number; inTurn: ReturnType<typeof concurrencyLimit> }>();
  let inside = 0;
  return async (name, { atOnce, waitingRoom }, work) => {
    if (inside >= most) throw tooBusy("too-busy");
    const lane = lanes.get(name) ?? { inside: 0, inTurn: concurrencyLimit(atOnce, waitingRoom) };
    if (lane.inside >= atOnce + waitingRoom) throw tooBusy("lane-full");
    lanes.set(name, lane);
    lane.inside += 1;
    inside += 1;
    try {
      return await lane.inTurn(work);
    } finally {
      inside -= 1;
      lane.inside -= 1;
      if (lane.inside === 0) lanes.delete(name);
    }
  };
}
