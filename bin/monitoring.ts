import { createHash, timingSafeEqual } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import express, {
  Router,
  type NextFunction,
  type Request,
  type RequestHandler,
  type Response,
} from "express";
import type { Logger } from "pino";
import type { StandbyState } from "../db/standby/watch";
import type { Services } from "../services/services";
import { mailGetsOut } from "../workflows/mail/out/alarm";
import { listsInTime } from "../workflows/trust/trust-overview";

interface Check {
  name: string;
  ok: boolean;
  /** What will be in the way soon, or is for some visitors; the process can do its work. */
  warning?: "ending-soon" | "stale" | "broken" | "skewed" | StandbyState["warning"];
  /** How far the database's clock is ahead, in milliseconds. */
  skewMs?: number;
}

/** What two processes take up in turn is told apart by their clocks. */
const mostSkewMs = 1_000;

/** What is due longer than this without being done is stuck. */
const stuckMs = 10 * 60_000;

/**
 * Answers what anybody may ask: that the process lives, and whether it can do its work, yes or no. What is in the way and the
 * figures are for whoever bears `MONITOR_TOKEN`. The server answers itself: how the process does is no page, and asked often.
 */
export function publicMonitoring(services: Services, log: Logger): Router {
  const { monitorToken } = services.environment;
  const mayKnow = (request: Request) => monitorToken !== undefined && bears(request, monitorToken);
  const router = Router();
  router.use(["/healthz", "/readyz", "/metrics"], readOnly);
  router.get("/healthz", alive);
  router.get("/readyz", (request, response, next) => {
    readiness(services, log)
      .then(({ ready, checks }) => answer(response, mayKnow(request) ? { ready, checks } : { ready }))
      .catch(next);
  });
  router.get("/metrics", (request, response, next) => {
    // Without a token there is no such page here, as for every other address that is none.
    if (monitorToken === undefined) next();
    else if (mayKnow(request)) writeFigures(services, response, next);
    else response.status(401).set("WWW-Authenticate", 'Bearer realm="monitoring"').end();
  });
  return router;
}

/**
 * Listens on `MONITOR_PORT`, if it is set, for monitoring alone: everything it may ask, of whoever reaches the port.
 *
 * @param web the processes that serve the pages, where this one does not
 * @throws when the address is taken
 */
export async function startMonitor(
  services: Services,
  log: Logger,
  web?: { allServe: () => boolean },
): Promise<{ port: number; close: () => Promise<void> } | null> {
  const { monitorAt } = services.environment;
  if (!monitorAt) return null;
  const app = express();
  app.disable("x-powered-by");
  app.get("/healthz", alive);
  app.get("/readyz", (_request, response, next) => {
    readiness(services, log, web)
      .then((read) => answer(response, read))
      .catch(next);
  });
  app.get("/metrics", (_request, response, next) => writeFigures(services, response, next));
  const server = createServer(app);
  server.listen(monitorAt.port, monitorAt.host);
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** The process lives and answers. Asks nothing else: whether it can work says /readyz. */
const alive: RequestHandler = (_request, response) => json(response, 200, { status: "ok" });

function answer(response: Response, body: { ready: boolean; checks?: Check[] }): void {
  json(response, body.ready ? 200 : 503, body);
}

/** Figures in Prometheus' text form: counts alone, of no person and no case. */
function writeFigures({ metrics }: Pick<Services, "metrics">, response: Response, next: NextFunction): void {
  metrics
    .text()
    .then((text) => {
      response.setHeader("Cache-Control", "no-store");
      response.setHeader("Content-Type", metrics.contentType);
      response.end(text);
    })
    .catch(next);
}

/** Compared by their digests, which have one length, in a time that tells nothing. */
function bears({ headers }: Request, token: string): boolean {
  const [, given] = /^Bearer +(\S+)$/i.exec(headers.authorization ?? "") ?? [];
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return given !== undefined && timingSafeEqual(digest(given), digest(token));
}

/** Whether this process can do its work, and what is in the way; a warning changes nothing of that. */
async function readiness(
  services: Services,
  log: Logger,
  web?: { allServe: () => boolean },
): Promise<{ ready: boolean; checks: Check[] }> {
  const checks = await Promise.all([
    database(services, log),
    ...(services.environment.databaseReadUrl === undefined ? [] : [reading(services)]),
    record(services, log),
    worked("outbox", services),
    worked("deadlines", services),
    revocationLists(services),
    mail(services),
    clocks(services),
    ...(web ? [Promise.resolve({ name: "web", ok: web.allServe() })] : []),
  ]).then((found) => found.flat());
  return { ready: checks.every(({ ok }) => ok), checks };
}

/** It answers, and has been through its migrations. */
async function database({ store }: Services, log: Logger): Promise<Check> {
  const ok = await store.figures.migrations().then(
    (count) => count > 0,
    (error: unknown) => {
      log.error({ err: error }, "the database does not answer");
      return false;
    },
  );
  return { name: "database", ok };
}

/** Without its standby the desk works on: everything is read of the database itself. */
async function reading({ store }: Services): Promise<Check> {
  const state = await store.standby();
  return { name: "database-read", ok: true, ...(state?.warning && { warning: state.warning }) };
}

/**
 * An alarm while the record's head cannot be written; a database that does not go on from it is a warning, for the desk works
 * on until a restore, and whoever can write a row is not to take it out of service.
 */
async function record({ store }: Services, log: Logger): Promise<Check> {
  const standing = await store.recordStanding().catch((error: unknown) => {
    log.error({ err: error }, "the record cannot be read");
    return "unwritten" as const;
  });
  return {
    name: "record",
    ok: standing !== "unwritten",
    ...(standing === "broken" && { warning: standing }),
  };
}

/** Six hours before the end of a list cards still work; when it has ended those of its authority are refused, and nothing else. */
async function revocationLists(services: Services): Promise<Check> {
  const warnings = { good: undefined, ending: "ending-soon", over: "stale" } as const;
  const warning = await listsInTime(services, services.clock()).then(
    (state) => warnings[state],
    () => undefined,
  );
  return { name: "revocation-lists", ok: true, ...(warning && { warning }) };
}

/** Names a clock that is not the database's; where both are of one machine there is nothing to name. */
async function clocks({ store, clock }: Services): Promise<Check[]> {
  const skew = await store.figures.clockSkew(clock).catch(() => null);
  if (skew === null) return [];
  const isSkewed = Math.abs(skew) > mostSkewMs;
  return [{ name: "clock", ok: true, ...(isSkewed && { warning: "skewed", skewMs: Math.round(skew) }) }];
}

/** An alarm for operators: nobody gets a password while no mail leaves the house. */
async function mail(services: Services): Promise<Check> {
  return { name: "mail", ok: await mailGetsOut(services).catch(() => false) };
}

async function worked(name: "outbox" | "deadlines", { store, clock }: Services): Promise<Check> {
  const next = name === "outbox" ? store.work.nextMailAt() : store.work.nextDeadlineAt();
  const ok = await next.then(
    (at) => at === null || clock() - at < stuckMs,
    () => false,
  );
  return { name, ok };
}

const readOnly: RequestHandler = ({ method, path }, response, next) => {
  if (path !== "/" || method === "GET" || method === "HEAD") next();
  else response.status(405).set("Allow", "GET, HEAD").end();
};

function json(response: Response, status: number, body: unknown): void {
  response.statusCode = status;
  response.setHeader("Content-Type", "application/json; charset=utf-8");
  response.setHeader("Cache-Control", "no-store");
  response.end(JSON.stringify(body));
}
