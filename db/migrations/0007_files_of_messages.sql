CREATE TABLE "files" (
	"organization_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"conversation_id" uuid,
	"inbox_id" uuid,
	"message_id" uuid,
	"handset_id" uuid,
	"uploaded_by_id" uuid,
	"position" smallint DEFAULT 0 NOT NULL,
	"name" text NOT NULL,
	"content_type" text NOT NULL,
	"bytes" integer,
	"original_bytes" integer,
	"sha256" text,
	"width" integer,
	"height" integer,
	"alt" text DEFAULT '' NOT NULL,
	"state" text NOT NULL,
	"fault" text,
	"source" jsonb,
	"attempts" smallint DEFAULT 0 NOT NULL,
	"fetch_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "files_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "files" jsonb;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "group_id" uuid;--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "files_organization_id_conversation_id_conversations_organization_id_id_fk" FOREIGN KEY ("organization_id","conversation_id") REFERENCES "public"."conversations"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "files_message" ON "files" USING btree ("organization_id","message_id","position");--> statement-breakpoint
CREATE INDEX "files_unsent" ON "files" USING btree ("created_at") WHERE message_id is null;--> statement-breakpoint
CREATE INDEX "files_to_fetch" ON "files" USING btree ("fetch_at") WHERE state = 'fetching';--> statement-breakpoint
ALTER TABLE "messages" DROP COLUMN "media";--> statement-breakpoint
SELECT protect_tenant_table('files'::regclass);
--> statement-breakpoint
-- What is to be fetched, and what was uploaded and never sent: ids and times, never a name.
CREATE POLICY dispatcher ON files FOR SELECT TO waggle_dispatcher USING (true);
--> statement-breakpoint
GRANT SELECT (organization_id, id, state, fetch_at, message_id, created_at) ON files TO waggle_dispatcher;
