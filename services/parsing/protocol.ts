import type { MessagePort } from "node:worker_threads";
import { AppError, isAppError, type ErrorKind } from "../../language/app-error";

/** Functions of plain data by name: what goes in and out is copied from thread to thread. */
export type JobTable = Readonly<Record<string, (...given: never[]) => unknown>>;

export interface Order {
  job: string;
  given: readonly unknown[];
}

/** `ready` once, when the thread has loaded what it needs; then an answer for each order. */
export type Answer =
  | { is: "ready" }
  | { is: "done"; result: unknown }
  | { is: "refused"; domain: string; code: string; kind: ErrorKind; detail: unknown; message: string }
  | { is: "broke"; error: unknown };

/** In the thread: carries out one order after the other. */
export function answerJobs(port: MessagePort, jobs: JobTable): void {
  const answer = (what: Answer) => port.postMessage(what);
  port.on("message", ({ job, given }: Order) => answer(answerTo(jobs, job, given)));
  answer({ is: "ready" });
}

function answerTo(jobs: JobTable, job: string, given: readonly unknown[]): Answer {
  try {
    const work = jobs[job] as ((...given: readonly unknown[]) => unknown) | undefined;
    if (!work) throw new Error(`there is no job ${job}`);
    return { is: "done", result: work(...given) };
  } catch (error) {
    if (!isAppError(error)) return { is: "broke", error };
    const { domain, code, kind, detail, message } = error;
    return { is: "refused", domain, code, kind, detail, message };
  }
}

/** A foreseen error as it was in the thread. */
export function refusedThere({ domain, code, kind, detail, message }: Extract<Answer, { is: "refused" }>) {
  return new AppError(domain, code, kind, detail, message);
}
