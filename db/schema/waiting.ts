import type { Columns } from "../dialect/sqlite-columns";
import type { AgencyTables } from "./agencies";
import type { PeopleTables } from "./people";

/** A change of a person's record by `prepare` staff, and what two administrators must agree on. */
export const waitingKinds = [
  "record",
  "role-grant",
  "role-revocation",
  "service-revocation",
  "agency-parent",
  "trust-addition",
  "trust-removal",
] as const;

export function waitingTables(
  { at, index, json, table, text }: Columns,
  { agencies, people }: AgencyTables & PeopleTables,
) {
  /**
   * Changes that wait for a second person. Nothing of one is done before somebody agrees, and by then what it was typed over
   * must still be so.
   */
  const waitingChanges = table(
    "waiting_changes",
    {
      id: text("id").primaryKey(),
      kind: text("kind", { enum: waitingKinds }).notNull(),
      /** What it changes, by ids, so that two that wait do not change the same. */
      about: text("about").notNull(),
      /** Whom it concerns; they agree to nothing of it. */
      personId: text("person_id").references(() => people.id),
      agencyId: text("agency_id").references(() => agencies.id),
      /** What was typed, by kind. */
      typed: json<Record<string, unknown>>("typed").notNull(),
      /** What was typed and must not lie open, such as a national ID: sealed as national IDs are, for this row. */
      typedSealed: text("typed_sealed"),
      /** What was so when it was typed, by kind. */
      before: json<Record<string, unknown>>("before").notNull(),
      reason: text("reason"),
      askedBy: text("asked_by")
        .notNull()
        .references(() => people.id),
      askedAt: at("asked_at").notNull(),
      /** From this instant nobody can agree any more: it has lapsed. */
      expiresAt: at("expires_at").notNull(),
      status: text("status", { enum: ["waiting", "agreed", "returned", "withdrawn"] }).notNull(),
      decidedBy: text("decided_by").references(() => people.id),
      decidedAt: at("decided_at"),
      /** Why it was returned. */
      decidedReason: text("decided_reason"),
    },
    (t) => [
      index("waiting_changes_status").on(t.status, t.askedAt),
      index("waiting_changes_person").on(t.personId, t.askedAt),
    ],
  );

  return { waitingChanges };
}
