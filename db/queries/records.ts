import { setImmediate } from "node:timers/promises";
import {
  and,
  asc,
  desc,
  eq,
  gt,
  gte,
  isNotNull,
  isNull,
  like,
  lt,
  lte,
  ne,
  notExists,
  notInArray,
  or,
  sql,
} from "drizzle-orm";
import { remove, type Change } from "../change";
import type { Connection } from "../database";
import type { Outside } from "../record/verify/verify";
import { verifyAuditRows } from "../record/verify/verify-audit";
import type { RowOf } from "../schema";

export type Session = RowOf<"sessions">;
export type AuditRow = RowOf<"audit">;
export type ApiToken = RowOf<"apiTokens">;
export type Challenge = RowOf<"challenges">;

/** The route under which the forms are kept that have opened a session, each of which opens one only. */
export const sessionForms = "session";

export interface RecordParts {
  apply: (change: Change) => Promise<unknown>;
  /** What of the record lies outside the database. */
  outside: () => Pick<Outside, "keys" | "head">;
}

/** Reading sessions, tokens, settings and the audit trail. */
export function recordReads(connection: Connection, { apply, outside }: RecordParts) {
  const { query, schema } = connection;
  const { apiTokens, audit, calendarDays, cardSignIns, challenges, idempotency } = schema;
  const { knownBrowsers, receivedMails, sessions, settings, temporaryPasswords, throttles, tickets } = schema;
  // Read for every page of whoever is signed in, so prepared once.
  const session = query
    .select()
    .from(sessions)
    .where(eq(sessions.tokenHash, sql.placeholder("tokenHash")))
    .prepare();
  const theTicket = query
    .select({ one: sql`1` })
    .from(tickets)
    .where(eq(tickets.id, audit.ticketId));
  return {
    async session(tokenHash: string): Promise<Session | undefined> {
      const [row] = await session.execute({ tokenHash });
      return row;
    },
    async sessionsOf(personId: string): Promise<Session[]> {
      return await query
        .select()
        .from(sessions)
        .where(eq(sessions.personId, personId))
        .orderBy(desc(sessions.lastSeenAt), asc(sessions.tokenHash));
    },
    /** The browser of this token's hash, where it is known to this person. */
    async knownBrowser(tokenHash: string, personId: string): Promise<RowOf<"knownBrowsers"> | undefined> {
      const [row] = await query
        .select()
        .from(knownBrowsers)
        .where(and(eq(knownBrowsers.tokenHash, tokenHash), eq(knownBrowsers.personId, personId)));
      return row;
    },
    async apiToken(tokenHash: string): Promise<ApiToken | undefined> {
      const [row] = await query.select().from(apiTokens).where(eq(apiTokens.tokenHash, tokenHash));
      return row;
    },
    /** Tokens of the API that still open something, the newest first; of one person, or of all. */
    async liveTokens(at: number, personId?: string): Promise<ApiToken[]> {
      return await query
        .select()
        .from(apiTokens)
        .where(
          and(
            isNull(apiTokens.revokedAt),
            gt(apiTokens.expiresAt, at),
            personId === undefined ? undefined : eq(apiTokens.personId, personId),
          ),
        )
        .orderBy(desc(apiTokens.createdAt), asc(apiTokens.tokenHash));
    },
    async idempotent(actor: string, route: string, key: string): Promise<RowOf<"idempotency"> | undefined> {
      const [row] = await query
        .select()
        .from(idempotency)
        .where(and(eq(idempotency.actor, actor), eq(idempotency.route, route), eq(idempotency.key, key)));
      return row;
    },
    async setting(key: string): Promise<unknown> {
      const [row] = await query.select().from(settings).where(eq(settings.key, key));
      return row?.value;
    },
    /** The keys of the settings that begin so. */
    async settingsBeginning(start: string): Promise<string[]> {
      const rows = await query
        .select({ key: settings.key })
        .from(settings)
        .where(and(gte(settings.key, start), lt(settings.key, `${start}\uffff`)))
        .orderBy(asc(settings.key));
      return rows.map(({ key }) => key);
    },
    async calendarDays(): Promise<RowOf<"calendarDays">[]> {
      return await query.select().from(calendarDays).orderBy(asc(calendarDays.date));
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
      const [row] = await query
        .delete(challenges)
        .where(
          and(
            eq(challenges.nonce, nonce),
            eq(challenges.preSession, preSession),
            eq(challenges.purpose, purpose),
            gt(challenges.expiresAt, at),
          ),
        )
        .returning();
      return row;
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
      return await query
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
        .limit(limit);
    },
    /** Whether such an act was ever done here. */
    async hasAct(act: string): Promise<boolean> {
      const [row] = await query.select({ seq: audit.seq }).from(audit).where(eq(audit.act, act)).limit(1);
      return row !== undefined;
    },
    /** The acts on a ticket, in the order in which they were recorded. */
    async actsOn(ticketId: string): Promise<AuditRow[]> {
      return await query
        .select()
        .from(audit)
        .where(and(eq(audit.ticketId, ticketId), like(audit.act, "ticket.%")))
        .orderBy(asc(audit.seq));
    },
    /** The first acts on tickets that are not there, at most so many. */
    async actsOnNothing(limit: number): Promise<AuditRow[]> {
      return await query
        .select()
        .from(audit)
        .where(and(isNotNull(audit.ticketId), notExists(theTicket)))
        .orderBy(asc(audit.seq))
        .limit(limit);
    },
    /** What the audit proves of itself, without the rest of the record: how many rows, and the first that does not stand. */
    async verifyAudit(): Promise<{ rows: number; brokenAt: number | null }> {
      const { keys, head } = outside();
      const { rows, findings } = await verifyAuditRows(connection, keys, head, setImmediate);
      const places = findings.flatMap((finding) => finding.rows.map(([from]) => from));
      return { rows, brokenAt: findings.length === 0 ? null : Math.min(...places) };
    },
    /** Removes what has had its time: replies kept for repeated calls, challenges, card sign-ins, sessions, known browsers. */
    async sweep(at: number): Promise<void> {
      const day = 24 * 60 * 60_000;
      await query
        .delete(idempotency)
        .where(and(lt(idempotency.createdAt, at - 2 * day), ne(idempotency.route, sessionForms)));
      // A browser may keep a form it has sent, and send it again, for as long as it is open.
      await query.delete(idempotency).where(lt(idempotency.createdAt, at - 60 * day));
      // No server sends a mail anew after that, and the address it came to has run out.
      await query.delete(receivedMails).where(lt(receivedMails.receivedAt, at - 60 * day));
      // No window is longer than a day. A live password's tries have none: they go with it.
      const liveTries = query
        .select({ key: sql`'temporary-password|' || ${temporaryPasswords.id}` })
        .from(temporaryPasswords)
        .where(eq(temporaryPasswords.state, "live"));
      await query
        .delete(throttles)
        .where(
          and(
            lt(throttles.windowStartedAt, at - 2 * day),
            or(isNull(throttles.pausedUntil), lte(throttles.pausedUntil, at)),
            notInArray(throttles.key, liveTries),
          ),
        );
      await query.delete(challenges).where(lt(challenges.expiresAt, at));
      await query.delete(cardSignIns).where(lt(cardSignIns.expiresAt, at));
      const gone = { expiresAt: { atMost: at } };
      await apply({ at, writes: [remove("sessions", gone), remove("knownBrowsers", gone)], audit: [] });
    },
  };
}
