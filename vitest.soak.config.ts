import { defineConfig } from "vitest/config";
import { refuseOldNode } from "./db/node-version";

refuseOldNode();

/** The long tests of `npm run soak`. */
export default defineConfig({
  esbuild: { jsx: "automatic" },
  test: {
    include: ["tests/soak/**/*.test.ts"],
    environment: "node",
    pool: "forks",
    testTimeout: 60 * 60_000,
    hookTimeout: 60_000,
    // One at a time: each has processes of its own beside it.
    fileParallelism: false,
    env: { TZ: "UTC", LOG_LEVEL: "silent" },
  },
});
