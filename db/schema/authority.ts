import type { Columns } from "../dialect/sqlite-columns";
import type { AgencyTables } from "./agencies";
import type { PeopleTables } from "./people";

export const roleNames = ["hr-supervisor", "hr-staff", "agent", "administrator", "auditor"] as const;

export function authorityTables(
  { at, flag, index, table, text }: Columns,
  { agencies, people }: AgencyTables & PeopleTables,
) {
  const roles = table(
    "roles",
    {
      id: text("id").primaryKey(),
      personId: text("person_id")
        .notNull()
        .references(() => people.id),
      role: text("role", { enum: roleNames }).notNull(),
      validFrom: at("valid_from").notNull(),
      validTo: at("valid_to"),
      /** A person's id, or `console:NAME` for whoever had the shell. */
      grantedBy: text("granted_by").notNull(),
      /** The second administrator, by id; `null` where one hand granted it. */
      agreedBy: text("agreed_by"),
      createdAt: at("created_at").notNull(),
    },
    (t) => [index("roles_person").on(t.personId)],
  );

  /** The agencies that an HR supervisor serves, 本職 or 兼辦, 含所屬 or not. */
  const servedAgencies = table(
    "served_agencies",
    {
      id: text("id").primaryKey(),
      roleId: text("role_id")
        .notNull()
        .references(() => roles.id),
      agencyId: text("agency_id")
        .notNull()
        .references(() => agencies.id),
      post: text("post", { enum: ["main", "concurrent"] }).notNull(),
      includesSubordinates: flag("includes_subordinates").notNull(),
      validFrom: at("valid_from").notNull(),
      validTo: at("valid_to"),
      /** As of a role; `null` on services from before this was kept. */
      grantedBy: text("granted_by"),
      agreedBy: text("agreed_by"),
      grantedAt: at("granted_at"),
    },
    (t) => [index("served_agencies_role").on(t.roleId), index("served_agencies_agency").on(t.agencyId)],
  );

  /** A dated delegation of a supervisor's authority: to staff (`prepare` or `decide`) or to a deputy 職務代理人. */
  const delegations = table(
    "delegations",
    {
      id: text("id").primaryKey(),
      delegatorId: text("delegator_id")
        .notNull()
        .references(() => people.id),
      delegateId: text("delegate_id")
        .notNull()
        .references(() => people.id),
      kind: text("kind", { enum: ["staff", "deputy"] }).notNull(),
      level: text("level", { enum: ["prepare", "decide"] }).notNull(),
      validFrom: at("valid_from").notNull(),
      validTo: at("valid_to").notNull(),
      revokedAt: at("revoked_at"),
      createdAt: at("created_at").notNull(),
    },
    (t) => [index("delegations_delegate").on(t.delegateId), index("delegations_delegator").on(t.delegatorId)],
  );

  return { roles, servedAgencies, delegations };
}
