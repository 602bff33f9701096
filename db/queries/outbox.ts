import { and, asc, desc, eq, gt, inArray, isNotNull, isNull, lte, ne, or, sql, type SQL } from "drizzle-orm";
import type { Database } from "../connection";
import { mailWordings, outbox } from "../schema";

export type OutboxRow = typeof outbox.$inferSelect;

/** What a worker asks for when it takes mails up. */
export interface MailClaim {
  /** Names the worker on its leases. */
  holder: string;
  at: number;
  leaseMs: number;
  limit: number;
  /** How many more mails each recipient domain may have under way now; `usual` for one not named. */
  rooms: { usual: number; byDomain: ReadonlyMap<string, number> };
  /** Templates that are gathered: after one went to an address, others wait for so many milliseconds and go as one. */
  digestEveryMs: Readonly<Record<string, number>>;
}

type DueMail = Pick<OutboxRow, "id" | "domain" | "template" | "attempts" | "nextAttemptAt" | "createdAt">;

/** Which mails a list shows. */
export interface MailFilter {
  state?: OutboxRow["state"] | null;
  ticketId?: string;
  limit?: number;
  offset?: number;
}

/** So many mails of domains without room are passed over before the domains are asked one by one. */
const passedOver = 100;

/** Mails to be sent: the workers' claims, and reading them. */
export function outboxActs({ drizzle, sqlite }: Database) {
  const waiting = and(eq(outbox.state, "waiting"), isNull(outbox.gatheredInto));
  const isWaiting = "state = 'waiting' and gathered_into is null";
  const isDue = `${isWaiting} and next_attempt_at <= @at and (leased_until is null or leased_until <= @at)`;
  const columns = "id, domain, template, attempts, next_attempt_at as nextAttemptAt, created_at as createdAt";
  // Named where the planner, who knows nothing of a backlog, would take the index of all that wait.
  const byDomain = "outbox indexed by outbox_due_by_domain";
  const due = sqlite.prepare<{ at: number }, DueMail>(
    `select ${columns} from outbox where ${isDue} order by next_attempt_at, created_at, id`,
  );
  const dueOfDomain = sqlite.prepare<{ at: number; domain: string; room: number }, DueMail>(
    `select ${columns} from ${byDomain} where ${isDue} and domain = @domain
     order by next_attempt_at, created_at, id limit @room`,
  );
  // From one domain to the next by the index, however many mails each has.
  const domains = sqlite
    .prepare<[], string>(
      `with recursive waiting(domain) as (
         select min(domain) from ${byDomain} where ${isWaiting}
         union all
         select (select min(domain) from ${byDomain} where ${isWaiting} and domain > waiting.domain)
         from waiting where waiting.domain is not null)
       select domain from waiting where domain is not null`,
    )
    .pluck();

  const next = sqlite
    .prepare<[], number | null>(
      `select min(at) from (
         select * from (select next_attempt_at as at from outbox
           where ${isWaiting} and leased_until is null order by next_attempt_at limit 1)
         union all
         select max(next_attempt_at, leased_until) from outbox indexed by outbox_leased
         where ${isWaiting} and leased_until is not null)`,
    )
    .pluck();

  /** What is due, the earliest first, as far as each domain has room. */
  function choose({ at, limit, rooms }: MailClaim): DueMail[] {
    const left = new Map(rooms.byDomain);
    const chosen: DueMail[] = [];
    let passed = 0;
    if (limit <= 0) return chosen;
    for (const mail of due.iterate({ at })) {
      const room = left.get(mail.domain) ?? rooms.usual;
      if (room <= 0) {
        // Thousands may lie before the next mail that can go.
        if (++passed > passedOver) return chooseByDomain({ at, limit, rooms });
        continue;
      }
      left.set(mail.domain, room - 1);
      chosen.push(mail);
      if (chosen.length >= limit) break;
    }
    return chosen;
  }

  /** The same, and what a domain has waiting beyond its room costs nothing; but every domain is asked. */
  function chooseByDomain({ at, limit, rooms }: Pick<MailClaim, "at" | "limit" | "rooms">): DueMail[] {
    return domains
      .all()
      .flatMap((domain) => {
        const room = Math.min(limit, rooms.byDomain.get(domain) ?? rooms.usual);
        return room > 0 ? dueOfDomain.all({ at, domain, room }) : [];
      })
      .sort(earlierFirst)
      .slice(0, limit);
  }

  /** Puts a mail off while its quota is used up, or has it carry along what waits for the same address. */
  function gather({ id, template, attempts }: DueMail, { at, digestEveryMs }: MailClaim): "go" | "wait" {
    const windowMs = digestEveryMs[template];
    if (windowMs === undefined || attempts > 0) return "go";
    const row = drizzle.select().from(outbox).where(eq(outbox.id, id)).get();
    if (row?.gatheredInto !== null) return "wait";
    const alike = and(
      eq(outbox.address, row.address),
      eq(outbox.template, row.template),
      isNull(outbox.gatheredInto),
      ne(outbox.id, id),
    );
    const { lastAt } = drizzle
      .select({ lastAt: sql<number | null>`max(coalesce(${outbox.sentAt}, ${outbox.firstTriedAt}))` })
      .from(outbox)
      .where(and(alike, or(gt(outbox.sentAt, at - windowMs), and(waiting, isNotNull(outbox.firstTriedAt)))))
      .get() ?? { lastAt: null };
    if (lastAt !== null) {
      const nextAttemptAt = Math.max(lastAt, at - windowMs + 1) + windowMs;
      drizzle.update(outbox).set({ nextAttemptAt }).where(eq(outbox.id, id)).run();
      return "wait";
    }
    drizzle
      .update(outbox)
      .set({ gatheredInto: id })
      .where(and(alike, waiting, eq(outbox.locale, row.locale), eq(outbox.attempts, 0)))
      .run();
    return "go";
  }

  return {
    /**
     * Takes mails up by a lease; another worker takes over when it runs out. What an earlier mail to the same address
     * leaves to wait is put off, and goes together in one mail. A mail claimed for the first time keeps the wording of that
     * moment.
     */
    async claimMail(claim: MailClaim): Promise<OutboxRow[]> {
      return sqlite
        .transaction(() => {
          const ids = choose(claim)
            .filter((mail) => gather(mail, claim) === "go")
            .map(({ id }) => id);
          if (ids.length === 0) return [];
          const rows = drizzle
            .update(outbox)
            .set({
              leaseHolder: claim.holder,
              leasedUntil: claim.at + claim.leaseMs,
              attempts: sql`${outbox.attempts} + 1`,
              wordingVersion: sql`coalesce(${outbox.wordingVersion}, (select max(${mailWordings.version}) from ${mailWordings}), 0)`,
              firstTriedAt: sql`coalesce(${outbox.firstTriedAt}, ${claim.at})`,
            })
            .where(inArray(outbox.id, ids))
            .returning()
            .all();
          return rows.sort((one, other) => ids.indexOf(one.id) - ids.indexOf(other.id));
        })
        .immediate();
    },
    /** What a mail carries along, the earliest first. */
    async gatheredInto(id: string): Promise<OutboxRow[]> {
      return drizzle
        .select()
        .from(outbox)
        .where(and(eq(outbox.gatheredInto, id), eq(outbox.state, "waiting")))
        .orderBy(asc(outbox.createdAt), asc(outbox.id))
        .all();
    },
    /** What a mail carried along, whatever became of it. */
    async carriedBy(id: string): Promise<OutboxRow[]> {
      return drizzle.select().from(outbox).where(eq(outbox.gatheredInto, id)).all();
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
    /** Mails, the newest first. */
    async listMail(filter: OutboxRow["state"] | null | MailFilter, limit = 100): Promise<OutboxRow[]> {
      const asked: MailFilter = typeof filter === "string" || filter === null ? { state: filter } : filter;
      return drizzle
        .select()
        .from(outbox)
        .where(shown(asked))
        .orderBy(desc(outbox.createdAt), desc(outbox.id))
        .limit(asked.limit ?? limit)
        .offset(asked.offset ?? 0)
        .all();
    },
    async countMail(filter: MailFilter): Promise<number> {
      const counted = drizzle
        .select({ n: sql<number>`count(*)` })
        .from(outbox)
        .where(shown(filter))
        .get();
      return counted?.n ?? 0;
    },
    /** When the next waiting mail is due, or `null`. */
    async nextMailAt(): Promise<number | null> {
      return next.get() ?? null;
    },
    /** When a mail server last took a mail, or `null`. */
    async lastSentAt(): Promise<number | null> {
      return (
        drizzle
          .select({ at: sql<number | null>`max(${outbox.sentAt})` })
          .from(outbox)
          .get()?.at ?? null
      );
    },
    /** Mails first tried in that time and taken by no server: what they failed at, and where they should have gone. */
    async triedInVain(
      since: number,
      by: number,
    ): Promise<{ failure: OutboxRow["failure"]; domain: string }[]> {
      return drizzle
        .select({ failure: outbox.failure, domain: outbox.domain })
        .from(outbox)
        .where(
          and(
            inArray(outbox.state, ["waiting", "failed"]),
            isNull(outbox.gatheredInto),
            gt(outbox.firstTriedAt, since),
            lte(outbox.firstTriedAt, by),
          ),
        )
        .all();
    },
    /** When the oldest mail that waits was ordered, or `null`. */
  };
}

function earlierFirst(one: DueMail, other: DueMail): number {
  return (
    one.nextAttemptAt - other.nextAttemptAt || one.createdAt - other.createdAt || (one.id < other.id ? -1 : 1)
  );
}

function shown({ state, ticketId }: MailFilter): SQL | undefined {
  return and(
    state === null || state === undefined ? undefined : eq(outbox.state, state),
    ticketId === undefined ? undefined : eq(outbox.ticketId, ticketId),
  );
}
