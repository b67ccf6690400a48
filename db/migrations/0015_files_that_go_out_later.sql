DROP INDEX "files_unsent";--> statement-breakpoint
ALTER TABLE "files" ADD COLUMN "scheduled_id" uuid;--> statement-breakpoint
CREATE INDEX "files_scheduled" ON "files" USING btree ("organization_id","scheduled_id") WHERE scheduled_id is not null;--> statement-breakpoint
CREATE INDEX "files_unsent" ON "files" USING btree ("created_at") WHERE message_id is null and scheduled_id is null;