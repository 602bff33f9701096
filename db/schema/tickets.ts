import { sql } from "drizzle-orm";
import type { Columns } from "../dialect/sqlite-columns";
import type { AgencyTables } from "./agencies";
import type { PeopleTables } from "./people";

export const ticketKinds = ["first-login", "recovery"] as const;

export const ticketPaths = ["hr-supervisor", "agency-certificate", "helpdesk"] as const;

export const ticketChannels = ["web", "phone", "hr", "card", "console", "mail"] as const;

export function ticketTables(
  { at, bytes, flag, index, integer, json, primaryKey, table, text, uniqueIndex }: Columns,
  { agencies, people }: AgencyTables & PeopleTables,
) {
  const tickets = table(
    "tickets",
    {
      id: text("id").primaryKey(),
      number: text("number").notNull().unique(),
      kind: text("kind", { enum: ticketKinds }).notNull(),
      path: text("path", { enum: ticketPaths }).notNull(),
      /** The path it was handed over from. */
      previousPath: text("previous_path", { enum: ticketPaths }),
      /** The machine's state as a dotted path: `awaitingDecision`, `passwordHandover.mailed`. */
      state: text("state").notNull(),
      snapshot: json<{ value: unknown; context: unknown; status: string }>("snapshot").notNull(),
      machineVersion: integer("machine_version").notNull(),
      version: integer("version").notNull(),
      personId: text("person_id").references(() => people.id),
      agencyId: text("agency_id").references(() => agencies.id),
      applicantName: text("applicant_name").notNull(),
      privileged: flag("privileged").notNull(),
      channel: text("channel", { enum: ticketChannels }).notNull(),
      locale: text("locale", { enum: ["zh-Hant-TW", "en"] }).notNull(),
      assigneeId: text("assignee_id").references(() => people.id),
      /** 處理時限: what was promised, in office hours; null while the clock is paused or nothing is due from the desk. */
      dueAt: at("due_at"),
      /** Office minutes left of the promise while its clock is paused. */
      pausedMinutes: integer("paused_minutes"),
      openedAt: at("opened_at").notNull(),
      closedAt: at("closed_at"),
      outcome: text("outcome"),
    },
    (t) => [
      uniqueIndex("tickets_one_open_per_person")
        .on(t.personId)
        .where(sql`${t.closedAt} is null and ${t.personId} is not null`),
      index("tickets_queue").on(t.closedAt, t.path, t.dueAt),
      index("tickets_assignee").on(t.assigneeId, t.closedAt),
      index("tickets_agency").on(t.agencyId, t.closedAt),
      index("tickets_person").on(t.personId, t.openedAt),
    ],
  );

  /** What somebody not signed in typed. Never an authority for anything. */
  const claims = table(
    "claims",
    {
      ticketId: text("ticket_id")
        .primaryKey()
        .references(() => tickets.id),
      agencyId: text("agency_id"),
      name: text("name").notNull(),
      account: text("account"),
      nationalIdSealed: text("national_id_sealed"),
      nationalIdMasked: text("national_id_masked"),
      contact: text("contact"),
      story: text("story"),
      /** Since when it waits to be held against the people on record; null once it was. */
      unmatchedSince: at("unmatched_since"),
    },
    (t) => [
      index("claims_unmatched")
        .on(t.unmatchedSince)
        .where(sql`${t.unmatchedSince} is not null`),
    ],
  );

  const history = table(
    "history",
    {
      ticketId: text("ticket_id")
        .notNull()
        .references(() => tickets.id),
      seq: integer("seq").notNull(),
      at: at("at").notNull(),
      path: text("path", { enum: ticketPaths }).notNull(),
      type: text("type").notNull(),
      /** The whole event as the machine saw it, so that the history replays to the snapshot. Never a secret. */
      event: json<Record<string, unknown>>("event").notNull(),
      actorKind: text("actor_kind").notNull(),
      actorId: text("actor_id"),
      fromState: text("from_state"),
      toState: text("to_state").notNull(),
    },
    (t) => [primaryKey({ columns: [t.ticketId, t.seq] })],
  );

  const statusLinks = table(
    "status_links",
    {
      tokenHash: text("token_hash").primaryKey(),
      ticketId: text("ticket_id")
        .notNull()
        .references(() => tickets.id),
      /** `page` shows only what was typed; `mail`, sent to the address on record, shows the whole path. */
      level: text("level", { enum: ["page", "mail"] }).notNull(),
      createdAt: at("created_at").notNull(),
      /** What the page showed when the request was made: a promise by path and calendar alone. */
      promiseAt: at("promise_at"),
    },
    (t) => [index("status_links_ticket").on(t.ticketId)],
  );

  const temporaryPasswords = table(
    "temporary_passwords",
    {
      id: text("id").primaryKey(),
      ticketId: text("ticket_id")
        .notNull()
        .references(() => tickets.id),
      personId: text("person_id")
        .notNull()
        .references(() => people.id),
      issue: integer("issue").notNull(),
      /** 256 random bits from which the worker derives the password; erased by the accepted mail. */
      seed: bytes("seed"),
      keyId: text("key_id").notNull(),
      hash: text("hash"),
      /** Of the one-time link, where it is mailed instead of a password; then there is no `hash`. */
      linkHash: text("link_hash"),
      state: text("state", { enum: ["live", "used", "dead"] }).notNull(),
      issuedAt: at("issued_at").notNull(),
      mailedAt: at("mailed_at"),
      expiresAt: at("expires_at"),
    },
    (t) => [
      uniqueIndex("temporary_passwords_one_live_per_person")
        .on(t.personId)
        .where(sql`${t.state} = 'live'`),
      index("temporary_passwords_ticket").on(t.ticketId),
      index("temporary_passwords_link").on(t.linkHash),
    ],
  );

  const deadlines = table(
    "deadlines",
    {
      id: text("id").primaryKey(),
      ticketId: text("ticket_id")
        .notNull()
        .references(() => tickets.id),
      name: text("name").notNull(),
      issue: integer("issue").notNull(),
      dueAt: at("due_at").notNull(),
      state: text("state", { enum: ["pending", "done", "cancelled"] }).notNull(),
    },
    (t) => [index("deadlines_due").on(t.state, t.dueAt), index("deadlines_ticket").on(t.ticketId)],
  );

  const ticketCounters = table("ticket_counters", {
    prefix: text("prefix").primaryKey(),
    last: integer("last").notNull(),
  });

  return { tickets, claims, history, statusLinks, temporaryPasswords, deadlines, ticketCounters };
}

export type TicketTables = ReturnType<typeof ticketTables>;
