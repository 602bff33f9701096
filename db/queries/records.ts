import { setImmediate } from "node:timers/promises";
import { and, asc, desc, eq, gt, isNotNull, isNull, like, lt, ne, notExists, sql } from "drizzle-orm";
import { remove, type Change } from "../change";
import type { Database } from "../connection";
import {
  apiTokens,
  audit,
  calendarDays,
  cardSignIns,
  challenges,
  idempotency,
  knownBrowsers,
  receivedMails,
  sessions,
  settings,
  tickets,
} from "../schema";
import type { Outside } from "../record/verify/verify";
import { verifyAuditRows } from "../record/verify/verify-audit";

export type Session = typeof sessions.$inferSelect;
export type AuditRow = typeof audit.$inferSelect;
export type ApiToken = typeof apiTokens.$inferSelect;
export type Challenge = typeof challenges.$inferSelect;

/** The route under which the forms are kept that have opened a session, each of which opens one only. */
export const sessionForms = "session";

export interface RecordParts {
  apply: (change: Change) => unknown;
  /** What of the record lies outside the database. */
  outside: () => Pick<Outside, "keys" | "head">;
}

/** Reading sessions, tokens, settings and the audit trail. */
export function recordReads({ drizzle, sqlite }: Database, { apply, outside }: RecordParts) {
  // Read for every page of whoever is signed in, so prepared once.
  const session = drizzle
    .select()
    .from(sessions)
    .where(eq(sessions.tokenHash, sql.placeholder("tokenHash")))
    .prepare();
  const sweepCounters = sqlite.prepare<{ before: number; at: number }>(
    `delete from throttles where window_started_at < @before and coalesce(paused_until, 0) <= @at
       and key not in (select 'temporary-password|' || id from temporary_passwords where state = 'live')`,
  );
  const theTicket = drizzle
    .select({ one: sql`1` })
    .from(tickets)
    .where(eq(tickets.id, audit.ticketId));
  return {
    async session(tokenHash: string): Promise<Session | undefined> {
      return session.get({ tokenHash });
    },
    async sessionsOf(personId: string): Promise<Session[]> {
      return drizzle
        .select()
        .from(sessions)
        .where(eq(sessions.personId, personId))
        .orderBy(desc(sessions.lastSeenAt))
        .all();
    },
    /** The browser of this token's hash, where it is known to this person. */
    async knownBrowser(
      tokenHash: string,
      personId: string,
    ): Promise<typeof knownBrowsers.$inferSelect | undefined> {
      return drizzle
        .select()
        .from(knownBrowsers)
        .where(and(eq(knownBrowsers.tokenHash, tokenHash), eq(knownBrowsers.personId, personId)))
        .get();
    },
    async apiToken(tokenHash: string): Promise<ApiToken | undefined> {
      return drizzle.select().from(apiTokens).where(eq(apiTokens.tokenHash, tokenHash)).get();
    },
    /** Tokens of the API that still open something, the newest first; of one person, or of all. */
    async liveTokens(at: number, personId?: string): Promise<ApiToken[]> {
      return drizzle
        .select()
        .from(apiTokens)
        .where(
          and(
            isNull(apiTokens.revokedAt),
            gt(apiTokens.expiresAt, at),
            personId === undefined ? undefined : eq(apiTokens.personId, personId),
          ),
        )
        .orderBy(desc(apiTokens.createdAt))
        .all();
    },
    async idempotent(
      actor: string,
      route: string,
      key: string,
    ): Promise<typeof idempotency.$inferSelect | undefined> {
      return drizzle
        .select()
        .from(idempotency)
        .where(and(eq(idempotency.actor, actor), eq(idempotency.route, route), eq(idempotency.key, key)))
        .get();
    },
    async setting(key: string): Promise<unknown> {
      return drizzle.select().from(settings).where(eq(settings.key, key)).get()?.value;
    },
    async calendarDays(): Promise<(typeof calendarDays.$inferSelect)[]> {
      return drizzle.select().from(calendarDays).orderBy(asc(calendarDays.date)).all();
    },
    /**
     * Consumes a challenge by one atomic delete: whoever comes second, from another browser or too late gets nothing.
     */
    async consumeChallenge(
      nonce: string,
      preSession: string,
      purpose: Challenge["purpose"],
      at: number,
    ): Promise<Challenge | undefined> {
      return drizzle
        .delete(challenges)
        .where(
          and(
            eq(challenges.nonce, nonce),
            eq(challenges.preSession, preSession),
            eq(challenges.purpose, purpose),
            gt(challenges.expiresAt, at),
          ),
        )
        .returning()
        .get();
    },
    /** The audit trail, the latest first; of a ticket, of a person, before a row, or one's acts of a kind since. */
    async auditOf(
      filter: {
        ticketId?: string;
        personId?: string;
        before?: number;
        actorKind?: string;
        actorId?: string;
        act?: string;
        since?: number;
      },
      limit = 200,
    ): Promise<AuditRow[]> {
      return drizzle
        .select()
        .from(audit)
        .where(
          and(
            filter.ticketId === undefined ? undefined : eq(audit.ticketId, filter.ticketId),
            filter.personId === undefined ? undefined : eq(audit.personId, filter.personId),
            filter.before === undefined ? undefined : lt(audit.seq, filter.before),
            filter.actorKind === undefined ? undefined : eq(audit.actorKind, filter.actorKind),
            filter.actorId === undefined ? undefined : eq(audit.actorId, filter.actorId),
            filter.act === undefined ? undefined : eq(audit.act, filter.act),
            filter.since === undefined ? undefined : gt(audit.at, filter.since),
          ),
        )
        .orderBy(desc(audit.seq))
        .limit(limit)
        .all();
    },
    /** Whether such an act was ever done here. */
    async hasAct(act: string): Promise<boolean> {
      return (
        drizzle.select({ seq: audit.seq }).from(audit).where(eq(audit.act, act)).limit(1).get() !== undefined
      );
    },
    /** The acts on a ticket, in the order in which they were recorded. */
    async actsOn(ticketId: string): Promise<AuditRow[]> {
      return drizzle
        .select()
        .from(audit)
        .where(and(eq(audit.ticketId, ticketId), like(audit.act, "ticket.%")))
        .orderBy(asc(audit.seq))
        .all();
    },
    /** The first acts on tickets that are not there, at most so many. */
    async actsOnNothing(limit: number): Promise<AuditRow[]> {
      return drizzle
        .select()
        .from(audit)
        .where(and(isNotNull(audit.ticketId), notExists(theTicket)))
        .orderBy(asc(audit.seq))
        .limit(limit)
        .all();
    },
    /** What the audit proves of itself, without the rest of the record: how many rows, and the first that does not stand. */
    async verifyAudit(): Promise<{ rows: number; brokenAt: number | null }> {
      const { keys, head } = outside();
      const { rows, findings } = await verifyAuditRows(sqlite, keys, head, setImmediate);
      const places = findings.flatMap((finding) => finding.rows.map(([from]) => from));
      return { rows, brokenAt: findings.length === 0 ? null : Math.min(...places) };
    },
    /** Removes what has had its time: replies kept for repeated calls, challenges, card sign-ins, sessions, known browsers. */
    async sweep(at: number): Promise<void> {
      const day = 24 * 60 * 60_000;
      drizzle
        .delete(idempotency)
        .where(and(lt(idempotency.createdAt, at - 2 * day), ne(idempotency.route, sessionForms)))
        .run();
      // A browser may keep a form it has sent, and send it again, for as long as it is open.
      drizzle
        .delete(idempotency)
        .where(lt(idempotency.createdAt, at - 60 * day))
        .run();
      // No server sends a mail anew after that, and the address it came to has run out.
      drizzle
        .delete(receivedMails)
        .where(lt(receivedMails.receivedAt, at - 60 * 24 * 60 * 60_000))
        .run();
      // No window is longer than a day. A live password's tries have none: they go with it.
      sweepCounters.run({ before: at - 2 * day, at });
      drizzle.delete(challenges).where(lt(challenges.expiresAt, at)).run();
      drizzle.delete(cardSignIns).where(lt(cardSignIns.expiresAt, at)).run();
      const gone = { expiresAt: { atMost: at } };
      apply({ at, writes: [remove("sessions", gone), remove("knownBrowsers", gone)], audit: [] });
    },
    /**
     * Moves the write-ahead log into the database and truncates it, so that erased bytes are gone from every file. Within
     * one long transaction its end does.
     */
    async checkpoint(): Promise<void> {
      if (sqlite.inTransaction) return;
      // Whoever reads a snapshot has the log kept meanwhile: nobody waits for that, the next checkpoint does it.
      sqlite.pragma("busy_timeout = 0");
      sqlite.pragma("wal_checkpoint(TRUNCATE)");
      sqlite.pragma("busy_timeout = 5000");
    },
  };
}
