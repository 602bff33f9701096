import { createCipheriv } from "node:crypto";
import type { Random } from "../../../db/types";

/** Chance that repeats itself: a key stream, so that a failing test fails again. */
export function seededRandom(seed = 1): Random {
  const stream = createCipheriv("aes-256-ctr", Buffer.alloc(32, seed), Buffer.alloc(16));
  return (bytes) => stream.update(Buffer.alloc(bytes));
}
