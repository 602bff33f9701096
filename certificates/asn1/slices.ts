import { setImmediate as breathe } from "node:timers/promises";

/** Work that can be left and taken up again after any of its steps. */
export type Steps<T> = Generator<undefined, T>;

/** Does all of it now. */
export function atOnce<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** Does it in slices of a few milliseconds and lets everything else that waits have its turn in between. */
export async function inSlices<T>(steps: Steps<T>, sliceMs = 5): Promise<T> {
  for (let since = performance.now(); ;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (performance.now() - since < sliceMs) continue;
    await breathe();
    since = performance.now();
  }
}

const pieceSize = 256 * 1024;

/** The bytes in pieces, each of which is worked on in well under a millisecond. Nothing is copied. */
export function* piecesOf(bytes: Uint8Array): Generator<Uint8Array, void> {
  for (let at = 0; at < bytes.length; at += pieceSize) yield bytes.subarray(at, at + pieceSize);
}
