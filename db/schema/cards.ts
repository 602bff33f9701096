import { sql } from "drizzle-orm";
import type { CardHolder, CardProof } from "../types";
import type { Columns } from "../dialect/sqlite-columns";
import type { PeopleTables } from "./people";
import type { TicketTables } from "./tickets";

/** The states in which a card has a place at somebody's account. */
export const openBindingStates = ["waiting", "awaitingSecondPerson", "confirmed"] as const;

export const bindingStates = [...openBindingStates, "ended"] as const;

export const bindingConfirmations = ["card", "mail-link", "temporary-password", "in-person"] as const;

export function cardTables(
  { at, bytes, index, integer, json, table, text, uniqueIndex }: Columns,
  { people, tickets }: PeopleTables & TicketTables,
) {
  const challenges = table(
    "challenges",
    {
      nonce: text("nonce").primaryKey(),
      /** Hash of the pre-session's token: only the browser that asked may answer. */
      preSession: text("pre_session").notNull(),
      purpose: text("purpose", { enum: ["prove-card", "reset", "sign-in"] }).notNull(),
      content: bytes("content").notNull(),
      ticketId: text("ticket_id"),
      expiresAt: at("expires_at").notNull(),
    },
    (t) => [index("challenges_expiry").on(t.expiresAt)],
  );

  /** What a card signed, kept so that years later anybody can check who ordered what. */
  const evidence = table(
    "evidence",
    {
      id: text("id").primaryKey(),
      /** The case that the signature belongs to, where there is one. */
      ticketId: text("ticket_id").references(() => tickets.id),
      /** Whose certificate was bound by it, and the binding. */
      personId: text("person_id").references(() => people.id),
      bindingId: text("binding_id").references(() => certificateBindings.id),
      purpose: text("purpose").notNull(),
      content: bytes("content").notNull(),
      cms: bytes("cms").notNull(),
      /** The chain as base64 DER, leaf first, and the revocation answer of that moment. */
      chain: json<string[]>("chain").notNull(),
      revocation: json<Record<string, unknown>>("revocation").notNull(),
      at: at("at").notNull(),
    },
    (t) => [index("evidence_ticket").on(t.ticketId), index("evidence_person").on(t.personId)],
  );

  /** Where a citizen's card that asks to sign in stands; short-lived, known by the hash of its browser's pre-session. */
  const cardSignIns = table(
    "card_sign_ins",
    {
      id: text("id").primaryKey(),
      preSession: text("pre_session").notNull().unique(),
      state: text("state").notNull(),
      snapshot: json<{ value: unknown; context: unknown; status: string }>("snapshot").notNull(),
      version: integer("version").notNull(),
      /** What the card signed, until it is known whether it becomes evidence. */
      proof: json<CardProof>("proof"),
      holder: json<CardHolder>("holder"),
      address: text("address").notNull(),
      createdAt: at("created_at").notNull(),
      expiresAt: at("expires_at").notNull(),
    },
    (t) => [index("card_sign_ins_expiry").on(t.expiresAt)],
  );

  /**
   * Whose a citizen's certificate is. The citizen is the CA's key with the subject's serial number; the certificate itself
   * changes with every renewal.
   */
  const certificateBindings = table(
    "certificate_bindings",
    {
      id: text("id").primaryKey(),
      personId: text("person_id")
        .notNull()
        .references(() => people.id),
      issuerKeyId: text("issuer_key_id").notNull(),
      subjectSerial: text("subject_serial").notNull(),
      /** Only a confirmed binding opens anything. */
      state: text("state", { enum: bindingStates }).notNull(),
      /** Of the certificate last seen. */
      certificateSha256: text("certificate_sha256").notNull(),
      certificateSerial: text("certificate_serial").notNull(),
      issuerName: text("issuer_name").notNull(),
      notAfterAt: at("not_after_at").notNull(),
      boundAt: at("bound_at").notNull(),
      /** Since when it waits for its confirmation, now or last. */
      waitingSince: at("waiting_since"),
      confirmedAt: at("confirmed_at"),
      /** `card`: by the last four digits on it. */
      confirmedBy: text("confirmed_by", { enum: bindingConfirmations }),
      confirmer: text("confirmer"),
      /** Everybody that this confirmation rests on, by id. */
      confirmerRestsOn: json<string[]>("confirmer_rests_on"),
      /** Who confirmed beside the first, for a 特權帳號. */
      secondConfirmer: text("second_confirmer"),
      lastUsedAt: at("last_used_at"),
      endedAt: at("ended_at"),
      endedBy: text("ended_by"),
      endReason: text("end_reason"),
    },
    (t) => [
      uniqueIndex("certificate_bindings_one_person_per_card")
        .on(t.issuerKeyId, t.subjectSerial)
        .where(sql`${t.state} <> 'ended'`),
      uniqueIndex("certificate_bindings_one_card_per_person")
        .on(t.personId)
        .where(sql`${t.state} = 'confirmed'`),
      index("certificate_bindings_person").on(t.personId),
      index("certificate_bindings_to_second")
        .on(t.waitingSince)
        .where(sql`${t.state} = 'awaitingSecondPerson'`),
    ],
  );

  return { challenges, evidence, cardSignIns, certificateBindings };
}
