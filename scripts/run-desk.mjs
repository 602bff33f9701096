import { pathToFileURL } from "node:url";
import { resolve } from "node:path";
import { ensureBuilt, ensureInstalled } from "./ready.mjs";

/**
 * Runs a command of the desk, as it is built, in this very process, so that signals and exit codes are its own.
 *
 * @param parameters what stands after `npm run desk --`
 */
export async function runDesk(parameters) {
  process.env.NODE_ENV ??= "production";
  await ensureInstalled();
  await ensureBuilt();
  process.setSourceMapsEnabled(true);
  const entry = resolve("build/server/desk.js");
  // As if it had been started itself: its web processes are.
  process.argv.splice(1, Infinity, entry, ...parameters);
  await import(pathToFileURL(entry).href);
}
