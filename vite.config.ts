import { posix, resolve } from "node:path";
import { vitePlugin as remix } from "@remix-run/dev";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig, type Plugin } from "vite";
import { plainPages } from "./app/web/plain-pages";
import remixConfig from "./remix.config";

/**
 * Builds the desk's command, and so the server, together with the pages: what both import is then there once.
 */
const withTheCommand: Plugin = {
  name: "with-the-command",
  enforce: "post",
  config: (_config, { isSsrBuild, command }) =>
    command === "build" && isSsrBuild
      ? {
          build: {
            sourcemap: true,
            rollupOptions: {
              input: {
                index: "virtual:remix/server-build",
                desk: resolve("bin/main.ts"),
                parsing: resolve("services/parsing/worker.ts"),
              },
              output: {
                entryFileNames: "[name].js",
                chunkFileNames: "chunks/[name]-[hash].js",
                hoistTransitiveImports: false,
              },
            },
          },
        }
      : undefined,
};

/** Tells whoever starts the reading threads where their entry lies, wherever it comes to lie itself. */
const withTheParsingWorker: Plugin = {
  name: "with-the-parsing-worker",
  resolveImportMeta: (property, { chunkId }) =>
    property === "parsingWorker"
      ? JSON.stringify(`./${posix.relative(posix.dirname(chunkId), "parsing.js")}`)
      : null,
};

export default defineConfig({
  plugins: [
    plainPages(resolve("app")),
    tailwindcss(),
    remix(remixConfig),
    withTheCommand,
    withTheParsingWorker,
  ],
  // Native, and never for the browser; without this the development server tries.
  optimizeDeps: { exclude: ["@node-rs/argon2", "better-sqlite3"] },
  // Node 24 reads a package's package.json anew for each of its modules: drizzle-orm's many, and 180 kB, cost every start
  // 2.7 s of a processor.
  ssr: { noExternal: ["drizzle-orm"] },
  build: {
    target: "es2022",
    // A strict Content-Security-Policy wants files, not data: URLs.
    assetsInlineLimit: 0,
  },
});
