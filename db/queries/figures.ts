import { and, eq, gt, isNull, lte, sql } from "drizzle-orm";
import type { Database } from "../connection";
import { apiTokens, deadlines, outbox, sessions, statusLinks, tickets } from "../schema";

/** Counting what lies in the database, for monitoring. */
export function figureReads({ drizzle, sqlite }: Database) {
  const count = sql<number>`count(*)`;
  return {
    /** How many mails are in each state. */
    async outbox(): Promise<{ state: string; count: number }[]> {
      return drizzle.select({ state: outbox.state, count }).from(outbox).groupBy(outbox.state).all();
    },
    /** Deadlines still to fire, and how many of them are due already. */
    async deadlines(at: number): Promise<{ pending: number; due: number }> {
      const pending = eq(deadlines.state, "pending");
      const counted = (where: typeof pending | undefined) =>
        drizzle.select({ count }).from(deadlines).where(where).get()?.count ?? 0;
      return { pending: counted(pending), due: counted(and(pending, lte(deadlines.dueAt, at))) };
    },
    async openTickets(): Promise<{ path: string; count: number }[]> {
      return drizzle
        .select({ path: tickets.path, count })
        .from(tickets)
        .where(isNull(tickets.closedAt))
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
