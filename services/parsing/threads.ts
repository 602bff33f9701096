import { Worker } from "node:worker_threads";
import { concurrencyLimit, isTooBusy } from "../../accounts/passwords/concurrency-limit";
import { notParsed } from "../../language/not-parsed";
import { type Answer, type JobTable, type Order, refusedThere } from "./protocol";

export interface ThreadOptions {
  /** The module that answers orders, and what Node needs to load it. */
  entry: { file: URL; execArgv: string[] };
  /** Threads at most; none is started before it is needed. */
  threads: number;
  /** Orders that may wait for one. */
  waiting: number;
  /** How long one order may take, and a thread to start, in milliseconds. */
  deadlineMs: number;
  startMs: number;
  /** Of a thread's heap. */
  memoryMegabytes: number;
}

/** Threads that carry out jobs, each order within a deadline and a budget of memory. */
export interface Threads<Jobs extends JobTable> {
  /**
   * @throws whatever foreseen error the job throws; NotParsed `took-too-long` or `too-much-memory` where its thread was
   *   ended for it, `broke` where it failed, `too-many-wait`
   */
  run: <Name extends keyof Jobs & string>(
    job: Name,
    ...given: Parameters<Jobs[Name]>
  ) => Promise<ReturnType<Jobs[Name]>>;
  /** Ends all threads, whatever they do. */
  close: () => Promise<void>;
}

/**
 * Starts threads as they are needed and keeps them. One that misses a deadline or runs out of memory is ended, and the next
 * order gets a new one: what one order costs no other pays.
 */
export function startThreads<Jobs extends JobTable>(options: ThreadOptions): Threads<Jobs> {
  const { entry, deadlineMs, startMs, memoryMegabytes } = options;
  const inTurn = concurrencyLimit(options.threads, options.waiting);
  const idle: Worker[] = [];
  const all = new Set<Worker>();

  async function start(): Promise<Worker> {
    const worker = new Worker(entry.file, {
      execArgv: entry.execArgv,
      resourceLimits: { maxOldGenerationSizeMb: memoryMegabytes, maxYoungGenerationSizeMb: 32 },
    });
    all.add(worker);
    // One that ends between orders is only missed.
    worker.on("error", () => undefined);
    worker.on("exit", () => {
      all.delete(worker);
      const at = idle.indexOf(worker);
      if (at >= 0) idle.splice(at, 1);
    });
    await answerOf(worker, "a thread", startMs);
    return worker;
  }

  async function carryOut(job: string, given: readonly unknown[]): Promise<unknown> {
    const worker = idle.pop() ?? (await start());
    worker.ref();
    worker.postMessage({ job, given } satisfies Order);
    const answer = await answerOf(worker, job, deadlineMs);
    // An idle thread keeps no process alive.
    worker.unref();
    idle.push(worker);
    if (answer.is === "done") return answer.result;
    throw answer.is === "refused" ? refusedThere(answer) : notParsed("broke", job, answer);
  }

  return {
    run: (job, ...given) =>
      inTurn(() => carryOut(job, given)).catch((error: unknown) => {
        throw isTooBusy(error) ? notParsed("too-many-wait", job) : error;
      }) as never,
    close: async () => {
      await Promise.all([...all].map((worker) => worker.terminate()));
    },
  };
}

/** The thread's next word; where it says none in time, or never will, it is ended. */
function answerOf(worker: Worker, job: string, patience: number): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const settle = (settled: () => void) => {
      clearTimeout(deadline);
      worker.off("message", answered).off("error", failed).off("exit", ended);
      settled();
    };
    const answered = (answer: Answer) => settle(() => resolve(answer));
    const failed = (error: Error & { code?: string }) => {
      const code = error.code === "ERR_WORKER_OUT_OF_MEMORY" ? "too-much-memory" : "broke";
      settle(() => reject(notParsed(code, job, error)));
    };
    const ended = () => settle(() => reject(notParsed("broke", job)));
    const deadline = setTimeout(() => {
      settle(() => reject(notParsed("took-too-long", job)));
      void worker.terminate();
    }, patience);
    worker.on("message", answered).on("error", failed).on("exit", ended);
  });
}
