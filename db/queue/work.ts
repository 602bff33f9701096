import { and, asc, eq, gt, gte, lt, lte, sql } from "drizzle-orm";
import type { Connection, Database } from "../database";
import { outboxActs } from "../queries/outbox";
import type { RowOf } from "../schema";
import { ask, first, type Steps } from "../steps";

export type DeadlineRow = RowOf<"deadlines">;

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
  const { query, schema, writing } = database;
  const { deadlines, throttles } = schema;
  const nextDeadline = query
    .select({ at: sql<number | null>`min(${deadlines.dueAt})` })
    .from(deadlines)
    .where(eq(deadlines.state, "pending"))
    .prepare();

  const counterBy = ({ query }: Connection) =>
    query
      .select()
      .from(throttles)
      .where(eq(throttles.key, sql.placeholder("key")))
      .prepare();
  const counter = counterBy(database);
  const counterToTake = counterBy(writing);
  const keepCounter = writing.query
    .insert(throttles)
    .values({
      key: sql.placeholder("key"),
      count: sql.placeholder("count"),
      lifetime: sql.placeholder("lifetime"),
      windowStartedAt: sql.placeholder("windowStartedAt"),
      pausedUntil: sql.placeholder("pausedUntil"),
    })
    .onConflictDoUpdate({
      target: throttles.key,
      set: {
        count: sql`excluded.count`,
        lifetime: sql`excluded.lifetime`,
        windowStartedAt: sql`excluded.window_started_at`,
        pausedUntil: sql`excluded.paused_until`,
      },
    })
    .prepare();
  const countOne = query
    .insert(throttles)
    .values({ key: sql.placeholder("key"), count: 1, lifetime: 1, windowStartedAt: 0 })
    .onConflictDoUpdate({
      target: throttles.key,
      set: { count: sql`${throttles.count} + 1`, lifetime: sql`${throttles.lifetime} + 1` },
    })
    .returning({ lifetime: throttles.lifetime })
    .prepare();
  const paused = query
    .select({ key: throttles.key })
    .from(throttles)
    .where(
      and(
        gte(throttles.key, sql.placeholder("from")),
        lt(throttles.key, sql.placeholder("to")),
        gt(throttles.pausedUntil, sql.placeholder("at")),
      ),
    )
    .limit(1)
    .prepare();

  function* takeOne(key: string, at: number, window: Window): Steps<Taken> {
    yield* database.lock(key);
    const row = yield* first(counterToTake, { key });
    const { pausedUntil: pause, windowStartedAt, used } = standingAt(row, at, window);
    const count = used + 1;
    const lifetime = (row?.lifetime ?? 0) + 1;
    const allowed = pause === null && count <= window.limit;
    const pausedUntil = pause ?? (count >= window.limit ? at + window.pauseMs : null);
    yield* ask(keepCounter, { key, count, lifetime, windowStartedAt, pausedUntil });
    return { allowed, count, lifetime, pausedUntil };
  }

  async function counterAt(key: string): Promise<RowOf<"throttles"> | undefined> {
    const [row] = await counter.execute({ key });
    return row;
  }

  return {
    ...outboxActs(database),
    /** Deadlines that are due, in the order they fell. */
    async dueDeadlines(at: number, limit: number): Promise<DeadlineRow[]> {
      return await query
        .select()
        .from(deadlines)
        .where(and(eq(deadlines.state, "pending"), lte(deadlines.dueAt, at)))
        .orderBy(asc(deadlines.dueAt), asc(deadlines.id))
        .limit(limit);
    },
    async nextDeadlineAt(): Promise<number | null> {
      const [next] = await nextDeadline.execute();
      return next?.at ?? null;
    },
    /**
     * Counts one try under a key, atomically, and says whether it was still within the limit. A try over the limit pauses
     * the key; tries while it is paused are not let through and count as tries all the same.
     */
    async take(key: string, at: number, window: Window): Promise<Taken> {
      return database.transaction(() => takeOne(key, at, window));
    },
    /** How many tries a key has used in its window, without counting one. */
    async taken(key: string, at: number, window: Window): Promise<number> {
      return standingAt(await counterAt(key), at, window).used;
    },
    async throttle(key: string): Promise<RowOf<"throttles"> | undefined> {
      return counterAt(key);
    },
    /** Whether a key that begins so is paused. */
    async isPaused(keyStart: string, at: number): Promise<boolean> {
      const [row] = await paused.execute({ from: keyStart, to: `${keyStart}\uffff`, at });
      return row !== undefined;
    },
    /** Takes back one try that was counted under a key. */
    async giveBack(key: string): Promise<void> {
      await query
        .update(throttles)
        .set({ count: sql`${throttles.count} - 1` })
        .where(and(eq(throttles.key, key), gt(throttles.count, 0)));
    },
    async clearThrottle(key: string): Promise<void> {
      await query.delete(throttles).where(eq(throttles.key, key));
    },
    /**
     * Counts one more under a key that has no window and no pause.
     *
     * @returns how many that makes
     */
    async countForLife(key: string): Promise<number> {
      const [counted] = await countOne.execute({ key });
      return counted?.lifetime ?? 0;
    },
  };
}

/** Where a counter stands: until when its key is paused, if it is, since when its window runs, and the tries used in it. */
function standingAt(row: RowOf<"throttles"> | undefined, at: number, { windowMs }: Window) {
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
