import type { Columns } from "../dialect/sqlite-columns";

export function recordTables({ at, flag, index, integer, json, numbered, primaryKey, table, text }: Columns) {
  /** Every act, hash-chained. Personal data only by reference, so that erasing it keeps the chain. */
  const audit = table(
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
  const rowSeals = table(
    "row_seals",
    {
      table: text("table_name").notNull(),
      key: text("row_key").notNull(),
      mac: text("mac").notNull(),
    },
    (t) => [primaryKey({ columns: [t.table, t.key] })],
  );

  /** One row: what all seals together come to, so that none can go or come back with its row. */
  const recordState = table("record_state", {
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
  const revocationsToJournal = table("revocations_to_journal", {
    id: numbered("id"),
    /** The count of the commit that revoked it. */
    counter: integer("counter").notNull(),
    at: at("at").notNull(),
    write: json<Record<string, unknown>>("write").notNull(),
  });

  /** 政府行政機關辦公日曆表, one row a day. */
  const calendarDays = table("calendar_days", {
    /** YYYYMMDD, as in the official file. */
    date: text("date").primaryKey(),
    off: flag("off").notNull(),
    note: text("note").notNull(),
  });

  /** What administrators set: the policy of caller verification, service hours, wording. */
  const settings = table("settings", {
    key: text("key").primaryKey(),
    value: json<unknown>("value").notNull(),
    updatedAt: at("updated_at").notNull(),
  });

  return { audit, rowSeals, recordState, revocationsToJournal, calendarDays, settings };
}
