import type { Columns } from "../dialect/sqlite-columns";

export function agencyTables({ at, index, integer, table, text }: Columns) {
  const agencies = table(
    "agencies",
    {
      id: text("id").primaryKey(),
      oid: text("oid").notNull().unique(),
      name: text("name").notNull(),
      /** The name people recognise: 法務部人事處, where the registry says 人事處. */
      fullName: text("full_name").notNull(),
      dn: text("dn").notNull(),
      phone: text("phone"),
      address: text("address"),
      orgCode: text("org_code"),
      parentId: text("parent_id"),
      /** Why this parent: nearest OID ancestor, the DN, none found, or an administrator said so. */
      parentBasis: text("parent_basis", { enum: ["oid", "dn", "root", "administrator"] }).notNull(),
      parentReason: text("parent_reason"),
      createdAt: at("created_at").notNull(),
      updatedAt: at("updated_at").notNull(),
    },
    (t) => [index("agencies_parent").on(t.parentId), index("agencies_full_name").on(t.fullName)],
  );

  /** One row, `id` 1: its number is raised by every change of a parent. None while none was ever changed. */
  const agencyTree = table("agency_tree", {
    id: integer("id").primaryKey(),
    standing: integer("standing").notNull(),
  });

  return { agencies, agencyTree };
}

export type AgencyTables = ReturnType<typeof agencyTables>;
