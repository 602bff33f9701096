DROP INDEX `outbox_due`;--> statement-breakpoint
ALTER TABLE `outbox` ADD `domain` text GENERATED ALWAYS AS (lower(substr(address, length(rtrim(address, replace(address, '@', ''))) + 1))) VIRTUAL NOT NULL;--> statement-breakpoint
CREATE INDEX `outbox_due_by_domain` ON `outbox` (`domain`,`next_attempt_at`,`created_at`,`id`) WHERE state = 'waiting' and gathered_into is null;--> statement-breakpoint
CREATE INDEX `outbox_leased` ON `outbox` (`leased_until`) WHERE state = 'waiting' and leased_until is not null;--> statement-breakpoint
CREATE INDEX `outbox_due` ON `outbox` (`state`,`next_attempt_at`,`created_at`,`id`);