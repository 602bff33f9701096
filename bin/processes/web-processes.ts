import cluster, { type Worker } from "node:cluster";
import { once } from "node:events";
import type { Logger } from "pino";
import { addUp, type Figures, type Metrics } from "../../services/metrics";
import type { Services } from "../../services/services";
import { commandRefused } from "../terminal";
import type { FromWeb, ToWeb } from "./messages";

/** The processes that serve pages and API, as the one that started them has them. */
export interface WebProcesses {
  /**
   * Starts them, and waits until all serve.
   *
   * @throws CommandRefused where one ends before that; it has said why
   */
  start(): Promise<{ url: string; processes: number[] }>;
  /** Whether as many serve as are wanted. */
  allServe(): boolean;
  /** The figures of all of them and of this process together. */
  metrics: Metrics;
  /** Lets them finish what is under way, and waits until they are gone. */
  close(): Promise<void>;
}

interface Web {
  worker: Worker;
  serves: boolean;
  figures: Figures;
  /** Looks at it since it was last heard. */
  silence: number;
}

/** Milliseconds before an ended process is started again; twice as long each time that it did not last. */
const firstPauseMs = 100;
const longestPauseMs = 30_000;
/** Whoever has served for so long did not end because of how it was started. */
const lastedMs = 60_000;
/** How often each is looked at, as often as it tells its figures. */
const lookMs = 1_000;
/** Longer than the running requests have, and what else a process closes. */
const stopMs = 20_000;

/** Whether this process is one that another has started to serve pages. */
export const isWebProcess = (): boolean => cluster.isWorker;

/**
 * Keeps `WEB_PROCESSES` processes of this very command serving, which share the port: whoever is idle takes the next connection.
 *
 * @param silentMs one that serves and is not heard for so long hangs, and is ended: longer than anything keeps it from telling
 */
export function createWebProcesses(services: Services, log: Logger, silentMs = 20_000): WebProcesses {
  const wanted = services.environment.webProcesses;
  const living = new Set<Web>();
  const pauses = new Set<NodeJS.Timeout>();
  /** What ended processes had counted. */
  let past: Promise<Figures> = Promise.resolve([]);
  let started = false;
  let stopping = false;
  let looking: NodeJS.Timeout | undefined;

  const metrics: Metrics = {
    ...services.metrics,
    text: async () => services.metrics.text([await past, ...[...living].map(({ figures }) => figures)]),
  };

  /** @returns where it serves; rejects where it ends before */
  function begin(failures: number): Promise<string> {
    const worker = cluster.fork();
    const web: Web = { worker, serves: false, figures: [], silence: 0 };
    const begunAt = performance.now();
    living.add(web);
    return new Promise((serving, failed) => {
      worker.on("message", (message: FromWeb) => {
        web.silence = 0;
        if (message.kind === "serving") {
          web.serves = true;
          serving(message.url);
        } else {
          hear(web, message);
        }
      });
      const gone = (how: object) => {
        if (!living.delete(web)) return;
        const { figures } = web;
        past = past.then((before) => addUp([before, figures]));
        failed(commandRefused("網頁行程未能啟動，原因如上。", "A web process did not start; see above."));
        if (!started || stopping) return;
        const lasted = web.serves && performance.now() - begunAt >= lastedMs;
        const pauseMs = Math.min(longestPauseMs, firstPauseMs * 2 ** (lasted ? 0 : failures));
        log.error({ web: worker.process.pid, ...how, pauseMs }, "a web process ended and is started again");
        const pause = setTimeout(() => {
          pauses.delete(pause);
          begin(lasted ? 1 : failures + 1).then(
            () =>
              log.info({ web: [...living].map(({ worker: { process } }) => process.pid) }, "all that serve"),
            () => undefined,
          );
        }, pauseMs);
        pauses.add(pause);
      };
      worker.once("exit", (code, signal) => gone({ code, signal }));
      worker.on("error", (error) => {
        if (worker.process.pid === undefined) gone({ err: error });
        else log.error({ err: error, web: worker.process.pid }, "a web process is not reached");
      });
    });
  }

  /** Counts looks, not time: where this process itself was held up, nobody else is to blame. */
  function endSilent(): void {
    for (const web of living) {
      web.silence += 1;
      if (!web.serves || web.silence * lookMs < silentMs) continue;
      log.error({ web: web.worker.process.pid, silentMs }, "a web process hangs and is ended");
      web.worker.process.kill("SIGKILL");
    }
  }

  function hear(web: Web, message: FromWeb): void {
    if (message.kind === "figures") {
      web.figures = message.figures;
    } else if (message.kind === "text-asked") {
      metrics.text().then(
        (text) => tell(web.worker, { kind: "text", id: message.id, text }),
        (error: unknown) => log.error({ err: error }, "the figures could not be read"),
      );
    }
  }

  return {
    metrics,
    allServe: () => [...living].filter(({ serves }) => serves).length === wanted,
    async start() {
      // Each takes connections from the shared port itself: one handed over to a process that is killed meanwhile would hang.
      cluster.schedulingPolicy = cluster.SCHED_NONE;
      cluster.setupPrimary({
        exec: process.argv[1],
        args: process.argv.slice(2),
        execArgv: [...process.execArgv, ...(process.sourceMapsEnabled ? ["--enable-source-maps"] : [])],
      });
      const [url = ""] = await Promise.all(Array.from({ length: wanted }, () => begin(0)));
      started = true;
      looking = setInterval(endSilent, lookMs);
      return { url, processes: [...living].map(({ worker }) => Number(worker.process.pid)) };
    },
    async close() {
      stopping = true;
      clearInterval(looking);
      for (const pause of pauses) clearTimeout(pause);
      const workers = [...living].map(({ worker }) => worker);
      const gone = workers.map((worker) => once(worker, "exit"));
      for (const worker of workers) tell(worker, { kind: "stop" });
      const cut = setTimeout(() => workers.forEach((worker) => worker.process.kill("SIGKILL")), stopMs);
      await Promise.all(gone);
      clearTimeout(cut);
    },
  };
}

/** One that is just ending does not hear it. */
function tell(worker: Worker, message: ToWeb): void {
  if (worker.isConnected()) worker.send(message, () => undefined);
}
