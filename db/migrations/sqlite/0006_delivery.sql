ALTER TABLE `outbox` ADD `failure` text;--> statement-breakpoint
ALTER TABLE `outbox` ADD `first_tried_at` integer;--> statement-breakpoint
ALTER TABLE `outbox` ADD `gathered_into` text;--> statement-breakpoint
CREATE INDEX `outbox_recipient` ON `outbox` (`address`,`template`);--> statement-breakpoint
CREATE INDEX `outbox_gathered` ON `outbox` (`gathered_into`);--> statement-breakpoint
CREATE INDEX `outbox_sent` ON `outbox` (`sent_at`);--> statement-breakpoint
CREATE INDEX `outbox_created` ON `outbox` (`created_at`);--> statement-breakpoint
ALTER TABLE `temporary_passwords` ADD `link_hash` text;--> statement-breakpoint
CREATE INDEX `temporary_passwords_link` ON `temporary_passwords` (`link_hash`);