import type { RouteConfigEntry } from "@remix-run/route-config";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import routes from "../../../app/routes";
import type { Access, Declared } from "../../../app/web/access";

interface RouteModule {
  loader?: Partial<Declared>;
  action?: Partial<Declared>;
}

interface Page {
  address: string;
  file: string;
  loader?: Access;
  action?: Access;
}

const app = join(import.meta.dirname, "../../../app");

/** What each module of the map says of who may open it; a part of a page says what the page around it says. */
async function pagesOf(entries: RouteConfigEntry[], above = "", around?: Page): Promise<Page[]> {
  const pages: Page[] = [];
  for (const { path, file, children = [] } of entries) {
    const module = (await import(join(app, file))) as RouteModule;
    const { loader, action } = module;
    const handlers = [loader, action].filter((handler) => handler !== undefined);
    const address = path === undefined ? above : `${above}/${path}`;
    for (const handler of handlers)
      expect(handler.access, `${file} says who may open ${address}`).toBeDefined();
    const page: Page = {
      address,
      file,
      loader: loader?.access ?? (handlers.length === 0 ? around?.loader : undefined),
      action: action?.access,
    };
    if (path !== undefined || children.length === 0) {
      expect(page.loader ?? page.action, `${file} says who may open ${address}`).toBeDefined();
      pages.push(page);
    }
    pages.push(...(await pagesOf(children, address, page)));
  }
  return pages;
}

const pages = await pagesOf(routes);
const below = (address: string) =>
  pages.filter(
    (page) =>
      (page.address === address || page.address.startsWith(`${address}/`)) &&
      page.file !== "ui/frames/unknown-page.tsx",
  );

describe("Who may open a page stands with its route", () => {
  it.each([
    ["/me", ["signed-in"]],
    ["/is-this-yours", ["signed-in"]],
    ["/hr", ["hr"]],
    ["/desk", ["agent", "helpdesk"]],
    ["/admin", ["administrator"]],
    ["/audit", ["audit-reader", "auditor"]],
  ])("%s is open to %j alone", (address, allowed) => {
    const found = below(address);
    expect(found.length).toBeGreaterThan(0);
    for (const { file, loader, action } of found) {
      // These only lead on: to the page with the button, or, the password changed already, to the session that it left.
      if (loader !== "everybody") expect([undefined, ...allowed], file).toContain(loader);
      else expect(["admin/mail/retry.ts", "admin/trust/refresh.ts"]).toContain(file);
      if (action !== "everybody") expect([undefined, ...allowed], file).toContain(action);
      else expect(file).toBe("me/password.tsx");
    }
  });

  it("acts on tickets are for agents, who read with auditors", () => {
    const acts = below("/desk").filter(({ action }) => action !== undefined);
    expect(acts.length).toBeGreaterThan(3);
    expect(new Set(acts.map(({ action }) => action))).toEqual(new Set(["agent"]));
  });

  it("the API asks for a token, but for what describes it, what a card opens and what is not there", () => {
    const open = below("/api/v1").filter(({ loader }) => loader === "everybody");
    expect(open.map(({ file }) => file).sort()).toEqual([
      "api/card-visit-acts.ts",
      "api/card-visits.ts",
      "api/openapi-document.ts",
      "api/problem-page.ts",
    ]);
  });
});
