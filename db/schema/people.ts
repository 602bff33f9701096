import type { Columns } from "../dialect/sqlite-columns";
import type { AgencyTables } from "./agencies";

/** What of a person's record is kept with who changed it. */
export const recordedFields = [
  "email",
  "name",
  "nationalId",
  "officePhone",
  "extension",
  "managerName",
  "agencyId",
  "status",
] as const;

export function peopleTables({ at, index, integer, json, table, text }: Columns, { agencies }: AgencyTables) {
  const people = table(
    "people",
    {
      id: text("id").primaryKey(),
      agencyId: text("agency_id")
        .notNull()
        .references(() => agencies.id),
      /** 自訂帳號, folded to lower case; null until the person has chosen one. */
      account: text("account").unique(),
      name: text("name").notNull(),
      title: text("title"),
      unit: text("unit"),
      email: text("email"),
      nationalIdSealed: text("national_id_sealed").notNull(),
      nationalIdHash: text("national_id_hash").notNull().unique(),
      nationalIdMasked: text("national_id_masked").notNull(),
      officePhone: text("office_phone"),
      extension: text("extension"),
      /** 到職年月 as YYYY-MM: one of the private facts of caller verification. */
      joinedMonth: text("joined_month"),
      /** 直屬主管姓名: another of them. */
      managerName: text("manager_name"),
      status: text("status", { enum: ["active", "left"] })
        .notNull()
        .default("active"),
      passwordHash: text("password_hash"),
      passwordSetAt: at("password_set_at"),
      /** 立即停用舊密碼 was ticked: the old password opens nothing any more. */
      passwordDisabledAt: at("password_disabled_at"),
      firstLoginAt: at("first_login_at"),
      lastLoginAt: at("last_login_at"),
      locale: text("locale", { enum: ["zh-Hant-TW", "en"] })
        .notNull()
        .default("zh-Hant-TW"),
      /** Raised by whatever changes who this person is or what they may: see `db/standing.ts`. */
      standing: integer("standing").notNull().default(0),
      createdAt: at("created_at").notNull(),
      updatedAt: at("updated_at").notNull(),
    },
    (t) => [index("people_agency").on(t.agencyId), index("people_name").on(t.name)],
  );

  const previousPasswords = table(
    "previous_passwords",
    {
      id: text("id").primaryKey(),
      personId: text("person_id")
        .notNull()
        .references(() => people.id),
      hash: text("hash").notNull(),
      setAt: at("set_at").notNull(),
    },
    (t) => [index("previous_passwords_person").on(t.personId, t.setAt)],
  );

  /** Who set or changed what is recorded of a person, and how the identity was proven. Keeps the older value. */
  const personChanges = table(
    "person_changes",
    {
      id: text("id").primaryKey(),
      personId: text("person_id")
        .notNull()
        .references(() => people.id),
      field: text("field", { enum: recordedFields }).notNull(),
      oldValue: text("old_value"),
      changedBy: text("changed_by").notNull(),
      /** Everybody the change rests on, by id, whoever made it among them; none where a program did. */
      restsOn: json<string[]>("rests_on").notNull().default([]),
      /** Who confirmed what `prepare` staff had prepared: the change rests on both. */
      confirmedBy: text("confirmed_by"),
      proof: text("proof", { enum: ["in-person", "extension", "document", "import"] }).notNull(),
      at: at("at").notNull(),
    },
    (t) => [index("person_changes_person").on(t.personId, t.at)],
  );

  /** The links by which a new address is confirmed: whoever reads its mail opens one. */
  const addressConfirmations = table(
    "address_confirmations",
    {
      tokenHash: text("token_hash").primaryKey(),
      personId: text("person_id")
        .notNull()
        .references(() => people.id),
      address: text("address").notNull(),
      createdAt: at("created_at").notNull(),
      expiresAt: at("expires_at").notNull(),
      confirmedAt: at("confirmed_at"),
    },
    (t) => [index("address_confirmations_person").on(t.personId)],
  );

  return { people, previousPasswords, personChanges, addressConfirmations };
}

export type PeopleTables = ReturnType<typeof peopleTables>;
