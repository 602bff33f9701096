import { and, asc, eq, gt, isNull, lte, or, sql } from "drizzle-orm";
import type { Database } from "../connection";
import { deadlines, mailWordings, outbox, throttles } from "../schema";

export type OutboxRow = typeof outbox.$inferSelect;
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
export function workActs({ drizzle, sqlite }: Database) {
  return {
    /**
     * Claims up to `limit` mails that are due, by a lease; another worker takes over when it runs out. A mail claimed for
     * the first time keeps the wording of that moment.
     */
    async claimMail(holder: string, at: number, leaseMs: number, limit: number): Promise<OutboxRow[]> {
      return sqlite
        .transaction(() => {
          const due = drizzle
            .select({ id: outbox.id })
            .from(outbox)
            .where(
              and(
                eq(outbox.state, "waiting"),
                lte(outbox.nextAttemptAt, at),
                or(isNull(outbox.leasedUntil), lte(outbox.leasedUntil, at)),
              ),
            )
            .orderBy(asc(outbox.nextAttemptAt))
            .limit(limit)
            .all();
          return due.map(({ id }) =>
            drizzle
              .update(outbox)
              .set({
                leaseHolder: holder,
                leasedUntil: at + leaseMs,
                attempts: sql`${outbox.attempts} + 1`,
                wordingVersion: sql`coalesce(${outbox.wordingVersion}, (select max(${mailWordings.version}) from ${mailWordings}), 0)`,
              })
              .where(eq(outbox.id, id))
              .returning()
              .get(),
          );
        })
        .immediate();
    },
    /** Who holds leases on mails that wait. */
    async leaseHolders(at: number): Promise<string[]> {
      const rows = drizzle
        .selectDistinct({ holder: outbox.leaseHolder })
        .from(outbox)
        .where(and(eq(outbox.state, "waiting"), gt(outbox.leasedUntil, at)))
        .all();
      return rows.flatMap(({ holder }) => holder ?? []);
    },
    /** Frees what a worker that is no more had taken up. */
    async releaseLeases(holder: string): Promise<void> {
      drizzle
        .update(outbox)
        .set({ leasedUntil: null })
        .where(and(eq(outbox.state, "waiting"), eq(outbox.leaseHolder, holder)))
        .run();
    },
    async mail(id: string): Promise<OutboxRow | undefined> {
      return drizzle.select().from(outbox).where(eq(outbox.id, id)).get();
    },
    async listMail(state: OutboxRow["state"] | null, limit = 100): Promise<OutboxRow[]> {
      return drizzle
        .select()
        .from(outbox)
        .where(state === null ? undefined : eq(outbox.state, state))
        .orderBy(sql`${outbox.createdAt} desc`)
        .limit(limit)
        .all();
    },
    /** When the next waiting mail is due, or `null`. */
    async nextMailAt(): Promise<number | null> {
      const row = drizzle
        .select({
          at: sql<number | null>`min(max(${outbox.nextAttemptAt}, coalesce(${outbox.leasedUntil}, 0)))`,
        })
        .from(outbox)
        .where(eq(outbox.state, "waiting"))
        .get();
      return row?.at ?? null;
    },
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
      const row = drizzle
        .select({ at: sql<number | null>`min(${deadlines.dueAt})` })
        .from(deadlines)
        .where(eq(deadlines.state, "pending"))
        .get();
      return row?.at ?? null;
    },
    /**
     * Counts one try under a key, atomically, and says whether it was still within the limit. A try over the limit pauses
     * the key; tries while it is paused are not let through and count as tries all the same.
     */
    async take(key: string, at: number, window: Window): Promise<Taken> {
      return sqlite
        .transaction(() => {
          const row = drizzle.select().from(throttles).where(eq(throttles.key, key)).get();
          const paused = row?.pausedUntil !== undefined && row.pausedUntil !== null && row.pausedUntil > at;
          const fresh = row === undefined || (!paused && row.windowStartedAt + window.windowMs <= at);
          const count = (fresh || (row.pausedUntil !== null && !paused) ? 0 : row.count) + 1;
          const lifetime = (row?.lifetime ?? 0) + 1;
          const allowed = !paused && count <= window.limit;
          const pausedUntil = paused ? row.pausedUntil : count >= window.limit ? at + window.pauseMs : null;
          const values = {
            key,
            count,
            lifetime,
            windowStartedAt: fresh ? at : row.windowStartedAt,
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
    async throttle(key: string): Promise<typeof throttles.$inferSelect | undefined> {
      return drizzle.select().from(throttles).where(eq(throttles.key, key)).get();
    },
    async clearThrottle(key: string): Promise<void> {
      drizzle.delete(throttles).where(eq(throttles.key, key)).run();
    },
    /** Counts one try against a temporary password before it is checked; returns the misses so far, or null if it is not live. */
    async countTry(temporaryPasswordId: string): Promise<number | null> {
      const row = sqlite
        .prepare<[string], { misses: number }>(
          "update temporary_passwords set misses = misses + 1 where id = ? and state = 'live' returning misses",
        )
        .get(temporaryPasswordId);
      return row?.misses ?? null;
    },
  };
}
