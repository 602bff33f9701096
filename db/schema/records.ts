import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
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
  },
  (t) => [index("audit_ticket").on(t.ticketId), index("audit_person").on(t.personId)],
);

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
