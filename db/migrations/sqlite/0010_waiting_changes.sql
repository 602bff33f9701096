CREATE TABLE `waiting_changes` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`about` text NOT NULL,
	`person_id` text,
	`agency_id` text,
	`typed` text NOT NULL,
	`typed_sealed` text,
	`before` text NOT NULL,
	`reason` text,
	`asked_by` text NOT NULL,
	`asked_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`status` text NOT NULL,
	`decided_by` text,
	`decided_at` integer,
	`decided_reason` text,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`agency_id`) REFERENCES `agencies`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`asked_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`decided_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `waiting_changes_status` ON `waiting_changes` (`status`,`asked_at`);--> statement-breakpoint
CREATE INDEX `waiting_changes_person` ON `waiting_changes` (`person_id`,`asked_at`);--> statement-breakpoint
ALTER TABLE `person_changes` ADD `confirmed_by` text;--> statement-breakpoint
ALTER TABLE `roles` ADD `agreed_by` text;--> statement-breakpoint
ALTER TABLE `served_agencies` ADD `granted_by` text;--> statement-breakpoint
ALTER TABLE `served_agencies` ADD `agreed_by` text;--> statement-breakpoint
ALTER TABLE `served_agencies` ADD `granted_at` integer;