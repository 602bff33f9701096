import { resolve } from "node:path";
import { vitePlugin as remix } from "@remix-run/dev";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig } from "vite";
import { plainPages } from "./app/web/plain-pages";
import remixConfig from "./remix.config";

export default defineConfig({
  plugins: [plainPages(resolve("app")), tailwindcss(), remix(remixConfig)],
  // Native, and never for the browser; without this the development server tries.
  optimizeDeps: { exclude: ["@node-rs/argon2", "better-sqlite3"] },
  build: {
    target: "es2022",
    // A strict Content-Security-Policy wants files, not data: URLs.
    assetsInlineLimit: 0,
  },
});
