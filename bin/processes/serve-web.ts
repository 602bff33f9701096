import type { Logger } from "pino";
import type { Environment } from "../../services/environment";
import { startKeepingUp } from "../../services/keep-up";
import { createServices, type Services } from "../../services/services";
import { startPolling } from "../../workflows/workers/poll";
import { builtPages } from "../pages";
import { startServer } from "../server";
import { stopAsked } from "../stop-asked";
import type { FromWeb, ToWeb } from "./messages";

/** How often what was counted is told, in milliseconds: so much of it a kill may lose. */
const figuresMs = 1_000;

/**
 * Serves pages and API in a process that another has started, until that one says so; does no worker's job. Where the other is
 * killed, the lost channel ends this process at once, as `node:cluster` has it.
 */
export async function serveWeb(environment: Environment, log: Logger): Promise<void> {
  const told = listen();
  const endings: (() => Promise<unknown>)[] = [];
  try {
    const services = await createServices({ environment, ownMailbox: false });
    endings.push(() => services.close(), startKeepingUp(services, log));
    const counting = startPolling({
      work: () => tellFigures(services),
      beatMs: figuresMs,
      onError: (error) => log.error({ err: error, loop: "figures" }, "a loop failed"),
    });
    endings.push(() => counting.stop().then(() => tellFigures(services)));
    const metrics = { ...services.metrics, text: told.text };
    const pages = await builtPages();
    const server = await startServer({ services: { ...services, metrics }, log, pages });
    endings.push(() => server.close());
    tell({ kind: "serving", url: server.url });
    await Promise.race([told.stop, stopAsked()]);
  } finally {
    for (const end of endings.reverse()) await end();
    // The channel would keep the process.
    process.channel?.unref();
  }
}

async function tellFigures({ metrics }: Pick<Services, "metrics">): Promise<number> {
  tell({ kind: "figures", figures: await metrics.figures() });
  return 0;
}

/** Hears what the process is told that started this one. */
function listen() {
  const asked = new Map<number, (text: string) => void>();
  let count = 0;
  let stop: () => void = () => undefined;
  const told = {
    stop: new Promise<void>((resolve) => (stop = resolve)),
    /** The figures of all processes in Prometheus' text form. */
    text: () =>
      new Promise<string>((answer) => {
        count += 1;
        asked.set(count, answer);
        tell({ kind: "text-asked", id: count });
      }),
  };
  process.on("message", (message: ToWeb) => {
    if (message.kind === "stop") stop();
    else {
      asked.get(message.id)?.(message.text);
      asked.delete(message.id);
    }
  });
  return told;
}

/** Whoever is gone hears nothing; this process ends by that. */
function tell(message: FromWeb): void {
  if (process.connected) process.send?.(message, undefined, undefined, () => undefined);
}
