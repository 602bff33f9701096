import { and, asc, eq, lte, sql } from "drizzle-orm";
import type { Database } from "../connection";
import { deadlines, throttles } from "../schema";
import { outboxActs } from "../queries/outbox";

export type DeadlineRow = typeof deadlines.$inferSelect;

/** A counter's window and what happens when it is full. */
export interface Window {
  /** How long a window lasts, in milliseconds. */
  windowMs: number;
  /** So many are let through in one window. */
  limit: number;
  /** How long a full window pauses the key, in milliseconds. */
  pauseMs: number;
}

export interface Taken {
  allowed: boolean;
  count: number;
  lifetime: number;
  pausedUntil: number | null;
}

/** The workers' claims and the counters: the few acts that are atomic in themselves. */
export function workActs(database: Database) {
  const { drizzle, sqlite } = database;
  const nextDeadline = drizzle
    .select({ at: sql<number | null>`min(${deadlines.dueAt})` })
    .from(deadlines)
    .where(eq(deadlines.state, "pending"))
    .prepare();

  const countOne = sqlite.prepare<[string], { lifetime: number }>(
    `insert into throttles (key, count, lifetime, window_started_at) values (?, 1, 1, 0)
     on conflict (key) do update set count = count + 1, lifetime = lifetime + 1 returning lifetime`,
  );

  const paused = sqlite.prepare<[string, string, number]>(
    "select 1 from throttles where key >= ? and key < ? and paused_until > ? limit 1",
  );

  return {
    ...outboxActs(database),
    /** Deadlines that are due, in the order they fell. */
    async dueDeadlines(at: number, limit: number): Promise<DeadlineRow[]> {
      return drizzle
        .select()
        .from(deadlines)
        .where(and(eq(deadlines.state, "pending"), lte(deadlines.dueAt, at)))
        .orderBy(asc(deadlines.dueAt), asc(deadlines.id))
        .limit(limit)
        .all();
    },
    async nextDeadlineAt(): Promise<number | null> {
      return nextDeadline.get()?.at ?? null;
    },
    /**
     * Counts one try under a key, atomically, and says whether it was still within the limit. A try over the limit pauses
     * the key; tries while it is paused are not let through and count as tries all the same.
     */
    async take(key: string, at: number, window: Window): Promise<Taken> {
      return sqlite
        .transaction(() => {
          const row = drizzle.select().from(throttles).where(eq(throttles.key, key)).get();
          const { pausedUntil: pause, windowStartedAt, used } = standingAt(row, at, window);
          const count = used + 1;
          const lifetime = (row?.lifetime ?? 0) + 1;
          const allowed = pause === null && count <= window.limit;
          const pausedUntil = pause ?? (count >= window.limit ? at + window.pauseMs : null);
          const values = {
            key,
            count,
            lifetime,
            windowStartedAt,
            pausedUntil,
          };
          drizzle
            .insert(throttles)
            .values(values)
            .onConflictDoUpdate({ target: throttles.key, set: values })
            .run();
          return { allowed, count, lifetime, pausedUntil };
        })
        .immediate();
    },
    /** How many tries a key has used in its window, without counting one. */
    async taken(key: string, at: number, window: Window): Promise<number> {
      const row = drizzle.select().from(throttles).where(eq(throttles.key, key)).get();
      return standingAt(row, at, window).used;
    },
    async throttle(key: string): Promise<typeof throttles.$inferSelect | undefined> {
      return drizzle.select().from(throttles).where(eq(throttles.key, key)).get();
    },
    /** Whether a key that begins so is paused. */
    async isPaused(keyStart: string, at: number): Promise<boolean> {
      return paused.get(keyStart, `${keyStart}\uffff`, at) !== undefined;
    },
    /** Takes back one try that was counted under a key. */
    async giveBack(key: string): Promise<void> {
      sqlite.prepare<[string]>("update throttles set count = max(0, count - 1) where key = ?").run(key);
    },
    async clearThrottle(key: string): Promise<void> {
      drizzle.delete(throttles).where(eq(throttles.key, key)).run();
    },
    /**
     * Counts one more under a key that has no window and no pause.
     *
     * @returns how many that makes
     */
    async countForLife(key: string): Promise<number> {
      return countOne.get(key)?.lifetime ?? 0;
    },
  };
}

/** Where a counter stands: until when its key is paused, if it is, since when its window runs, and the tries used in it. */
function standingAt(row: typeof throttles.$inferSelect | undefined, at: number, { windowMs }: Window) {
  const pause = row?.pausedUntil ?? null;
  const pausedUntil = pause !== null && pause > at ? pause : null;
  const runs = row !== undefined && (pausedUntil !== null || row.windowStartedAt + windowMs > at);
  const pauseIsOver = pause !== null && pausedUntil === null;
  return {
    pausedUntil,
    windowStartedAt: runs ? row.windowStartedAt : at,
    used: runs && !pauseIsOver ? row.count : 0,
  };
}
