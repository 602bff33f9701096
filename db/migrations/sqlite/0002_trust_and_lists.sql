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
--> statement-breakpoint
CREATE INDEX `authority_addresses_due` ON `authority_addresses` (`next_try_at`);--> statement-breakpoint
CREATE TABLE `crl_parts` (
	`sha256` text NOT NULL,
	`part` integer NOT NULL,
	`bytes` blob NOT NULL,
	PRIMARY KEY(`sha256`, `part`)
);
--> statement-breakpoint
PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_trust_certificates` (
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
--> statement-breakpoint
INSERT INTO `__new_trust_certificates`("sha256", "purpose", "role", "der", "added_by", "added_at") SELECT "sha256", "purpose", "role", "der", "added_by", "added_at" FROM `trust_certificates`;--> statement-breakpoint
DROP TABLE `trust_certificates`;--> statement-breakpoint
ALTER TABLE `__new_trust_certificates` RENAME TO `trust_certificates`;--> statement-breakpoint
INSERT INTO `crl_parts`("sha256", "part", "bytes") SELECT "sha256", 0, "der" FROM `crls`;--> statement-breakpoint
CREATE TABLE `__new_crls` (
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
--> statement-breakpoint
INSERT INTO `__new_crls`("sha256", "issuer_key_id", "series", "number", "this_update_at", "next_update_at", "entries", "size", "source", "fetched_at") SELECT "sha256", "issuer_key_id", "sha256", '0', 0, 0, 0, length("der"), 'demo', "fetched_at" FROM `crls`;--> statement-breakpoint
DROP TABLE `crls`;--> statement-breakpoint
ALTER TABLE `__new_crls` RENAME TO `crls`;--> statement-breakpoint
CREATE UNIQUE INDEX `crls_series_unique` ON `crls` (`series`);--> statement-breakpoint
CREATE INDEX `crls_issuer` ON `crls` (`issuer_key_id`);--> statement-breakpoint
PRAGMA foreign_keys=ON;
