import type { RouteConfigEntry } from "@remix-run/route-config";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseAstAsync, transformWithEsbuild, type Plugin } from "vite";
import routes from "../routes";

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
export function plainPages(appDirectory: string): Plugin {
  return {
    name: "plain-pages",
    // After Remix, which writes there what a route gives to the browser.
    enforce: "post",
    apply: "build",
    async transform(_code, id) {
      if (!id.endsWith(clientRoute)) return undefined;
      const file = id.slice(0, -clientRoute.length);
      const shownBy = everyRoute(routes).filter((route) => join(appDirectory, route.file) === file);
      if (shownBy.length === 0) return undefined;
      for (const route of shownBy) if (await isNeededInBrowser(appDirectory, route)) return undefined;
      return { code: fromTheServer, map: null };
    },
  };
}

/** True for pages that hydrate, and for the layouts around them. */
async function isNeededInBrowser(appDirectory: string, route: RouteConfigEntry): Promise<boolean> {
  if (await hydrates(join(appDirectory, route.file))) return true;
  for (const child of route.children ?? []) if (await isNeededInBrowser(appDirectory, child)) return true;
  return false;
}

/** Whether a page declares `export const handle = { interactive: true }` (app/web/handle.ts). */
async function hydrates(file: string): Promise<boolean> {
  const { code } = await transformWithEsbuild(await readFile(file, "utf8"), file, { jsx: "automatic" });
  const { body } = await parseAstAsync(code);
  return body
    .flatMap((node) => (node.type === "ExportNamedDeclaration" && node.declaration ? [node.declaration] : []))
    .flatMap((declared) => (declared.type === "VariableDeclaration" ? declared.declarations : []))
    .filter(({ id }) => id.type === "Identifier" && id.name === "handle")
    .flatMap(({ init }) => (init?.type === "ObjectExpression" ? init.properties : []))
    .some(
      (property) =>
        property.type === "Property" &&
        property.key.type === "Identifier" &&
        property.key.name === "interactive" &&
        property.value.type === "Literal" &&
        property.value.value === true,
    );
}

/** A module may show several routes, such as what stands around the pages of each area. */
function everyRoute(entries: RouteConfigEntry[]): RouteConfigEntry[] {
  return entries.flatMap((entry) => [entry, ...everyRoute(entry.children ?? [])]);
}
