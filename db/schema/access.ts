import type { Columns } from "../dialect/sqlite-columns";
import type { PeopleTables } from "./people";

export function accessTables(
  { at, index, integer, json, primaryKey, table, text }: Columns,
  { people }: PeopleTables,
) {
  const sessions = table(
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
  const knownBrowsers = table(
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

  const throttles = table("throttles", {
    key: text("key").primaryKey(),
    count: integer("count").notNull(),
    lifetime: integer("lifetime").notNull(),
    windowStartedAt: at("window_started_at").notNull(),
    pausedUntil: at("paused_until"),
  });

  const idempotency = table(
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

  const apiTokens = table("api_tokens", {
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

  return { sessions, knownBrowsers, throttles, idempotency, apiTokens };
}
