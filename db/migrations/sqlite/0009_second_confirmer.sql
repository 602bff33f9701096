ALTER TABLE `certificate_bindings` ADD `confirmer_rests_on` text;--> statement-breakpoint
ALTER TABLE `certificate_bindings` ADD `second_confirmer` text;--> statement-breakpoint
CREATE INDEX `certificate_bindings_to_second` ON `certificate_bindings` (`waiting_since`) WHERE "certificate_bindings"."state" = 'awaitingSecondPerson';