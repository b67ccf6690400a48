DROP INDEX "blocked_messages_customer";--> statement-breakpoint
DROP INDEX "conversations_all";--> statement-breakpoint
DROP INDEX "conversations_mine";--> statement-breakpoint
DROP INDEX "conversations_unassigned";--> statement-breakpoint
DROP INDEX "conversations_needs_reply";--> statement-breakpoint
DROP INDEX "conversations_failed";--> statement-breakpoint
DROP INDEX "simulator_messages_handset";--> statement-breakpoint
CREATE INDEX "blocked_messages_customer" ON "blocked_messages" USING btree ("organization_id","customer","received_at");--> statement-breakpoint
CREATE INDEX "conversations_all" ON "conversations" USING btree ("organization_id","number_id","last_message_at","id");--> statement-breakpoint
CREATE INDEX "conversations_mine" ON "conversations" USING btree ("organization_id","assignee_id","number_id","last_message_at","id") WHERE assignee_id is not null;--> statement-breakpoint
CREATE INDEX "conversations_unassigned" ON "conversations" USING btree ("organization_id","number_id","last_message_at","id") WHERE assignee_id is null;--> statement-breakpoint
CREATE INDEX "conversations_needs_reply" ON "conversations" USING btree ("organization_id","number_id","last_message_at","id") WHERE needs_reply_since is not null;--> statement-breakpoint
CREATE INDEX "conversations_failed" ON "conversations" USING btree ("organization_id","number_id","last_message_at","id") WHERE failed_count > 0;--> statement-breakpoint
CREATE INDEX "simulator_messages_handset" ON "simulator_messages" USING btree ("organization_id","handset_id","at","id");