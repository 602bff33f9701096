import { configDefaults, defineConfig } from "vitest/config";
import { refuseOldNode } from "./db/node-version";

refuseOldNode();

const onPostgres = "tests/integration/postgres/**";

/** What one starts before its tests is started only where one of its files runs. */
const projects = [
  { name: "unit", testTimeout: 10_000 },
  { name: "integration", testTimeout: 60_000, exclude: [onPostgres] },
  {
    name: "postgres",
    folder: onPostgres,
    testTimeout: 60_000,
    globalSetup: "tests/support/postgres/start.ts",
  },
  { name: "browser", testTimeout: 120_000, globalSetup: "tests/support/browser/chromium.ts" },
];

/**
 * The files of a project share their workers: starting one and loading the desk's modules anew for each file would cost
 * more than the tests of most. So a test leaves nothing behind in its process: no stub, no listener, no changed environment.
 */
const poolOptions = { forks: { isolate: false } };

export default defineConfig({
  test: {
    poolOptions,
    // Two cores are what a build machine is sure to have.
    maxWorkers: 2,
    minWorkers: 1,
    projects: projects.map(
      ({ name, folder = `tests/${name}/**`, exclude = [], testTimeout, globalSetup = [] }) => ({
        // As the build has it: without the development runtime, which is empty where React was loaded for production.
        esbuild: { jsx: "automatic", jsxDev: false },
        test: {
          name,
          setupFiles: "tests/support/turn.ts",
          include: [`${folder}/*.test.{ts,tsx}`],
          exclude: [...configDefaults.exclude, ...exclude],
          environment: "node",
          pool: "forks",
          poolOptions,
          // Node 24 reads drizzle-orm's large package.json anew for each of its modules.
          server: { deps: { inline: ["drizzle-orm"] } },
          globalSetup,
          testTimeout,
          hookTimeout: testTimeout,
          env: { TZ: "UTC", LOG_LEVEL: "silent" },
        },
      }),
    ),
  },
});
