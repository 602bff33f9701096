CREATE TABLE `mail_wordings` (
	`version` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`template` text NOT NULL,
	`locale` text NOT NULL,
	`sentences` text NOT NULL,
	`changed_by` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `mail_wordings_of` ON `mail_wordings` (`template`,`locale`,`version`);--> statement-breakpoint
ALTER TABLE `outbox` ADD `wording_version` integer;