import { createCipheriv } from "node:crypto";
import type { Random } from "../../db/types";

/** Chance that repeats itself: the key stream of AES-256-CTR under a key made of the seed. For the demo and tests only. */
export function seededRandom(seed = 1): Random {
  const stream = createCipheriv("aes-256-ctr", Buffer.alloc(32, seed), Buffer.alloc(16));
  return (bytes) => stream.update(Buffer.alloc(bytes));
}
