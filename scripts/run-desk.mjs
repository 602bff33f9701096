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
  process.argv.splice(2, Infinity, ...parameters);
  await import(pathToFileURL(resolve("build/server/desk.js")).href);
}
