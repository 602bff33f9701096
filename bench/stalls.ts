import { closeSync, openSync, readSync } from "node:fs";

/**
 * Watches how long work takes and how long the event loop stands still at a time meanwhile, in milliseconds: what a request
 * that came just then has to wait. Where the kernel tells (Linux), waiting for a core that other programs have is not counted:
 * it says nothing of the desk.
 */
export function watchStalls(): { end: () => { ms: number; stall: number } } {
  const schedule = openSchedule();
  let longest = 0;
  const began = performance.now();
  const waitedBefore = schedule.waited();
  let last = began;
  let lastWaited = waitedBefore;
  const look = () => {
    const now = performance.now();
    const waited = schedule.waited();
    longest = Math.max(longest, now - last - (waited - lastWaited));
    last = now;
    lastWaited = waited;
  };
  const watching = setInterval(look, 1);
  return {
    end() {
      clearInterval(watching);
      look();
      const ms = performance.now() - began - (schedule.waited() - waitedBefore);
      schedule.close();
      return { ms, stall: longest };
    },
  };
}

/** `/proc/self/schedstat`: nanoseconds on a core, nanoseconds waiting for one, of the main thread. */
function openSchedule(): { waited: () => number; close: () => void } {
  const buffer = Buffer.alloc(100);
  try {
    const file = openSync("/proc/self/schedstat", "r");
    return {
      waited: () =>
        Number(buffer.toString("latin1", 0, readSync(file, buffer, 0, 100, 0)).split(" ")[1]) / 1e6,
      close: () => closeSync(file),
    };
  } catch {
    return { waited: () => 0, close: () => undefined };
  }
}
