CREATE EXTENSION IF NOT EXISTS pg_trgm;
--> statement-breakpoint
CREATE TABLE "call_hooks" (
	"organization_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"token" text NOT NULL,
	"sealed_secret" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "call_hooks_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "call_hooks_token" UNIQUE("organization_id","token")
);
--> statement-breakpoint
CREATE TABLE "calls" (
	"organization_id" integer NOT NULL,
	"id" text NOT NULL,
	"user_id" uuid NOT NULL,
	"direction" text NOT NULL,
	"peer" text,
	"state" text NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"answered_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	CONSTRAINT "calls_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "contact_numbers" (
	"organization_id" integer NOT NULL,
	"customer" text NOT NULL,
	"contact_id" uuid NOT NULL,
	"label" text DEFAULT '' NOT NULL,
	CONSTRAINT "contact_numbers_organization_id_customer_pk" PRIMARY KEY("organization_id","customer")
);
--> statement-breakpoint
CREATE TABLE "auto_replies" (
	"organization_id" integer NOT NULL,
	"number_id" uuid NOT NULL,
	"customer" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "auto_replies_organization_id_number_id_customer_pk" PRIMARY KEY("organization_id","number_id","customer")
);
--> statement-breakpoint
CREATE TABLE "consent_log" (
	"organization_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"customer" text NOT NULL,
	"number_id" uuid,
	"kind" text NOT NULL,
	"source" text NOT NULL,
	"message_id" uuid,
	"recorded_by_id" uuid,
	"evidence" text DEFAULT '' NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "consent_log_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "conversation_labels" (
	"organization_id" integer NOT NULL,
	"conversation_id" uuid NOT NULL,
	"label_id" uuid NOT NULL,
	"inbox_id" uuid NOT NULL,
	"last_message_at" timestamp with time zone NOT NULL,
	CONSTRAINT "conversation_labels_organization_id_conversation_id_label_id_pk" PRIMARY KEY("organization_id","conversation_id","label_id")
);
--> statement-breakpoint
CREATE TABLE "labels" (
	"organization_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"color" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "labels_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "labels_name" UNIQUE("organization_id","name")
);
--> statement-breakpoint
CREATE TABLE "mentions" (
	"organization_id" integer NOT NULL,
	"user_id" uuid NOT NULL,
	"conversation_id" uuid NOT NULL,
	"seq" bigint NOT NULL,
	CONSTRAINT "mentions_organization_id_user_id_conversation_id_seq_pk" PRIMARY KEY("organization_id","user_id","conversation_id","seq")
);
--> statement-breakpoint
CREATE TABLE "scheduled_messages" (
	"organization_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"conversation_id" uuid NOT NULL,
	"author_id" uuid NOT NULL,
	"text" text NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"cancel_on_reply" boolean NOT NULL,
	"refused" text,
	"version" bigint DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "scheduled_messages_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "dialplan_rules" (
	"organization_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"position" integer NOT NULL,
	"name" text NOT NULL,
	"enabled" boolean DEFAULT true NOT NULL,
	"match" jsonb NOT NULL,
	"target" jsonb NOT NULL,
	CONSTRAINT "dialplan_rules_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "snippets" (
	"organization_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"owner_id" uuid,
	"service_id" uuid,
	"name" text NOT NULL,
	"shortcut" text,
	"text" text NOT NULL,
	"version" bigint DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "snippets_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "timers" (
	"organization_id" integer NOT NULL,
	"kind" text NOT NULL,
	"target_id" uuid NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	CONSTRAINT "timers_organization_id_kind_target_id_pk" PRIMARY KEY("organization_id","kind","target_id")
);
--> statement-breakpoint
CREATE TABLE "user_settings" (
	"organization_id" integer NOT NULL,
	"user_id" uuid NOT NULL,
	"preferences" jsonb NOT NULL,
	CONSTRAINT "user_settings_organization_id_user_id_pk" PRIMARY KEY("organization_id","user_id")
);
--> statement-breakpoint
-- The owner of forced tables sees no row of them unless it is a superuser: lifted while rows are moved.
ALTER TABLE contacts NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE events NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE messages NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE conversations NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE services NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
-- A contact has an id of its own now and may have several numbers.
ALTER TABLE "contacts" ADD COLUMN "id" uuid NOT NULL DEFAULT gen_random_uuid();
--> statement-breakpoint
ALTER TABLE "contacts" ALTER COLUMN "id" DROP DEFAULT;
--> statement-breakpoint
INSERT INTO contact_numbers (organization_id, customer, contact_id) SELECT organization_id, customer, id FROM contacts;
--> statement-breakpoint
ALTER TABLE "contacts" DROP CONSTRAINT "contacts_organization_id_customer_pk";
--> statement-breakpoint
ALTER TABLE "contacts" DROP COLUMN "customer";
--> statement-breakpoint
ALTER TABLE "contacts" ADD CONSTRAINT "contacts_organization_id_id_pk" PRIMARY KEY("organization_id","id");
--> statement-breakpoint
ALTER TABLE "events" RENAME COLUMN "number_id" TO "inbox_id";
--> statement-breakpoint
ALTER TABLE "messages" RENAME COLUMN "number_id" TO "inbox_id";
--> statement-breakpoint
-- Visibility goes by inbox: of a Service's conversation that is the Service, else the office number.
UPDATE messages m SET inbox_id = c.service_id FROM conversations c
WHERE c.organization_id = m.organization_id AND c.id = m.conversation_id AND c.service_id IS NOT NULL;
--> statement-breakpoint
UPDATE events e SET inbox_id = s.id FROM services s
WHERE s.organization_id = e.organization_id AND s.number_id = e.inbox_id;
--> statement-breakpoint
ALTER TABLE contacts FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE events FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE messages FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE conversations FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE services FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "conversations" DROP CONSTRAINT "conversations_number_customer";
--> statement-breakpoint
DROP INDEX "conversations_all";
--> statement-breakpoint
DROP INDEX "conversations_mine";
--> statement-breakpoint
DROP INDEX "conversations_unassigned";
--> statement-breakpoint
DROP INDEX "conversations_needs_reply";
--> statement-breakpoint
DROP INDEX "conversations_failed";
--> statement-breakpoint
ALTER TABLE "messages" drop column "search";
--> statement-breakpoint
ALTER TABLE "contacts" ADD COLUMN "notes" text DEFAULT '' NOT NULL;
--> statement-breakpoint
ALTER TABLE "contacts" ADD COLUMN "fields" jsonb DEFAULT '{}'::jsonb NOT NULL;
--> statement-breakpoint
ALTER TABLE "contacts" ADD COLUMN "label_ids" uuid[] DEFAULT '{}' NOT NULL;
--> statement-breakpoint
ALTER TABLE "contacts" ADD COLUMN "version" bigint DEFAULT 1 NOT NULL;
--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "inbox_id" uuid GENERATED ALWAYS AS (coalesce(service_id, number_id)) STORED NOT NULL;
--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "title" text;
--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "state" text DEFAULT 'open' NOT NULL;
--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "snoozed_until" timestamp with time zone;
--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "retired_at" timestamp with time zone;
--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "scheduled_count" integer DEFAULT 0 NOT NULL;
--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "label_ids" uuid[] DEFAULT '{}' NOT NULL;
--> statement-breakpoint
ALTER TABLE "participants" ADD COLUMN "muted" boolean DEFAULT false NOT NULL;
--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "automatic" boolean DEFAULT false NOT NULL;
--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "suspected" text;
--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "language" "regconfig" DEFAULT 'simple' NOT NULL;
--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "search" "tsvector" GENERATED ALWAYS AS (to_tsvector('simple', body) || to_tsvector(language, body)) STORED;
--> statement-breakpoint
CREATE INDEX "messages_search" ON "messages" USING gin ("search");
--> statement-breakpoint
ALTER TABLE "services" ADD COLUMN "escalate_after_minutes" integer DEFAULT 60;
--> statement-breakpoint
ALTER TABLE "services" ADD COLUMN "auto_assign" boolean DEFAULT false NOT NULL;
--> statement-breakpoint
ALTER TABLE "services" ADD COLUMN "business_hours" jsonb;
--> statement-breakpoint
ALTER TABLE "services" ADD COLUMN "away_text" text;
--> statement-breakpoint
ALTER TABLE "services" ADD COLUMN "routing" jsonb;
--> statement-breakpoint
ALTER TABLE "organizations" ADD COLUMN "search_language" text DEFAULT 'simple' NOT NULL;
--> statement-breakpoint
ALTER TABLE "calls" ADD CONSTRAINT "calls_organization_id_user_id_users_organization_id_id_fk" FOREIGN KEY ("organization_id","user_id") REFERENCES "public"."users"("organization_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "contact_numbers" ADD CONSTRAINT "contact_numbers_organization_id_contact_id_contacts_organization_id_id_fk" FOREIGN KEY ("organization_id","contact_id") REFERENCES "public"."contacts"("organization_id","id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "conversation_labels" ADD CONSTRAINT "conversation_labels_organization_id_conversation_id_conversations_organization_id_id_fk" FOREIGN KEY ("organization_id","conversation_id") REFERENCES "public"."conversations"("organization_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "conversation_labels" ADD CONSTRAINT "conversation_labels_organization_id_label_id_labels_organization_id_id_fk" FOREIGN KEY ("organization_id","label_id") REFERENCES "public"."labels"("organization_id","id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "mentions" ADD CONSTRAINT "mentions_organization_id_conversation_id_conversations_organization_id_id_fk" FOREIGN KEY ("organization_id","conversation_id") REFERENCES "public"."conversations"("organization_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "scheduled_messages" ADD CONSTRAINT "scheduled_messages_organization_id_conversation_id_conversations_organization_id_id_fk" FOREIGN KEY ("organization_id","conversation_id") REFERENCES "public"."conversations"("organization_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "snippets" ADD CONSTRAINT "snippets_organization_id_owner_id_users_organization_id_id_fk" FOREIGN KEY ("organization_id","owner_id") REFERENCES "public"."users"("organization_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "snippets" ADD CONSTRAINT "snippets_organization_id_service_id_services_organization_id_id_fk" FOREIGN KEY ("organization_id","service_id") REFERENCES "public"."services"("organization_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "user_settings" ADD CONSTRAINT "user_settings_organization_id_user_id_users_organization_id_id_fk" FOREIGN KEY ("organization_id","user_id") REFERENCES "public"."users"("organization_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX "calls_user" ON "calls" USING btree ("organization_id","user_id","started_at");
--> statement-breakpoint
CREATE INDEX "contact_numbers_contact" ON "contact_numbers" USING btree ("organization_id","contact_id");
--> statement-breakpoint
CREATE INDEX "contact_numbers_digits" ON "contact_numbers" USING gin (customer gin_trgm_ops);
--> statement-breakpoint
CREATE INDEX "consent_log_customer" ON "consent_log" USING btree ("organization_id","customer","at");
--> statement-breakpoint
CREATE INDEX "conversation_labels_list" ON "conversation_labels" USING btree ("organization_id","label_id","inbox_id","last_message_at","conversation_id");
--> statement-breakpoint
CREATE INDEX "scheduled_messages_conversation" ON "scheduled_messages" USING btree ("organization_id","conversation_id","due_at");
--> statement-breakpoint
CREATE INDEX "snippets_name" ON "snippets" USING btree ("organization_id","name","id");
--> statement-breakpoint
CREATE INDEX "timers_due" ON "timers" USING btree ("due_at");
--> statement-breakpoint
CREATE INDEX "contacts_name" ON "contacts" USING btree ("organization_id","name","id");
--> statement-breakpoint
CREATE INDEX "contacts_name_parts" ON "contacts" USING gin (lower(name) gin_trgm_ops);
--> statement-breakpoint
CREATE UNIQUE INDEX "conversations_number_customer" ON "conversations" USING btree ("organization_id","number_id","customer") WHERE retired_at is null;
--> statement-breakpoint
CREATE INDEX "conversations_snoozed" ON "conversations" USING btree ("organization_id","inbox_id","last_message_at","id") WHERE state = 'snoozed';
--> statement-breakpoint
CREATE INDEX "conversations_done" ON "conversations" USING btree ("organization_id","inbox_id","last_message_at","id") WHERE state = 'done';
--> statement-breakpoint
CREATE INDEX "conversations_scheduled" ON "conversations" USING btree ("organization_id","inbox_id","last_message_at","id") WHERE scheduled_count > 0;
--> statement-breakpoint
CREATE INDEX "conversations_unattended" ON "conversations" USING btree ("organization_id","inbox_id","last_message_at","id") WHERE participant_count = 0 and needs_reply_since is not null;
--> statement-breakpoint
CREATE INDEX "opt_outs_customer_digits" ON "opt_outs" USING gin (customer gin_trgm_ops);
--> statement-breakpoint
CREATE INDEX "conversations_all" ON "conversations" USING btree ("organization_id","inbox_id","last_message_at","id");
--> statement-breakpoint
CREATE INDEX "conversations_mine" ON "conversations" USING btree ("organization_id","assignee_id","inbox_id","last_message_at","id") WHERE assignee_id is not null and state = 'open';
--> statement-breakpoint
CREATE INDEX "conversations_unassigned" ON "conversations" USING btree ("organization_id","inbox_id","last_message_at","id") WHERE assignee_id is null and kind = 'service' and state = 'open';
--> statement-breakpoint
CREATE INDEX "conversations_needs_reply" ON "conversations" USING btree ("organization_id","inbox_id","last_message_at","id") WHERE needs_reply_since is not null and state = 'open';
--> statement-breakpoint
CREATE INDEX "conversations_failed" ON "conversations" USING btree ("organization_id","inbox_id","last_message_at","id") WHERE failed_count > 0;
--> statement-breakpoint
SELECT protect_tenant_table('contact_numbers'::regclass);
SELECT protect_tenant_table('auto_replies'::regclass);
SELECT protect_tenant_table('consent_log'::regclass);
SELECT protect_tenant_table('conversation_labels'::regclass);
SELECT protect_tenant_table('labels'::regclass);
SELECT protect_tenant_table('mentions'::regclass);
SELECT protect_tenant_table('scheduled_messages'::regclass);
SELECT protect_tenant_table('dialplan_rules'::regclass);
SELECT protect_tenant_table('snippets'::regclass);
SELECT protect_tenant_table('timers'::regclass);
SELECT protect_tenant_table('user_settings'::regclass);
SELECT protect_tenant_table('call_hooks'::regclass);
SELECT protect_tenant_table('calls'::regclass);
--> statement-breakpoint
-- Evidence only grows.
REVOKE UPDATE ON consent_log FROM waggle_tenant;
--> statement-breakpoint
-- A labelled conversation keeps its place in its labels' lists. Others pay for one comparison.
CREATE FUNCTION move_labelled_conversation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE conversation_labels SET last_message_at = NEW.last_message_at
  WHERE organization_id = NEW.organization_id AND conversation_id = NEW.id;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER conversations_move_in_labels AFTER UPDATE OF last_message_at ON conversations
  FOR EACH ROW
  WHEN (NEW.label_ids <> '{}' AND NEW.last_message_at IS DISTINCT FROM OLD.last_message_at)
  EXECUTE FUNCTION move_labelled_conversation();
--> statement-breakpoint
CREATE POLICY dispatcher ON timers FOR SELECT TO waggle_dispatcher USING (true);
--> statement-breakpoint
GRANT SELECT ON timers TO waggle_dispatcher;
