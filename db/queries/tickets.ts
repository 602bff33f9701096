import {
  and,
  asc,
  desc,
  eq,
  getTableColumns,
  gt,
  inArray,
  isNotNull,
  isNull,
  like,
  lte,
  ne,
  notExists,
  or,
  sql,
  type SQL,
} from "drizzle-orm";
import type { Connection } from "../database";
import { given, givenLimit, onceForEach } from "../statements";
import type { RowOf, Schema } from "../schema";

export type Ticket = RowOf<"tickets">;
export type HistoryRow = RowOf<"history">;
export type Claims = RowOf<"claims">;
export type ClaimsWithAgency = Claims & { agencyName: string | null };
/** A claim nobody has held against the record yet, with how its ticket stands. */
export type UnmatchedClaim = Claims & Pick<Ticket, "number" | "personId" | "closedAt">;
/** Whose a ticket is, with what they sign in by. */
export interface TicketOwner {
  ticketId: string;
  personId: string;
  account: string | null;
  nationalIdSealed: string;
}
export type StatusLink = RowOf<"statusLinks">;
export type Evidence = RowOf<"evidence">;

/** The names people read. */
interface TicketNames {
  agencyName: string | null;
  personName: string | null;
  assigneeName: string | null;
}

/** A row of a list: the ticket with the names people read. */
export type TicketRow = Ticket & TicketNames;

/** As much of a row as the desk's queue shows of it. */
export type QueueRow = Pick<
  Ticket,
  | "number"
  | "path"
  | "previousPath"
  | "state"
  | "snapshot"
  | "machineVersion"
  | "applicantName"
  | "privileged"
  | "channel"
  | "dueAt"
  | "pausedMinutes"
> &
  TicketNames;

/** The views of the desk, in the order of its rail. */
export const ticketViews = [
  "waiting",
  "mine",
  "due-soon",
  "second-person",
  "undeliverable",
  "first-login",
  "unidentified",
  "escalated",
  "all-open",
  "closed",
] as const;
export type TicketView = (typeof ticketViews)[number];
export type OpenView = Exclude<TicketView, "closed">;
const openViews = ticketViews.filter((view): view is OpenView => view !== "closed");

interface Viewer {
  personId: string;
  at: number;
}

const dueSoonMs = 30 * 60_000;

/** What every statement over a view is run with. */
const viewer = { personId: given("personId", "text"), soonAt: given("soonAt", "bigint") };
const viewerValues = ({ personId, at }: Viewer) => ({ personId, soonAt: at + dueSoonMs });

/** Which tickets a view holds. What it compares with is part of the text, and no value to plan anew by: see `given`. */
const viewCondition = (schema: Schema, view: TicketView): SQL | undefined =>
  conditionOfView(schema, view)?.inlineParams();

function conditionOfView({ tickets }: Schema, view: TicketView): SQL | undefined {
  const open = isNull(tickets.closedAt);
  const inHandover = like(tickets.state, "passwordHandover%");
  switch (view) {
    case "waiting":
      return and(
        open,
        eq(tickets.path, "helpdesk"),
        sql`${tickets.state} not like 'passwordHandover%'`,
        ne(tickets.state, "awaitingSecondPerson"),
      );
    case "mine":
      return and(open, eq(tickets.assigneeId, viewer.personId));
    case "due-soon":
      return and(open, isNotNull(tickets.dueAt), lte(tickets.dueAt, viewer.soonAt));
    case "second-person":
      return and(open, eq(tickets.state, "awaitingSecondPerson"));
    case "undeliverable":
      return and(open, eq(tickets.state, "passwordHandover.undeliverable"));
    case "first-login":
      return and(open, inHandover, ne(tickets.state, "passwordHandover.undeliverable"));
    case "unidentified":
      return and(open, isNull(tickets.personId), ne(tickets.path, "agency-certificate"));
    case "escalated":
      return and(open, eq(tickets.path, "helpdesk"), eq(tickets.previousPath, "hr-supervisor"));
    case "all-open":
      return open;
    case "closed":
      return isNotNull(tickets.closedAt);
  }
}

/** Reading tickets and what belongs to them. */
export function ticketReads({ query, schema, speech }: Connection) {
  const { agencies, claims, deadlines, evidence, history, outbox, people, statusLinks, tickets } = schema;
  // Read for every mail, so prepared once.
  const byId = query
    .select()
    .from(tickets)
    .where(eq(tickets.id, sql.placeholder("id")))
    .prepare();
  const linkByHash = query
    .select()
    .from(statusLinks)
    .where(eq(statusLinks.tokenHash, sql.placeholder("tokenHash")))
    .prepare();
  const named = {
    agencyName: agencies.fullName,
    personName: people.name,
    assigneeName: sql<
      string | null
    >`(select assignee.name from ${people} assignee where assignee.id = ${tickets.assigneeId})`,
  };
  const latestOpened = [desc(tickets.openedAt), desc(tickets.number)];
  const rows = () =>
    query
      .select({ ...getTableColumns(tickets), ...named })
      .from(tickets)
      .leftJoin(agencies, eq(tickets.agencyId, agencies.id))
      .leftJoin(people, eq(tickets.personId, people.id));
  const queueRows = () =>
    query
      .select({
        number: tickets.number,
        path: tickets.path,
        previousPath: tickets.previousPath,
        state: tickets.state,
        snapshot: tickets.snapshot,
        machineVersion: tickets.machineVersion,
        applicantName: tickets.applicantName,
        privileged: tickets.privileged,
        channel: tickets.channel,
        dueAt: tickets.dueAt,
        pausedMinutes: tickets.pausedMinutes,
        ...named,
      })
      .from(tickets)
      .leftJoin(agencies, eq(tickets.agencyId, agencies.id))
      .leftJoin(people, eq(tickets.personId, people.id));

  // The queue page, on which agents spend their day: each view's statements are prepared when it is first looked at.
  const ofView = (view: TicketView) => ({
    where: viewCondition(schema, view),
    order: [
      view === "closed" ? desc(tickets.closedAt) : sql`${tickets.dueAt} is null`,
      sql`${tickets.dueAt} asc nulls first`,
      asc(tickets.openedAt),
      asc(tickets.number),
    ],
    limit: givenLimit("limit"),
    offset: givenLimit("offset"),
  });
  const listOf = onceForEach((view: TicketView) => {
    const { where, order, limit, offset } = ofView(view);
    return rows()
      .where(where)
      .orderBy(...order)
      .limit(limit)
      .offset(offset)
      .prepare();
  });
  const queueOf = onceForEach((view: TicketView) => {
    const { where, order, limit, offset } = ofView(view);
    return queueRows()
      .where(where)
      .orderBy(...order)
      .limit(limit)
      .offset(offset)
      .prepare();
  });
  const countOf = onceForEach((view: TicketView) =>
    query
      .select({ n: sql<number>`count(*)` })
      .from(tickets)
      .where(viewCondition(schema, view))
      .prepare(),
  );
  const counts = query
    .select(
      Object.fromEntries(
        openViews.map((view) => [
          view,
          sql<number>`coalesce(sum(case when ${viewCondition(schema, view)} then 1 else 0 end), 0)`,
        ]),
      ) as Record<OpenView, SQL<number>>,
    )
    .from(tickets)
    .where(isNull(tickets.closedAt))
    .prepare();

  return {
    async byNumber(number: string): Promise<Ticket | undefined> {
      const [row] = await query.select().from(tickets).where(eq(tickets.number, number));
      return row;
    },
    async byId(id: string): Promise<Ticket | undefined> {
      const [row] = await byId.execute({ id });
      return row;
    },
    /** Every ticket, a page at a time, in no order that means anything. */
    async *all(): AsyncGenerator<Ticket> {
      for (let after = ""; ;) {
        const page = await query
          .select()
          .from(tickets)
          .where(gt(tickets.id, after))
          .orderBy(asc(tickets.id))
          .limit(200);
        yield* page;
        const last = page.at(-1);
        if (!last) return;
        after = last.id;
      }
    },
    /** The one open ticket of a person, if there is one. */
    async openOf(personId: string): Promise<Ticket | undefined> {
      const [row] = await query
        .select()
        .from(tickets)
        .where(and(eq(tickets.personId, personId), isNull(tickets.closedAt)));
      return row;
    },
    /** The open tickets of many, by person. */
    async openOfAll(personIds: readonly string[]): Promise<Map<string, Ticket>> {
      if (personIds.length === 0) return new Map();
      const found = await query
        .select()
        .from(tickets)
        .where(and(inArray(tickets.personId, [...personIds]), isNull(tickets.closedAt)));
      return new Map(found.map((ticket) => [ticket.personId ?? "", ticket]));
    },
    /** The owners of all open tickets, of those without a mail of this template since an instant; by the ticket's number. */
    async openOwnersNotTold(template: string, since: number): Promise<TicketOwner[]> {
      const told = query
        .select({ one: sql`1` })
        .from(outbox)
        .where(
          and(eq(outbox.ticketId, tickets.id), eq(outbox.template, template), gt(outbox.createdAt, since)),
        );
      return await query
        .select({
          ticketId: tickets.id,
          personId: people.id,
          account: people.account,
          nationalIdSealed: people.nationalIdSealed,
        })
        .from(tickets)
        .innerJoin(people, eq(tickets.personId, people.id))
        .where(and(isNull(tickets.closedAt), eq(people.status, "active"), notExists(told)))
        .orderBy(asc(tickets.number));
    },
    /** A person's tickets, the latest first. */
    async ofPerson(personId: string, limit = 20): Promise<TicketRow[]> {
      return await rows()
        .where(eq(tickets.personId, personId))
        .orderBy(...latestOpened)
        .limit(limit);
    },
    /** One view of the desk; what is due first comes first. */
    async list(view: TicketView, viewer: Viewer, { limit = 50, offset = 0 } = {}): Promise<TicketRow[]> {
      return listOf(view).execute({ ...viewerValues(viewer), limit, offset });
    },
    /** One view as the queue shows it, in the order of the list. */
    async queue(
      view: TicketView,
      viewer: Viewer,
      page: { limit: number; offset: number },
    ): Promise<QueueRow[]> {
      return queueOf(view).execute({ ...viewerValues(viewer), ...page });
    },
    /** How many tickets one view holds. */
    async count(view: TicketView, viewer: Viewer): Promise<number> {
      const [counted] = await countOf(view).execute(viewerValues(viewer));
      return counted?.n ?? 0;
    },
    /** How many tickets each open view holds, in one statement. */
    async counts(viewer: Viewer): Promise<Record<OpenView, number>> {
      const [counted] = await counts.execute(viewerValues(viewer));
      return counted ?? (Object.fromEntries(openViews.map((view) => [view, 0])) as Record<OpenView, number>);
    },
    /** Open HR tickets in these states about people who belong to these agencies now: what waits for a decision. */
    async pendingAt(agencyIds: string[], states: string[]): Promise<TicketRow[]> {
      if (agencyIds.length === 0) return [];
      return await rows()
        .where(
          and(
            isNull(tickets.closedAt),
            inArray(sql`coalesce(${people.agencyId}, ${tickets.agencyId})`, agencyIds),
            inArray(tickets.state, states),
          ),
        )
        .orderBy(sql`${tickets.dueAt} asc nulls first`, asc(tickets.openedAt), asc(tickets.number));
    },
    /** Tickets whose number, person or applicant contains the words, the latest first. */
    async search(words: string, limit = 50): Promise<TicketRow[]> {
      const needle = words.normalize("NFKC").trim();
      if (needle === "") return [];
      return await rows()
        .where(
          or(
            speech.contains(tickets.number, needle.toUpperCase()),
            speech.contains(tickets.applicantName, needle),
            speech.contains(people.name, needle),
            speech.contains(agencies.fullName, needle),
          ),
        )
        .orderBy(...latestOpened)
        .limit(limit);
    },
    async historyOf(ticketId: string): Promise<HistoryRow[]> {
      return await query
        .select()
        .from(history)
        .where(eq(history.ticketId, ticketId))
        .orderBy(asc(history.seq));
    },
    async lastHistory(ticketId: string): Promise<HistoryRow | undefined> {
      const [row] = await query
        .select()
        .from(history)
        .where(eq(history.ticketId, ticketId))
        .orderBy(desc(history.seq))
        .limit(1);
      return row;
    },
    /** What was claimed, with the name of the agency that was chosen. */
    async claimsOf(ticketId: string): Promise<ClaimsWithAgency | undefined> {
      const [row] = await query
        .select({ ...getTableColumns(claims), agencyName: agencies.fullName })
        .from(claims)
        .leftJoin(agencies, eq(claims.agencyId, agencies.id))
        .where(eq(claims.ticketId, ticketId));
      return row;
    },
    /** Claims that wait to be held against the record, taken before an instant, the oldest first. */
    async unmatched(before: number, limit: number): Promise<UnmatchedClaim[]> {
      return await query
        .select({
          ...getTableColumns(claims),
          number: tickets.number,
          personId: tickets.personId,
          closedAt: tickets.closedAt,
        })
        .from(claims)
        .innerJoin(tickets, eq(claims.ticketId, tickets.id))
        .where(and(isNotNull(claims.unmatchedSince), lte(claims.unmatchedSince, before)))
        .orderBy(asc(claims.unmatchedSince), asc(tickets.number))
        .limit(limit);
    },
    async linkByHash(tokenHash: string): Promise<StatusLink | undefined> {
      const [row] = await linkByHash.execute({ tokenHash });
      return row;
    },
    async evidenceOf(ticketId: string): Promise<Evidence[]> {
      return await query
        .select()
        .from(evidence)
        .where(eq(evidence.ticketId, ticketId))
        .orderBy(asc(evidence.at), asc(evidence.purpose), asc(evidence.id));
    },
    async pendingDeadlines(ticketId: string): Promise<RowOf<"deadlines">[]> {
      return await query
        .select()
        .from(deadlines)
        .where(and(eq(deadlines.ticketId, ticketId), eq(deadlines.state, "pending"), gt(deadlines.dueAt, 0)))
        .orderBy(asc(deadlines.dueAt), asc(deadlines.id));
    },
  };
}
