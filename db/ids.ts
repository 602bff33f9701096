import type { Random } from "./types";

/** A new opaque identifier: 128 random bits in hexadecimal. */
export function newId(random: Random): string {
  return Buffer.from(random(16)).toString("hex");
}
