CREATE TABLE `known_browsers` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `known_browsers_person` ON `known_browsers` (`person_id`);--> statement-breakpoint
ALTER TABLE `claims` ADD `unmatched_since` integer;--> statement-breakpoint
CREATE INDEX `claims_unmatched` ON `claims` (`unmatched_since`) WHERE "claims"."unmatched_since" is not null;