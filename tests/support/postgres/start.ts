import type { TestProject } from "vitest/node";
import { openTestServer, type TestServer } from "./server";

declare module "vitest" {
  interface ProvidedContext {
    /** The PostgreSQL of this run. */
    postgres: TestServer;
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
  return close;
}
