CREATE TABLE `agency_tree` (
	`id` integer PRIMARY KEY NOT NULL,
	`standing` integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE `people` ADD `standing` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `person_changes` ADD `rests_on` text DEFAULT '[]' NOT NULL;