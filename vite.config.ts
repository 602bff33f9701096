import { vitePlugin as remix } from "@remix-run/dev";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig } from "vite";
import remixConfig from "./remix.config";

export default defineConfig({
  plugins: [tailwindcss(), remix(remixConfig)],
  build: {
    target: "es2022",
    // A strict Content-Security-Policy wants files, not data: URLs.
    assetsInlineLimit: 0,
  },
});
