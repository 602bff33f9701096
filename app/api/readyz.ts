import type { AppLoadContext, LoaderFunctionArgs } from "@remix-run/node";
import { listsInTime } from "../../workflows/trust/trust-overview";
import { mailGetsOut } from "../../workflows/mail/out/alarm";
import { json } from "./endpoint";

interface Check {
  name: string;
  ok: boolean;
  /** What will be in the way soon, or is for some visitors; the process can do its work. */
  warning?: "ending-soon" | "stale";
}

/** What is due longer than this without being done is stuck. */
const stuckMs = 10 * 60_000;

/** Whether this process can do its work: 200, or 503 naming what is in the way; a warning changes nothing of that. */
export async function loader({ context }: LoaderFunctionArgs): Promise<Response> {
  const checks = await Promise.all([
    database(context),
    worked("outbox", context),
    worked("deadlines", context),
    revocationLists(context),
    mail(context),
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

/** Six hours before the end of a list cards still work; when it has ended those of its authority are refused, and nothing else. */
async function revocationLists(context: AppLoadContext): Promise<Check> {
  const warnings = { good: undefined, ending: "ending-soon", over: "stale" } as const;
  const warning = await listsInTime(context, context.clock()).then(
    (state) => warnings[state],
    () => undefined,
  );
  return { name: "revocation-lists", ok: true, ...(warning && { warning }) };
}

/** An alarm for operators: nobody gets a password while no mail leaves the house. */
async function mail(context: AppLoadContext): Promise<Check> {
  return { name: "mail", ok: await mailGetsOut(context).catch(() => false) };
}

async function worked(name: "outbox" | "deadlines", { store, clock }: AppLoadContext): Promise<Check> {
  const next = name === "outbox" ? store.work.nextMailAt() : store.work.nextDeadlineAt();
  const ok = await next.then(
    (at) => at === null || clock() - at < stuckMs,
    () => false,
  );
  return { name, ok };
}
