import { and, asc, desc, eq, gt, inArray, isNotNull, isNull, lte, ne, or, sql, type SQL } from "drizzle-orm";
import type { Database } from "../database";
import type { RowOf } from "../schema";
import { ask, askEach, first, send, type Steps } from "../steps";

export type OutboxRow = RowOf<"outbox">;

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
export function outboxActs(database: Database) {
  const { query, schema, speech, writing } = database;
  const { mailWordings, outbox } = schema;
  const given = (name: string) => sql`${sql.placeholder(name)}`;
  // In the words of the indexes that hold only what waits.
  const isWaiting = sql`${outbox.state} = 'waiting' and ${outbox.gatheredInto} is null`;
  const isDue = and(
    isWaiting,
    lte(outbox.nextAttemptAt, given("at")),
    or(isNull(outbox.leasedUntil), lte(outbox.leasedUntil, given("at"))),
  );
  const { id, domain, template, attempts, nextAttemptAt, createdAt } = outbox;
  const due = writing.query
    .select({ id, domain, template, attempts, nextAttemptAt, createdAt })
    .from(outbox)
    .where(isDue)
    .orderBy(asc(nextAttemptAt), asc(createdAt), asc(id))
    .limit(sql.placeholder("most"))
    .prepare();
  // Named where the planner, who knows nothing of a backlog, would take the index of all that wait.
  const byDomain = speech.byIndex("outbox", "outbox_due_by_domain");
  const dueOfDomain = writing.statement<DueMail>(
    sql`select ${id}, ${domain}, ${template}, ${attempts}, ${nextAttemptAt} as "nextAttemptAt", ${createdAt} as "createdAt"
        from ${byDomain} where ${isDue} and ${domain} = ${given("domain")}
        order by ${nextAttemptAt}, ${createdAt}, ${id} limit ${given("room")}`,
  );
  // From one domain to the next by the index, however many mails each has.
  const domains = writing.statement<{ domain: string }>(
    sql`with recursive waiting(domain) as (
          select min(${domain}) from ${byDomain} where ${isWaiting}
          union all
          select (select min(${domain}) from ${byDomain} where ${isWaiting} and ${domain} > waiting.domain)
          from waiting where waiting.domain is not null)
        select domain from waiting where domain is not null`,
  );

  // Written as it is, so that no other process cancels it before it is taken.
  const hold = writing.query
    .update(outbox)
    .set({ attempts: sql`${attempts}` })
    .where(and(eq(id, given("id")), isWaiting))
    .returning({ address: outbox.address, locale: outbox.locale })
    .prepare();
  const alike = and(
    eq(outbox.address, given("address")),
    eq(template, given("template")),
    isNull(outbox.gatheredInto),
    ne(id, given("id")),
  );
  const lastOfAlike = writing.query
    .select({ at: sql<number | null>`max(coalesce(${outbox.sentAt}, ${outbox.firstTriedAt}))` })
    .from(outbox)
    .where(and(alike, or(gt(outbox.sentAt, given("since")), and(isWaiting, isNotNull(outbox.firstTriedAt)))))
    .prepare();
  const putOff = writing.query
    .update(outbox)
    .set({ nextAttemptAt: given("nextAttemptAt") })
    .where(eq(id, given("id")))
    .prepare();
  const gatherAlike = writing.query
    .update(outbox)
    .set({ gatheredInto: given("id") })
    .where(and(alike, isWaiting, eq(outbox.locale, given("locale")), eq(attempts, 0)))
    .prepare();
  // Another process may have sent, cancelled or put off a mail since it was chosen. A condition that is asked whether it is
  // true is not looked up by the index of all that wait.
  const take = writing.query
    .update(outbox)
    .set({
      leaseHolder: given("holder"),
      leasedUntil: given("leasedUntil"),
      attempts: sql`${attempts} + 1`,
      wordingVersion: sql`coalesce(${outbox.wordingVersion}, (select max(${mailWordings.version}) from ${mailWordings}), 0)`,
      firstTriedAt: sql`coalesce(${outbox.firstTriedAt}, ${sql.placeholder("at")})`,
    })
    .where(sql`${id} in (${speech.listed(given("ids"))}) and (${isDue}) is true`)
    .returning()
    .prepare();

  const nextDue = database.statement<{ dueAt: number | null }>(
    sql`select min(due_at) as "dueAt" from (
          select * from (select ${nextAttemptAt} as due_at from ${outbox}
            where ${isWaiting} and ${outbox.leasedUntil} is null order by ${nextAttemptAt} limit 1) as free
          union all
          select ${speech.later(nextAttemptAt, outbox.leasedUntil)} from ${speech.byIndex("outbox", "outbox_leased")}
          where ${isWaiting} and ${outbox.leasedUntil} is not null) as earliest`,
  );

  /** What is due, the earliest first, as far as each domain has room. */
  function* choose({ at, limit, rooms }: MailClaim): Steps<DueMail[]> {
    const left = new Map(rooms.byDomain);
    const chosen: DueMail[] = [];
    let passed = 0;
    if (limit <= 0) return chosen;
    for (const mail of yield* ask(due, { at, most: limit + passedOver })) {
      const room = left.get(mail.domain) ?? rooms.usual;
      if (room <= 0) {
        // Thousands may lie before the next mail that can go.
        if (++passed > passedOver) return yield* chooseByDomain({ at, limit, rooms });
        continue;
      }
      left.set(mail.domain, room - 1);
      chosen.push(mail);
      if (chosen.length >= limit) break;
    }
    return chosen;
  }

  /** The same, and what a domain has waiting beyond its room costs nothing; but every domain is asked. */
  function* chooseByDomain({
    at,
    limit,
    rooms,
  }: Pick<MailClaim, "at" | "limit" | "rooms">): Steps<DueMail[]> {
    const wanted = (yield* ask(domains))
      .map(({ domain }) => ({ at, domain, room: Math.min(limit, rooms.byDomain.get(domain) ?? rooms.usual) }))
      .filter(({ room }) => room > 0);
    const chosen = (yield* askEach(dueOfDomain, wanted)).flat();
    return chosen.sort(earlierFirst).slice(0, limit);
  }

  /** Puts a mail off while its quota is used up, or has it carry along what waits for the same address. */
  function* gather(mail: DueMail, { at, digestEveryMs }: MailClaim): Steps<"go" | "wait"> {
    const { id, template } = mail;
    const windowMs = digestEveryMs[template];
    if (windowMs === undefined || mail.attempts > 0) return "go";
    const held = yield* first(hold, { id });
    if (!held) return "wait";
    const { address, locale } = held;
    const last = yield* first(lastOfAlike, { id, address, template, since: at - windowMs });
    const lastAt = last?.at ?? null;
    if (lastAt !== null) {
      yield* send(ask(putOff, { id, nextAttemptAt: Math.max(lastAt, at - windowMs + 1) + windowMs }));
      return "wait";
    }
    yield* send(ask(gatherAlike, { id, address, template, locale }));
    return "go";
  }

  function* claimed(claim: MailClaim): Steps<OutboxRow[]> {
    yield* send(database.lock("outbox"));
    const ids: string[] = [];
    for (const mail of yield* choose(claim)) {
      if ((yield* gather(mail, claim)) === "go") ids.push(mail.id);
    }
    if (ids.length === 0) return [];
    const { at, holder, leaseMs } = claim;
    const rows = yield* ask(take, { at, holder, leasedUntil: at + leaseMs, ids: JSON.stringify(ids) });
    return rows.sort((one, other) => ids.indexOf(one.id) - ids.indexOf(other.id));
  }

  const shown = ({ state, ticketId }: MailFilter): SQL | undefined =>
    and(
      state === null || state === undefined ? undefined : eq(outbox.state, state),
      ticketId === undefined ? undefined : eq(outbox.ticketId, ticketId),
    );

  return {
    /**
     * Takes mails up by a lease; another worker takes over when it runs out. What an earlier mail to the same address
     * leaves to wait is put off, and goes together in one mail. A mail claimed for the first time keeps the wording of that
     * moment.
     */
    async claimMail(claim: MailClaim): Promise<OutboxRow[]> {
      return database.transaction(() => claimed(claim));
    },
    /** What a mail carries along, the earliest first. */
    async gatheredInto(id: string): Promise<OutboxRow[]> {
      return await query
        .select()
        .from(outbox)
        .where(and(eq(outbox.gatheredInto, id), eq(outbox.state, "waiting")))
        .orderBy(asc(outbox.createdAt), asc(outbox.id));
    },
    /** What a mail carried along, whatever became of it, the earliest first. */
    async carriedBy(id: string): Promise<OutboxRow[]> {
      return await query
        .select()
        .from(outbox)
        .where(eq(outbox.gatheredInto, id))
        .orderBy(asc(outbox.createdAt), asc(outbox.id));
    },
    /** Who holds leases on mails that wait. */
    async leaseHolders(at: number): Promise<string[]> {
      const rows = await query
        .selectDistinct({ holder: outbox.leaseHolder })
        .from(outbox)
        .where(and(eq(outbox.state, "waiting"), gt(outbox.leasedUntil, at)))
        .orderBy(asc(outbox.leaseHolder));
      return rows.flatMap(({ holder }) => holder ?? []);
    },
    /** Frees what a worker that is no more had taken up. */
    async releaseLeases(holder: string): Promise<void> {
      await query
        .update(outbox)
        .set({ leasedUntil: null })
        .where(and(eq(outbox.state, "waiting"), eq(outbox.leaseHolder, holder)));
    },
    async mail(id: string): Promise<OutboxRow | undefined> {
      const [row] = await query.select().from(outbox).where(eq(outbox.id, id));
      return row;
    },
    /** Mails, the newest first. */
    async listMail(filter: OutboxRow["state"] | null | MailFilter, limit = 100): Promise<OutboxRow[]> {
      const asked: MailFilter = typeof filter === "string" || filter === null ? { state: filter } : filter;
      return await query
        .select()
        .from(outbox)
        .where(shown(asked))
        .orderBy(desc(outbox.createdAt), desc(outbox.id))
        .limit(asked.limit ?? limit)
        .offset(asked.offset ?? 0);
    },
    async countMail(filter: MailFilter): Promise<number> {
      const [counted] = await query
        .select({ n: sql<number>`count(*)` })
        .from(outbox)
        .where(shown(filter));
      return counted?.n ?? 0;
    },
    /** When the next waiting mail is due, or `null`. */
    async nextMailAt(): Promise<number | null> {
      const [row] = await nextDue.execute();
      return row?.dueAt ?? null;
    },
    /** When a mail server last took a mail, or `null`. */
    async lastSentAt(): Promise<number | null> {
      const [row] = await query.select({ at: sql<number | null>`max(${outbox.sentAt})` }).from(outbox);
      return row?.at ?? null;
    },
    /** Mails first tried in that time and taken by no server: what they failed at, and where they should have gone. */
    async triedInVain(
      since: number,
      by: number,
    ): Promise<{ failure: OutboxRow["failure"]; domain: string }[]> {
      return await query
        .select({ failure: outbox.failure, domain: outbox.domain })
        .from(outbox)
        .where(
          and(
            inArray(outbox.state, ["waiting", "failed"]),
            isNull(outbox.gatheredInto),
            gt(outbox.firstTriedAt, since),
            lte(outbox.firstTriedAt, by),
          ),
        );
    },
  };
}

function earlierFirst(one: DueMail, other: DueMail): number {
  return (
    one.nextAttemptAt - other.nextAttemptAt || one.createdAt - other.createdAt || (one.id < other.id ? -1 : 1)
  );
}
