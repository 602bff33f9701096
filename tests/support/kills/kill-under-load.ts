import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { OutboxRow } from "../../../db/queries/outbox";
import { createWorld, freePort, type World } from "../desk/population";
import { productionEnv } from "../desk/production";
import { spawnSmtp } from "../mail/spawn-smtp";
import { killedDatabase, until, type databaseKinds } from "./databases";
import { insistingClients } from "./insisting";
import { isGathered, judge, type Judged } from "./judgement";
import { killedDesk } from "./killed-desk";
import { fiftyAtOnce, startLoad } from "./load";
import type { Ledger } from "./ledger";
import { officeOf } from "./office";
import { strikes, type Strike } from "./strikes";

export interface KillPlan {
  on: (typeof databaseKinds)[number];
  /** One after another, a moment after the one before. */
  strikes: Strike[];
  seed: number;
}

export interface KillReport extends Judged {
  strikes: number;
  /** Of fifty that decided on one case at once: how often which status was answered. */
  fifty: Record<string, number>;
  unanswered: number;
  toldToWait: number;
  /** Requests answered that only read. */
  read: number;
  /** What the desk itself did not foresee, from its log. */
  unforeseen: string[];
}

/** So much is acknowledged between two strikes at least. */
const actsBetween = 4;

/**
 * Serves a desk of two web processes and a worker, has people work at it, and kills it and its database again and again. Then
 * lets it come to rest and looks at what it has done.
 */
export async function killUnderLoad(
  plan: KillPlan,
  say: (line: string) => void = () => undefined,
): Promise<KillReport> {
  const folder = mkdtempSync(join(tmpdir(), "desk-kills-"));
  const endings: (() => Promise<unknown> | void)[] = [() => rmSync(folder, { recursive: true })];
  try {
    return await struck(plan, { folder, endings, say });
  } finally {
    for (const end of endings.reverse()) await end();
  }
}

interface Around {
  folder: string;
  endings: (() => Promise<unknown> | void)[];
  say: (line: string) => void;
}

async function struck({ on, strikes: planned, seed }: KillPlan, around: Around): Promise<KillReport> {
  const { folder, endings, say } = around;
  const mailFolder = join(folder, "mails");
  mkdirSync(mailFolder);
  const database = await killedDatabase(on, folder);
  endings.push(() => database.close());
  const smtp = await spawnSmtp(mailFolder);
  endings.push(() => smtp.close());
  const port = await freePort();
  const production = productionEnv(smtp.url);
  const env = {
    ...production,
    PORT: String(port),
    APP_URL: `http://localhost:${port}`,
    RECORD_DIR: join(folder, "record"),
    TRUSTED_PROXIES: "127.0.0.1",
    WEB_PROCESSES: "2",
  };
  const { APP_SECRET, RECORD_DIR, APP_URL } = env;
  const world = await createWorld({
    at: Date.now(),
    seed,
    env: { APP_SECRET, RECORD_DIR, APP_URL, DATABASE_URL: database.urls.beside },
  });
  endings.push(() => world.close());
  const clients = insistingClients(port);
  endings.push(() => clients.close());
  const ledger: Ledger = { acts: [], read: 0 };
  const office = await officeOf(world, clients, ledger);
  const desk = await killedDesk({ ...env, DATABASE_URL: database.urls.desk }, join(folder, "log"));
  endings.push(() => desk.end());

  const chance = chances(seed);
  const load = startLoad({ clients, ledger, office, chance });
  const underLoad = <T>(work: Promise<T>) => Promise.race([work, load.failed]);
  const loaded = async () => {
    const before = ledger.acts.length;
    await until("work goes on", () => ledger.acts.length >= before + actsBetween);
    await wait(chance() * 400);
  };
  await underLoad(loaded());
  for (const [index, strike] of planned.entries()) {
    await underLoad(strikes[strike]({ desk, database, smtp, load, chance }));
    await underLoad(loaded());
    say(`${index + 1} ${strike}: ${ledger.acts.length} acts, ${smtp.count} mails, ${clients.unanswered} cut`);
  }
  const fifty = await underLoad(fiftyAtOnce({ clients, ledger, office, chance }));
  await underLoad(load.end());
  const rows = await mailsAtRest(world);
  const judged = await judge({
    world,
    ledger,
    mailFolder,
    sender: production.MAIL_FROM,
    killedAt: desk.killedAt,
    rows,
  });
  return {
    ...judged,
    strikes: planned.length,
    fifty: Object.fromEntries(
      [...new Set(fifty)].map((status) => [status, fifty.filter((one) => one === status).length]),
    ),
    unanswered: clients.unanswered,
    toldToWait: clients.toldToWait,
    read: ledger.read,
    unforeseen: desk.unforeseen(),
  };
}

/** Waits until no request is to be held against the record, and no mail to be sent before its time. @returns all mails */
async function mailsAtRest({ store }: World): Promise<OutboxRow[]> {
  const everyRequest = async () => (await store.tickets.unmatched(Date.now(), 1)).length === 0;
  await until("every request has been looked at", everyRequest);
  let rows: OutboxRow[] = [];
  const everyMail = async () => {
    rows = await store.work.listMail({ limit: 100_000 });
    return rows.every((row) => row.state !== "waiting" || isGathered(row));
  };
  await until("every mail has been sent", everyMail, 240_000);
  return rows;
}

/** Numbers between 0 and 1 that come again with the same seed. */
export function chances(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
