import type { Logger } from "pino";
import type { Services } from "../services/services";
import { DEMO_PIN } from "../certificates/demo/demo-cards";
import { startCardReader } from "./card-reader/reader";
import { renewDemoLists, trustDemoCards } from "../services/demo/cards";
import { demoNewcomers, fillEmpty } from "../services/demo/load";
import { DemoTime } from "../services/demo/time";
import { startPolling } from "../workflows/workers/poll";
import { dropLooseParts } from "../workflows/trust/kept-lists";
import type { Environment } from "../services/environment";
import { releaseDeadLeases } from "../services/leases";
import { startInbound } from "../services/inbound";
import { startKeepingUp } from "../services/keep-up";
import { createLog } from "../services/log";
import { startMonitor } from "./monitoring";
import { builtPages, type DevelopmentPages } from "./pages";
import { serveWeb } from "./processes/serve-web";
import { createWebProcesses, isWebProcess } from "./processes/web-processes";
import { startServer } from "./server";
import { createServices, systemClock, systemRandom } from "../services/services";
import { stopAsked } from "./stop-asked";
import { commandMisused, type Terminal } from "./terminal";
import { startWorkers } from "../services/workers";
import { sayCards, sayWhom } from "./commands/demo";
import { signWithDemoCard } from "./card-reader/card";

/** Ends what was started, the latest first. */
type Ending = () => Promise<void>;

export interface Serving {
  environment: Environment;
  terminal: Terminal;
  /** Where pages come from their sources. */
  development?: DevelopmentPages;
}

/**
 * Starts everything of the environment, serves until asked to stop, and ends it all in order. With `WEB_PROCESSES` the pages are
 * served by processes of the same command, which come here too.
 */
export async function serve(serving: Serving): Promise<void> {
  const { environment, development } = serving;
  const log = createLog(environment);
  if (isWebProcess()) return serveWeb(environment, log);
  if (development && environment.webProcesses > 1)
    throw commandMisused(
      "npm run dev 只有一個行程，請不設 WEB_PROCESSES。",
      "npm run dev is one process: leave WEB_PROCESSES unset.",
    );
  const endings: Ending[] = [];
  try {
    await start({ ...serving, log }, endings);
    await stopAsked();
    serving.terminal.say({ zh: "結束中…", en: "Stopping…" });
  } finally {
    for (const end of endings.reverse()) await end();
  }
}

interface Starting extends Serving {
  log: Logger;
}

async function start(starting: Starting, endings: Ending[]): Promise<void> {
  const { environment, terminal, log } = starting;
  const services =
    environment.mode === "demo" ? await demoServices(starting) : await createServices({ environment });
  endings.push(() => services.close(), startKeepingUp(services, log));
  if (environment.mode === "demo") await startDemoReader(services, starting, endings);
  await releaseDeadLeases(services);
  await dropLooseParts(services.store, services.clock());
  const workers = startWorkers(services, log);
  endings.push(() => workers.stop());
  const receiver = await startInbound(services, log);
  if (receiver) {
    endings.push(() => receiver.close());
    terminal.say({ zh: `收信埠：${receiver.port}`, en: `Taking mail on port ${receiver.port}` });
  }
  const web = environment.webProcesses > 1 ? createWebProcesses(services, log) : undefined;
  const monitored = web ? { ...services, metrics: web.metrics } : services;
  const monitor = await startMonitor(monitored, log, web);
  if (monitor) {
    endings.push(() => monitor.close());
    terminal.say({ zh: `監控埠：${monitor.port}`, en: `Monitoring on port ${monitor.port}` });
  }
  if (web) endings.push(() => web.close());
  const { url, processes } = web ? await web.start() : await startPages(services, starting, endings);
  terminal.result(
    { zh: `服務位址：${url}`, en: `Serving at ${url}` },
    { url, mode: environment.mode, process: process.pid, web: processes },
  );
  if (environment.mode !== "demo") return;
  terminal.say({ zh: "示範帳號：", en: "Sign in as:" });
  sayWhom(terminal, await demoNewcomers(services));
  if (services.mailbox) terminal.say({ zh: `郵件：${url}/mailbox`, en: `Mail: ${url}/mailbox` });
}

/** Serves the pages in this process. */
async function startPages(
  services: Services,
  { log, development }: Starting,
  endings: Ending[],
): Promise<{ url: string; processes: number[] }> {
  const pages = development
    ? { files: development.files, build: () => import("virtual:remix/server-build") }
    : await builtPages();
  const server = await startServer({ services, log, pages, server: development?.server });
  endings.push(() => server.close());
  return { url: server.url, processes: [process.pid] };
}

/** The demo's weeks are lived through by the very services that serve, so that its mails are in the mailbox. */
async function demoServices({ environment, terminal }: Starting): Promise<Services> {
  const time = new DemoTime({ clock: systemClock, random: systemRandom });
  const services = await createServices({ environment, clock: time.clock, random: time.random });
  try {
    await fill(services, time, terminal);
  } catch (error) {
    await services.close();
    throw error;
  }
  return services;
}

async function fill(services: Services, time: DemoTime, terminal: Terminal): Promise<void> {
  if ((await services.store.people.count()) > 0) return;
  terminal.say({
    zh: "空的資料庫：載入示範資料、示範憑證卡與五週的案件（約 20 秒）…",
    en: "An empty database: loading the demo, its cards and five weeks of cases (about 20 seconds)…",
  });
  await fillEmpty(services, { time, sign: signWithDemoCard });
}

/** The demo's cards, and a reader for them unless a real component has its place. */
async function startDemoReader(
  services: Services,
  { terminal, log }: Starting,
  endings: Ending[],
): Promise<void> {
  terminal.say({
    zh: "準備示範憑證卡（首次約 10 秒）…",
    en: "Making the demo's cards (about 10 seconds the first time)…",
  });
  const { cardsFolder } = await trustDemoCards(services);
  const renewing = startPolling({
    work: () => renewDemoLists(services),
    beatMs: 60_000,
    onError: (error) => log.error({ err: error, loop: "demo lists" }, "a loop failed"),
  });
  endings.push(() => renewing.stop());
  const { environment, clock, random } = services;
  const port = Number(new URL(services.environment.cardComponentUrl).port);
  try {
    const reader = await startCardReader({
      port,
      cardsFolder,
      trustedOrigins: [environment.appUrl],
      clock,
      random,
    });
    endings.push(() => reader.close());
    terminal.say({
      zh: `軟體讀卡機：${reader.url}（所有卡片的 PIN 碼：${DEMO_PIN}）；自然人憑證：`,
      en: `Software card reader: ${reader.url} (PIN of every card: ${DEMO_PIN}); citizens' cards:`,
    });
    sayCards(terminal);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EADDRINUSE")) throw error;
    terminal.say({
      zh: `連接埠 ${port} 已有讀卡元件，不啟動軟體讀卡機。`,
      en: `A card component has port ${port} already; the software reader stays out.`,
    });
  }
}
