import { readdirSync } from "node:fs";
import type { Server } from "node:http";
import { createRequestHandler } from "@remix-run/express";
import type { AppLoadContext, ServerBuild } from "@remix-run/node";
import express, { type Request, type RequestHandler, type Response } from "express";
import type { Logger } from "pino";
import type { RequestFacts } from "../app/web/context";
import type { Services } from "../services/services";

/** The pages of app/. */
export interface Pages {
  /** Answers requests for files: scripts, styles, pictures. */
  files: RequestHandler;
  /** Remix's build; in development a function that gives the present one. */
  build: ServerBuild | (() => Promise<ServerBuild>);
}

/** What `npm run dev` brings along, whose pages come from their sources through Vite. */
export interface DevelopmentPages {
  files: RequestHandler;
  /** Listens for pages that want to hear of changes. */
  server: Server;
}

/** What the server notes about a response before anything else. */
export type ResponseLocals = Pick<
  RequestFacts,
  "nonce" | "requestId" | "allowCardComponent" | "replaceHeaders"
>;

/** The files that were built for browsers; the disk is not asked for what was not built. */
export function builtFiles(): RequestHandler {
  const files = express.Router();
  // The names of these files contain a hash of what is in them, so they never change.
  files.use(
    "/assets",
    express.static("build/client/assets", { immutable: true, maxAge: "1y", fallthrough: false }),
  );
  const others = express.static("build/client", { maxAge: "1h", index: false });
  const names = new Set(readdirSync("build/client").map((name) => `/${name}`));
  files.use((request, response, next) => {
    if (names.has(request.path)) others(request, response, next);
    else next();
  });
  return files;
}

/** The pages as they were built. */
export async function builtPages(): Promise<Pages> {
  return { files: builtFiles(), build: await import("virtual:remix/server-build") };
}

/** Answers with pages whatever is no file. */
export function answerWithPages({ build }: Pages, services: Services, log: Logger): RequestHandler {
  const handle = createRequestHandler({
    build,
    mode: typeof build === "function" ? "development" : "production",
    getLoadContext: (request: Request, response: Response): AppLoadContext => ({
      ...services,
      ...(response.locals as ResponseLocals),
      address: request.ip ?? "",
      log,
    }),
  });
  return (request, response, next) => void handle(request, response, next);
}
