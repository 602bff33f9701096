import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { ServerBuild } from "@remix-run/node";
import { builtFiles, type Pages } from "../../../bin/pages";

/** The pages as `npm test` has built them. A test's own modules are the sources, so these exist beside the build's. */
export async function builtPages(): Promise<Pages> {
  const build = (await import(pathToFileURL(resolve("build/server/index.js")).href)) as ServerBuild;
  return { files: builtFiles(), build };
}
