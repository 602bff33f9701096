import { Router, type RequestHandler, type Response } from "express";
import type { Logger } from "pino";
import type { Services } from "../services/services";
import { mailGetsOut } from "../workflows/mail/out/alarm";
import { listsInTime } from "../workflows/trust/trust-overview";

interface Check {
  name: string;
  ok: boolean;
  /** What will be in the way soon, or is for some visitors; the process can do its work. */
  warning?: "ending-soon" | "stale";
}

/** What is due longer than this without being done is stuck. */
const stuckMs = 10 * 60_000;

/** Answers what monitoring asks. The server does so itself: how the process does is no page, and asked every few seconds. */
export function monitoring(services: Services, log: Logger): Router {
  const router = Router();
  router.use(["/healthz", "/readyz", "/metrics"], readOnly);
  // The process lives and answers. Asks nothing else: whether it can work says /readyz.
  router.get("/healthz", (_request, response) => json(response, 200, { status: "ok" }));
  router.get("/readyz", (_request, response, next) => {
    checksOf(services, log)
      .then((checks) => {
        const ready = checks.every(({ ok }) => ok);
        json(response, ready ? 200 : 503, { ready, checks });
      })
      .catch(next);
  });
  // Figures in Prometheus' text form: counts alone, of no person and no case.
  router.get("/metrics", (_request, response, next) => {
    const { metrics } = services;
    metrics
      .text()
      .then((text) => {
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Content-Type", metrics.contentType);
        response.end(text);
      })
      .catch(next);
  });
  return router;
}

/** Whether this process can do its work, and what is in the way; a warning changes nothing of that. */
function checksOf(services: Services, log: Logger): Promise<Check[]> {
  return Promise.all([
    database(services, log),
    worked("outbox", services),
    worked("deadlines", services),
    revocationLists(services),
    mail(services),
  ]);
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

/** Six hours before the end of a list cards still work; when it has ended those of its authority are refused, and nothing else. */
async function revocationLists(services: Services): Promise<Check> {
  const warnings = { good: undefined, ending: "ending-soon", over: "stale" } as const;
  const warning = await listsInTime(services, services.clock()).then(
    (state) => warnings[state],
    () => undefined,
  );
  return { name: "revocation-lists", ok: true, ...(warning && { warning }) };
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
