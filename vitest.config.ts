import { defineConfig } from "vitest/config";
import { refuseOldNode } from "./db/node-version";

refuseOldNode();

const projects = [
  { name: "unit", testTimeout: 10_000 },
  { name: "integration", testTimeout: 60_000 },
  { name: "browser", testTimeout: 120_000 },
];

export default defineConfig({
  test: {
    // Two cores are what a build machine is sure to have.
    maxWorkers: 2,
    minWorkers: 1,
    projects: projects.map(({ name, testTimeout }) => ({
      esbuild: { jsx: "automatic" },
      test: {
        name,
        include: [`tests/${name}/**/*.test.{ts,tsx}`],
        environment: "node",
        pool: "forks",
        testTimeout,
        hookTimeout: testTimeout,
        env: { TZ: "UTC", LOG_LEVEL: "silent" },
      },
    })),
  },
});
