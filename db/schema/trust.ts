import type { Columns } from "../dialect/sqlite-columns";

export function trustTables({ at, bytes, index, integer, json, primaryKey, table, text }: Columns) {
  /** A pinned authority, once for each purpose it serves: one root stands above citizens' and agencies' cards alike. */
  const trustCertificates = table(
    "trust_certificates",
    {
      sha256: text("sha256").notNull(),
      purpose: text("purpose", { enum: ["citizen", "agency"] }).notNull(),
      role: text("role", { enum: ["anchor", "intermediate"] }).notNull(),
      der: bytes("der").notNull(),
      /** Where this authority's own lists are fetched from, and nowhere else: what a card says of addresses is not heard. */
      crlUrls: json<string[]>("crl_urls").notNull().default([]),
      /** Where this authority is asked about one certificate (RFC 6960); `null` where it is not asked. */
      ocspUrl: text("ocsp_url"),
      addedBy: text("added_by").notNull(),
      addedAt: at("added_at").notNull(),
    },
    (t) => [primaryKey({ columns: [t.sha256, t.purpose] })],
  );

  /** The revocation lists in force, one of a series: of one issuer's key, one scope, complete or delta. */
  const crls = table(
    "crls",
    {
      sha256: text("sha256").primaryKey(),
      issuerKeyId: text("issuer_key_id").notNull(),
      /** A list kept before lists had their facts beside them has its hash here, until it is next read. */
      series: text("series").notNull().unique(),
      /** CRL number in decimal: it may have 160 bits. */
      number: text("number").notNull(),
      thisUpdateAt: at("this_update_at").notNull(),
      nextUpdateAt: at("next_update_at").notNull(),
      entries: integer("entries").notNull(),
      /** In bytes. */
      size: integer("size").notNull(),
      source: text("source", { enum: ["fetched", "imported", "demo"] }).notNull(),
      /** Where it was fetched. */
      address: text("address"),
      fetchedAt: at("fetched_at").notNull(),
    },
    (t) => [index("crls_issuer").on(t.issuerKeyId)],
  );

  /**
   * The bytes of the lists, in parts: one of 20 MB written or read at once would hold up every request meanwhile. Parts
   * without their row in `crls` are of a list that is just coming or has gone.
   */
  const crlParts = table(
    "crl_parts",
    {
      sha256: text("sha256").notNull(),
      part: integer("part").notNull(),
      bytes: bytes("bytes").notNull(),
    },
    (t) => [primaryKey({ columns: [t.sha256, t.part] })],
  );

  /** How asking an authority's address went: for refreshing in time, and for administrators to see. */
  const authorityAddresses = table(
    "authority_addresses",
    {
      url: text("url").primaryKey(),
      kind: text("kind", { enum: ["crl", "ocsp"] }).notNull(),
      triedAt: at("tried_at").notNull(),
      /** When it last gave what was asked for; `null`: never yet. */
      okAt: at("ok_at"),
      /** Why the latest try failed; `null` after one that did not. */
      failure: text("failure"),
      failureDetail: text("failure_detail"),
      failures: integer("failures").notNull(),
      nextTryAt: at("next_try_at").notNull(),
    },
    (t) => [index("authority_addresses_due").on(t.nextTryAt)],
  );

  return { trustCertificates, crls, crlParts, authorityAddresses };
}
