import type { AppLoadContext, LoaderFunctionArgs } from "@remix-run/node";
import { json } from "../web/endpoint";

interface Check {
  name: string;
  ok: boolean;
}

/** What is due longer than this without being done is stuck. */
const stuckMs = 10 * 60_000;

/** Whether this process can do its work: 200, or 503 naming what is in the way. */
export async function loader({ context }: LoaderFunctionArgs): Promise<Response> {
  const checks = await Promise.all([
    database(context),
    worked("outbox", context),
    worked("deadlines", context),
  ]);
  const ready = checks.every(({ ok }) => ok);
  return json({ ready, checks }, { status: ready ? 200 : 503 });
}

/** It answers, and has been through its migrations. */
async function database({ store, log }: AppLoadContext): Promise<Check> {
  const ok = await store.figures.migrations().then(
    (count) => count > 0,
    (error: unknown) => {
      log.error({ err: error }, "the database does not answer");
      return false;
    },
  );
  return { name: "database", ok };
}

async function worked(name: "outbox" | "deadlines", { store, clock }: AppLoadContext): Promise<Check> {
  const next = name === "outbox" ? store.work.nextMailAt() : store.work.nextDeadlineAt();
  const ok = await next.then(
    (at) => at === null || clock() - at < stuckMs,
    () => false,
  );
  return { name, ok };
}
