import { and, asc, desc, eq, gt, isNull, lt, ne, sql } from "drizzle-orm";
import { genesis, sealOf } from "../audit-chain";
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
} from "../schema";

export type Session = typeof sessions.$inferSelect;
export type AuditRow = typeof audit.$inferSelect;
export type ApiToken = typeof apiTokens.$inferSelect;
export type Challenge = typeof challenges.$inferSelect;

/** The route under which the forms are kept that have opened a session, each of which opens one only. */
export const sessionForms = "session";

/** Reading sessions, tokens, settings and the audit trail. */
export function recordReads({ drizzle, sqlite }: Database) {
  // Read for every page of whoever is signed in, so prepared once.
  const session = drizzle
    .select()
    .from(sessions)
    .where(eq(sessions.tokenHash, sql.placeholder("tokenHash")))
    .prepare();
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
    /** Walks the audit chain; the first row that does not fit its predecessor or its own hash is named. */
    async verifyAudit(): Promise<{ rows: number; brokenAt: number | null }> {
      let previousHash = genesis;
      let rows = 0;
      for (;;) {
        const page = drizzle
          .select()
          .from(audit)
          .where(gt(audit.seq, rows))
          .orderBy(asc(audit.seq))
          .limit(1000)
          .all();
        for (const row of page) {
          const { hash, ...link } = row;
          if (row.seq !== rows + 1 || row.previousHash !== previousHash || sealOf(link) !== hash) {
            return { rows, brokenAt: row.seq };
          }
          previousHash = hash;
          rows += 1;
        }
        if (page.length < 1000) return { rows, brokenAt: null };
      }
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
      drizzle.delete(challenges).where(lt(challenges.expiresAt, at)).run();
      drizzle.delete(cardSignIns).where(lt(cardSignIns.expiresAt, at)).run();
      drizzle.delete(sessions).where(lt(sessions.expiresAt, at)).run();
      drizzle.delete(knownBrowsers).where(lt(knownBrowsers.expiresAt, at)).run();
    },
    /**
     * Moves the write-ahead log into the database and truncates it, so that erased bytes are gone from every file. Within
     * one long transaction its end does.
     */
    async checkpoint(): Promise<void> {
      if (!sqlite.inTransaction) sqlite.pragma("wal_checkpoint(TRUNCATE)");
    },
  };
}
