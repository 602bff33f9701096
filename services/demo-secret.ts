import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * The secret of a demo that was given none: made up at random once and kept, readable by its owner only, beside the
 * database it protects, so that the two are thrown away together. No secret is built into the program.
 *
 * @param folder where the database lies; made if missing
 */
export function keepDemoSecret(folder: string): string {
  const file = join(folder, "demo-secret");
  mkdirSync(folder, { recursive: true });
  try {
    writeFileSync(file, randomBytes(48).toString("base64url"), { flag: "wx", mode: 0o600 });
  } catch (error) {
    // Already there, perhaps written a moment ago by another process: that one counts.
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  }
  return readFileSync(file, "utf8").trim();
}
