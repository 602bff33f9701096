import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { ensureBuilt, ensureInstalled } from "./ready.mjs";

/**
 * Runs bin/desk.ts in this very process, so that signals and exit codes are its own.
 *
 * @param parameters what stands after `npm run desk --`
 */
export async function runDesk(parameters) {
  const development = parameters.includes("--development");
  process.env.NODE_ENV ??= development ? "development" : "production";
  await ensureInstalled();
  if (parameters[0] === "serve" && !development && !parameters.includes("--help")) await ensureBuilt();
  const { register } = await import("tsx/esm/api");
  register();
  const desk = resolve("bin/desk.ts");
  process.argv = [process.execPath, desk, ...parameters];
  await import(pathToFileURL(desk).href);
}
