import {
  AggregatorRegistry,
  Counter,
  Gauge,
  Histogram,
  Registry,
  type MetricObjectWithValues,
  type MetricValue,
} from "prom-client";
import type { Store } from "../db/store";
import type { Clock } from "../db/types";
import type { Actor } from "../workflows/desk/actor";
import type { Desk, Outcome } from "../workflows/desk/desk";
import { isRefusal } from "../workflows/desk/refusal";

/** What a process has counted itself, for another to add up. */
export type Figures = MetricObjectWithValues<MetricValue<string>>[];

/** Adds up what several processes have counted. */
export function addUp(figures: readonly Figures[]): Promise<Figures> {
  return AggregatorRegistry.aggregate([...figures]).getMetricsAsJSON();
}

/** What monitoring asks this process for. */
export interface Metrics {
  contentType: string;
  /**
   * Everything in Prometheus' text form, as it is at this moment.
   *
   * @param others what other processes of this desk have counted
   */
  text(others?: readonly Figures[]): Promise<string>;
  /** What this process has counted itself; what is read of the database is not among it. */
  figures(): Promise<Figures>;
  /** Notes one answered request. */
  request(answered: { method: string; path: string; status: number; seconds: number }): void;
  /** Notes one try to hand a mail over. */
  mailTried: (outcome: "accepted" | "temporary" | "permanent", template: string) => void;
  /** Notes how the reading of something from outside ended: `done`, or why not. */
  parsed: (job: string, result: string) => void;
  /** The same desk, its acts counted by type and result. */
  counting(desk: Desk): Desk;
}

/** Mails that go out, or do not, because somebody not signed in asked or tried: for a person on record only. Counted nowhere. */
const mailsOfRequests: readonly string[] = [
  "request-received",
  "decision-waiting",
  "escalated",
  "handed-over",
  "account-paused",
];

/** What these do follows from whom a request was about, with nobody's hand in it. Counted nowhere. */
const uncounted: readonly string[] = ["intake", "deadlines"];

const isUncounted = (actor: Actor) => actor.kind === "system" && uncounted.includes(actor.name);

const lateMs = 60_000;

/**
 * Makes the figures of one process: what it counts, and what it reads of the database when asked. Names no person, case or address; nothing counted here moves
 * otherwise when help is asked for a person on record than when it is asked for nobody.
 */
export function createMetrics(store: Store, clock: Clock): Metrics {
  const figures = async () => (await store.overviewFor(null)).figures;
  const counts = new Registry();
  const readings = new Registry();
  const registers = [counts];
  const requests = new Histogram({
    name: "desk_request_seconds",
    help: "Answered requests by area, method and status",
    labelNames: ["area", "method", "status"],
    buckets: [0.01, 0.05, 0.1, 0.5, 1, 5],
    registers,
  });
  const acts = new Counter({
    name: "desk_acts_total",
    help: "Acts of people and of mail on tickets, by type and result",
    labelNames: ["type", "result"],
    registers,
  });
  const tries = new Counter({
    name: "desk_mail_tries_total",
    help: "Tries to hand a mail over, by what became of them",
    labelNames: ["outcome"],
    registers,
  });
  for (const outcome of ["accepted", "temporary", "permanent"]) tries.inc({ outcome }, 0);
  const parsed = new Counter({
    name: "desk_parsed_total",
    help: "What came from outside and was read, by what it was and how that ended",
    labelNames: ["job", "result"],
    registers,
  });
  new Gauge({
    name: "desk_outbox_oldest_seconds",
    help: "Age of the oldest mail that waits; 0 when none does",
    registers: [readings],
    async collect() {
      const oldestAt = await (await figures()).oldestWaitingAt(mailsOfRequests);
      this.set(oldestAt === null ? 0 : Math.max(0, (clock() - oldestAt) / 1000));
    },
  });
  const gauge = (name: string, help: string, label: string, read: () => Promise<Record<string, number>>) =>
    new Gauge({
      name,
      help,
      labelNames: [label],
      registers: [readings],
      async collect() {
        this.reset();
        for (const [value, count] of Object.entries(await read())) this.set({ [label]: value }, count);
      },
    });
  gauge("desk_outbox_mails", "Mails in the outbox by state", "state", async () => ({
    ...{ waiting: 0, sent: 0, failed: 0, cancelled: 0 },
    ...Object.fromEntries(
      (await (await figures()).outbox(mailsOfRequests)).map(({ state, count }) => [state, count]),
    ),
  }));
  new Gauge({
    name: "desk_deadlines_late",
    help: "Deadlines that should have fired a minute ago",
    registers: [readings],
    async collect() {
      this.set(await (await figures()).dueDeadlines(clock() - lateMs));
    },
  });
  gauge("desk_open_tickets", "Open tickets that somebody has taken up, by path", "path", async () =>
    Object.fromEntries((await (await figures()).openTickets()).map(({ path, count }) => [path, count])),
  );
  gauge(
    "desk_database_read_behind_seconds",
    "How long ago the standby had all that was written, by how it stands",
    "standing",
    async () => {
      const state = await store.standby();
      if (!state || state.behindMs === null) return {};
      return { [state.warning ?? "used"]: state.behindMs / 1000 };
    },
  );

  return {
    contentType: counts.contentType,
    async text(others = []) {
      const own = await counts.getMetricsAsJSON();
      const texts = [AggregatorRegistry.aggregate([own, ...others]), readings].map((each) => each.metrics());
      return (await Promise.all(texts)).join("\n");
    },
    figures: () => counts.getMetricsAsJSON(),
    request({ method, path, status, seconds }) {
      requests.observe({ area: areaOf(path), method: methodOf(method), status }, seconds);
    },
    mailTried(outcome, template) {
      if (!mailsOfRequests.includes(template)) tries.inc({ outcome });
    },
    parsed: (job, result) => parsed.inc({ job, result }),
    counting: (desk) => ({
      ...desk,
      open: (opening, actor, options) =>
        counted([{ number: "", act: { type: "OPEN" } }], () => desk.open(opening, actor, options)),
      act: (number, act, actor, options) => {
        const run = () => desk.act(number, act, actor, options);
        return isUncounted(actor) ? run() : counted([{ number, act }], run);
      },
      actTogether: (acts, actor, options) => {
        const run = () => desk.actTogether(acts, actor, options);
        return isUncounted(actor) ? run() : counted(acts, run);
      },
    }),
  };

  /** What is done together ends together, but for what was left out. */
  async function counted(
    done: readonly { number: string; act: { type: string } }[],
    run: () => Promise<Outcome>,
  ): Promise<Outcome> {
    const count = (result: string, leftOut: readonly string[] = []) => {
      for (const { number, act } of done)
        acts.inc({ type: act.type, result: leftOut.includes(number) ? "left-out" : result });
    };
    try {
      const outcome = await run();
      count(outcome.replayed ? "replayed" : "done", outcome.leftOut);
      return outcome;
    } catch (error) {
      count(isRefusal(error) ? error.code : "failed");
      throw error;
    }
  }
}

/** A few areas only: an address may hold a number or a token, and is the visitor's to choose. */
function areaOf(path: string): string {
  if (path.startsWith("/api/")) return "api";
  if (path.startsWith("/assets/")) return "files";
  return /^\/(healthz|readyz|metrics)$/.test(path) ? "monitoring" : "pages";
}

function methodOf(method: string): string {
  return ["GET", "HEAD", "POST"].includes(method) ? method : "other";
}
