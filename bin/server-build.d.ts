/** The pages, as Remix's plugin of Vite gives them to whatever is built or loaded together with them (vite.config.ts). */
declare module "virtual:remix/server-build" {
  import type { ServerBuild } from "@remix-run/node";
  const build: ServerBuild;
  export = build;
}
