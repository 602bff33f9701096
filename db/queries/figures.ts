import { and, eq, gt, inArray, isNull, lte, notInArray, sql } from "drizzle-orm";
import type { Database } from "../connection";
import { apiTokens, deadlines, outbox, sessions, statusLinks, tickets } from "../schema";

/** Counting what lies in the database, for monitoring. */
export function figureReads({ drizzle, sqlite }: Database) {
  const count = sql<number>`count(*)`;
  return {
    /** How many mails are in each state, those of some templates left out. */
    async outbox(except: readonly string[] = []): Promise<{ state: string; count: number }[]> {
      return drizzle
        .select({ state: outbox.state, count })
        .from(outbox)
        .where(notInArray(outbox.template, [...except]))
        .groupBy(outbox.state)
        .all();
    },
    /** Since when the oldest mail waits, those of some templates left out; null when none does. */
    async oldestWaitingAt(except: readonly string[]): Promise<number | null> {
      const row = drizzle
        .select({ at: sql<number | null>`min(${outbox.createdAt})` })
        .from(outbox)
        .where(and(eq(outbox.state, "waiting"), notInArray(outbox.template, [...except])))
        .get();
      return row?.at ?? null;
    },
    /** How many deadlines should have fired by an instant and have not. */
    async dueDeadlines(at: number): Promise<number> {
      const due = and(eq(deadlines.state, "pending"), lte(deadlines.dueAt, at));
      return drizzle.select({ count }).from(deadlines).where(due).get()?.count ?? 0;
    },
    /** Open tickets by path, without requests left by somebody not signed in that nobody has taken up yet. */
    async openTickets(): Promise<{ path: string; count: number }[]> {
      const untouched = and(
        inArray(tickets.channel, ["web", "mail"]),
        isNull(tickets.assigneeId),
        inArray(tickets.state, ["submitted", "received", "awaitingDecision"]),
      );
      return drizzle
        .select({ path: tickets.path, count })
        .from(tickets)
        .where(and(isNull(tickets.closedAt), sql`not (${untouched})`))
        .groupBy(tickets.path)
        .all();
    },
    /** How much lets somebody in without a password: sessions, tokens of the API, status links. */
    async openDoors(at: number): Promise<{ sessions: number; tokens: number; statusLinks: number }> {
      const liveTokens = and(isNull(apiTokens.revokedAt), gt(apiTokens.expiresAt, at));
      return {
        sessions: drizzle.select({ count }).from(sessions).get()?.count ?? 0,
        tokens: drizzle.select({ count }).from(apiTokens).where(liveTokens).get()?.count ?? 0,
        statusLinks: drizzle.select({ count }).from(statusLinks).get()?.count ?? 0,
      };
    },
    /** How many migrations this database has been through. */
    async migrations(): Promise<number> {
      return (
        sqlite.prepare<[], { n: number }>("select count(*) as n from __drizzle_migrations").get()?.n ?? 0
      );
    },
  };
}
