import { setImmediate } from "node:timers/promises";
import { afterEach } from "vitest";

// Tests without anything to wait for would hold their process from a file's first to its last: Vitest, which waits a minute
// for an answer to what a worker reports, must be heard in between.
afterEach(() => setImmediate());
