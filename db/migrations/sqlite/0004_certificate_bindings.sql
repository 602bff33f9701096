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
--> statement-breakpoint
CREATE UNIQUE INDEX `card_sign_ins_pre_session_unique` ON `card_sign_ins` (`pre_session`);--> statement-breakpoint
CREATE INDEX `card_sign_ins_expiry` ON `card_sign_ins` (`expires_at`);--> statement-breakpoint
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
--> statement-breakpoint
CREATE UNIQUE INDEX `certificate_bindings_one_person_per_card` ON `certificate_bindings` (`issuer_key_id`,`subject_serial`) WHERE "certificate_bindings"."state" <> 'ended';--> statement-breakpoint
CREATE UNIQUE INDEX `certificate_bindings_one_card_per_person` ON `certificate_bindings` (`person_id`) WHERE "certificate_bindings"."state" = 'confirmed';--> statement-breakpoint
CREATE INDEX `certificate_bindings_person` ON `certificate_bindings` (`person_id`);--> statement-breakpoint
PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_evidence` (
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
--> statement-breakpoint
INSERT INTO `__new_evidence`("id", "ticket_id", "purpose", "content", "cms", "chain", "revocation", "at") SELECT "id", "ticket_id", "purpose", "content", "cms", "chain", "revocation", "at" FROM `evidence`;--> statement-breakpoint
DROP TABLE `evidence`;--> statement-breakpoint
ALTER TABLE `__new_evidence` RENAME TO `evidence`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE INDEX `evidence_ticket` ON `evidence` (`ticket_id`);--> statement-breakpoint
CREATE INDEX `evidence_person` ON `evidence` (`person_id`);