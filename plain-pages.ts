import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { Plugin } from "vite";

const clientRoute = "?__remix-build-client-route";

/** What a browser gets that comes to a plain page by a script's navigation: the page itself, from the server. */
const fromTheServer = `export default function PlainPage() {
  if (typeof window !== "undefined") window.location.reload();
  return null;
}`;

/**
 * Leaves pages that do not hydrate out of what is built for the browser. Nobody would ask for their scripts, and what
 * their loaders and actions import, down to the database, has no business in a bundle.
 */
export function plainPages(): Plugin {
  return {
    name: "plain-pages",
    // After Remix, which writes there what a route gives to the browser.
    enforce: "post",
    apply: "build",
    transform(_code, id) {
      if (!id.endsWith(clientRoute)) return undefined;
      const file = id.slice(0, -clientRoute.length);
      return isNeededInBrowser(file) ? undefined : { code: fromTheServer, map: null };
    },
  };
}

/** True for pages that hydrate, and for the root and the layouts around them. */
function isNeededInBrowser(file: string): boolean {
  const folder = dirname(file);
  if (basename(folder) !== "routes") return true;
  const stem = stemOf(basename(file));
  return readdirSync(folder)
    .filter((name) => /\.tsx?$/.test(name) && hydrates(join(folder, name)))
    .some((name) => stemOf(name) === stem || stemOf(name).startsWith(`${stem}.`));
}

/** Reads it off the source, where routes say `export const handle = { interactive: true }` (app/web/handle.ts). */
function hydrates(file: string): boolean {
  return /export const handle\b[^;]*\binteractive: true\b/.test(readFileSync(file, "utf8"));
}

function stemOf(name: string): string {
  return name.replace(/\.tsx?$/, "");
}
