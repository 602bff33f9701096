import type { Write } from "../../../db/change";
import type { Context } from "../../desk/context";

/**
 * Runs a piece of work once for everybody who asked for it in the same turn of the event loop, or within so many
 * milliseconds: what waits for the disk is waited for together.
 */
export function batched<Wish>(
  work: (wishes: Wish[]) => Promise<unknown>,
  withinMs = 0,
): (wish: Wish) => Promise<void> {
  let turn: { wishes: Wish[]; done: Promise<void> } | null = null;
  return (wish) => {
    if (turn) turn.wishes.push(wish);
    else {
      const wishes = [wish];
      const done = new Promise<void>((resolve, reject) => {
        const begin = () => {
          turn = null;
          work(wishes).then(() => resolve(), reject);
        };
        if (withinMs === 0) setImmediate(begin);
        else setTimeout(begin, withinMs);
      });
      turn = { wishes, done };
    }
    return turn.done;
  };
}

/** Commits rows that rest on no precondition; those that come together share one commit. */
export function createLedger(
  { store, clock }: Pick<Context, "store" | "clock">,
  withinMs = 0,
): (writes: Write[]) => Promise<void> {
  const commit = (each: Write[][]) => store.commit({ at: clock(), writes: each.flat(), audit: [] });
  return batched<Write[]>(commit, withinMs);
}
