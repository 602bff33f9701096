import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { at, flag, json } from "./columns";

/** Every act, hash-chained. Personal data only by reference, so that erasing it keeps the chain. */
export const audit = sqliteTable(
  "audit",
  {
    seq: integer("seq").primaryKey(),
    at: at("at").notNull(),
    actorKind: text("actor_kind").notNull(),
    actorId: text("actor_id"),
    act: text("act").notNull(),
    ticketId: text("ticket_id"),
    personId: text("person_id"),
    detail: json<Record<string, unknown>>("detail").notNull(),
    previousHash: text("previous_hash").notNull(),
    hash: text("hash").notNull(),
    /** The row's number and the HMAC of both under the record's key; null in a row from before there was one. */
    mac: text("mac"),
  },
  (t) => [index("audit_ticket").on(t.ticketId), index("audit_person").on(t.personId)],
);

/** The HMAC of every row that says who somebody is, what they may do and what was done: db/record/. */
export const rowSeals = sqliteTable(
  "row_seals",
  {
    table: text("table_name").notNull(),
    key: text("row_key").notNull(),
    mac: text("mac").notNull(),
  },
  (t) => [primaryKey({ columns: [t.table, t.key] })],
);

/** One row: what all seals together come to, so that none can go or come back with its row. */
export const recordState = sqliteTable("record_state", {
  id: integer("id").primaryKey(),
  /** Counts the commits that changed seals or the audit. */
  counter: integer("counter").notNull(),
  /** The newest audit row at that count. */
  seq: integer("seq").notNull(),
  /** The masked sum of the seals, in base64url. */
  sum: text("sum").notNull(),
  mac: text("mac").notNull(),
});

/** What was revoked and is not in the journal beside the head yet. */
export const revocationsToJournal = sqliteTable("revocations_to_journal", {
  id: integer("id").primaryKey(),
  /** The count of the commit that revoked it. */
  counter: integer("counter").notNull(),
  at: at("at").notNull(),
  write: json<Record<string, unknown>>("write").notNull(),
});

/** 政府行政機關辦公日曆表, one row a day. */
export const calendarDays = sqliteTable("calendar_days", {
  /** YYYYMMDD, as in the official file. */
  date: text("date").primaryKey(),
  off: flag("off").notNull(),
  note: text("note").notNull(),
});

/** What administrators set: the policy of caller verification, service hours, wording. */
export const settings = sqliteTable("settings", {
  key: text("key").primaryKey(),
  value: json<unknown>("value").notNull(),
  updatedAt: at("updated_at").notNull(),
});
