import { sql } from "drizzle-orm";
import type { Columns } from "../dialect/sqlite-columns";
import type { TicketTables } from "./tickets";

export function mailTables(
  { at, bytes, index, integer, json, numbered, table, text }: Columns,
  { temporaryPasswords, tickets }: TicketTables,
) {
  const outbox = table(
    "outbox",
    {
      id: text("id").primaryKey(),
      ticketId: text("ticket_id").references(() => tickets.id),
      personId: text("person_id"),
      address: text("address").notNull(),
      /** The mail domain of the address, in lower case; an address without one is a domain of its own. */
      domain: text("domain")
        .notNull()
        .generatedAlwaysAs(
          sql`lower(substr(address, length(rtrim(address, replace(address, '@', ''))) + 1))`,
        ),
      template: text("template").notNull(),
      params: json<Record<string, unknown>>("params").notNull(),
      locale: text("locale", { enum: ["zh-Hant-TW", "en"] }).notNull(),
      temporaryPasswordId: text("temporary_password_id").references(() => temporaryPasswords.id),
      issue: integer("issue"),
      state: text("state", { enum: ["waiting", "sent", "failed", "cancelled"] }).notNull(),
      attempts: integer("attempts").notNull().default(0),
      nextAttemptAt: at("next_attempt_at").notNull(),
      giveUpAt: at("give_up_at").notNull(),
      leaseHolder: text("lease_holder"),
      leasedUntil: at("leased_until"),
      lastResponse: text("last_response"),
      /** The wording it was first attempted with, so that a mail sent again says the same. */
      wordingVersion: integer("wording_version"),
      /** What the last try failed at: reaching the mail server, this mail or its recipient, or our own writing of it. */
      failure: text("failure", { enum: ["server", "mail", "desk"] }),
      firstTriedAt: at("first_tried_at"),
      /** The mail that carries this one along; what happens to that one happens to this. */
      gatheredInto: text("gathered_into"),
      createdAt: at("created_at").notNull(),
      sentAt: at("sent_at"),
    },
    (t) => [
      index("outbox_due").on(t.state, t.nextAttemptAt, t.createdAt, t.id),
      index("outbox_due_by_domain")
        .on(t.domain, t.nextAttemptAt, t.createdAt, t.id)
        .where(sql`state = 'waiting' and gathered_into is null`),
      index("outbox_leased")
        .on(t.leasedUntil)
        .where(sql`state = 'waiting' and leased_until is not null`),
      index("outbox_ticket").on(t.ticketId),
      index("outbox_recipient").on(t.address, t.template),
      index("outbox_gathered").on(t.gatheredInto),
      index("outbox_sent").on(t.sentAt),
      index("outbox_created").on(t.createdAt),
    ],
  );

  /**
   * What administrators wrote instead of a mail's shipped sentences. A row is never changed: the newest of a template and
   * language is in force, and one without sentences is the way back to what is shipped.
   */
  const mailWordings = table(
    "mail_wordings",
    {
      /** Counts over all templates, so that one number says how every mail was worded at a time. */
      version: numbered("version"),
      template: text("template").notNull(),
      locale: text("locale", { enum: ["zh-Hant-TW", "en"] }).notNull(),
      sentences: json<Record<string, string>>("sentences").notNull(),
      changedBy: text("changed_by").notNull(),
      at: at("at").notNull(),
    },
    (t) => [index("mail_wordings_of").on(t.template, t.locale, t.version)],
  );

  /** A mail that came in and was stored, so that it is known again when its server sends it anew. Holds nothing of it. */
  const receivedMails = table(
    "received_mails",
    {
      /** Keyed hash of the mail's bytes and its recipient: a plain one would let a password in it be guessed. */
      digest: text("digest").primaryKey(),
      kind: text("kind", { enum: ["bounce", "auto-reply", "reply", "other"] }).notNull(),
      ticketId: text("ticket_id").references(() => tickets.id),
      receivedAt: at("received_at").notNull(),
    },
    (t) => [index("received_mails_age").on(t.receivedAt)],
  );

  /** A file that came with a mail. Given out as a download only, never opened here. */
  const attachments = table(
    "attachments",
    {
      id: text("id").primaryKey(),
      ticketId: text("ticket_id")
        .notNull()
        .references(() => tickets.id),
      name: text("name").notNull(),
      /** As the mail claimed. */
      mediaType: text("media_type").notNull(),
      size: integer("size").notNull(),
      content: bytes("content").notNull(),
      receivedAt: at("received_at").notNull(),
    },
    (t) => [index("attachments_ticket").on(t.ticketId)],
  );

  return { outbox, mailWordings, receivedMails, attachments };
}
