import { existsSync } from "node:fs";
import type { Server } from "node:http";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { createRequestHandler } from "@remix-run/express";
import type { AppLoadContext, ServerBuild } from "@remix-run/node";
import express, { type Request, type RequestHandler, type Response } from "express";
import type { Logger } from "pino";
import type { Services } from "../services/services";
import type { RequestFacts } from "../app/web/context";

interface PagesOptions {
  services: Services;
  log: Logger;
  development: boolean;
  server: Server;
}

/** What the server notes about a response before anything else. */
export type ResponseLocals = Pick<
  RequestFacts,
  "nonce" | "requestId" | "allowCardComponent" | "replaceHeaders"
>;

/** The pages of app/, from the build or, in development, from their sources through Vite. */
export interface Pages {
  /** Answers requests for files: scripts, styles, pictures. */
  files: RequestHandler;
  /** Answers everything else. */
  handle: RequestHandler;
  close: () => Promise<void>;
}

/** @throws when the pages have not been built */
export async function pagesOf(options: PagesOptions): Promise<Pages> {
  return options.development ? sourcePages(options) : builtPages(options);
}

async function builtPages({ services, log }: PagesOptions): Promise<Pages> {
  const entry = resolve("build/server/index.js");
  if (!existsSync(entry))
    throw new Error("網頁尚未建置，請執行 npm start。The pages are not built; run npm start.");
  const build = (await import(pathToFileURL(entry).href)) as ServerBuild;
  const files = express.Router();
  // The names of these files contain a hash of what is in them, so they never change.
  files.use(
    "/assets",
    express.static("build/client/assets", { immutable: true, maxAge: "1y", fallthrough: false }),
  );
  files.use(express.static("build/client", { maxAge: "1h", index: false }));
  return {
    files,
    handle: handlerOf({ build, getLoadContext: loadContext(services, log), mode: "production" }),
    close: () => Promise.resolve(),
  };
}

async function sourcePages({ services, log, server }: PagesOptions): Promise<Pages> {
  const { createServer } = await import("vite");
  const vite = await createServer({ server: { middlewareMode: true, hmr: { server } }, appType: "custom" });
  return {
    files: vite.middlewares,
    handle: handlerOf({
      build: () => vite.ssrLoadModule("virtual:remix/server-build") as Promise<ServerBuild>,
      getLoadContext: loadContext(services, log),
      mode: "development",
    }),
    close: () => vite.close(),
  };
}

function handlerOf(options: Parameters<typeof createRequestHandler>[0]): RequestHandler {
  const handle = createRequestHandler(options);
  return (request, response, next) => void handle(request, response, next);
}

function loadContext(services: Services, log: Logger) {
  return (request: Request, response: Response): AppLoadContext => {
    return { ...services, ...(response.locals as ResponseLocals), address: request.ip ?? "", log };
  };
}
