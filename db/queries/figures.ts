import { and, eq, gt, inArray, isNull, lte, notInArray, sql } from "drizzle-orm";
import type { Connection } from "../database";
import type { Clock } from "../types";

/** Counting what lies in the database, for monitoring. */
export function figureReads({ query, schema, speech, statement }: Connection) {
  const { apiTokens, deadlines, outbox, sessions, statusLinks, tickets } = schema;
  const count = sql<number>`count(*)`;
  return {
    /** How many mails are in each state, those of some templates left out. */
    async outbox(except: readonly string[] = []): Promise<{ state: string; count: number }[]> {
      return await query
        .select({ state: outbox.state, count })
        .from(outbox)
        .where(notInArray(outbox.template, [...except]))
        .groupBy(outbox.state)
        .orderBy(outbox.state);
    },
    /** Since when the oldest mail waits, those of some templates left out; null when none does. */
    async oldestWaitingAt(except: readonly string[]): Promise<number | null> {
      const [row] = await query
        .select({ at: sql<number | null>`min(${outbox.createdAt})` })
        .from(outbox)
        .where(and(eq(outbox.state, "waiting"), notInArray(outbox.template, [...except])));
      return row?.at ?? null;
    },
    /** How many deadlines should have fired by an instant and have not. */
    async dueDeadlines(at: number): Promise<number> {
      const due = and(eq(deadlines.state, "pending"), lte(deadlines.dueAt, at));
      const [row] = await query.select({ count }).from(deadlines).where(due);
      return row?.count ?? 0;
    },
    /** Open tickets by path, without requests left by somebody not signed in that nobody has taken up yet. */
    async openTickets(): Promise<{ path: string; count: number }[]> {
      const untouched = and(
        inArray(tickets.channel, ["web", "mail"]),
        isNull(tickets.assigneeId),
        inArray(tickets.state, ["submitted", "received", "awaitingDecision"]),
      );
      return await query
        .select({ path: tickets.path, count })
        .from(tickets)
        .where(and(isNull(tickets.closedAt), sql`not (${untouched})`))
        .groupBy(tickets.path)
        .orderBy(tickets.path);
    },
    /** How much lets somebody in without a password: sessions, tokens of the API, status links. */
    async openDoors(at: number): Promise<{ sessions: number; tokens: number; statusLinks: number }> {
      const liveTokens = and(isNull(apiTokens.revokedAt), gt(apiTokens.expiresAt, at));
      const [ofSessions] = await query.select({ count }).from(sessions);
      const [ofTokens] = await query.select({ count }).from(apiTokens).where(liveTokens);
      const [ofLinks] = await query.select({ count }).from(statusLinks);
      return {
        sessions: ofSessions?.count ?? 0,
        tokens: ofTokens?.count ?? 0,
        statusLinks: ofLinks?.count ?? 0,
      };
    },
    /**
     * How far the database's clock is ahead of this one at least, in milliseconds: what the answer's way may have taken is left
     * out. Negative where it is behind, `null` where both are of one machine.
     */
    async clockSkew(clock: Clock): Promise<number | null> {
      if (!speech.now) return null;
      const askedAt = clock();
      const [row] = await statement<{ at: number }>(sql`select ${speech.now} as at`).execute();
      const way = (clock() - askedAt) / 2;
      const ahead = (row?.at ?? 0) - (askedAt + way);
      return Math.sign(ahead) * Math.max(0, Math.abs(ahead) - way);
    },
    /** How many migrations this database has been through. */
    async migrations(): Promise<number> {
      const [row] = await statement<{ n: number }>(
        sql`select count(*) as n from __drizzle_migrations`,
      ).execute();
      return row?.n ?? 0;
    },
  };
}
