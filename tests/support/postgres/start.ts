import type { TestProject } from "vitest/node";
import { createEmptyDesk } from "./empty-desk";
import { openTestServer, type Template, type TestServer } from "./server";

declare module "vitest" {
  interface ProvidedContext {
    /** The PostgreSQL of this run. */
    postgres: TestServer;
    /** A desk's tables, with nothing in them. */
    emptyDesk: Template;
  }
}

/**
 * Opens one PostgreSQL for all tests of a run that want it.
 *
 * @returns what ends it
 */
export default async function startForRun(project: TestProject): Promise<() => Promise<void>> {
  const { close, ...server } = await openTestServer();
  project.provide("postgres", server);
  project.provide("emptyDesk", await createEmptyDesk(server));
  return close;
}
