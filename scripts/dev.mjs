// npm run dev: serves from the sources; a page changes as its source does. The desk beneath is loaded once, through the same Vite.
import "./runtime.mjs";
import { createServer } from "node:http";
import { ensureInstalled, main } from "./ready.mjs";

await main(async () => {
  process.env.NODE_ENV ??= "development";
  await ensureInstalled();
  const vite = await import("vite");
  const server = createServer();
  const sources = await vite.createServer({
    server: { middlewareMode: true, hmr: { server } },
    appType: "custom",
  });
  try {
    const { desk } = await sources.ssrLoadModule("/bin/desk.ts");
    process.exitCode = await desk(["serve", ...process.argv.slice(2)], {
      files: sources.middlewares,
      server,
    });
  } finally {
    await sources.close();
  }
});
