CREATE TABLE `agencies` (
	`id` text PRIMARY KEY NOT NULL,
	`oid` text NOT NULL,
	`name` text NOT NULL,
	`full_name` text NOT NULL,
	`dn` text NOT NULL,
	`phone` text,
	`address` text,
	`org_code` text,
	`parent_id` text,
	`parent_basis` text NOT NULL,
	`parent_reason` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `agencies_oid_unique` ON `agencies` (`oid`);--> statement-breakpoint
CREATE INDEX `agencies_parent` ON `agencies` (`parent_id`);--> statement-breakpoint
CREATE INDEX `agencies_full_name` ON `agencies` (`full_name`);--> statement-breakpoint
CREATE TABLE `api_tokens` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`label` text NOT NULL,
	`scopes` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`revoked_at` integer,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `audit` (
	`seq` integer PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`actor_kind` text NOT NULL,
	`actor_id` text,
	`act` text NOT NULL,
	`ticket_id` text,
	`person_id` text,
	`detail` text NOT NULL,
	`previous_hash` text NOT NULL,
	`hash` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `audit_ticket` ON `audit` (`ticket_id`);--> statement-breakpoint
CREATE INDEX `audit_person` ON `audit` (`person_id`);--> statement-breakpoint
CREATE TABLE `calendar_days` (
	`date` text PRIMARY KEY NOT NULL,
	`off` integer NOT NULL,
	`note` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `challenges` (
	`nonce` text PRIMARY KEY NOT NULL,
	`pre_session` text NOT NULL,
	`purpose` text NOT NULL,
	`content` blob NOT NULL,
	`ticket_id` text,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `challenges_expiry` ON `challenges` (`expires_at`);--> statement-breakpoint
CREATE TABLE `claims` (
	`ticket_id` text PRIMARY KEY NOT NULL,
	`agency_id` text,
	`name` text NOT NULL,
	`account` text,
	`national_id_sealed` text,
	`national_id_masked` text,
	`contact` text,
	`story` text,
	FOREIGN KEY (`ticket_id`) REFERENCES `tickets`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `crls` (
	`sha256` text PRIMARY KEY NOT NULL,
	`issuer_key_id` text NOT NULL,
	`der` blob NOT NULL,
	`fetched_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `crls_issuer` ON `crls` (`issuer_key_id`);--> statement-breakpoint
CREATE TABLE `deadlines` (
	`id` text PRIMARY KEY NOT NULL,
	`ticket_id` text NOT NULL,
	`name` text NOT NULL,
	`issue` integer NOT NULL,
	`due_at` integer NOT NULL,
	`state` text NOT NULL,
	FOREIGN KEY (`ticket_id`) REFERENCES `tickets`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `deadlines_due` ON `deadlines` (`state`,`due_at`);--> statement-breakpoint
CREATE INDEX `deadlines_ticket` ON `deadlines` (`ticket_id`);--> statement-breakpoint
CREATE TABLE `delegations` (
	`id` text PRIMARY KEY NOT NULL,
	`delegator_id` text NOT NULL,
	`delegate_id` text NOT NULL,
	`kind` text NOT NULL,
	`level` text NOT NULL,
	`valid_from` integer NOT NULL,
	`valid_to` integer NOT NULL,
	`revoked_at` integer,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`delegator_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`delegate_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `delegations_delegate` ON `delegations` (`delegate_id`);--> statement-breakpoint
CREATE INDEX `delegations_delegator` ON `delegations` (`delegator_id`);--> statement-breakpoint
CREATE TABLE `evidence` (
	`id` text PRIMARY KEY NOT NULL,
	`ticket_id` text NOT NULL,
	`purpose` text NOT NULL,
	`content` blob NOT NULL,
	`cms` blob NOT NULL,
	`chain` text NOT NULL,
	`revocation` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`ticket_id`) REFERENCES `tickets`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `evidence_ticket` ON `evidence` (`ticket_id`);--> statement-breakpoint
CREATE TABLE `history` (
	`ticket_id` text NOT NULL,
	`seq` integer NOT NULL,
	`at` integer NOT NULL,
	`path` text NOT NULL,
	`type` text NOT NULL,
	`event` text NOT NULL,
	`actor_kind` text NOT NULL,
	`actor_id` text,
	`from_state` text,
	`to_state` text NOT NULL,
	PRIMARY KEY(`ticket_id`, `seq`),
	FOREIGN KEY (`ticket_id`) REFERENCES `tickets`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `idempotency` (
	`actor` text NOT NULL,
	`route` text NOT NULL,
	`key` text NOT NULL,
	`body_hash` text NOT NULL,
	`result` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`actor`, `route`, `key`)
);
--> statement-breakpoint
CREATE INDEX `idempotency_age` ON `idempotency` (`created_at`);--> statement-breakpoint
CREATE TABLE `outbox` (
	`id` text PRIMARY KEY NOT NULL,
	`ticket_id` text,
	`person_id` text,
	`address` text NOT NULL,
	`template` text NOT NULL,
	`params` text NOT NULL,
	`locale` text NOT NULL,
	`temporary_password_id` text,
	`issue` integer,
	`state` text NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`next_attempt_at` integer NOT NULL,
	`give_up_at` integer NOT NULL,
	`lease_holder` text,
	`leased_until` integer,
	`last_response` text,
	`created_at` integer NOT NULL,
	`sent_at` integer,
	FOREIGN KEY (`ticket_id`) REFERENCES `tickets`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`temporary_password_id`) REFERENCES `temporary_passwords`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `outbox_due` ON `outbox` (`state`,`next_attempt_at`);--> statement-breakpoint
CREATE INDEX `outbox_ticket` ON `outbox` (`ticket_id`);--> statement-breakpoint
CREATE TABLE `people` (
	`id` text PRIMARY KEY NOT NULL,
	`agency_id` text NOT NULL,
	`account` text,
	`name` text NOT NULL,
	`title` text,
	`unit` text,
	`email` text,
	`national_id_sealed` text NOT NULL,
	`national_id_hash` text NOT NULL,
	`national_id_masked` text NOT NULL,
	`office_phone` text,
	`extension` text,
	`joined_month` text,
	`manager_name` text,
	`status` text DEFAULT 'active' NOT NULL,
	`password_hash` text,
	`password_set_at` integer,
	`password_disabled_at` integer,
	`first_login_at` integer,
	`last_login_at` integer,
	`locale` text DEFAULT 'zh-Hant-TW' NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`agency_id`) REFERENCES `agencies`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `people_account_unique` ON `people` (`account`);--> statement-breakpoint
CREATE UNIQUE INDEX `people_national_id_hash_unique` ON `people` (`national_id_hash`);--> statement-breakpoint
CREATE INDEX `people_agency` ON `people` (`agency_id`);--> statement-breakpoint
CREATE INDEX `people_name` ON `people` (`name`);--> statement-breakpoint
CREATE TABLE `person_changes` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`field` text NOT NULL,
	`old_value` text,
	`changed_by` text NOT NULL,
	`proof` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `person_changes_person` ON `person_changes` (`person_id`,`at`);--> statement-breakpoint
CREATE TABLE `previous_passwords` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`hash` text NOT NULL,
	`set_at` integer NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `previous_passwords_person` ON `previous_passwords` (`person_id`,`set_at`);--> statement-breakpoint
CREATE TABLE `roles` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`role` text NOT NULL,
	`valid_from` integer NOT NULL,
	`valid_to` integer,
	`granted_by` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `roles_person` ON `roles` (`person_id`);--> statement-breakpoint
CREATE TABLE `served_agencies` (
	`id` text PRIMARY KEY NOT NULL,
	`role_id` text NOT NULL,
	`agency_id` text NOT NULL,
	`post` text NOT NULL,
	`includes_subordinates` integer NOT NULL,
	`valid_from` integer NOT NULL,
	`valid_to` integer,
	FOREIGN KEY (`role_id`) REFERENCES `roles`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`agency_id`) REFERENCES `agencies`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `served_agencies_role` ON `served_agencies` (`role_id`);--> statement-breakpoint
CREATE INDEX `served_agencies_agency` ON `served_agencies` (`agency_id`);--> statement-breakpoint
CREATE TABLE `sessions` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`kind` text NOT NULL,
	`via` text NOT NULL,
	`temporary_password_id` text,
	`ticket_id` text,
	`address` text NOT NULL,
	`created_at` integer NOT NULL,
	`last_seen_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `sessions_person` ON `sessions` (`person_id`);--> statement-breakpoint
CREATE TABLE `settings` (
	`key` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `status_links` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`ticket_id` text NOT NULL,
	`level` text NOT NULL,
	`created_at` integer NOT NULL,
	`promise_at` integer,
	FOREIGN KEY (`ticket_id`) REFERENCES `tickets`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `status_links_ticket` ON `status_links` (`ticket_id`);--> statement-breakpoint
CREATE TABLE `temporary_passwords` (
	`id` text PRIMARY KEY NOT NULL,
	`ticket_id` text NOT NULL,
	`person_id` text NOT NULL,
	`issue` integer NOT NULL,
	`seed` blob,
	`key_id` text NOT NULL,
	`hash` text,
	`state` text NOT NULL,
	`issued_at` integer NOT NULL,
	`mailed_at` integer,
	`expires_at` integer,
	`misses` integer DEFAULT 0 NOT NULL,
	FOREIGN KEY (`ticket_id`) REFERENCES `tickets`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `temporary_passwords_one_live_per_person` ON `temporary_passwords` (`person_id`) WHERE "temporary_passwords"."state" = 'live';--> statement-breakpoint
CREATE INDEX `temporary_passwords_ticket` ON `temporary_passwords` (`ticket_id`);--> statement-breakpoint
CREATE TABLE `throttles` (
	`key` text PRIMARY KEY NOT NULL,
	`count` integer NOT NULL,
	`lifetime` integer NOT NULL,
	`window_started_at` integer NOT NULL,
	`paused_until` integer
);
--> statement-breakpoint
CREATE TABLE `ticket_counters` (
	`prefix` text PRIMARY KEY NOT NULL,
	`last` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `tickets` (
	`id` text PRIMARY KEY NOT NULL,
	`number` text NOT NULL,
	`kind` text NOT NULL,
	`path` text NOT NULL,
	`previous_path` text,
	`state` text NOT NULL,
	`snapshot` text NOT NULL,
	`machine_version` integer NOT NULL,
	`version` integer NOT NULL,
	`person_id` text,
	`agency_id` text,
	`applicant_name` text NOT NULL,
	`privileged` integer NOT NULL,
	`channel` text NOT NULL,
	`locale` text NOT NULL,
	`assignee_id` text,
	`due_at` integer,
	`paused_minutes` integer,
	`opened_at` integer NOT NULL,
	`closed_at` integer,
	`outcome` text,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`agency_id`) REFERENCES `agencies`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`assignee_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `tickets_number_unique` ON `tickets` (`number`);--> statement-breakpoint
CREATE UNIQUE INDEX `tickets_one_open_per_person` ON `tickets` (`person_id`) WHERE "tickets"."closed_at" is null and "tickets"."person_id" is not null;--> statement-breakpoint
CREATE INDEX `tickets_queue` ON `tickets` (`closed_at`,`path`,`due_at`);--> statement-breakpoint
CREATE INDEX `tickets_assignee` ON `tickets` (`assignee_id`,`closed_at`);--> statement-breakpoint
CREATE INDEX `tickets_agency` ON `tickets` (`agency_id`,`closed_at`);--> statement-breakpoint
CREATE INDEX `tickets_person` ON `tickets` (`person_id`,`opened_at`);--> statement-breakpoint
CREATE TABLE `trust_certificates` (
	`sha256` text PRIMARY KEY NOT NULL,
	`role` text NOT NULL,
	`purpose` text NOT NULL,
	`der` blob NOT NULL,
	`added_by` text NOT NULL,
	`added_at` integer NOT NULL
);
