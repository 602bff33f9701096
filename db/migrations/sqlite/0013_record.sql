CREATE TABLE `record_state` (
	`id` integer PRIMARY KEY NOT NULL,
	`counter` integer NOT NULL,
	`seq` integer NOT NULL,
	`sum` text NOT NULL,
	`mac` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `revocations_to_journal` (
	`id` integer PRIMARY KEY NOT NULL,
	`counter` integer NOT NULL,
	`at` integer NOT NULL,
	`write` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `row_seals` (
	`table_name` text NOT NULL,
	`row_key` text NOT NULL,
	`mac` text NOT NULL,
	PRIMARY KEY(`table_name`, `row_key`)
) WITHOUT ROWID;
--> statement-breakpoint
ALTER TABLE `audit` ADD `mac` text;