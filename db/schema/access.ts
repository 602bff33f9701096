import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { people } from "./people";
import { at, json } from "./columns";

export const sessions = sqliteTable(
  "sessions",
  {
    tokenHash: text("token_hash").primaryKey(),
    personId: text("person_id")
      .notNull()
      .references(() => people.id),
    /** `set-password` opens nothing but 設定自己的密碼. */
    kind: text("kind", { enum: ["full", "set-password"] }).notNull(),
    via: text("via", { enum: ["password", "temporary-password", "certificate"] }).notNull(),
    temporaryPasswordId: text("temporary_password_id"),
    ticketId: text("ticket_id"),
    address: text("address").notNull(),
    createdAt: at("created_at").notNull(),
    lastSeenAt: at("last_seen_at").notNull(),
    expiresAt: at("expires_at").notNull(),
  },
  (t) => [index("sessions_person").on(t.personId)],
);

/** Browsers from which a person has signed in: others' wrong tries do not shut them out. */
export const knownBrowsers = sqliteTable(
  "known_browsers",
  {
    /** Of the token in the browser's cookie; each person has another in the same browser. */
    tokenHash: text("token_hash").primaryKey(),
    personId: text("person_id")
      .notNull()
      .references(() => people.id),
    createdAt: at("created_at").notNull(),
    expiresAt: at("expires_at").notNull(),
  },
  (t) => [index("known_browsers_person").on(t.personId)],
);

export const throttles = sqliteTable("throttles", {
  key: text("key").primaryKey(),
  count: integer("count").notNull(),
  lifetime: integer("lifetime").notNull(),
  windowStartedAt: at("window_started_at").notNull(),
  pausedUntil: at("paused_until"),
});

export const idempotency = sqliteTable(
  "idempotency",
  {
    actor: text("actor").notNull(),
    route: text("route").notNull(),
    key: text("key").notNull(),
    bodyHash: text("body_hash").notNull(),
    result: json<Record<string, unknown>>("result").notNull(),
    createdAt: at("created_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.actor, t.route, t.key] }), index("idempotency_age").on(t.createdAt)],
);

export const apiTokens = sqliteTable("api_tokens", {
  tokenHash: text("token_hash").primaryKey(),
  personId: text("person_id")
    .notNull()
    .references(() => people.id),
  label: text("label").notNull(),
  scopes: json<string[]>("scopes").notNull(),
  createdAt: at("created_at").notNull(),
  expiresAt: at("expires_at").notNull(),
  revokedAt: at("revoked_at"),
});
