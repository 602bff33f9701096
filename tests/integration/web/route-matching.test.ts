import { createRequire } from "node:module";
import { resolve } from "node:path";
import type { matchRoutes } from "@remix-run/react";
import type { RouteConfigEntry } from "@remix-run/route-config";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { seededRandom } from "../../support/desk/seeded-random";

interface Route {
  id?: string;
  path?: string;
  index?: boolean;
  caseSensitive?: boolean;
  children?: Route[];
}
type Match = (routes: Route[], path: string) => ReturnType<typeof matchRoutes>;

/** The router as the server loads it, patched by patches/, and a copy in the same package that no patch touches. */
const remixNode = createRequire(createRequire(import.meta.url).resolve("@remix-run/node"));
const server = createRequire(remixNode.resolve("@remix-run/server-runtime"));
const patched = server("@remix-run/router") as { matchRoutes: Match };
const untouched = server("@remix-run/router/dist/router.umd.js") as { matchRoutes: Match };

const random = seededRandom(7);
const oneOf = <T>(from: readonly T[]): T => {
  const [high = 0, low = 0] = random(2);
  return from[(high * 256 + low) % from.length] as T;
};

let routes: Route[];
let paths: string[];

beforeAll(async () => {
  // What Remix's compiler does before it reads app/routes.ts.
  vi.stubGlobal("__remixAppDirectory", resolve("app"));
  const { default: config } = await import("../../../app/routes");
  vi.unstubAllGlobals();
  routes = [{ id: "root", path: "", children: routesOf(config) }];
  paths = pathsOf(routes);
});

describe("matching the desk's routes", () => {
  it("finds for 5,000 random paths what the untouched router finds", () => {
    const silent = vi.spyOn(console, "warn").mockReturnValue();
    let found = 0;
    for (let turn = 0; turn < 5_000; turn++) {
      const path = randomPath();
      const matches = patched.matchRoutes(routes, path);
      const expected = untouched.matchRoutes(routes, path);
      expect(told(matches), path).toEqual(told(expected));
      expect(
        matches?.map(({ route }, depth) => route === expected?.[depth]?.route) ?? [],
        path,
      ).not.toContain(false);
      if (matches) found++;
    }
    silent.mockRestore();
    expect(found).toBeGreaterThan(1_000);
    expect(found).toBeLessThan(4_000);
  });

  it("gives the routes that it was asked about, where others have the same shape", () => {
    const others = structuredClone(routes);
    patched.matchRoutes(routes, "/desk");
    const [root, page] = patched.matchRoutes(others, "/desk") ?? [];
    expect(root?.route).toBe(others[0]);
    expect(others[0]?.children).toContain(page?.route);
  });

  it("ranks routes of one shape once; without patches/, which --ignore-scripts leaves out, at every match", () => {
    patched.matchRoutes(routes, "/desk");
    const sort = vi.spyOn(Array.prototype, "sort");
    const again = patched.matchRoutes(structuredClone(routes), "/desk/tickets/R1150101-0001");
    const sorted = sort.mock.calls.length;
    untouched.matchRoutes(routes, "/desk");
    const sortedUntouched = sort.mock.calls.length - sorted;
    sort.mockRestore();
    expect(again).not.toBeNull();
    expect({ sorted, sortedUntouched }).toEqual({ sorted: 0, sortedUntouched: 1 });
  });
});

/** As Remix makes routes for its router of what app/routes.ts says. */
function routesOf(entries: readonly RouteConfigEntry[]): Route[] {
  return entries.map(({ id, file, path, index, caseSensitive, children }) => ({
    ...{ id: id ?? file, path, caseSensitive },
    ...(index ? { index } : { children: routesOf(children ?? []) }),
  }));
}

/** Every whole path of the table. */
function pathsOf(some: readonly Route[], above = ""): string[] {
  return some.flatMap(({ path = "", children = [] }) => {
    const whole = path === "" ? above : `${above}/${path}`;
    return [whole, ...pathsOf(children, whole)];
  });
}

/** Mostly a path of the table with its parameters filled in, bent at one place or two; else any segments at all. */
function randomPath(): string {
  const odd = [
    "R1150101-0001",
    "a b",
    "%20",
    "%2F",
    "%E7%8E%8B",
    "王明",
    "%",
    "..",
    "",
    ":id",
    "*",
    "a.b",
    "K",
    "ſ",
  ];
  const known = paths.flatMap((path) => path.split("/"));
  const any = () => oneOf([...odd, oneOf(known), oneOf(known)]);
  const path = oneOf([
    oneOf(paths),
    oneOf(paths),
    oneOf(paths),
    Array.from(oneOf(["a", "ab", "abc"]), any).join("/"),
  ]);
  const filled = path.split("/").map((segment) => (/^[:*]/.test(segment) ? any() : segment));
  if (oneOf([true, false])) filled.splice(oneOf([0, 1, 2, 3]), oneOf([0, 1]), any());
  const whole = filled.join("/");
  return oneOf([whole, whole, `/${whole}`, `${whole}/`, whole.toUpperCase(), whole.slice(0, -1)]);
}

function told(matches: ReturnType<Match>) {
  return matches?.map(({ route: { id }, params, pathname, pathnameBase }) => ({
    ...{ id, params, pathname, pathnameBase },
  }));
}
