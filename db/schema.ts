import { sql } from "drizzle-orm";
import { blob, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import type { CardHolder, CardProof } from "./types";

/*
 * Instants are epoch milliseconds, identifiers are opaque text, personal identifiers that must be found again are kept
 * sealed with a keyed hash beside them. What a row means is said here; who may write it is said in workflows/ and accounts/.
 */

const at = (name: string) => integer(name, { mode: "number" });
const flag = (name: string) => integer(name, { mode: "boolean" });
const json = <T>(name: string) => text(name, { mode: "json" }).$type<T>();

export const agencies = sqliteTable(
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

export const people = sqliteTable(
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
    createdAt: at("created_at").notNull(),
    updatedAt: at("updated_at").notNull(),
  },
  (t) => [index("people_agency").on(t.agencyId), index("people_name").on(t.name)],
);

export const previousPasswords = sqliteTable(
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

/** Who set or changed an address, a name or a national ID, and how the identity was proven. Keeps the older value. */
export const personChanges = sqliteTable(
  "person_changes",
  {
    id: text("id").primaryKey(),
    personId: text("person_id")
      .notNull()
      .references(() => people.id),
    field: text("field", { enum: ["email", "name", "nationalId", "officePhone"] }).notNull(),
    oldValue: text("old_value"),
    changedBy: text("changed_by").notNull(),
    proof: text("proof", { enum: ["in-person", "extension", "document", "import"] }).notNull(),
    at: at("at").notNull(),
  },
  (t) => [index("person_changes_person").on(t.personId, t.at)],
);

/** The links by which a new address is confirmed: whoever reads its mail opens one. */
export const addressConfirmations = sqliteTable(
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

export const roleNames = ["hr-supervisor", "hr-staff", "agent", "administrator", "auditor"] as const;

export const roles = sqliteTable(
  "roles",
  {
    id: text("id").primaryKey(),
    personId: text("person_id")
      .notNull()
      .references(() => people.id),
    role: text("role", { enum: roleNames }).notNull(),
    validFrom: at("valid_from").notNull(),
    validTo: at("valid_to"),
    grantedBy: text("granted_by").notNull(),
    createdAt: at("created_at").notNull(),
  },
  (t) => [index("roles_person").on(t.personId)],
);

/** The agencies that an HR supervisor serves, 本職 or 兼辦, 含所屬 or not. */
export const servedAgencies = sqliteTable(
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
  },
  (t) => [index("served_agencies_role").on(t.roleId), index("served_agencies_agency").on(t.agencyId)],
);

/** A dated delegation of a supervisor's authority: to staff (`prepare` or `decide`) or to a deputy 職務代理人. */
export const delegations = sqliteTable(
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

export const ticketKinds = ["first-login", "recovery"] as const;
export const ticketPaths = ["hr-supervisor", "agency-certificate", "helpdesk"] as const;
export const ticketChannels = ["web", "phone", "hr", "card", "console", "mail"] as const;

export const tickets = sqliteTable(
  "tickets",
  {
    id: text("id").primaryKey(),
    number: text("number").notNull().unique(),
    kind: text("kind", { enum: ticketKinds }).notNull(),
    path: text("path", { enum: ticketPaths }).notNull(),
    /** The path it was handed over from. */
    previousPath: text("previous_path", { enum: ticketPaths }),
    /** The machine's state as a dotted path: `awaitingDecision`, `passwordHandover.mailed`. */
    state: text("state").notNull(),
    snapshot: json<{ value: unknown; context: unknown; status: string }>("snapshot").notNull(),
    machineVersion: integer("machine_version").notNull(),
    version: integer("version").notNull(),
    personId: text("person_id").references(() => people.id),
    agencyId: text("agency_id").references(() => agencies.id),
    applicantName: text("applicant_name").notNull(),
    privileged: flag("privileged").notNull(),
    channel: text("channel", { enum: ticketChannels }).notNull(),
    locale: text("locale", { enum: ["zh-Hant-TW", "en"] }).notNull(),
    assigneeId: text("assignee_id").references(() => people.id),
    /** 處理時限: what was promised, in office hours; null while the clock is paused or nothing is due from the desk. */
    dueAt: at("due_at"),
    /** Office minutes left of the promise while its clock is paused. */
    pausedMinutes: integer("paused_minutes"),
    openedAt: at("opened_at").notNull(),
    closedAt: at("closed_at"),
    outcome: text("outcome"),
  },
  (t) => [
    uniqueIndex("tickets_one_open_per_person")
      .on(t.personId)
      .where(sql`${t.closedAt} is null and ${t.personId} is not null`),
    index("tickets_queue").on(t.closedAt, t.path, t.dueAt),
    index("tickets_assignee").on(t.assigneeId, t.closedAt),
    index("tickets_agency").on(t.agencyId, t.closedAt),
    index("tickets_person").on(t.personId, t.openedAt),
  ],
);

/** What somebody not signed in typed. Never an authority for anything. */
export const claims = sqliteTable("claims", {
  ticketId: text("ticket_id")
    .primaryKey()
    .references(() => tickets.id),
  agencyId: text("agency_id"),
  name: text("name").notNull(),
  account: text("account"),
  nationalIdSealed: text("national_id_sealed"),
  nationalIdMasked: text("national_id_masked"),
  contact: text("contact"),
  story: text("story"),
});

export const history = sqliteTable(
  "history",
  {
    ticketId: text("ticket_id")
      .notNull()
      .references(() => tickets.id),
    seq: integer("seq").notNull(),
    at: at("at").notNull(),
    path: text("path", { enum: ticketPaths }).notNull(),
    type: text("type").notNull(),
    /** The whole event as the machine saw it, so that the history replays to the snapshot. Never a secret. */
    event: json<Record<string, unknown>>("event").notNull(),
    actorKind: text("actor_kind").notNull(),
    actorId: text("actor_id"),
    fromState: text("from_state"),
    toState: text("to_state").notNull(),
  },
  (t) => [primaryKey({ columns: [t.ticketId, t.seq] })],
);

export const statusLinks = sqliteTable(
  "status_links",
  {
    tokenHash: text("token_hash").primaryKey(),
    ticketId: text("ticket_id")
      .notNull()
      .references(() => tickets.id),
    /** `page` shows only what was typed; `mail`, sent to the address on record, shows the whole path. */
    level: text("level", { enum: ["page", "mail"] }).notNull(),
    createdAt: at("created_at").notNull(),
    /** What the page showed when the request was made: a promise by path and calendar alone. */
    promiseAt: at("promise_at"),
  },
  (t) => [index("status_links_ticket").on(t.ticketId)],
);

export const temporaryPasswords = sqliteTable(
  "temporary_passwords",
  {
    id: text("id").primaryKey(),
    ticketId: text("ticket_id")
      .notNull()
      .references(() => tickets.id),
    personId: text("person_id")
      .notNull()
      .references(() => people.id),
    issue: integer("issue").notNull(),
    /** 256 random bits from which the worker derives the password; erased by the accepted mail. */
    seed: blob("seed", { mode: "buffer" }),
    keyId: text("key_id").notNull(),
    hash: text("hash"),
    /** Of the one-time link, where it is mailed instead of a password; then there is no `hash`. */
    linkHash: text("link_hash"),
    state: text("state", { enum: ["live", "used", "dead"] }).notNull(),
    issuedAt: at("issued_at").notNull(),
    mailedAt: at("mailed_at"),
    expiresAt: at("expires_at"),
    misses: integer("misses").notNull().default(0),
  },
  (t) => [
    uniqueIndex("temporary_passwords_one_live_per_person")
      .on(t.personId)
      .where(sql`${t.state} = 'live'`),
    index("temporary_passwords_ticket").on(t.ticketId),
    index("temporary_passwords_link").on(t.linkHash),
  ],
);

export const outbox = sqliteTable(
  "outbox",
  {
    id: text("id").primaryKey(),
    ticketId: text("ticket_id").references(() => tickets.id),
    personId: text("person_id"),
    address: text("address").notNull(),
    /** The mail domain of the address, in lower case; an address without one is a domain of its own. */
    domain: text("domain")
      .notNull()
      .generatedAlwaysAs(sql`lower(substr(address, length(rtrim(address, replace(address, '@', ''))) + 1))`),
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
export const mailWordings = sqliteTable(
  "mail_wordings",
  {
    /** Counts over all templates, so that one number says how every mail was worded at a time. */
    version: integer("version").primaryKey({ autoIncrement: true }),
    template: text("template").notNull(),
    locale: text("locale", { enum: ["zh-Hant-TW", "en"] }).notNull(),
    sentences: json<Record<string, string>>("sentences").notNull(),
    changedBy: text("changed_by").notNull(),
    at: at("at").notNull(),
  },
  (t) => [index("mail_wordings_of").on(t.template, t.locale, t.version)],
);

/** A mail that came in and was stored, so that it is known again when its server sends it anew. Holds nothing of it. */
export const receivedMails = sqliteTable(
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
export const attachments = sqliteTable(
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
    content: blob("content", { mode: "buffer" }).notNull(),
    receivedAt: at("received_at").notNull(),
  },
  (t) => [index("attachments_ticket").on(t.ticketId)],
);

export const deadlines = sqliteTable(
  "deadlines",
  {
    id: text("id").primaryKey(),
    ticketId: text("ticket_id")
      .notNull()
      .references(() => tickets.id),
    name: text("name").notNull(),
    issue: integer("issue").notNull(),
    dueAt: at("due_at").notNull(),
    state: text("state", { enum: ["pending", "done", "cancelled"] }).notNull(),
  },
  (t) => [index("deadlines_due").on(t.state, t.dueAt), index("deadlines_ticket").on(t.ticketId)],
);

export const challenges = sqliteTable(
  "challenges",
  {
    nonce: text("nonce").primaryKey(),
    /** Hash of the pre-session's token: only the browser that asked may answer. */
    preSession: text("pre_session").notNull(),
    purpose: text("purpose", { enum: ["prove-card", "reset", "sign-in"] }).notNull(),
    content: blob("content", { mode: "buffer" }).notNull(),
    ticketId: text("ticket_id"),
    expiresAt: at("expires_at").notNull(),
  },
  (t) => [index("challenges_expiry").on(t.expiresAt)],
);

/** What a card signed, kept so that years later anybody can check who ordered what. */
export const evidence = sqliteTable(
  "evidence",
  {
    id: text("id").primaryKey(),
    /** The case that the signature belongs to, where there is one. */
    ticketId: text("ticket_id").references(() => tickets.id),
    /** Whose certificate was bound by it, and the binding. */
    personId: text("person_id").references(() => people.id),
    bindingId: text("binding_id").references(() => certificateBindings.id),
    purpose: text("purpose").notNull(),
    content: blob("content", { mode: "buffer" }).notNull(),
    cms: blob("cms", { mode: "buffer" }).notNull(),
    /** The chain as base64 DER, leaf first, and the revocation answer of that moment. */
    chain: json<string[]>("chain").notNull(),
    revocation: json<Record<string, unknown>>("revocation").notNull(),
    at: at("at").notNull(),
  },
  (t) => [index("evidence_ticket").on(t.ticketId), index("evidence_person").on(t.personId)],
);

/** Where a citizen's card that asks to sign in stands; short-lived, known by the hash of its browser's pre-session. */
export const cardSignIns = sqliteTable(
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

export const bindingStates = ["waiting", "confirmed", "ended"] as const;
export const bindingConfirmations = ["card", "mail-link", "temporary-password", "in-person"] as const;

/**
 * Whose a citizen's certificate is. The citizen is the CA's key with the subject's serial number; the certificate itself
 * changes with every renewal.
 */
export const certificateBindings = sqliteTable(
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
  ],
);

/** A pinned authority, once for each purpose it serves: one root stands above citizens' and agencies' cards alike. */
export const trustCertificates = sqliteTable(
  "trust_certificates",
  {
    sha256: text("sha256").notNull(),
    purpose: text("purpose", { enum: ["citizen", "agency"] }).notNull(),
    role: text("role", { enum: ["anchor", "intermediate"] }).notNull(),
    der: blob("der", { mode: "buffer" }).notNull(),
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
export const crls = sqliteTable(
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
export const crlParts = sqliteTable(
  "crl_parts",
  {
    sha256: text("sha256").notNull(),
    part: integer("part").notNull(),
    bytes: blob("bytes", { mode: "buffer" }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.sha256, t.part] })],
);

/** How asking an authority's address went: for refreshing in time, and for administrators to see. */
export const authorityAddresses = sqliteTable(
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

/** Every act, hash-chained. Personal data only by reference, so that erasing it keeps the chain. */
export const audit = sqliteTable(
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
  },
  (t) => [index("audit_ticket").on(t.ticketId), index("audit_person").on(t.personId)],
);

export const ticketCounters = sqliteTable("ticket_counters", {
  prefix: text("prefix").primaryKey(),
  last: integer("last").notNull(),
});

/** 政府行政機關辦公日曆表, one row a day. */
export const calendarDays = sqliteTable("calendar_days", {
  /** YYYYMMDD, as in the official file. */
  date: text("date").primaryKey(),
  off: flag("off").notNull(),
  note: text("note").notNull(),
});

/** What administrators set: the policy of caller verification, service hours, wording. */
export const settings = sqliteTable("settings", {
  key: text("key").primaryKey(),
  value: json<unknown>("value").notNull(),
  updatedAt: at("updated_at").notNull(),
});
