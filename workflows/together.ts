import type { Write } from "../db/change";
import type { Store } from "../db/store";
import type { Clock } from "../db/types";

/**
 * Runs a piece of work once for everybody who asked for it in the same turn of the event loop: what waits for the disk
 * is waited for together.
 */
export function together<Wish>(work: (wishes: Wish[]) => Promise<unknown>): (wish: Wish) => Promise<void> {
  let turn: { wishes: Wish[]; done: Promise<void> } | null = null;
  return (wish) => {
    if (turn) turn.wishes.push(wish);
    else {
      const wishes = [wish];
      const done = new Promise<void>((resolve, reject) => {
        setImmediate(() => {
          turn = null;
          work(wishes).then(() => resolve(), reject);
        });
      });
      turn = { wishes, done };
    }
    return turn.done;
  };
}

/** Commits rows that rest on no precondition; those that come in the same turn share one commit. */
export function createLedger({
  store,
  clock,
}: {
  store: Store;
  clock: Clock;
}): (writes: Write[]) => Promise<void> {
  return together<Write[]>((each) => store.commit({ at: clock(), writes: each.flat(), audit: [] }));
}
