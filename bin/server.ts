import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import compression from "compression";
import express, { type ErrorRequestHandler, type RequestHandler, type Response } from "express";
import type { Logger } from "pino";
import type { Services } from "../services/services";
import { loggedPath } from "../app/web/logged-path";
import { writeProblem } from "../app/web/refusals/problem";
import { isCrossSite, isMisdirected } from "../app/web/same-site";
import { securityHeaders } from "../app/web/security-headers";
import { publicMonitoring } from "./monitoring";
import { answerWithPages, type Pages, type ResponseLocals } from "./pages";

const bodyLimit = 2 * 1024 * 1024;

/** How long a request may take to arrive, in milliseconds: who sends slowly holds a connection that others wait for. */
export interface ArrivalLimits {
  headersTimeout: number;
  requestTimeout: number;
  /** How often it is looked at. */
  connectionsCheckingInterval: number;
}

const arrivalLimits: ArrivalLimits = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  connectionsCheckingInterval: 2_000,
};

export interface ServerOptions {
  /** Given to every loader and action in the load context. */
  services: Services;
  log: Logger;
  pages: Pages;
  /** A server that something listens on already; in development Vite does. */
  server?: Server;
  limits?: ArrivalLimits;
}

export interface RunningServer {
  /** Where it answers; differs from `APP_URL` behind a proxy, or when the port was left to the system. */
  url: string;
  /** Takes no more requests, lets the running ones end for a while, then cuts them. */
  close: (patience?: number) => Promise<void>;
}

/**
 * Serves the web: the guards that concern every request, what anybody may ask of the process, static files, and the pages.
 *
 * @throws when the address is taken
 */
export async function startServer({
  services,
  log,
  pages,
  limits = arrivalLimits,
  server = createServer(limits),
}: ServerOptions): Promise<RunningServer> {
  const { host, port, trustedProxies, appUrl } = services.environment;
  const app = express();
  server.on("request", app);

  app.disable("x-powered-by");
  app.set("trust proxy", trustedProxies.length > 0 ? [...trustedProxies] : false);
  app.use(measure(services));
  app.use(identify(services.environment, typeof pages.build === "function"));
  app.use(guard(appUrl));
  app.use(publicMonitoring(services, log));
  app.use(compression());
  app.use(pages.files);
  app.use(answerWithPages(pages, services, log));
  app.use(lastResort(log, appUrl));

  server.listen(port, host);
  await once(server, "listening");
  return { url: urlOf(server, host), close: (patience = 10_000) => close(server, patience) };
}

/** Notes every answered request for monitoring. */
function measure({ metrics }: Pick<Services, "metrics">): RequestHandler {
  return ({ method, path }, response, next) => {
    const started = performance.now();
    response.on("finish", () =>
      metrics.request({
        method,
        path,
        status: response.statusCode,
        seconds: (performance.now() - started) / 1000,
      }),
    );
    next();
  };
}

/** Gives every response its nonce, its number and the headers that keep browsers strict. */
function identify(
  { appUrl, cardComponentUrl }: Services["environment"],
  development: boolean,
): RequestHandler {
  const https = appUrl.startsWith("https:");
  return (_request, response, next) => {
    const random = randomBytes(21);
    const nonce = random.toString("base64", 0, 16);
    response.locals = {
      nonce,
      requestId: random.toString("hex", 16).toUpperCase(),
      allowCardComponent: () =>
        response.set(securityHeaders({ nonce, https, card: cardComponentUrl, development })),
      replaceHeaders: (headers) => response.set(headers),
    } satisfies ResponseLocals;
    response.set(securityHeaders({ nonce, https, card: null, development }));
    next();
  };
}

const pageMethods = ["GET", "HEAD", "POST"];
const apiMethods = [...pageMethods, "PUT", "PATCH", "DELETE", "OPTIONS"];

/**
 * Refuses what no page of ours sends: other methods, changes asked for by other sites or under another name, and bodies too
 * large to be a form.
 */
function guard(appUrl: string): RequestHandler {
  return ({ method, path, headers, originalUrl }, response, next) => {
    const methods = path.startsWith("/api/") ? apiMethods : pageMethods;
    if (!methods.includes(method)) {
      response.set("Allow", methods.join(", "));
      refuse(response, appUrl, {
        status: 405,
        code: "method-not-allowed",
        zh: "此網址不接受這種請求方法。",
        en: "This address does not take this method.",
      });
    } else if (originalUrl.includes("%00")) {
      // PostgreSQL takes no NUL in a text, and nobody types one.
      refuse(response, appUrl, malformedAddress);
    } else if (isCrossSite({ method, path, headers }, appUrl)) {
      refuse(response, appUrl, {
        status: 403,
        code: "cross-site",
        zh: "此請求來自其他網站，未執行。請由本站網頁操作。",
        en: "This request came from another site and was not carried out. Please use the pages of this site.",
      });
    } else if (isMisdirected({ method, path, headers })) {
      refuse(response, appUrl, {
        status: 421,
        code: "misdirected",
        zh: `請求的主機名稱與網頁不同，未執行。請由 ${appUrl} 操作；代理伺服器須原樣轉送 Host。`,
        en: `The request came under another name than its page and was not carried out. Please use ${appUrl}; a proxy must pass Host on as it is.`,
      });
    } else if (Number(headers["content-length"] ?? 0) > bodyLimit) {
      refuse(response, appUrl, {
        status: 413,
        code: "too-large",
        zh: "送出的內容超過 2 MB，未處理。",
        en: "What was sent is larger than 2 MB and was not processed.",
      });
    } else if (headers["transfer-encoding"] !== undefined) {
      refuse(response, appUrl, {
        status: 411,
        code: "length-required",
        zh: "請求須註明內容長度（Content-Length）。",
        en: "The request must state its length (Content-Length).",
      });
    } else {
      next();
    }
  };
}

const malformedAddress = {
  status: 400,
  code: "malformed-address",
  zh: "網址格式不正確，或沒有這個檔案。",
  en: "The address is malformed, or there is no such file.",
};

/** What went wrong before or beyond the pages: an address that is none, a file that cannot be read. */
function lastResort(log: Logger, appUrl: string): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) {
      next(error);
    } else if (isClientFault(error)) {
      refuse(response, appUrl, malformedAddress);
    } else {
      const requestId = String((response.locals as ResponseLocals).requestId);
      log.error(
        { err: error, requestId, method: request.method, path: loggedPath(request.path) },
        "unforeseen",
      );
      refuse(response, appUrl, {
        status: 500,
        code: "unforeseen",
        zh: `系統發生問題，請洽客服並告知代碼 ${requestId}。`,
        en: `Something went wrong here. Please tell the helpdesk this number: ${requestId}.`,
      });
    }
  };
}

/** A URL that cannot be parsed, or what the static file server blames on the request. */
function isClientFault(error: unknown): boolean {
  if (error instanceof URIError || (error instanceof TypeError && error.message === "Invalid URL"))
    return true;
  return (
    error instanceof Error && "status" in error && Number(error.status) >= 400 && Number(error.status) < 500
  );
}

/** In plain words for people, and as a problem document for what calls the API. */
function refuse(
  response: Response,
  appUrl: string,
  { status, code, zh, en }: { status: number; code: string; zh: string; en: string },
): void {
  const { req: request } = response;
  if (!request.path.startsWith("/api/")) {
    response.status(status).type("text/plain; charset=utf-8").send(`${zh}\n${en}\n`);
    return;
  }
  const asked = new Headers({ "Accept-Language": request.headers["accept-language"] ?? "" });
  const { requestId } = response.locals as ResponseLocals;
  const { text, headers } = writeProblem(asked, { appUrl, requestId }, { status, code, title: { zh, en } });
  response.status(status).set(headers).end(text);
}

function urlOf(server: Server, host: string): string {
  const { port } = server.address() as AddressInfo;
  const name = /^(127\.0\.0\.1|::1|0\.0\.0\.0|::)$/.test(host) ? "localhost" : host;
  return `http://${name}:${port}`;
}

async function close(server: Server, patience: number): Promise<void> {
  const closed = once(server, "close");
  server.close();
  server.closeIdleConnections();
  const cut = setTimeout(() => server.closeAllConnections(), patience);
  await closed;
  clearTimeout(cut);
}
