import { configDefaults, defineConfig } from "vitest/config";
import { refuseOldNode } from "./db/node-version";

refuseOldNode();

const onPostgres = "tests/integration/postgres/**";
const chromium = "tests/support/browser/chromium.ts";

/** What is not run on PostgreSQL too: what opens no database, and what looks into or replaces the file of one. */
const onSqliteOnly = [
  "{certificates,keys,record}/**",
  "accounts/{import-*,lanes}.test.ts",
  "api/protocol.test.ts",
  "authority/no-password-without.test.ts",
  "cards/{card-desk,card-reader}.test.ts",
  "database/{database-files,migrations,upgrade}.test.ts",
  "desk/{command,demo-history,kill,password-leaks,runtime,served-demo,two-tickets}.test.ts",
  "hr/national-id.test.ts",
  "mail/{hostile-mail,inbound,inbound-passwords,mail-faults,mail-mailbox,mail-process,mail-transport}.test.ts",
  "processes/{kills,silent-web-process}.test.ts",
  "web/{one-build,patched-runtime,route-matching}.test.ts",
].map((files) => `tests/integration/${files}`);

/** What one starts before its tests is started only where one of its files runs. */
const projects = [
  { name: "unit", testTimeout: 10_000 },
  { name: "integration", testTimeout: 60_000, exclude: [onPostgres] },
  {
    name: "postgres",
    folders: ["tests/integration/**", "tests/browser/main-paths/**"],
    exclude: onSqliteOnly,
    testTimeout: 60_000,
    globalSetup: ["tests/support/postgres/start.ts", chromium],
    env: { DESK_TESTS_ON: "postgres" },
  },
  { name: "browser", testTimeout: 120_000, globalSetup: [chromium] },
];

/**
 * The files of a project share their workers: starting one and loading the desk's modules anew for each file would cost
 * more than the tests of most. So a test leaves nothing behind in its process: no stub, no listener, no changed environment.
 */
const poolOptions = { forks: { isolate: false } };

export default defineConfig({
  test: {
    poolOptions,
    // Two cores are what a build machine is sure to have. Where fewer may stay than work, Vitest has taken one away from its files.
    maxWorkers: 2,
    minWorkers: 2,
    projects: projects.map(
      ({ name, folders = [`tests/${name}/**`], exclude = [], testTimeout, globalSetup = [], env = {} }) => ({
        // As the build has it: without the development runtime, which is empty where React was loaded for production.
        esbuild: { jsx: "automatic", jsxDev: false },
        test: {
          name,
          setupFiles: "tests/support/turn.ts",
          include: folders.map((folder) => `${folder}/*.test.{ts,tsx}`),
          exclude: [...configDefaults.exclude, ...exclude],
          environment: "node",
          pool: "forks",
          poolOptions,
          // Node 24 reads drizzle-orm's large package.json anew for each of its modules.
          server: { deps: { inline: ["drizzle-orm"] } },
          globalSetup,
          testTimeout,
          hookTimeout: testTimeout,
          env: { TZ: "UTC", LOG_LEVEL: "silent", ...env },
        },
      }),
    ),
  },
});
