PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_revocations_to_journal` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`counter` integer NOT NULL,
	`at` integer NOT NULL,
	`write` text NOT NULL
);
--> statement-breakpoint
INSERT INTO `__new_revocations_to_journal`("id", "counter", "at", "write") SELECT "id", "counter", "at", "write" FROM `revocations_to_journal`;--> statement-breakpoint
DROP TABLE `revocations_to_journal`;--> statement-breakpoint
ALTER TABLE `__new_revocations_to_journal` RENAME TO `revocations_to_journal`;--> statement-breakpoint
PRAGMA foreign_keys=ON;