import { chromium } from "playwright-core";
import type { TestProject } from "vitest/node";
import { findChromium } from "../../../scripts/chromium.mjs";

const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

declare module "vitest" {
  interface ProvidedContext {
    /** Where the Chromium of this run is joined. */
    chromium: string;
  }
}

/**
 * Starts one real Chromium for all browser tests of a run, headless and with a fresh profile; each visitor of a test is a
 * context of its own in it, which shares nothing with the others.
 *
 * @returns what ends it
 * @throws when there is none; `npm test` installs it
 */
export default async function startChromium(project: TestProject): Promise<() => Promise<void>> {
  const executablePath = await findChromium();
  if (!executablePath) throw new Error("No Chromium: run npm test, or set CHROMIUM_PATH");
  const server = await chromium.launchServer({ executablePath, args: flags, headless: true });
  project.provide("chromium", server.wsEndpoint());
  return () => server.close();
}
