CREATE TABLE "address_confirmations" (
	"token_hash" text collate "C" PRIMARY KEY NOT NULL,
	"person_id" text collate "C" NOT NULL,
	"address" text collate "C" NOT NULL,
	"created_at" bigint NOT NULL,
	"expires_at" bigint NOT NULL,
	"confirmed_at" bigint
);
--> statement-breakpoint
CREATE TABLE "agencies" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"oid" text collate "C" NOT NULL,
	"name" text collate "C" NOT NULL,
	"full_name" text collate "C" NOT NULL,
	"dn" text collate "C" NOT NULL,
	"phone" text collate "C",
	"address" text collate "C",
	"org_code" text collate "C",
	"parent_id" text collate "C",
	"parent_basis" text collate "C" NOT NULL,
	"parent_reason" text collate "C",
	"created_at" bigint NOT NULL,
	"updated_at" bigint NOT NULL,
	CONSTRAINT "agencies_oid_unique" UNIQUE("oid")
);
--> statement-breakpoint
CREATE TABLE "agency_tree" (
	"id" integer PRIMARY KEY NOT NULL,
	"standing" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "api_tokens" (
	"token_hash" text collate "C" PRIMARY KEY NOT NULL,
	"person_id" text collate "C" NOT NULL,
	"label" text collate "C" NOT NULL,
	"scopes" json NOT NULL,
	"created_at" bigint NOT NULL,
	"expires_at" bigint NOT NULL,
	"revoked_at" bigint
);
--> statement-breakpoint
CREATE TABLE "attachments" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"ticket_id" text collate "C" NOT NULL,
	"name" text collate "C" NOT NULL,
	"media_type" text collate "C" NOT NULL,
	"size" integer NOT NULL,
	"content" "bytea" NOT NULL,
	"received_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit" (
	"seq" integer PRIMARY KEY NOT NULL,
	"at" bigint NOT NULL,
	"actor_kind" text collate "C" NOT NULL,
	"actor_id" text collate "C",
	"act" text collate "C" NOT NULL,
	"ticket_id" text collate "C",
	"person_id" text collate "C",
	"detail" json NOT NULL,
	"previous_hash" text collate "C" NOT NULL,
	"hash" text collate "C" NOT NULL,
	"mac" text collate "C"
);
--> statement-breakpoint
CREATE TABLE "authority_addresses" (
	"url" text collate "C" PRIMARY KEY NOT NULL,
	"kind" text collate "C" NOT NULL,
	"tried_at" bigint NOT NULL,
	"ok_at" bigint,
	"failure" text collate "C",
	"failure_detail" text collate "C",
	"failures" integer NOT NULL,
	"next_try_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "calendar_days" (
	"date" text collate "C" PRIMARY KEY NOT NULL,
	"off" boolean NOT NULL,
	"note" text collate "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "card_sign_ins" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"pre_session" text collate "C" NOT NULL,
	"state" text collate "C" NOT NULL,
	"snapshot" json NOT NULL,
	"version" integer NOT NULL,
	"proof" json,
	"holder" json,
	"address" text collate "C" NOT NULL,
	"created_at" bigint NOT NULL,
	"expires_at" bigint NOT NULL,
	CONSTRAINT "card_sign_ins_pre_session_unique" UNIQUE("pre_session")
);
--> statement-breakpoint
CREATE TABLE "certificate_bindings" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"person_id" text collate "C" NOT NULL,
	"issuer_key_id" text collate "C" NOT NULL,
	"subject_serial" text collate "C" NOT NULL,
	"state" text collate "C" NOT NULL,
	"certificate_sha256" text collate "C" NOT NULL,
	"certificate_serial" text collate "C" NOT NULL,
	"issuer_name" text collate "C" NOT NULL,
	"not_after_at" bigint NOT NULL,
	"bound_at" bigint NOT NULL,
	"waiting_since" bigint,
	"confirmed_at" bigint,
	"confirmed_by" text collate "C",
	"confirmer" text collate "C",
	"confirmer_rests_on" json,
	"second_confirmer" text collate "C",
	"last_used_at" bigint,
	"ended_at" bigint,
	"ended_by" text collate "C",
	"end_reason" text collate "C"
);
--> statement-breakpoint
CREATE TABLE "challenges" (
	"nonce" text collate "C" PRIMARY KEY NOT NULL,
	"pre_session" text collate "C" NOT NULL,
	"purpose" text collate "C" NOT NULL,
	"content" "bytea" NOT NULL,
	"ticket_id" text collate "C",
	"expires_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "claims" (
	"ticket_id" text collate "C" PRIMARY KEY NOT NULL,
	"agency_id" text collate "C",
	"name" text collate "C" NOT NULL,
	"account" text collate "C",
	"national_id_sealed" text collate "C",
	"national_id_masked" text collate "C",
	"contact" text collate "C",
	"story" text collate "C",
	"unmatched_since" bigint
);
--> statement-breakpoint
CREATE TABLE "crl_parts" (
	"sha256" text collate "C" NOT NULL,
	"part" integer NOT NULL,
	"bytes" "bytea" NOT NULL,
	CONSTRAINT "crl_parts_sha256_part_pk" PRIMARY KEY("sha256","part")
);
--> statement-breakpoint
CREATE TABLE "crls" (
	"sha256" text collate "C" PRIMARY KEY NOT NULL,
	"issuer_key_id" text collate "C" NOT NULL,
	"series" text collate "C" NOT NULL,
	"number" text collate "C" NOT NULL,
	"this_update_at" bigint NOT NULL,
	"next_update_at" bigint NOT NULL,
	"entries" integer NOT NULL,
	"size" integer NOT NULL,
	"source" text collate "C" NOT NULL,
	"address" text collate "C",
	"fetched_at" bigint NOT NULL,
	CONSTRAINT "crls_series_unique" UNIQUE("series")
);
--> statement-breakpoint
CREATE TABLE "deadlines" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"ticket_id" text collate "C" NOT NULL,
	"name" text collate "C" NOT NULL,
	"issue" integer NOT NULL,
	"due_at" bigint NOT NULL,
	"state" text collate "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "delegations" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"delegator_id" text collate "C" NOT NULL,
	"delegate_id" text collate "C" NOT NULL,
	"kind" text collate "C" NOT NULL,
	"level" text collate "C" NOT NULL,
	"valid_from" bigint NOT NULL,
	"valid_to" bigint NOT NULL,
	"revoked_at" bigint,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "evidence" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"ticket_id" text collate "C",
	"person_id" text collate "C",
	"binding_id" text collate "C",
	"purpose" text collate "C" NOT NULL,
	"content" "bytea" NOT NULL,
	"cms" "bytea" NOT NULL,
	"chain" json NOT NULL,
	"revocation" json NOT NULL,
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "history" (
	"ticket_id" text collate "C" NOT NULL,
	"seq" integer NOT NULL,
	"at" bigint NOT NULL,
	"path" text collate "C" NOT NULL,
	"type" text collate "C" NOT NULL,
	"event" json NOT NULL,
	"actor_kind" text collate "C" NOT NULL,
	"actor_id" text collate "C",
	"from_state" text collate "C",
	"to_state" text collate "C" NOT NULL,
	CONSTRAINT "history_ticket_id_seq_pk" PRIMARY KEY("ticket_id","seq")
);
--> statement-breakpoint
CREATE TABLE "idempotency" (
	"actor" text collate "C" NOT NULL,
	"route" text collate "C" NOT NULL,
	"key" text collate "C" NOT NULL,
	"body_hash" text collate "C" NOT NULL,
	"result" json NOT NULL,
	"created_at" bigint NOT NULL,
	CONSTRAINT "idempotency_actor_route_key_pk" PRIMARY KEY("actor","route","key")
);
--> statement-breakpoint
CREATE TABLE "known_browsers" (
	"token_hash" text collate "C" PRIMARY KEY NOT NULL,
	"person_id" text collate "C" NOT NULL,
	"created_at" bigint NOT NULL,
	"expires_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "mail_wordings" (
	"version" integer PRIMARY KEY GENERATED BY DEFAULT AS IDENTITY (sequence name "mail_wordings_version_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"template" text collate "C" NOT NULL,
	"locale" text collate "C" NOT NULL,
	"sentences" json NOT NULL,
	"changed_by" text collate "C" NOT NULL,
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"ticket_id" text collate "C",
	"person_id" text collate "C",
	"address" text collate "C" NOT NULL,
	"domain" text collate "C" GENERATED ALWAYS AS (lower(substr(address, length(rtrim(address, replace(address, '@', ''))) + 1))) STORED NOT NULL,
	"template" text collate "C" NOT NULL,
	"params" json NOT NULL,
	"locale" text collate "C" NOT NULL,
	"temporary_password_id" text collate "C",
	"issue" integer,
	"state" text collate "C" NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_attempt_at" bigint NOT NULL,
	"give_up_at" bigint NOT NULL,
	"lease_holder" text collate "C",
	"leased_until" bigint,
	"last_response" text collate "C",
	"wording_version" integer,
	"failure" text collate "C",
	"first_tried_at" bigint,
	"gathered_into" text collate "C",
	"created_at" bigint NOT NULL,
	"sent_at" bigint
);
--> statement-breakpoint
CREATE TABLE "people" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"agency_id" text collate "C" NOT NULL,
	"account" text collate "C",
	"name" text collate "C" NOT NULL,
	"title" text collate "C",
	"unit" text collate "C",
	"email" text collate "C",
	"national_id_sealed" text collate "C" NOT NULL,
	"national_id_hash" text collate "C" NOT NULL,
	"national_id_masked" text collate "C" NOT NULL,
	"office_phone" text collate "C",
	"extension" text collate "C",
	"joined_month" text collate "C",
	"manager_name" text collate "C",
	"status" text collate "C" DEFAULT 'active' NOT NULL,
	"password_hash" text collate "C",
	"password_set_at" bigint,
	"password_disabled_at" bigint,
	"first_login_at" bigint,
	"last_login_at" bigint,
	"locale" text collate "C" DEFAULT 'zh-Hant-TW' NOT NULL,
	"standing" integer DEFAULT 0 NOT NULL,
	"created_at" bigint NOT NULL,
	"updated_at" bigint NOT NULL,
	CONSTRAINT "people_account_unique" UNIQUE("account"),
	CONSTRAINT "people_national_id_hash_unique" UNIQUE("national_id_hash")
);
--> statement-breakpoint
CREATE TABLE "person_changes" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"person_id" text collate "C" NOT NULL,
	"field" text collate "C" NOT NULL,
	"old_value" text collate "C",
	"changed_by" text collate "C" NOT NULL,
	"rests_on" json DEFAULT '[]'::json NOT NULL,
	"confirmed_by" text collate "C",
	"proof" text collate "C" NOT NULL,
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "previous_passwords" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"person_id" text collate "C" NOT NULL,
	"hash" text collate "C" NOT NULL,
	"set_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "received_mails" (
	"digest" text collate "C" PRIMARY KEY NOT NULL,
	"kind" text collate "C" NOT NULL,
	"ticket_id" text collate "C",
	"received_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "record_state" (
	"id" integer PRIMARY KEY NOT NULL,
	"counter" integer NOT NULL,
	"seq" integer NOT NULL,
	"sum" text collate "C" NOT NULL,
	"mac" text collate "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "revocations_to_journal" (
	"id" integer PRIMARY KEY GENERATED BY DEFAULT AS IDENTITY (sequence name "revocations_to_journal_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"counter" integer NOT NULL,
	"at" bigint NOT NULL,
	"write" json NOT NULL
);
--> statement-breakpoint
CREATE TABLE "roles" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"person_id" text collate "C" NOT NULL,
	"role" text collate "C" NOT NULL,
	"valid_from" bigint NOT NULL,
	"valid_to" bigint,
	"granted_by" text collate "C" NOT NULL,
	"agreed_by" text collate "C",
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "row_seals" (
	"table_name" text collate "C" NOT NULL,
	"row_key" text collate "C" NOT NULL,
	"mac" text collate "C" NOT NULL,
	CONSTRAINT "row_seals_table_name_row_key_pk" PRIMARY KEY("table_name","row_key")
);
--> statement-breakpoint
CREATE TABLE "served_agencies" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"role_id" text collate "C" NOT NULL,
	"agency_id" text collate "C" NOT NULL,
	"post" text collate "C" NOT NULL,
	"includes_subordinates" boolean NOT NULL,
	"valid_from" bigint NOT NULL,
	"valid_to" bigint,
	"granted_by" text collate "C",
	"agreed_by" text collate "C",
	"granted_at" bigint
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"token_hash" text collate "C" PRIMARY KEY NOT NULL,
	"person_id" text collate "C" NOT NULL,
	"kind" text collate "C" NOT NULL,
	"via" text collate "C" NOT NULL,
	"temporary_password_id" text collate "C",
	"ticket_id" text collate "C",
	"address" text collate "C" NOT NULL,
	"created_at" bigint NOT NULL,
	"last_seen_at" bigint NOT NULL,
	"expires_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "settings" (
	"key" text collate "C" PRIMARY KEY NOT NULL,
	"value" json NOT NULL,
	"updated_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "status_links" (
	"token_hash" text collate "C" PRIMARY KEY NOT NULL,
	"ticket_id" text collate "C" NOT NULL,
	"level" text collate "C" NOT NULL,
	"created_at" bigint NOT NULL,
	"promise_at" bigint
);
--> statement-breakpoint
CREATE TABLE "temporary_passwords" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"ticket_id" text collate "C" NOT NULL,
	"person_id" text collate "C" NOT NULL,
	"issue" integer NOT NULL,
	"seed" "bytea",
	"key_id" text collate "C" NOT NULL,
	"hash" text collate "C",
	"link_hash" text collate "C",
	"state" text collate "C" NOT NULL,
	"issued_at" bigint NOT NULL,
	"mailed_at" bigint,
	"expires_at" bigint
);
--> statement-breakpoint
CREATE TABLE "throttles" (
	"key" text collate "C" PRIMARY KEY NOT NULL,
	"count" integer NOT NULL,
	"lifetime" integer NOT NULL,
	"window_started_at" bigint NOT NULL,
	"paused_until" bigint
);
--> statement-breakpoint
CREATE TABLE "ticket_counters" (
	"prefix" text collate "C" PRIMARY KEY NOT NULL,
	"last" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "tickets" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"number" text collate "C" NOT NULL,
	"kind" text collate "C" NOT NULL,
	"path" text collate "C" NOT NULL,
	"previous_path" text collate "C",
	"state" text collate "C" NOT NULL,
	"snapshot" json NOT NULL,
	"machine_version" integer NOT NULL,
	"version" integer NOT NULL,
	"person_id" text collate "C",
	"agency_id" text collate "C",
	"applicant_name" text collate "C" NOT NULL,
	"privileged" boolean NOT NULL,
	"channel" text collate "C" NOT NULL,
	"locale" text collate "C" NOT NULL,
	"assignee_id" text collate "C",
	"due_at" bigint,
	"paused_minutes" integer,
	"opened_at" bigint NOT NULL,
	"closed_at" bigint,
	"outcome" text collate "C",
	CONSTRAINT "tickets_number_unique" UNIQUE("number")
);
--> statement-breakpoint
CREATE TABLE "trust_certificates" (
	"sha256" text collate "C" NOT NULL,
	"purpose" text collate "C" NOT NULL,
	"role" text collate "C" NOT NULL,
	"der" "bytea" NOT NULL,
	"crl_urls" json DEFAULT '[]'::json NOT NULL,
	"ocsp_url" text collate "C",
	"added_by" text collate "C" NOT NULL,
	"added_at" bigint NOT NULL,
	CONSTRAINT "trust_certificates_sha256_purpose_pk" PRIMARY KEY("sha256","purpose")
);
--> statement-breakpoint
CREATE TABLE "waiting_changes" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"kind" text collate "C" NOT NULL,
	"about" text collate "C" NOT NULL,
	"person_id" text collate "C",
	"agency_id" text collate "C",
	"typed" json NOT NULL,
	"typed_sealed" text collate "C",
	"before" json NOT NULL,
	"reason" text collate "C",
	"asked_by" text collate "C" NOT NULL,
	"asked_at" bigint NOT NULL,
	"expires_at" bigint NOT NULL,
	"status" text collate "C" NOT NULL,
	"decided_by" text collate "C",
	"decided_at" bigint,
	"decided_reason" text collate "C"
);
--> statement-breakpoint
ALTER TABLE "address_confirmations" ADD CONSTRAINT "address_confirmations_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_tokens" ADD CONSTRAINT "api_tokens_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attachments" ADD CONSTRAINT "attachments_ticket_id_tickets_id_fk" FOREIGN KEY ("ticket_id") REFERENCES "public"."tickets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certificate_bindings" ADD CONSTRAINT "certificate_bindings_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claims" ADD CONSTRAINT "claims_ticket_id_tickets_id_fk" FOREIGN KEY ("ticket_id") REFERENCES "public"."tickets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deadlines" ADD CONSTRAINT "deadlines_ticket_id_tickets_id_fk" FOREIGN KEY ("ticket_id") REFERENCES "public"."tickets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "delegations" ADD CONSTRAINT "delegations_delegator_id_people_id_fk" FOREIGN KEY ("delegator_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "delegations" ADD CONSTRAINT "delegations_delegate_id_people_id_fk" FOREIGN KEY ("delegate_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_ticket_id_tickets_id_fk" FOREIGN KEY ("ticket_id") REFERENCES "public"."tickets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_binding_id_certificate_bindings_id_fk" FOREIGN KEY ("binding_id") REFERENCES "public"."certificate_bindings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "history" ADD CONSTRAINT "history_ticket_id_tickets_id_fk" FOREIGN KEY ("ticket_id") REFERENCES "public"."tickets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "known_browsers" ADD CONSTRAINT "known_browsers_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_ticket_id_tickets_id_fk" FOREIGN KEY ("ticket_id") REFERENCES "public"."tickets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_temporary_password_id_temporary_passwords_id_fk" FOREIGN KEY ("temporary_password_id") REFERENCES "public"."temporary_passwords"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "people" ADD CONSTRAINT "people_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person_changes" ADD CONSTRAINT "person_changes_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "previous_passwords" ADD CONSTRAINT "previous_passwords_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "received_mails" ADD CONSTRAINT "received_mails_ticket_id_tickets_id_fk" FOREIGN KEY ("ticket_id") REFERENCES "public"."tickets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "roles" ADD CONSTRAINT "roles_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "served_agencies" ADD CONSTRAINT "served_agencies_role_id_roles_id_fk" FOREIGN KEY ("role_id") REFERENCES "public"."roles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "served_agencies" ADD CONSTRAINT "served_agencies_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "status_links" ADD CONSTRAINT "status_links_ticket_id_tickets_id_fk" FOREIGN KEY ("ticket_id") REFERENCES "public"."tickets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "temporary_passwords" ADD CONSTRAINT "temporary_passwords_ticket_id_tickets_id_fk" FOREIGN KEY ("ticket_id") REFERENCES "public"."tickets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "temporary_passwords" ADD CONSTRAINT "temporary_passwords_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_assignee_id_people_id_fk" FOREIGN KEY ("assignee_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "waiting_changes" ADD CONSTRAINT "waiting_changes_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "waiting_changes" ADD CONSTRAINT "waiting_changes_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "waiting_changes" ADD CONSTRAINT "waiting_changes_asked_by_people_id_fk" FOREIGN KEY ("asked_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "waiting_changes" ADD CONSTRAINT "waiting_changes_decided_by_people_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "address_confirmations_person" ON "address_confirmations" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "agencies_parent" ON "agencies" USING btree ("parent_id");--> statement-breakpoint
CREATE INDEX "agencies_full_name" ON "agencies" USING btree ("full_name");--> statement-breakpoint
CREATE INDEX "attachments_ticket" ON "attachments" USING btree ("ticket_id");--> statement-breakpoint
CREATE INDEX "audit_ticket" ON "audit" USING btree ("ticket_id");--> statement-breakpoint
CREATE INDEX "audit_person" ON "audit" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "authority_addresses_due" ON "authority_addresses" USING btree ("next_try_at");--> statement-breakpoint
CREATE INDEX "card_sign_ins_expiry" ON "card_sign_ins" USING btree ("expires_at");--> statement-breakpoint
CREATE UNIQUE INDEX "certificate_bindings_one_person_per_card" ON "certificate_bindings" USING btree ("issuer_key_id","subject_serial") WHERE "certificate_bindings"."state" <> 'ended';--> statement-breakpoint
CREATE UNIQUE INDEX "certificate_bindings_one_card_per_person" ON "certificate_bindings" USING btree ("person_id") WHERE "certificate_bindings"."state" = 'confirmed';--> statement-breakpoint
CREATE INDEX "certificate_bindings_person" ON "certificate_bindings" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "certificate_bindings_to_second" ON "certificate_bindings" USING btree ("waiting_since") WHERE "certificate_bindings"."state" = 'awaitingSecondPerson';--> statement-breakpoint
CREATE INDEX "challenges_expiry" ON "challenges" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "claims_unmatched" ON "claims" USING btree ("unmatched_since") WHERE "claims"."unmatched_since" is not null;--> statement-breakpoint
CREATE INDEX "crls_issuer" ON "crls" USING btree ("issuer_key_id");--> statement-breakpoint
CREATE INDEX "deadlines_due" ON "deadlines" USING btree ("state","due_at");--> statement-breakpoint
CREATE INDEX "deadlines_ticket" ON "deadlines" USING btree ("ticket_id");--> statement-breakpoint
CREATE INDEX "delegations_delegate" ON "delegations" USING btree ("delegate_id");--> statement-breakpoint
CREATE INDEX "delegations_delegator" ON "delegations" USING btree ("delegator_id");--> statement-breakpoint
CREATE INDEX "evidence_ticket" ON "evidence" USING btree ("ticket_id");--> statement-breakpoint
CREATE INDEX "evidence_person" ON "evidence" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "idempotency_age" ON "idempotency" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "known_browsers_person" ON "known_browsers" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "mail_wordings_of" ON "mail_wordings" USING btree ("template","locale","version");--> statement-breakpoint
CREATE INDEX "outbox_due" ON "outbox" USING btree ("state","next_attempt_at","created_at","id");--> statement-breakpoint
CREATE INDEX "outbox_due_by_domain" ON "outbox" USING btree ("domain","next_attempt_at","created_at","id") WHERE state = 'waiting' and gathered_into is null;--> statement-breakpoint
CREATE INDEX "outbox_leased" ON "outbox" USING btree ("leased_until") WHERE state = 'waiting' and leased_until is not null;--> statement-breakpoint
CREATE INDEX "outbox_ticket" ON "outbox" USING btree ("ticket_id");--> statement-breakpoint
CREATE INDEX "outbox_recipient" ON "outbox" USING btree ("address","template");--> statement-breakpoint
CREATE INDEX "outbox_gathered" ON "outbox" USING btree ("gathered_into");--> statement-breakpoint
CREATE INDEX "outbox_sent" ON "outbox" USING btree ("sent_at");--> statement-breakpoint
CREATE INDEX "outbox_created" ON "outbox" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "people_agency" ON "people" USING btree ("agency_id");--> statement-breakpoint
CREATE INDEX "people_name" ON "people" USING btree ("name");--> statement-breakpoint
CREATE INDEX "person_changes_person" ON "person_changes" USING btree ("person_id","at");--> statement-breakpoint
CREATE INDEX "previous_passwords_person" ON "previous_passwords" USING btree ("person_id","set_at");--> statement-breakpoint
CREATE INDEX "received_mails_age" ON "received_mails" USING btree ("received_at");--> statement-breakpoint
CREATE INDEX "roles_person" ON "roles" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "served_agencies_role" ON "served_agencies" USING btree ("role_id");--> statement-breakpoint
CREATE INDEX "served_agencies_agency" ON "served_agencies" USING btree ("agency_id");--> statement-breakpoint
CREATE INDEX "sessions_person" ON "sessions" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "status_links_ticket" ON "status_links" USING btree ("ticket_id");--> statement-breakpoint
CREATE UNIQUE INDEX "temporary_passwords_one_live_per_person" ON "temporary_passwords" USING btree ("person_id") WHERE "temporary_passwords"."state" = 'live';--> statement-breakpoint
CREATE INDEX "temporary_passwords_ticket" ON "temporary_passwords" USING btree ("ticket_id");--> statement-breakpoint
CREATE INDEX "temporary_passwords_link" ON "temporary_passwords" USING btree ("link_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "tickets_one_open_per_person" ON "tickets" USING btree ("person_id") WHERE "tickets"."closed_at" is null and "tickets"."person_id" is not null;--> statement-breakpoint
CREATE INDEX "tickets_queue" ON "tickets" USING btree ("closed_at","path","due_at");--> statement-breakpoint
CREATE INDEX "tickets_assignee" ON "tickets" USING btree ("assignee_id","closed_at");--> statement-breakpoint
CREATE INDEX "tickets_agency" ON "tickets" USING btree ("agency_id","closed_at");--> statement-breakpoint
CREATE INDEX "tickets_person" ON "tickets" USING btree ("person_id","opened_at");--> statement-breakpoint
CREATE INDEX "waiting_changes_status" ON "waiting_changes" USING btree ("status","asked_at");--> statement-breakpoint
CREATE INDEX "waiting_changes_person" ON "waiting_changes" USING btree ("person_id","asked_at");