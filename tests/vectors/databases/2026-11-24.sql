CREATE TABLE "__drizzle_migrations" (
				id SERIAL PRIMARY KEY,
				hash text NOT NULL,
				created_at numeric
			);
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
CREATE TABLE `calendar_days` (
	`date` text PRIMARY KEY NOT NULL,
	`off` integer NOT NULL,
	`note` text NOT NULL
);
CREATE TABLE `challenges` (
	`nonce` text PRIMARY KEY NOT NULL,
	`pre_session` text NOT NULL,
	`purpose` text NOT NULL,
	`content` blob NOT NULL,
	`ticket_id` text,
	`expires_at` integer NOT NULL
);
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
CREATE TABLE `deadlines` (
	`id` text PRIMARY KEY NOT NULL,
	`ticket_id` text NOT NULL,
	`name` text NOT NULL,
	`issue` integer NOT NULL,
	`due_at` integer NOT NULL,
	`state` text NOT NULL,
	FOREIGN KEY (`ticket_id`) REFERENCES `tickets`(`id`) ON UPDATE no action ON DELETE no action
);
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
CREATE TABLE `idempotency` (
	`actor` text NOT NULL,
	`route` text NOT NULL,
	`key` text NOT NULL,
	`body_hash` text NOT NULL,
	`result` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`actor`, `route`, `key`)
);
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
	`sent_at` integer, `wording_version` integer, `failure` text, `first_tried_at` integer, `gathered_into` text,
	FOREIGN KEY (`ticket_id`) REFERENCES `tickets`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`temporary_password_id`) REFERENCES `temporary_passwords`(`id`) ON UPDATE no action ON DELETE no action
);
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
CREATE TABLE `previous_passwords` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`hash` text NOT NULL,
	`set_at` integer NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
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
CREATE TABLE `settings` (
	`key` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL,
	`updated_at` integer NOT NULL
);
CREATE TABLE `status_links` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`ticket_id` text NOT NULL,
	`level` text NOT NULL,
	`created_at` integer NOT NULL,
	`promise_at` integer,
	FOREIGN KEY (`ticket_id`) REFERENCES `tickets`(`id`) ON UPDATE no action ON DELETE no action
);
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
	`misses` integer DEFAULT 0 NOT NULL, `link_hash` text,
	FOREIGN KEY (`ticket_id`) REFERENCES `tickets`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
CREATE TABLE `throttles` (
	`key` text PRIMARY KEY NOT NULL,
	`count` integer NOT NULL,
	`lifetime` integer NOT NULL,
	`window_started_at` integer NOT NULL,
	`paused_until` integer
);
CREATE TABLE `ticket_counters` (
	`prefix` text PRIMARY KEY NOT NULL,
	`last` integer NOT NULL
);
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
CREATE TABLE `mail_wordings` (
	`version` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`template` text NOT NULL,
	`locale` text NOT NULL,
	`sentences` text NOT NULL,
	`changed_by` text NOT NULL,
	`at` integer NOT NULL
);
CREATE TABLE `authority_addresses` (
	`url` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`tried_at` integer NOT NULL,
	`ok_at` integer,
	`failure` text,
	`failure_detail` text,
	`failures` integer NOT NULL,
	`next_try_at` integer NOT NULL
);
CREATE TABLE `crl_parts` (
	`sha256` text NOT NULL,
	`part` integer NOT NULL,
	`bytes` blob NOT NULL,
	PRIMARY KEY(`sha256`, `part`)
);
CREATE TABLE "trust_certificates" (
	`sha256` text NOT NULL,
	`purpose` text NOT NULL,
	`role` text NOT NULL,
	`der` blob NOT NULL,
	`crl_urls` text DEFAULT '[]' NOT NULL,
	`ocsp_url` text,
	`added_by` text NOT NULL,
	`added_at` integer NOT NULL,
	PRIMARY KEY(`sha256`, `purpose`)
);
CREATE TABLE "crls" (
	`sha256` text PRIMARY KEY NOT NULL,
	`issuer_key_id` text NOT NULL,
	`series` text NOT NULL,
	`number` text NOT NULL,
	`this_update_at` integer NOT NULL,
	`next_update_at` integer NOT NULL,
	`entries` integer NOT NULL,
	`size` integer NOT NULL,
	`source` text NOT NULL,
	`address` text,
	`fetched_at` integer NOT NULL
);
CREATE TABLE `attachments` (
	`id` text PRIMARY KEY NOT NULL,
	`ticket_id` text NOT NULL,
	`name` text NOT NULL,
	`media_type` text NOT NULL,
	`size` integer NOT NULL,
	`content` blob NOT NULL,
	`received_at` integer NOT NULL,
	FOREIGN KEY (`ticket_id`) REFERENCES `tickets`(`id`) ON UPDATE no action ON DELETE no action
);
CREATE TABLE `received_mails` (
	`digest` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`ticket_id` text,
	`received_at` integer NOT NULL,
	FOREIGN KEY (`ticket_id`) REFERENCES `tickets`(`id`) ON UPDATE no action ON DELETE no action
);
CREATE TABLE `card_sign_ins` (
	`id` text PRIMARY KEY NOT NULL,
	`pre_session` text NOT NULL,
	`state` text NOT NULL,
	`snapshot` text NOT NULL,
	`version` integer NOT NULL,
	`proof` text,
	`holder` text,
	`address` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL
);
CREATE TABLE `certificate_bindings` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`issuer_key_id` text NOT NULL,
	`subject_serial` text NOT NULL,
	`state` text NOT NULL,
	`certificate_sha256` text NOT NULL,
	`certificate_serial` text NOT NULL,
	`issuer_name` text NOT NULL,
	`not_after_at` integer NOT NULL,
	`bound_at` integer NOT NULL,
	`waiting_since` integer,
	`confirmed_at` integer,
	`confirmed_by` text,
	`confirmer` text,
	`last_used_at` integer,
	`ended_at` integer,
	`ended_by` text,
	`end_reason` text,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
CREATE TABLE "evidence" (
	`id` text PRIMARY KEY NOT NULL,
	`ticket_id` text,
	`person_id` text,
	`binding_id` text,
	`purpose` text NOT NULL,
	`content` blob NOT NULL,
	`cms` blob NOT NULL,
	`chain` text NOT NULL,
	`revocation` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`ticket_id`) REFERENCES `tickets`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`binding_id`) REFERENCES `certificate_bindings`(`id`) ON UPDATE no action ON DELETE no action
);
CREATE TABLE `address_confirmations` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`address` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`confirmed_at` integer,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
CREATE UNIQUE INDEX `agencies_oid_unique` ON `agencies` (`oid`);
CREATE INDEX `agencies_parent` ON `agencies` (`parent_id`);
CREATE INDEX `agencies_full_name` ON `agencies` (`full_name`);
CREATE INDEX `audit_ticket` ON `audit` (`ticket_id`);
CREATE INDEX `audit_person` ON `audit` (`person_id`);
CREATE INDEX `challenges_expiry` ON `challenges` (`expires_at`);
CREATE INDEX `deadlines_due` ON `deadlines` (`state`,`due_at`);
CREATE INDEX `deadlines_ticket` ON `deadlines` (`ticket_id`);
CREATE INDEX `delegations_delegate` ON `delegations` (`delegate_id`);
CREATE INDEX `delegations_delegator` ON `delegations` (`delegator_id`);
CREATE INDEX `idempotency_age` ON `idempotency` (`created_at`);
CREATE INDEX `outbox_due` ON `outbox` (`state`,`next_attempt_at`);
CREATE INDEX `outbox_ticket` ON `outbox` (`ticket_id`);
CREATE UNIQUE INDEX `people_account_unique` ON `people` (`account`);
CREATE UNIQUE INDEX `people_national_id_hash_unique` ON `people` (`national_id_hash`);
CREATE INDEX `people_agency` ON `people` (`agency_id`);
CREATE INDEX `people_name` ON `people` (`name`);
CREATE INDEX `person_changes_person` ON `person_changes` (`person_id`,`at`);
CREATE INDEX `previous_passwords_person` ON `previous_passwords` (`person_id`,`set_at`);
CREATE INDEX `roles_person` ON `roles` (`person_id`);
CREATE INDEX `served_agencies_role` ON `served_agencies` (`role_id`);
CREATE INDEX `served_agencies_agency` ON `served_agencies` (`agency_id`);
CREATE INDEX `sessions_person` ON `sessions` (`person_id`);
CREATE INDEX `status_links_ticket` ON `status_links` (`ticket_id`);
CREATE UNIQUE INDEX `temporary_passwords_one_live_per_person` ON `temporary_passwords` (`person_id`) WHERE "temporary_passwords"."state" = 'live';
CREATE INDEX `temporary_passwords_ticket` ON `temporary_passwords` (`ticket_id`);
CREATE UNIQUE INDEX `tickets_number_unique` ON `tickets` (`number`);
CREATE UNIQUE INDEX `tickets_one_open_per_person` ON `tickets` (`person_id`) WHERE "tickets"."closed_at" is null and "tickets"."person_id" is not null;
CREATE INDEX `tickets_queue` ON `tickets` (`closed_at`,`path`,`due_at`);
CREATE INDEX `tickets_assignee` ON `tickets` (`assignee_id`,`closed_at`);
CREATE INDEX `tickets_agency` ON `tickets` (`agency_id`,`closed_at`);
CREATE INDEX `tickets_person` ON `tickets` (`person_id`,`opened_at`);
CREATE INDEX `mail_wordings_of` ON `mail_wordings` (`template`,`locale`,`version`);
CREATE INDEX `authority_addresses_due` ON `authority_addresses` (`next_try_at`);
CREATE UNIQUE INDEX `crls_series_unique` ON `crls` (`series`);
CREATE INDEX `crls_issuer` ON `crls` (`issuer_key_id`);
CREATE INDEX `attachments_ticket` ON `attachments` (`ticket_id`);
CREATE INDEX `received_mails_age` ON `received_mails` (`received_at`);
CREATE UNIQUE INDEX `card_sign_ins_pre_session_unique` ON `card_sign_ins` (`pre_session`);
CREATE INDEX `card_sign_ins_expiry` ON `card_sign_ins` (`expires_at`);
CREATE UNIQUE INDEX `certificate_bindings_one_person_per_card` ON `certificate_bindings` (`issuer_key_id`,`subject_serial`) WHERE "certificate_bindings"."state" <> 'ended';
CREATE UNIQUE INDEX `certificate_bindings_one_card_per_person` ON `certificate_bindings` (`person_id`) WHERE "certificate_bindings"."state" = 'confirmed';
CREATE INDEX `certificate_bindings_person` ON `certificate_bindings` (`person_id`);
CREATE INDEX `evidence_ticket` ON `evidence` (`ticket_id`);
CREATE INDEX `evidence_person` ON `evidence` (`person_id`);
CREATE INDEX `address_confirmations_person` ON `address_confirmations` (`person_id`);
CREATE INDEX `outbox_recipient` ON `outbox` (`address`,`template`);
CREATE INDEX `outbox_gathered` ON `outbox` (`gathered_into`);
CREATE INDEX `outbox_sent` ON `outbox` (`sent_at`);
CREATE INDEX `outbox_created` ON `outbox` (`created_at`);
CREATE INDEX `temporary_passwords_link` ON `temporary_passwords` (`link_hash`);
INSERT INTO __drizzle_migrations (id, hash, created_at) VALUES (NULL, '7924fa05cf4b073564c69dc252ac11652473640c1ba25c3c8e90fb4d667f5b6d', 1795475277050);
INSERT INTO __drizzle_migrations (id, hash, created_at) VALUES (NULL, '18390c84642196e7a266f08cd53bbe3339134d3870734734d41763d8b9e8bc84', 1795533235083);
INSERT INTO __drizzle_migrations (id, hash, created_at) VALUES (NULL, '598cc13da87da5ba7909a1a74e5bbe3b6b958a0735f642fba2baa0a9877dc808', 1795534601387);
INSERT INTO __drizzle_migrations (id, hash, created_at) VALUES (NULL, '675e0b1ca7a608230b4089415851a3bea7a4e31ea161908130e60fba283880b0', 1795536345579);
INSERT INTO __drizzle_migrations (id, hash, created_at) VALUES (NULL, '86f2f17ebdaba6c13c19d7e7e58b67cc04586c5555b5478971de98dcbadb87b3', 1795537905601);
INSERT INTO __drizzle_migrations (id, hash, created_at) VALUES (NULL, '7fc4b3860e3da3a69a0e550295771530355bc48e8461e06ea517067257b6cfb2', 1795538758662);
INSERT INTO __drizzle_migrations (id, hash, created_at) VALUES (NULL, 'e82b6c5b3f08a85fe2fe1695ce045a7015776d583a37d6f7a753edc355b3ec5c', 1795539698098);
INSERT INTO address_confirmations (token_hash, person_id, address, created_at, expires_at, confirmed_at) VALUES ('address_confirmations token_hash ‘é’', '2dac99bf6174c6efb3ccd30b4b63f51e', 'address_confirmations address ‘é’', 1795398060003, 1795398060004, 1795398060005);
INSERT INTO agencies (id, oid, name, full_name, dn, phone, address, org_code, parent_id, parent_basis, parent_reason, created_at, updated_at) VALUES ('7298caa565031eadc6ce23d23ea66378', '2.16.886.101.20001', '行政院人事行政總處', '行政院人事行政總處', 'o=行政院人事行政總處,c=TW', NULL, NULL, NULL, NULL, 'root', NULL, 1795398060000, 1795398060000);
INSERT INTO agencies (id, oid, name, full_name, dn, phone, address, org_code, parent_id, parent_basis, parent_reason, created_at, updated_at) VALUES ('aea8ae8944b639cd082adec4fed32207', '2.16.886.101.20001.20002', '內政部警政署', '內政部警政署', 'o=內政部警政署,c=TW', NULL, NULL, NULL, '7298caa565031eadc6ce23d23ea66378', 'oid', NULL, 1795398060000, 1795398060000);
INSERT INTO api_tokens (token_hash, person_id, label, scopes, created_at, expires_at, revoked_at) VALUES ('api_tokens token_hash ‘é’', '2dac99bf6174c6efb3ccd30b4b63f51e', 'api_tokens label ‘é’', '["tickets:read"]', 1795398060004, 1795398060005, 1795398060006);
INSERT INTO attachments (id, ticket_id, name, media_type, size, content, received_at) VALUES ('attachments id ‘é’', '1221a9dcc1a73399b1dc8ddaae928ca7', 'attachments name ‘é’', 'attachments media_type ‘é’', 0, X'00ff0527', 1795398060006);
INSERT INTO audit (seq, at, actor_kind, actor_id, act, ticket_id, person_id, detail, previous_hash, hash) VALUES (1, 1795398060000, 'person', 'bf3598dc753b03bf937992457124c141', 'ticket.OPENED', '51d8162facfb6a2abf4cdacf73b323b5', '3a91c76538c69722778f0e5cc9aa6965', '{"seq":1,"from":null,"to":"received"}', '0000000000000000000000000000000000000000000000000000000000000000', '7bc8144f7efb96f68fb23dfdc3f1cf5ffa920d02688152a09edcfbe1ce4337e9');
INSERT INTO audit (seq, at, actor_kind, actor_id, act, ticket_id, person_id, detail, previous_hash, hash) VALUES (2, 1795398060000, 'person', 'bf3598dc753b03bf937992457124c141', 'ticket.CLAIM', '51d8162facfb6a2abf4cdacf73b323b5', '3a91c76538c69722778f0e5cc9aa6965', '{"seq":2,"from":"received","to":"claimed"}', '7bc8144f7efb96f68fb23dfdc3f1cf5ffa920d02688152a09edcfbe1ce4337e9', '91cad2bf2e50a538952474b7c1a611c76c829f33cadef1667c2f4035abf36fe0');
INSERT INTO audit (seq, at, actor_kind, actor_id, act, ticket_id, person_id, detail, previous_hash, hash) VALUES (3, 1795398060000, 'person', 'bf3598dc753b03bf937992457124c141', 'ticket.START_VERIFICATION', '51d8162facfb6a2abf4cdacf73b323b5', '3a91c76538c69722778f0e5cc9aa6965', '{"seq":3,"from":"claimed","to":"verifyingCaller"}', '91cad2bf2e50a538952474b7c1a611c76c829f33cadef1667c2f4035abf36fe0', '422b5cdcd626ef0950c7f3fa82f40650646bd6eab7041c747dc7fa9987ccef9b');
INSERT INTO audit (seq, at, actor_kind, actor_id, act, ticket_id, person_id, detail, previous_hash, hash) VALUES (4, 1795398060000, 'person', 'bf3598dc753b03bf937992457124c141', 'ticket.RECORD_CHECK', '51d8162facfb6a2abf4cdacf73b323b5', '3a91c76538c69722778f0e5cc9aa6965', '{"seq":4,"from":"verifyingCaller","to":"verifyingCaller"}', '422b5cdcd626ef0950c7f3fa82f40650646bd6eab7041c747dc7fa9987ccef9b', 'fc7d2556b81b8d419b8b50cdc825be77ac449e6c5ebc2f4428c70f0dd1dfb2f2');
INSERT INTO audit (seq, at, actor_kind, actor_id, act, ticket_id, person_id, detail, previous_hash, hash) VALUES (5, 1795398060000, 'person', 'bf3598dc753b03bf937992457124c141', 'ticket.RECORD_CHECK', '51d8162facfb6a2abf4cdacf73b323b5', '3a91c76538c69722778f0e5cc9aa6965', '{"seq":5,"from":"verifyingCaller","to":"verifyingCaller"}', 'fc7d2556b81b8d419b8b50cdc825be77ac449e6c5ebc2f4428c70f0dd1dfb2f2', 'c0560eb33b4d99ff8edc2c863bc367be225728e340a474e3604553db05289ead');
INSERT INTO audit (seq, at, actor_kind, actor_id, act, ticket_id, person_id, detail, previous_hash, hash) VALUES (6, 1795398060000, 'person', 'bf3598dc753b03bf937992457124c141', 'ticket.RECORD_CHECK', '51d8162facfb6a2abf4cdacf73b323b5', '3a91c76538c69722778f0e5cc9aa6965', '{"seq":6,"from":"verifyingCaller","to":"verifyingCaller"}', 'c0560eb33b4d99ff8edc2c863bc367be225728e340a474e3604553db05289ead', '31e5f377576e8872964921985348f7c6a49856d80ed45b10b85723a885fee70d');
INSERT INTO audit (seq, at, actor_kind, actor_id, act, ticket_id, person_id, detail, previous_hash, hash) VALUES (7, 1795398060000, 'person', 'bf3598dc753b03bf937992457124c141', 'ticket.VERIFY', '51d8162facfb6a2abf4cdacf73b323b5', '3a91c76538c69722778f0e5cc9aa6965', '{"seq":7,"from":"verifyingCaller","to":"passwordHandover.issuing"}', '31e5f377576e8872964921985348f7c6a49856d80ed45b10b85723a885fee70d', 'c8a586b0e56cbc0f2f7d7b08ec1286480ee2515eaf1a706b02bf0a1676a285b5');
INSERT INTO audit (seq, at, actor_kind, actor_id, act, ticket_id, person_id, detail, previous_hash, hash) VALUES (8, 1795398060000, 'system', NULL, 'ticket.MAIL_ACCEPTED', '51d8162facfb6a2abf4cdacf73b323b5', '3a91c76538c69722778f0e5cc9aa6965', '{"seq":8,"from":"passwordHandover.issuing","to":"passwordHandover.mailed"}', 'c8a586b0e56cbc0f2f7d7b08ec1286480ee2515eaf1a706b02bf0a1676a285b5', '765cb1018c8c90bc23bae092ecb58179507d0c09301d0e93a26e6ce53a7a84b9');
INSERT INTO audit (seq, at, actor_kind, actor_id, act, ticket_id, person_id, detail, previous_hash, hash) VALUES (9, 1795398060000, 'person', 'bf3598dc753b03bf937992457124c141', 'ticket.OPENED', '1221a9dcc1a73399b1dc8ddaae928ca7', 'fe641f5ba20047600a2ed1a6fa35ffd8', '{"seq":1,"from":null,"to":"received"}', '765cb1018c8c90bc23bae092ecb58179507d0c09301d0e93a26e6ce53a7a84b9', 'c057e102823cdfeb47aaed19882134b534aca79bc37a29d5fa65ef51a92a96d5');
INSERT INTO audit (seq, at, actor_kind, actor_id, act, ticket_id, person_id, detail, previous_hash, hash) VALUES (10, 1795398060000, 'person', 'bf3598dc753b03bf937992457124c141', 'ticket.CLAIM', '1221a9dcc1a73399b1dc8ddaae928ca7', 'fe641f5ba20047600a2ed1a6fa35ffd8', '{"seq":2,"from":"received","to":"claimed"}', 'c057e102823cdfeb47aaed19882134b534aca79bc37a29d5fa65ef51a92a96d5', '6275b852598d1674f3328942ce897279b534978220c4f61db13436b6b48f97be');
INSERT INTO audit (seq, at, actor_kind, actor_id, act, ticket_id, person_id, detail, previous_hash, hash) VALUES (11, 1795398060000, 'person', 'bf3598dc753b03bf937992457124c141', 'ticket.START_VERIFICATION', '1221a9dcc1a73399b1dc8ddaae928ca7', 'fe641f5ba20047600a2ed1a6fa35ffd8', '{"seq":3,"from":"claimed","to":"verifyingCaller"}', '6275b852598d1674f3328942ce897279b534978220c4f61db13436b6b48f97be', '93f16b6113ec16ea03d2283fa56544207eb205e67e1965f5fc55627b1800fa22');
INSERT INTO audit (seq, at, actor_kind, actor_id, act, ticket_id, person_id, detail, previous_hash, hash) VALUES (12, 1795398060000, 'person', 'bf3598dc753b03bf937992457124c141', 'ticket.RECORD_CHECK', '1221a9dcc1a73399b1dc8ddaae928ca7', 'fe641f5ba20047600a2ed1a6fa35ffd8', '{"seq":4,"from":"verifyingCaller","to":"verifyingCaller"}', '93f16b6113ec16ea03d2283fa56544207eb205e67e1965f5fc55627b1800fa22', '8652f284458e856522c818bb64b14f180f3b471bb2a8bd5891f745f878f8f882');
INSERT INTO audit (seq, at, actor_kind, actor_id, act, ticket_id, person_id, detail, previous_hash, hash) VALUES (13, 1795398060000, 'visitor', NULL, 'ticket.OPENED', 'e4727c19b20e3fb7edaae8507db443ff', 'd79454cf031cbf1fea9a8fb7f6e5b269', '{"seq":1,"from":null,"to":"awaitingDecision"}', '8652f284458e856522c818bb64b14f180f3b471bb2a8bd5891f745f878f8f882', 'fcca841213292ccdd99c744699a32c9f7dad308892c02b0608fe4ee42c6337b3');
INSERT INTO audit (seq, at, actor_kind, actor_id, act, ticket_id, person_id, detail, previous_hash, hash) VALUES (14, 1795398060000, 'person', 'bf3598dc753b03bf937992457124c141', 'ticket.OPENED', 'e479a9426fdf8ed6629f61c9cc5adec7', 'e3f8914d8254aabea6f2e6baafb8fe03', '{"seq":1,"from":null,"to":"received"}', 'fcca841213292ccdd99c744699a32c9f7dad308892c02b0608fe4ee42c6337b3', '76f96ed5a592125752c0cb5996a5e6e588f96c55dd78d87b15ca161a63dada36');
INSERT INTO audit (seq, at, actor_kind, actor_id, act, ticket_id, person_id, detail, previous_hash, hash) VALUES (15, 1795398060000, 'person', 'bf3598dc753b03bf937992457124c141', 'ticket.CLAIM', 'e479a9426fdf8ed6629f61c9cc5adec7', 'e3f8914d8254aabea6f2e6baafb8fe03', '{"seq":2,"from":"received","to":"claimed"}', '76f96ed5a592125752c0cb5996a5e6e588f96c55dd78d87b15ca161a63dada36', 'dc53b540e4e4bde78b0c6144435cfabd99e22d2797df43491593dabbc9260f95');
INSERT INTO audit (seq, at, actor_kind, actor_id, act, ticket_id, person_id, detail, previous_hash, hash) VALUES (16, 1795398060000, 'person', 'bf3598dc753b03bf937992457124c141', 'ticket.DISMISS', 'e479a9426fdf8ed6629f61c9cc5adec7', 'e3f8914d8254aabea6f2e6baafb8fe03', '{"seq":3,"from":"claimed","to":"refused"}', 'dc53b540e4e4bde78b0c6144435cfabd99e22d2797df43491593dabbc9260f95', '50ec622ccd6dd91595041c8f85e0725bc3d5b1d159e5e0babd37cde43a494230');
INSERT INTO audit (seq, at, actor_kind, actor_id, act, ticket_id, person_id, detail, previous_hash, hash) VALUES (17, 1795398060000, 'person', '4e2de0a524358aa7a1097ddc72dc7e77', 'mail.reworded', NULL, NULL, '{"template":"every-mail","locale":"zh-Hant-TW","rewritten":["thanks"]}', '50ec622ccd6dd91595041c8f85e0725bc3d5b1d159e5e0babd37cde43a494230', '5274dabdf547e35cac6b3d980ceec625c04bc32d3a25b7c17b4c88407720f42d');
INSERT INTO audit (seq, at, actor_kind, actor_id, act, ticket_id, person_id, detail, previous_hash, hash) VALUES (18, 1795398060000, 'person', 'bf3598dc753b03bf937992457124c141', 'session.opened', NULL, 'bf3598dc753b03bf937992457124c141', '{"via":"password"}', '5274dabdf547e35cac6b3d980ceec625c04bc32d3a25b7c17b4c88407720f42d', '8fdd69d38f84f27dbb598e128f714e900aa6fc97f97f3c9ce432a2870fbcc33f');
INSERT INTO audit (seq, at, actor_kind, actor_id, act, ticket_id, person_id, detail, previous_hash, hash) VALUES (19, 1795398060000, 'console', 'test', 'trust.added', NULL, NULL, '{"z":"é","a":1}', '8fdd69d38f84f27dbb598e128f714e900aa6fc97f97f3c9ce432a2870fbcc33f', '313eaea6b919cfa2774977fa6ca38882ce62260036e8d81a45a345763dafc5ca');
INSERT INTO authority_addresses (url, kind, tried_at, ok_at, failure, failure_detail, failures, next_try_at) VALUES ('http://crl.example/a.crl', 'other', 1795398060002, 1795398060003, 'authority_addresses failure ‘é’', 'authority_addresses failure_detail ‘é’', 0, 1795398060007);
INSERT INTO calendar_days (date, off, note) VALUES ('20261130', 1, 'calendar_days note ‘é’');
INSERT INTO card_sign_ins (id, pre_session, state, snapshot, version, proof, holder, address, created_at, expires_at) VALUES ('card_sign_ins id ‘é’', 'pre', 'card_sign_ins state ‘é’', '{"value":"identifying","context":{},"status":"active"}', 0, '{"z":1,"a":"é"}', '{"name":"王明"}', 'card_sign_ins address ‘é’', 1795398060008, 1795398060009);
INSERT INTO certificate_bindings (id, person_id, issuer_key_id, subject_serial, state, certificate_sha256, certificate_serial, issuer_name, not_after_at, bound_at, waiting_since, confirmed_at, confirmed_by, confirmer, last_used_at, ended_at, ended_by, end_reason) VALUES ('certificate_bindings id ‘é’', '2dac99bf6174c6efb3ccd30b4b63f51e', 'certificate_bindings issuer_key_id ‘é’', 'certificate_bindings subject_serial ‘é’', 'ended', 'certificate_bindings certificate_sha256 ‘é’', 'certificate_bindings certificate_serial ‘é’', 'certificate_bindings issuer_name ‘é’', 1795398060008, 1795398060009, 0, 1795398060011, 'certificate_bindings confirmed_by ‘é’', 'certificate_bindings confirmer ‘é’', 1795398060014, 1795398060015, 'certificate_bindings ended_by ‘é’', 'certificate_bindings end_reason ‘é’');
INSERT INTO challenges (nonce, pre_session, purpose, content, ticket_id, expires_at) VALUES ('challenges nonce ‘é’', 'pre', 'sign-in', X'00ff0327', 'challenges ticket_id ‘é’', 1795398060005);
INSERT INTO claims (ticket_id, agency_id, name, account, national_id_sealed, national_id_masked, contact, story) VALUES ('51d8162facfb6a2abf4cdacf73b323b5', NULL, '王明', NULL, NULL, NULL, NULL, NULL);
INSERT INTO claims (ticket_id, agency_id, name, account, national_id_sealed, national_id_masked, contact, story) VALUES ('1221a9dcc1a73399b1dc8ddaae928ca7', NULL, '陳美玲', NULL, NULL, NULL, NULL, NULL);
INSERT INTO claims (ticket_id, agency_id, name, account, national_id_sealed, national_id_masked, contact, story) VALUES ('e4727c19b20e3fb7edaae8507db443ff', '7298caa565031eadc6ce23d23ea66378', '黃俊傑', 'huang.junjie', '1.6025a13f.z1oX1vlfPQhCJz4BlwMBwY77Edltw8kqRyxOevY_sPL_Hpm720g', 'L17938****', NULL, '鎖住了 “🔑” \ '' 
	');
INSERT INTO claims (ticket_id, agency_id, name, account, national_id_sealed, national_id_masked, contact, story) VALUES ('e479a9426fdf8ed6629f61c9cc5adec7', NULL, '林志豪', NULL, NULL, NULL, NULL, NULL);
INSERT INTO crl_parts (sha256, part, bytes) VALUES ('695c1ab4265b8bfb1a2f81da290d9a0eeb15a37469a3c009db4930646a685b2e', 0, X'308201b530819e020101300d06092a864886f70d01010b0500303b310b300906035504061302545731123010060355040a0c09e8a18ce694bfe999a231183016060355040b0c0fe7b8bde7aea1e79086e4b8ade5bf83170d3236313132323032303030305a170d3236313132343032303030305aa02f302d301f0603551d2304183016801457df7a64d18c24a1ef844cb155bcc9a50cbc4060300a0603551d140403020164300d06092a864886f70d01010b050003820101008f3741211f63da43c582d35803d1882c34daa49b80ed0224e037046e8cabee9befd47b50567beddb2b255552834f1f3f8d613dab4f27c71a28d9a2f8afd3975be2a3ee46ef5ee81025acfe63195d6524c5f7ae7956d3b4464c6f516a69d0c20a61cf6fad7c9cf8ca9e41a0a2090a130c7dd700c9ca2e55176ce7d3faad3ec29dd023ceb3f28995654ee09dd4c00f1857bf2127339d9167647449d81f152715263cd44430ba518aa9559eac2a8205f163705084c2a18b62f8b72ef7da9b6603c0756e19e88c3826eed8f5cb76d8f146f7c3b282a98a5dc6a9d4430d17fec9774a05575dd2bf3e4c1a661792638e3c29bdd3c62563b8f21326a24e1866a5220ea7');
INSERT INTO crl_parts (sha256, part, bytes) VALUES ('526ab671ca9a06ebe88081ccea8449791a8d72136ace116e1246af65eb2a4919', 0, X'308201b83081a1020101300d06092a864886f70d01010b0500303e310b300906035504061302545731123010060355040a0c09e8a18ce694bfe999a2311b3019060355040b0c12e6a99fe9979ce7aea1e79086e4b8ade5bf83170d3236313132323032303030305a170d3236313132343032303030305aa02f302d301f0603551d230418301680146d8c2bd43eaf9c085c37f8aad5d9d414c9ca8ddf300a0603551d140403020164300d06092a864886f70d01010b050003820101007bc1d2dd494732a6806bf7d82511683225f2453d342e5382ee56c328d0ac3d8cb508384ff36bf8464cdc914fddc4d08ea2c3e04ae5e01cb3a6200bed104080f5f4db369cdb26d413ef1262d968a559feada60a3851f9db21b25b020f107471dbcf567cb646f9edd8293b180957b21b58ec8ade14cf688895ca1ce9fab607a6511b7a835738e92a01accd42d3285700b7d0852a34a3afb38dc46bc188953b3510290e50ed26089b829ac3b6c64c5e5d84a1b2ad5de4b5d8e15cd8e5189adb834a619559ceb051fe0748f2240d5990277da9c2312038659580696e272072ea944af1cdf0e413036210f41fed53837a491b922958a8514f08396c11a69dc629d6a0');
INSERT INTO crls (sha256, issuer_key_id, series, number, this_update_at, next_update_at, entries, size, source, address, fetched_at) VALUES ('695c1ab4265b8bfb1a2f81da290d9a0eeb15a37469a3c009db4930646a685b2e', '57df7a64d18c24a1ef844cb155bcc9a50cbc4060', '57df7a64d18c24a1ef844cb155bcc9a50cbc4060::complete', '100', 1795312800000, 1795485600000, 0, 441, 'demo', NULL, 1795398060000);
INSERT INTO crls (sha256, issuer_key_id, series, number, this_update_at, next_update_at, entries, size, source, address, fetched_at) VALUES ('526ab671ca9a06ebe88081ccea8449791a8d72136ace116e1246af65eb2a4919', '6d8c2bd43eaf9c085c37f8aad5d9d414c9ca8ddf', '6d8c2bd43eaf9c085c37f8aad5d9d414c9ca8ddf::complete', '100', 1795312800000, 1795485600000, 0, 444, 'demo', NULL, 1795398060000);
INSERT INTO deadlines (id, ticket_id, name, issue, due_at, state) VALUES ('0425bf2397f20e7a7d63c8521a8094cd', '51d8162facfb6a2abf4cdacf73b323b5', 'response', 1, 1795416060000, 'cancelled');
INSERT INTO deadlines (id, ticket_id, name, issue, due_at, state) VALUES ('7889c54627ecad5e98663192ea8d60d1', '51d8162facfb6a2abf4cdacf73b323b5', 'abandon', 1, 1797990060000, 'cancelled');
INSERT INTO deadlines (id, ticket_id, name, issue, due_at, state) VALUES ('c80f33ca4f55c74633390f3dfce5ddc5', '51d8162facfb6a2abf4cdacf73b323b5', 'abandon', 2, 1797990060000, 'cancelled');
INSERT INTO deadlines (id, ticket_id, name, issue, due_at, state) VALUES ('94d55e97c9ab5c34fe9831f4a20f7891', '51d8162facfb6a2abf4cdacf73b323b5', 'abandon', 3, 1797990060000, 'cancelled');
INSERT INTO deadlines (id, ticket_id, name, issue, due_at, state) VALUES ('02d2baf7a928c9a19583b4c7e90ae6d4', '51d8162facfb6a2abf4cdacf73b323b5', 'abandon', 4, 1797990060000, 'cancelled');
INSERT INTO deadlines (id, ticket_id, name, issue, due_at, state) VALUES ('7422d0c39cf5efdfc970016e0780c9ac', '51d8162facfb6a2abf4cdacf73b323b5', 'lapse-reminder', 5, 1795470060000, 'pending');
INSERT INTO deadlines (id, ticket_id, name, issue, due_at, state) VALUES ('4bfca0b9822675adfc5bfe0618b9559a', '51d8162facfb6a2abf4cdacf73b323b5', 'lapse', 5, 1795484460000, 'pending');
INSERT INTO deadlines (id, ticket_id, name, issue, due_at, state) VALUES ('574a73585115a45acce11985d2cfa45a', '1221a9dcc1a73399b1dc8ddaae928ca7', 'response', 1, 1795416060000, 'cancelled');
INSERT INTO deadlines (id, ticket_id, name, issue, due_at, state) VALUES ('55b2d8d4e84dad75fc8b657cd3577360', '1221a9dcc1a73399b1dc8ddaae928ca7', 'abandon', 1, 1797990060000, 'cancelled');
INSERT INTO deadlines (id, ticket_id, name, issue, due_at, state) VALUES ('9bfd6b85f9d0b187088556873afe0a46', '1221a9dcc1a73399b1dc8ddaae928ca7', 'abandon', 2, 1797990060000, 'cancelled');
INSERT INTO deadlines (id, ticket_id, name, issue, due_at, state) VALUES ('174241f03f8bbbd0416406501394c23f', '1221a9dcc1a73399b1dc8ddaae928ca7', 'abandon', 3, 1797990060000, 'pending');
INSERT INTO deadlines (id, ticket_id, name, issue, due_at, state) VALUES ('15633a7430cbd4da050bcb92c3f83902', 'e4727c19b20e3fb7edaae8507db443ff', 'abandon', 1, 1797990060000, 'cancelled');
INSERT INTO deadlines (id, ticket_id, name, issue, due_at, state) VALUES ('e812da6974c6203b0ea0ba1d428fdb1f', 'e4727c19b20e3fb7edaae8507db443ff', 'decision', 2, 1795484460000, 'pending');
INSERT INTO deadlines (id, ticket_id, name, issue, due_at, state) VALUES ('bab9c6e4b027079a18fbe86ecc6ba6b0', 'e479a9426fdf8ed6629f61c9cc5adec7', 'response', 1, 1795416060000, 'cancelled');
INSERT INTO deadlines (id, ticket_id, name, issue, due_at, state) VALUES ('2ec625f3cdff3c5a0f0de5f733343fd8', 'e479a9426fdf8ed6629f61c9cc5adec7', 'abandon', 1, 1797990060000, 'cancelled');
INSERT INTO deadlines (id, ticket_id, name, issue, due_at, state) VALUES ('c62751acbfd30706dbc4d51b1972df54', 'e479a9426fdf8ed6629f61c9cc5adec7', 'abandon', 2, 1797990060000, 'cancelled');
INSERT INTO delegations (id, delegator_id, delegate_id, kind, level, valid_from, valid_to, revoked_at, created_at) VALUES ('84a1b22a7ee1f2f0608852560cdf6957', '2dac99bf6174c6efb3ccd30b4b63f51e', '737cf1464909bd97663552d4167aed62', 'staff', 'prepare', 0, 1803174060000, NULL, 1795398060000);
INSERT INTO evidence (id, ticket_id, person_id, binding_id, purpose, content, cms, chain, revocation, at) VALUES ('evidence id ‘é’', '1221a9dcc1a73399b1dc8ddaae928ca7', '2dac99bf6174c6efb3ccd30b4b63f51e', 'certificate_bindings id ‘é’', 'sign-in', X'00ff0527', X'00ff0627', '["MIIB"]', '{"b":1,"a":null}', 1);
INSERT INTO history (ticket_id, seq, at, path, type, event, actor_kind, actor_id, from_state, to_state) VALUES ('51d8162facfb6a2abf4cdacf73b323b5', 1, 1795398060000, 'helpdesk', 'OPENED', '{"type":"OPENED","input":{"kind":"recovery","channel":"phone","subject":{"personId":"3a91c76538c69722778f0e5cc9aa6965","agencyId":"aea8ae8944b639cd082adec4fed32207","privileged":false,"supervisor":false},"policy":{"mandatory":["call-back"],"facts":["joined-month","manager-name","national-id-tail"],"factsNeeded":2}}}', 'person', 'bf3598dc753b03bf937992457124c141', NULL, 'received');
INSERT INTO history (ticket_id, seq, at, path, type, event, actor_kind, actor_id, from_state, to_state) VALUES ('51d8162facfb6a2abf4cdacf73b323b5', 2, 1795398060000, 'helpdesk', 'CLAIM', '{"type":"CLAIM","at":1795398060000,"actor":{"personId":"bf3598dc753b03bf937992457124c141","roles":["agent"],"standing":"none","authorities":[],"scope":"none","lapsedDelegation":false,"changedSubjectAt":null,"kind":"staff"},"facts":{"hasAddress":true,"hasOfficePhone":true,"addressChangedAt":null,"deputyAvailable":false,"superiorAvailable":false}}', 'person', 'bf3598dc753b03bf937992457124c141', 'received', 'claimed');
INSERT INTO history (ticket_id, seq, at, path, type, event, actor_kind, actor_id, from_state, to_state) VALUES ('51d8162facfb6a2abf4cdacf73b323b5', 3, 1795398060000, 'helpdesk', 'START_VERIFICATION', '{"type":"START_VERIFICATION","at":1795398060000,"actor":{"personId":"bf3598dc753b03bf937992457124c141","roles":["agent"],"standing":"none","authorities":[],"scope":"none","lapsedDelegation":false,"changedSubjectAt":null,"kind":"staff"},"facts":{"hasAddress":true,"hasOfficePhone":true,"addressChangedAt":null,"deputyAvailable":false,"superiorAvailable":false}}', 'person', 'bf3598dc753b03bf937992457124c141', 'claimed', 'verifyingCaller');
INSERT INTO history (ticket_id, seq, at, path, type, event, actor_kind, actor_id, from_state, to_state) VALUES ('51d8162facfb6a2abf4cdacf73b323b5', 4, 1795398060000, 'helpdesk', 'RECORD_CHECK', '{"type":"RECORD_CHECK","check":"call-back","passed":true,"at":1795398060000,"actor":{"personId":"bf3598dc753b03bf937992457124c141","roles":["agent"],"standing":"none","authorities":[],"scope":"none","lapsedDelegation":false,"changedSubjectAt":null,"kind":"staff"},"facts":{"hasAddress":true,"hasOfficePhone":true,"addressChangedAt":null,"deputyAvailable":false,"superiorAvailable":false}}', 'person', 'bf3598dc753b03bf937992457124c141', 'verifyingCaller', 'verifyingCaller');
INSERT INTO history (ticket_id, seq, at, path, type, event, actor_kind, actor_id, from_state, to_state) VALUES ('51d8162facfb6a2abf4cdacf73b323b5', 5, 1795398060000, 'helpdesk', 'RECORD_CHECK', '{"type":"RECORD_CHECK","check":"joined-month","passed":true,"at":1795398060000,"actor":{"personId":"bf3598dc753b03bf937992457124c141","roles":["agent"],"standing":"none","authorities":[],"scope":"none","lapsedDelegation":false,"changedSubjectAt":null,"kind":"staff"},"facts":{"hasAddress":true,"hasOfficePhone":true,"addressChangedAt":null,"deputyAvailable":false,"superiorAvailable":false}}', 'person', 'bf3598dc753b03bf937992457124c141', 'verifyingCaller', 'verifyingCaller');
INSERT INTO history (ticket_id, seq, at, path, type, event, actor_kind, actor_id, from_state, to_state) VALUES ('51d8162facfb6a2abf4cdacf73b323b5', 6, 1795398060000, 'helpdesk', 'RECORD_CHECK', '{"type":"RECORD_CHECK","check":"manager-name","passed":true,"at":1795398060000,"actor":{"personId":"bf3598dc753b03bf937992457124c141","roles":["agent"],"standing":"none","authorities":[],"scope":"none","lapsedDelegation":false,"changedSubjectAt":null,"kind":"staff"},"facts":{"hasAddress":true,"hasOfficePhone":true,"addressChangedAt":null,"deputyAvailable":false,"superiorAvailable":false}}', 'person', 'bf3598dc753b03bf937992457124c141', 'verifyingCaller', 'verifyingCaller');
INSERT INTO history (ticket_id, seq, at, path, type, event, actor_kind, actor_id, from_state, to_state) VALUES ('51d8162facfb6a2abf4cdacf73b323b5', 7, 1795398060000, 'helpdesk', 'VERIFY', '{"type":"VERIFY","disableOldPassword":false,"at":1795398060000,"actor":{"personId":"bf3598dc753b03bf937992457124c141","roles":["agent"],"standing":"none","authorities":[],"scope":"none","lapsedDelegation":false,"changedSubjectAt":null,"kind":"staff"},"facts":{"hasAddress":true,"hasOfficePhone":true,"addressChangedAt":null,"deputyAvailable":false,"superiorAvailable":false}}', 'person', 'bf3598dc753b03bf937992457124c141', 'verifyingCaller', 'passwordHandover.issuing');
INSERT INTO history (ticket_id, seq, at, path, type, event, actor_kind, actor_id, from_state, to_state) VALUES ('51d8162facfb6a2abf4cdacf73b323b5', 8, 1795398060000, 'helpdesk', 'MAIL_ACCEPTED', '{"type":"MAIL_ACCEPTED","issue":1,"expiresAt":1795484460000,"response":"250 OK: message queued","at":1795398060000,"actor":{"personId":null,"roles":[],"standing":"none","authorities":[],"scope":"none","lapsedDelegation":false,"changedSubjectAt":null,"kind":"system"},"facts":{"hasAddress":true,"hasOfficePhone":true,"addressChangedAt":null,"deputyAvailable":false,"superiorAvailable":false}}', 'system', NULL, 'passwordHandover.issuing', 'passwordHandover.mailed');
INSERT INTO history (ticket_id, seq, at, path, type, event, actor_kind, actor_id, from_state, to_state) VALUES ('1221a9dcc1a73399b1dc8ddaae928ca7', 1, 1795398060000, 'helpdesk', 'OPENED', '{"type":"OPENED","input":{"kind":"recovery","channel":"phone","subject":{"personId":"fe641f5ba20047600a2ed1a6fa35ffd8","agencyId":"aea8ae8944b639cd082adec4fed32207","privileged":false,"supervisor":false},"policy":{"mandatory":["call-back"],"facts":["joined-month","manager-name","national-id-tail"],"factsNeeded":2}}}', 'person', 'bf3598dc753b03bf937992457124c141', NULL, 'received');
INSERT INTO history (ticket_id, seq, at, path, type, event, actor_kind, actor_id, from_state, to_state) VALUES ('1221a9dcc1a73399b1dc8ddaae928ca7', 2, 1795398060000, 'helpdesk', 'CLAIM', '{"type":"CLAIM","at":1795398060000,"actor":{"personId":"bf3598dc753b03bf937992457124c141","roles":["agent"],"standing":"none","authorities":[],"scope":"none","lapsedDelegation":false,"changedSubjectAt":null,"kind":"staff"},"facts":{"hasAddress":true,"hasOfficePhone":true,"addressChangedAt":null,"deputyAvailable":false,"superiorAvailable":false}}', 'person', 'bf3598dc753b03bf937992457124c141', 'received', 'claimed');
INSERT INTO history (ticket_id, seq, at, path, type, event, actor_kind, actor_id, from_state, to_state) VALUES ('1221a9dcc1a73399b1dc8ddaae928ca7', 3, 1795398060000, 'helpdesk', 'START_VERIFICATION', '{"type":"START_VERIFICATION","at":1795398060000,"actor":{"personId":"bf3598dc753b03bf937992457124c141","roles":["agent"],"standing":"none","authorities":[],"scope":"none","lapsedDelegation":false,"changedSubjectAt":null,"kind":"staff"},"facts":{"hasAddress":true,"hasOfficePhone":true,"addressChangedAt":null,"deputyAvailable":false,"superiorAvailable":false}}', 'person', 'bf3598dc753b03bf937992457124c141', 'claimed', 'verifyingCaller');
INSERT INTO history (ticket_id, seq, at, path, type, event, actor_kind, actor_id, from_state, to_state) VALUES ('1221a9dcc1a73399b1dc8ddaae928ca7', 4, 1795398060000, 'helpdesk', 'RECORD_CHECK', '{"type":"RECORD_CHECK","check":"call-back","passed":true,"at":1795398060000,"actor":{"personId":"bf3598dc753b03bf937992457124c141","roles":["agent"],"standing":"none","authorities":[],"scope":"none","lapsedDelegation":false,"changedSubjectAt":null,"kind":"staff"},"facts":{"hasAddress":true,"hasOfficePhone":true,"addressChangedAt":null,"deputyAvailable":false,"superiorAvailable":false}}', 'person', 'bf3598dc753b03bf937992457124c141', 'verifyingCaller', 'verifyingCaller');
INSERT INTO history (ticket_id, seq, at, path, type, event, actor_kind, actor_id, from_state, to_state) VALUES ('e4727c19b20e3fb7edaae8507db443ff', 1, 1795398060000, 'hr-supervisor', 'OPENED', '{"type":"OPENED","input":{"kind":"recovery","channel":"web","subject":{"personId":"d79454cf031cbf1fea9a8fb7f6e5b269","agencyId":"7298caa565031eadc6ce23d23ea66378","privileged":true,"supervisor":false},"policy":{"mandatory":["call-back"],"facts":["joined-month","manager-name","national-id-tail"],"factsNeeded":2}}}', 'visitor', NULL, NULL, 'awaitingDecision');
INSERT INTO history (ticket_id, seq, at, path, type, event, actor_kind, actor_id, from_state, to_state) VALUES ('e479a9426fdf8ed6629f61c9cc5adec7', 1, 1795398060000, 'helpdesk', 'OPENED', '{"type":"OPENED","input":{"kind":"recovery","channel":"phone","subject":{"personId":"e3f8914d8254aabea6f2e6baafb8fe03","agencyId":"aea8ae8944b639cd082adec4fed32207","privileged":false,"supervisor":false},"policy":{"mandatory":["call-back"],"facts":["joined-month","manager-name","national-id-tail"],"factsNeeded":2}}}', 'person', 'bf3598dc753b03bf937992457124c141', NULL, 'received');
INSERT INTO history (ticket_id, seq, at, path, type, event, actor_kind, actor_id, from_state, to_state) VALUES ('e479a9426fdf8ed6629f61c9cc5adec7', 2, 1795398060000, 'helpdesk', 'CLAIM', '{"type":"CLAIM","at":1795398060000,"actor":{"personId":"bf3598dc753b03bf937992457124c141","roles":["agent"],"standing":"none","authorities":[],"scope":"none","lapsedDelegation":false,"changedSubjectAt":null,"kind":"staff"},"facts":{"hasAddress":true,"hasOfficePhone":true,"addressChangedAt":null,"deputyAvailable":false,"superiorAvailable":false}}', 'person', 'bf3598dc753b03bf937992457124c141', 'received', 'claimed');
INSERT INTO history (ticket_id, seq, at, path, type, event, actor_kind, actor_id, from_state, to_state) VALUES ('e479a9426fdf8ed6629f61c9cc5adec7', 3, 1795398060000, 'helpdesk', 'DISMISS', '{"type":"DISMISS","reason":"重複來電","at":1795398060000,"actor":{"personId":"bf3598dc753b03bf937992457124c141","roles":["agent"],"standing":"none","authorities":[],"scope":"none","lapsedDelegation":false,"changedSubjectAt":null,"kind":"staff"},"facts":{"hasAddress":true,"hasOfficePhone":true,"addressChangedAt":null,"deputyAvailable":false,"superiorAvailable":false}}', 'person', 'bf3598dc753b03bf937992457124c141', 'claimed', 'refused');
INSERT INTO idempotency (actor, route, key, body_hash, result, created_at) VALUES ('idempotency actor ‘é’', 'idempotency route ‘é’', 'idempotency key ‘é’', 'idempotency body_hash ‘é’', '{"status":201}', 1795398060005);
INSERT INTO mail_wordings (version, template, locale, sentences, changed_by, at) VALUES (1, 'every-mail', 'zh-Hant-TW', '{"thanks":"謝謝您。"}', '4e2de0a524358aa7a1097ddc72dc7e77', 1795398060000);
INSERT INTO outbox (id, ticket_id, person_id, address, template, params, locale, temporary_password_id, issue, state, attempts, next_attempt_at, give_up_at, lease_holder, leased_until, last_response, created_at, sent_at, wording_version, failure, first_tried_at, gathered_into) VALUES ('4698ae519d86e44b93908dcb40c1b69b', '51d8162facfb6a2abf4cdacf73b323b5', '3a91c76538c69722778f0e5cc9aa6965', 'wang.ming@police.example', 'request-received', '{"kind":"recovery","path":"helpdesk","promisedAt":1795416060000,"items":[{"kind":"recovery","path":"helpdesk","promisedAt":1795416060000,"ticketId":"51d8162facfb6a2abf4cdacf73b323b5","number":"R1151123-0001","personId":"3a91c76538c69722778f0e5cc9aa6965"}]}', 'zh-Hant-TW', NULL, NULL, 'sent', 1, 1795398060000, 1795657260000, 'vm:11870', NULL, '250 OK: message queued', 1795398060000, 1795398060000, 0, NULL, 1795398060000, NULL);
INSERT INTO outbox (id, ticket_id, person_id, address, template, params, locale, temporary_password_id, issue, state, attempts, next_attempt_at, give_up_at, lease_holder, leased_until, last_response, created_at, sent_at, wording_version, failure, first_tried_at, gathered_into) VALUES ('219e2851861e8c955df6a0dd978227ee', '51d8162facfb6a2abf4cdacf73b323b5', '3a91c76538c69722778f0e5cc9aa6965', 'wang.ming@police.example', 'temporary-password', '{"kind":"recovery","agency":"內政部警政署","account":"wang.ming"}', 'zh-Hant-TW', 'dcc30a4be3797ba68463b04c766b4a94', 1, 'sent', 1, 1795398060000, 1795484460000, 'vm:11870', NULL, '250 OK: message queued', 1795398060000, 1795398060000, 0, NULL, 1795398060000, NULL);
INSERT INTO outbox (id, ticket_id, person_id, address, template, params, locale, temporary_password_id, issue, state, attempts, next_attempt_at, give_up_at, lease_holder, leased_until, last_response, created_at, sent_at, wording_version, failure, first_tried_at, gathered_into) VALUES ('e25a6168be06e45ff4d3ed471471114c', '1221a9dcc1a73399b1dc8ddaae928ca7', 'fe641f5ba20047600a2ed1a6fa35ffd8', 'mei@police.example', 'request-received', '{"kind":"recovery","path":"helpdesk","promisedAt":1795416060000}', 'zh-Hant-TW', NULL, NULL, 'waiting', 0, 1795398060000, 1795657260000, NULL, NULL, NULL, 1795398060000, NULL, NULL, NULL, NULL, NULL);
INSERT INTO outbox (id, ticket_id, person_id, address, template, params, locale, temporary_password_id, issue, state, attempts, next_attempt_at, give_up_at, lease_holder, leased_until, last_response, created_at, sent_at, wording_version, failure, first_tried_at, gathered_into) VALUES ('5d04015496de1e5e170bc6061cd55e14', 'e479a9426fdf8ed6629f61c9cc5adec7', 'e3f8914d8254aabea6f2e6baafb8fe03', 'e3f8914d@agency.example', 'request-received', '{"kind":"recovery","path":"helpdesk","promisedAt":1795416060000}', 'zh-Hant-TW', NULL, NULL, 'waiting', 0, 1795398060000, 1795657260000, NULL, NULL, NULL, 1795398060000, NULL, NULL, NULL, NULL, NULL);
INSERT INTO outbox (id, ticket_id, person_id, address, template, params, locale, temporary_password_id, issue, state, attempts, next_attempt_at, give_up_at, lease_holder, leased_until, last_response, created_at, sent_at, wording_version, failure, first_tried_at, gathered_into) VALUES ('28c977a6819e8fb8448aaa399042b21b', 'e479a9426fdf8ed6629f61c9cc5adec7', 'e3f8914d8254aabea6f2e6baafb8fe03', 'e3f8914d@agency.example', 'refused', '{"path":"helpdesk","reason":"重複來電"}', 'zh-Hant-TW', NULL, NULL, 'waiting', 0, 1795398060000, 1795657260000, NULL, NULL, NULL, 1795398060000, NULL, NULL, NULL, NULL, NULL);
INSERT INTO people (id, agency_id, account, name, title, unit, email, national_id_sealed, national_id_hash, national_id_masked, office_phone, extension, joined_month, manager_name, status, password_hash, password_set_at, password_disabled_at, first_login_at, last_login_at, locale, created_at, updated_at) VALUES ('bf3598dc753b03bf937992457124c141', '7298caa565031eadc6ce23d23ea66378', 'chen.jialing', '陳佳玲', NULL, NULL, 'bf3598dc@agency.example', '1.6025a13f.JA7VDtZuG164rftTLeGEmg8onFCDZfRQxy6OKt1NLDusgEgmUiY', '6025a13f.FWVvL1czS0EhhXBRycNmuzpUd6-WB2fFKR9YSlrnffE', 'Z19639****', '02-2397-9298', NULL, '2020-03', '林主任', 'active', '$argon2id$v=19$m=19456,t=2,p=1$yzF2pFAKNUQi0hK34StEHA$1pbJzLzmrf9qLmx+gZy+SNkKNC2mSBwhtLc2FXEZbv0', 1792806060000, NULL, NULL, 1795398060000, 'zh-Hant-TW', 1795398060000, 1795398060000);
INSERT INTO people (id, agency_id, account, name, title, unit, email, national_id_sealed, national_id_hash, national_id_masked, office_phone, extension, joined_month, manager_name, status, password_hash, password_set_at, password_disabled_at, first_login_at, last_login_at, locale, created_at, updated_at) VALUES ('d79454cf031cbf1fea9a8fb7f6e5b269', '7298caa565031eadc6ce23d23ea66378', 'huang.junjie', '黃俊傑', NULL, NULL, 'huang.junjie@police.example', '1.6025a13f.HY6NibgNqzCEPlhvvo2ZyvHLAU4iZPTX-sa62Z_q9L5R2oe3kXc', '6025a13f.NLaSCc8CFMyXCq6CVIl6DNZmxTX3MgQ3ViWlwq00gXE', 'L17938****', '02-2397-9298', NULL, '2020-03', '林主任', 'active', '$argon2id$v=19$m=19456,t=2,p=1$chQHBwjj/CTEgl2mMeVTTg$MRF1atS+VY3yJorlvZIOlhn/5DcX1aSAqeOnCDVZ04M', 1792806060000, NULL, NULL, NULL, 'zh-Hant-TW', 1795398060000, 1795398060000);
INSERT INTO people (id, agency_id, account, name, title, unit, email, national_id_sealed, national_id_hash, national_id_masked, office_phone, extension, joined_month, manager_name, status, password_hash, password_set_at, password_disabled_at, first_login_at, last_login_at, locale, created_at, updated_at) VALUES ('2dac99bf6174c6efb3ccd30b4b63f51e', 'aea8ae8944b639cd082adec4fed32207', 'lin.yijun', '林怡君', NULL, NULL, '2dac99bf@agency.example', '1.6025a13f.F0FldRQngclhNbpVRzm8pDb6lq0ADuOcLcpbXjR8w9ffokctlGk', '6025a13f.WHwIFY9woVajdyCLoSty00CmBCVD0wwlU-M0MthrpQA', 'Z24582****', '02-2397-9298', NULL, '2020-03', '林主任', 'active', '$argon2id$v=19$m=19456,t=2,p=1$wVi78r3VAMhRPkBqfwIBKA$pk/sev/G9AYPPiPagsSKnXUWn4Yq1ra0z/T6sSr/vFY', 1792806060000, NULL, NULL, NULL, 'zh-Hant-TW', 1795398060000, 1795398060000);
INSERT INTO people (id, agency_id, account, name, title, unit, email, national_id_sealed, national_id_hash, national_id_masked, office_phone, extension, joined_month, manager_name, status, password_hash, password_set_at, password_disabled_at, first_login_at, last_login_at, locale, created_at, updated_at) VALUES ('3a91c76538c69722778f0e5cc9aa6965', 'aea8ae8944b639cd082adec4fed32207', 'wang.ming', '王明', NULL, NULL, 'wang.ming@police.example', '1.6025a13f.la7TXQEuP47g635MduT5Rh8-S31EgbZeRfwQ5L6CJ__dvjvbE1g', '6025a13f.Xek9_EwRvjAOx94PU3XivnAZDJzcCQ9Hm93Kdwg2GHU', 'Q23039****', '02-2397-9298', NULL, '2020-03', '林主任', 'active', NULL, NULL, NULL, NULL, NULL, 'zh-Hant-TW', 1795398060000, 1795398060000);
INSERT INTO people (id, agency_id, account, name, title, unit, email, national_id_sealed, national_id_hash, national_id_masked, office_phone, extension, joined_month, manager_name, status, password_hash, password_set_at, password_disabled_at, first_login_at, last_login_at, locale, created_at, updated_at) VALUES ('737cf1464909bd97663552d4167aed62', 'aea8ae8944b639cd082adec4fed32207', 'ya.chou', '周雅婷', NULL, NULL, '737cf146@agency.example', '1.6025a13f.tCyhP52PKefLwziiTR1kIcAs1x2TuKiupOJB-1wbVTJ5x-vDPIc', '6025a13f.yH-D2JYqTEkdC9hGzjdQkuBP1Sas4Q1BA1n8AheH9ZA', 'J17460****', '02-2397-9298', NULL, '2020-03', '林主任', 'active', NULL, NULL, NULL, NULL, NULL, 'zh-Hant-TW', 1795398060000, 1795398060000);
INSERT INTO people (id, agency_id, account, name, title, unit, email, national_id_sealed, national_id_hash, national_id_masked, office_phone, extension, joined_month, manager_name, status, password_hash, password_set_at, password_disabled_at, first_login_at, last_login_at, locale, created_at, updated_at) VALUES ('fe641f5ba20047600a2ed1a6fa35ffd8', 'aea8ae8944b639cd082adec4fed32207', 'mei.chen', '陳美玲', NULL, NULL, 'mei@police.example', '1.6025a13f.2wnD2n1SQpexmAN_Qz7iLAwErpMMy2efU5vHPZ9zLsaTPJiz32o', '6025a13f.wQMu-MqjsObEVq2sUfO5M-CXuj2GxTli0iYEHN0W4c4', 'S26384****', '02-2397-9298', NULL, '2020-03', '林主任', 'active', NULL, NULL, NULL, NULL, NULL, 'zh-Hant-TW', 1795398060000, 1795398060000);
INSERT INTO people (id, agency_id, account, name, title, unit, email, national_id_sealed, national_id_hash, national_id_masked, office_phone, extension, joined_month, manager_name, status, password_hash, password_set_at, password_disabled_at, first_login_at, last_login_at, locale, created_at, updated_at) VALUES ('e3f8914d8254aabea6f2e6baafb8fe03', 'aea8ae8944b639cd082adec4fed32207', 'ue3f8914d', '林志豪', NULL, NULL, 'e3f8914d@agency.example', '1.6025a13f.8TOr46vLOehCrUuRPmRiVE8ENiZHkkM4MCKtWns_7nvsN8jezLc', '6025a13f.NCMlI6Vc8LR_gjibbLpDjenLHZUSXLl47red3tz-aLc', 'M29328****', '02-2397-9298', NULL, '2020-03', '林主任', 'active', NULL, NULL, NULL, NULL, NULL, 'zh-Hant-TW', 1795398060000, 1795398060000);
INSERT INTO people (id, agency_id, account, name, title, unit, email, national_id_sealed, national_id_hash, national_id_masked, office_phone, extension, joined_month, manager_name, status, password_hash, password_set_at, password_disabled_at, first_login_at, last_login_at, locale, created_at, updated_at) VALUES ('4e2de0a524358aa7a1097ddc72dc7e77', '7298caa565031eadc6ce23d23ea66378', 'u4e2de0a5', '林志明', NULL, NULL, '4e2de0a5@agency.example', '1.6025a13f.iaW2-bJmVWiaUGJW7yie1dWFCK0eACMb6oXKp-sf1xQLi8Mii3A', '6025a13f.8c0oO7kRAMbK2XO-pRycbnC_N-8Fq9Ffbvjy7q9KX2M', 'P28623****', '02-2397-9298', NULL, '2020-03', '林主任', 'active', '$argon2id$v=19$m=19456,t=2,p=1$N6r8oJlJaSwWfYXFvS8xWw$hNnJPXd8m4aKxpnRaFMEUqJ0U8of9lLfxA99I0yTjIw', 1792806060000, NULL, NULL, NULL, 'zh-Hant-TW', 1795398060000, 1795398060000);
INSERT INTO person_changes (id, person_id, field, old_value, changed_by, proof, at) VALUES ('d357a9c598d40af8ec64092914d3d524', 'd79454cf031cbf1fea9a8fb7f6e5b269', 'email', 'd79454cf@agency.example', '2dac99bf6174c6efb3ccd30b4b63f51e', 'in-person', 1795398060000);
INSERT INTO previous_passwords (id, person_id, hash, set_at) VALUES ('previous_passwords id ‘é’', '2dac99bf6174c6efb3ccd30b4b63f51e', 'previous_passwords hash ‘é’', 1795398060003);
INSERT INTO received_mails (digest, kind, ticket_id, received_at) VALUES ('received_mails digest ‘é’', 'other', '1221a9dcc1a73399b1dc8ddaae928ca7', 1795398060003);
INSERT INTO roles (id, person_id, role, valid_from, valid_to, granted_by, created_at) VALUES ('eebf682796d77ae0b6a3eeaea6ad9ccb', 'bf3598dc753b03bf937992457124c141', 'agent', 0, NULL, 'test', 1795398060000);
INSERT INTO roles (id, person_id, role, valid_from, valid_to, granted_by, created_at) VALUES ('da7b5475c7b03f41a607fb73c50ce4ad', 'd79454cf031cbf1fea9a8fb7f6e5b269', 'agent', 0, NULL, 'test', 1795398060000);
INSERT INTO roles (id, person_id, role, valid_from, valid_to, granted_by, created_at) VALUES ('8b694c42dcb1941a185314bd2a9b3a4e', '2dac99bf6174c6efb3ccd30b4b63f51e', 'hr-supervisor', 0, NULL, 'test', 1795398060000);
INSERT INTO roles (id, person_id, role, valid_from, valid_to, granted_by, created_at) VALUES ('a3bcccc813d16baee7abbca43d19cea1', '4e2de0a524358aa7a1097ddc72dc7e77', 'administrator', 0, NULL, 'test', 1795398060000);
INSERT INTO served_agencies (id, role_id, agency_id, post, includes_subordinates, valid_from, valid_to) VALUES ('dc7d9b5be26dd57e0ba46b86b8cba775', '8b694c42dcb1941a185314bd2a9b3a4e', 'aea8ae8944b639cd082adec4fed32207', 'main', 0, 0, NULL);
INSERT INTO sessions (token_hash, person_id, kind, via, temporary_password_id, ticket_id, address, created_at, last_seen_at, expires_at) VALUES ('cc1eae45d7986f7b07e4cca3b65e4f8fc8c5b32f78161e22a8b164f44eb2ed8e', 'bf3598dc753b03bf937992457124c141', 'full', 'password', NULL, NULL, '192.0.2.8', 1795398060000, 1795398060000, 1795434060000);
INSERT INTO settings (key, value, updated_at) VALUES ('settings key ‘é’', '{"b":[],"a":" 1 ","10":0}', 1795398060002);
INSERT INTO status_links (token_hash, ticket_id, level, created_at, promise_at) VALUES ('640c0f8c8bb6c401c8218fb76a29a2d6c9d699c89b32e65121c52720ec978aaa', '51d8162facfb6a2abf4cdacf73b323b5', 'mail', 1795398060000, NULL);
INSERT INTO temporary_passwords (id, ticket_id, person_id, issue, seed, key_id, hash, state, issued_at, mailed_at, expires_at, misses, link_hash) VALUES ('dcc30a4be3797ba68463b04c766b4a94', '51d8162facfb6a2abf4cdacf73b323b5', '3a91c76538c69722778f0e5cc9aa6965', 1, NULL, '6025a13f', '$argon2id$v=19$m=19456,t=2,p=1$q9QU3Kz2V9tLL0R2YkPSGw$JmODQng0Yq3u7bylh4RE+U1Xp9L0GBckvEImdfQn6J4', 'live', 1795398060000, 1795398060000, 1795484460000, 0, NULL);
INSERT INTO throttles (key, count, lifetime, window_started_at, paused_until) VALUES ('sign-in|account-and-address|6025a13f.JjLkCy_pjZ-nDvThUxBLv2sbilCJdoSrRFHxUFUd7eM|192.0.2.8', 1, 1, 1795398060000, NULL);
INSERT INTO throttles (key, count, lifetime, window_started_at, paused_until) VALUES ('sign-in|account|6025a13f.JjLkCy_pjZ-nDvThUxBLv2sbilCJdoSrRFHxUFUd7eM', 1, 1, 1795398060000, NULL);
INSERT INTO ticket_counters (prefix, last) VALUES ('R1151123', 4);
INSERT INTO tickets (id, number, kind, path, previous_path, state, snapshot, machine_version, version, person_id, agency_id, applicant_name, privileged, channel, locale, assignee_id, due_at, paused_minutes, opened_at, closed_at, outcome) VALUES ('51d8162facfb6a2abf4cdacf73b323b5', 'R1151123-0001', 'recovery', 'helpdesk', NULL, 'passwordHandover.mailed', '{"value":{"passwordHandover":"mailed"},"context":{"kind":"recovery","path":"helpdesk","channel":"phone","subject":{"personId":"3a91c76538c69722778f0e5cc9aa6965","agencyId":"aea8ae8944b639cd082adec4fed32207","privileged":false,"supervisor":false},"policy":{"mandatory":["call-back"],"facts":["joined-month","manager-name","national-id-tail"],"factsNeeded":2},"involved":[{"personId":"bf3598dc753b03bf937992457124c141","principals":[]}],"escalation":"supervisor","assigneeId":"bf3598dc753b03bf937992457124c141","checks":{"call-back":true,"joined-month":true,"manager-name":true},"callTries":0,"failures":0,"card":null,"keeper":null,"disableOldPassword":false,"decidedAt":1795398060000,"issue":1,"expiresAt":1795484460000,"resentAt":[],"unread":0,"deadlineIssue":5,"goesTo":null},"status":"active"}', 1, 8, '3a91c76538c69722778f0e5cc9aa6965', 'aea8ae8944b639cd082adec4fed32207', '王明', 0, 'phone', 'zh-Hant-TW', 'bf3598dc753b03bf937992457124c141', NULL, NULL, 1795398060000, NULL, NULL);
INSERT INTO tickets (id, number, kind, path, previous_path, state, snapshot, machine_version, version, person_id, agency_id, applicant_name, privileged, channel, locale, assignee_id, due_at, paused_minutes, opened_at, closed_at, outcome) VALUES ('1221a9dcc1a73399b1dc8ddaae928ca7', 'R1151123-0002', 'recovery', 'helpdesk', NULL, 'verifyingCaller', '{"value":"verifyingCaller","context":{"kind":"recovery","path":"helpdesk","channel":"phone","subject":{"personId":"fe641f5ba20047600a2ed1a6fa35ffd8","agencyId":"aea8ae8944b639cd082adec4fed32207","privileged":false,"supervisor":false},"policy":{"mandatory":["call-back"],"facts":["joined-month","manager-name","national-id-tail"],"factsNeeded":2},"involved":[],"escalation":"supervisor","assigneeId":"bf3598dc753b03bf937992457124c141","checks":{"call-back":true},"callTries":0,"failures":0,"card":null,"keeper":null,"disableOldPassword":false,"decidedAt":null,"issue":0,"expiresAt":null,"resentAt":[],"unread":0,"deadlineIssue":3,"goesTo":null},"status":"active"}', 1, 4, 'fe641f5ba20047600a2ed1a6fa35ffd8', 'aea8ae8944b639cd082adec4fed32207', '陳美玲', 0, 'phone', 'zh-Hant-TW', 'bf3598dc753b03bf937992457124c141', 1795416060000, NULL, 1795398060000, NULL, NULL);
INSERT INTO tickets (id, number, kind, path, previous_path, state, snapshot, machine_version, version, person_id, agency_id, applicant_name, privileged, channel, locale, assignee_id, due_at, paused_minutes, opened_at, closed_at, outcome) VALUES ('e4727c19b20e3fb7edaae8507db443ff', 'R1151123-0003', 'recovery', 'hr-supervisor', NULL, 'awaitingDecision', '{"value":"awaitingDecision","context":{"kind":"recovery","path":"hr-supervisor","channel":"web","subject":{"personId":"d79454cf031cbf1fea9a8fb7f6e5b269","agencyId":"7298caa565031eadc6ce23d23ea66378","privileged":true,"supervisor":false},"policy":{"mandatory":["call-back"],"facts":["joined-month","manager-name","national-id-tail"],"factsNeeded":2},"involved":[],"escalation":"supervisor","assigneeId":null,"checks":{},"callTries":0,"failures":0,"card":null,"keeper":null,"disableOldPassword":false,"decidedAt":null,"issue":0,"expiresAt":null,"resentAt":[],"unread":0,"deadlineIssue":2,"goesTo":null},"status":"active"}', 1, 1, 'd79454cf031cbf1fea9a8fb7f6e5b269', '7298caa565031eadc6ce23d23ea66378', '黃俊傑', 1, 'web', 'zh-Hant-TW', NULL, 1795484460000, NULL, 1795398060000, NULL, NULL);
INSERT INTO tickets (id, number, kind, path, previous_path, state, snapshot, machine_version, version, person_id, agency_id, applicant_name, privileged, channel, locale, assignee_id, due_at, paused_minutes, opened_at, closed_at, outcome) VALUES ('e479a9426fdf8ed6629f61c9cc5adec7', 'R1151123-0004', 'recovery', 'helpdesk', NULL, 'refused', '{"value":"refused","context":{"kind":"recovery","path":"helpdesk","channel":"phone","subject":{"personId":"e3f8914d8254aabea6f2e6baafb8fe03","agencyId":"aea8ae8944b639cd082adec4fed32207","privileged":false,"supervisor":false},"policy":{"mandatory":["call-back"],"facts":["joined-month","manager-name","national-id-tail"],"factsNeeded":2},"involved":[],"escalation":"supervisor","assigneeId":"bf3598dc753b03bf937992457124c141","checks":{},"callTries":0,"failures":0,"card":null,"keeper":null,"disableOldPassword":false,"decidedAt":null,"issue":0,"expiresAt":null,"resentAt":[],"unread":0,"deadlineIssue":2,"goesTo":null},"status":"done"}', 1, 3, 'e3f8914d8254aabea6f2e6baafb8fe03', 'aea8ae8944b639cd082adec4fed32207', '林志豪', 0, 'phone', 'zh-Hant-TW', 'bf3598dc753b03bf937992457124c141', NULL, NULL, 1795398060000, 1795398060000, 'refused');
INSERT INTO trust_certificates (sha256, purpose, role, der, crl_urls, ocsp_url, added_by, added_at) VALUES ('b24fec65463c7541fae7fa592e1ab8b8d1e56eaac2800f1db84515eaa3fffc98', 'agency', 'anchor', X'308203543082023ca003020102020107300d06092a864886f70d01010b0500303b310b300906035504061302545731123010060355040a0c09e8a18ce694bfe999a231183016060355040b0c0fe7b8bde7aea1e79086e4b8ade5bf83301e170d3234303232373032303030305a170d3239303831393032303030305a303b310b300906035504061302545731123010060355040a0c09e8a18ce694bfe999a231183016060355040b0c0fe7b8bde7aea1e79086e4b8ade5bf8330820122300d06092a864886f70d01010105000382010f003082010a0282010100b02a11b3feef4f7199f725554de6fdce3e4803053ef6f5d0832b88f12afe62ad0cc27d05565f87c95ad0316e8bfba870e7167fe7b6596c862f49dd0a2b98d907d481a9d1d4e12d9cd826adf6c28c1cc9fb8c5b2d64b4819f5a7c999de75826d1384314bfc8cba546467852fc2ebb44c93aad54c32a76af0155161e02bbad2e614b5250648cfaa3aa0e7f2debc1f840931002baf138b621ea90131b5f647eba82773ea3be9f6ceac1b4a4c55d0341334cb5d7fdea97ecd9ee1f38e627f01972916d4c4bed84a14b8ca778d5b5e094ad9ca720a51e7412e870bfdef83a78fb21c3171d5f770cc14230c4d27c522029dda61cac78a71602db95c25e56893c5605010203010001a3633061301f0603551d2304183016801457df7a64d18c24a1ef844cb155bcc9a50cbc4060301d0603551d0e0416041457df7a64d18c24a1ef844cb155bcc9a50cbc4060300f0603551d130101ff040530030101ff300e0603551d0f0101ff040403020106300d06092a864886f70d01010b05000382010100607558c5a53350744b3aec6ebe50fd6f7dccdc5226a5ea33da7d11fd6c9b12bb96cbd78a83471d6ce03268e1b906f22bcc7eaea5688d170608f152953be0b3b22061937436c9ed579734dcb98b98e6d2de71494c15771ee5f64a885df0f0f73c6585be1291c7ebcfcbda8dd50276079dcef795bb1304159262454ba9d5e96be6eb6a7b3e16dfbe98413678424e00a56f3708eba985e6f5a8468436b9ab91c4e5b0c530f74e56d2d210da44c4c6b080ffd1d3c11913332cd77048cbfe7912e2e09b7ebe5e4343ef5ebfdc825218dcd37721d017e19963ce0694aa6921b7c71952b5fe1162d3b57147fdaf64d9a6a0c486a12a16b70c9f23d7c34b8a802d506db9', '[]', NULL, 'demo', 1795398060000);
INSERT INTO trust_certificates (sha256, purpose, role, der, crl_urls, ocsp_url, added_by, added_at) VALUES ('f865d2156934db7f992810cf7cd9772352aeec3cbba0632755769d7eff8aee76', 'agency', 'intermediate', X'308203573082023fa003020102020107300d06092a864886f70d01010b0500303b310b300906035504061302545731123010060355040a0c09e8a18ce694bfe999a231183016060355040b0c0fe7b8bde7aea1e79086e4b8ade5bf83301e170d3234303232373032303030305a170d3239303831393032303030305a303e310b300906035504061302545731123010060355040a0c09e8a18ce694bfe999a2311b3019060355040b0c12e6a99fe9979ce7aea1e79086e4b8ade5bf8330820122300d06092a864886f70d01010105000382010f003082010a0282010100e70ad0f02e1ec4c690738e8a5dd490b444f2dd039b84aebf0875e80267efcdace9303c52da53e1da64bc9f9d6928d6c189fea3abecb4e2893372b39b2b772a8282531d0efdc751905790e911566771b807530370b95a163b9200fea87994c71ac0f53b3e83e53e370ec8611b8635fb4e960657e8c175d241304f78fc6f80d13f627b19f1dd5771ebf3d7da2392c6f9577ec514bdebbc665919760e78a67a7916fc1b8a4d720c140e9511e52c983cbe4f8eede5dd1496ee4c9f0fb2cba4892bef641962c93c81e1151b6708f2fe511af5307177761c4751669657d8617fe5544cc07c2f67a91be7c58f79896b15e1f8d127c41b7cee1b3bb14e1635d5c1683cbd0203010001a3633061301f0603551d2304183016801457df7a64d18c24a1ef844cb155bcc9a50cbc4060301d0603551d0e041604146d8c2bd43eaf9c085c37f8aad5d9d414c9ca8ddf300f0603551d130101ff040530030101ff300e0603551d0f0101ff040403020106300d06092a864886f70d01010b05000382010100306260987ac624b1ec835369e4ee17c93deac1f9a8d7a6985778dfc3f5126c81f0cf19b8467c15ac6240553edd72cfeb6991e25071ab1a0b51ed33c8aab0a2dbff666daba7acbd089a98df2967a0df7fa64461c78dcea88eb6099eed78b4e8581067990b8a30900aa0f905c0f9cd76ea7115766fbe13bef46eb8ba0c9fd2571c5221338aebac46199af0602ed6ac675691d573773c4c95e568b94803f475921c22197d8c0e04124f918cc67eaa3b99c86a92180cdeb80971e2ac4aa9aa00c9ae96bba6196dcbf5c81100708456f864dbfa1ac653c338f88b2774dadc179e7c488fdfec1dbb6d70954bd30904f91d8a4976a7469dce37bdfe1efbd3398620b3ac', '[]', NULL, 'demo', 1795398060000);
