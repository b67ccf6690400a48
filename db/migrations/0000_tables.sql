CREATE TABLE "blocked_messages" (
	"organization_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"number_id" uuid NOT NULL,
	"customer" text NOT NULL,
	"body" text NOT NULL,
	"received_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "blocked_messages_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "blocks" (
	"organization_id" integer NOT NULL,
	"customer" text NOT NULL,
	"blocked_by_id" uuid,
	"blocked_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "blocks_organization_id_customer_pk" PRIMARY KEY("organization_id","customer")
);
--> statement-breakpoint
CREATE TABLE "contacts" (
	"organization_id" integer NOT NULL,
	"customer" text NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "contacts_organization_id_customer_pk" PRIMARY KEY("organization_id","customer")
);
--> statement-breakpoint
CREATE TABLE "conversations" (
	"organization_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"number_id" uuid NOT NULL,
	"service_id" uuid,
	"customer" text NOT NULL,
	"replyable" boolean NOT NULL,
	"assignee_id" uuid,
	"last_seq" bigint DEFAULT 0 NOT NULL,
	"last_message_at" timestamp with time zone DEFAULT now() NOT NULL,
	"preview_seq" bigint DEFAULT 0 NOT NULL,
	"preview_text" text DEFAULT '' NOT NULL,
	"preview_direction" text DEFAULT 'internal' NOT NULL,
	"preview_channel" text DEFAULT 'system' NOT NULL,
	"preview_status" text DEFAULT 'received' NOT NULL,
	"preview_author_id" uuid,
	"preview_media_count" integer DEFAULT 0 NOT NULL,
	"needs_reply_since" timestamp with time zone,
	"failed_count" integer DEFAULT 0 NOT NULL,
	"has_sms" boolean DEFAULT false NOT NULL,
	"participant_count" integer DEFAULT 0 NOT NULL,
	"version" bigint DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "conversations_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "conversations_number_customer" UNIQUE("organization_id","number_id","customer")
);
--> statement-breakpoint
CREATE TABLE "drafts" (
	"organization_id" integer NOT NULL,
	"user_id" uuid NOT NULL,
	"conversation_id" uuid NOT NULL,
	"text" text NOT NULL,
	"revision" integer NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "drafts_organization_id_user_id_conversation_id_pk" PRIMARY KEY("organization_id","user_id","conversation_id")
);
--> statement-breakpoint
CREATE TABLE "opt_outs" (
	"organization_id" integer NOT NULL,
	"number_id" uuid NOT NULL,
	"customer" text NOT NULL,
	"opted_out_at" timestamp with time zone,
	"last_opted_out_at" timestamp with time zone,
	"source_message_id" uuid,
	CONSTRAINT "opt_outs_organization_id_number_id_customer_pk" PRIMARY KEY("organization_id","number_id","customer")
);
--> statement-breakpoint
CREATE TABLE "participants" (
	"organization_id" integer NOT NULL,
	"conversation_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"is_guest" boolean DEFAULT false NOT NULL,
	"joined_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "participants_organization_id_conversation_id_user_id_pk" PRIMARY KEY("organization_id","conversation_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "read_marks" (
	"organization_id" integer NOT NULL,
	"user_id" uuid NOT NULL,
	"conversation_id" uuid NOT NULL,
	"last_read_seq" bigint NOT NULL,
	CONSTRAINT "read_marks_organization_id_user_id_conversation_id_pk" PRIMARY KEY("organization_id","user_id","conversation_id")
);
--> statement-breakpoint
CREATE TABLE "event_counters" (
	"organization_id" integer PRIMARY KEY NOT NULL,
	"last_seq" bigint DEFAULT 0 NOT NULL,
	"pruned_upto" bigint DEFAULT 0 NOT NULL,
	"epoch" uuid DEFAULT gen_random_uuid() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "events" (
	"organization_id" integer NOT NULL,
	"seq" bigint NOT NULL,
	"number_id" uuid,
	"conversation_id" uuid,
	"user_id" uuid,
	"payload" text NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "events_organization_id_seq_pk" PRIMARY KEY("organization_id","seq")
);
--> statement-breakpoint
CREATE TABLE "messages" (
	"organization_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"conversation_id" uuid NOT NULL,
	"number_id" uuid NOT NULL,
	"seq" bigint NOT NULL,
	"direction" text NOT NULL,
	"channel" text NOT NULL,
	"body" text NOT NULL,
	"system" jsonb,
	"status" text NOT NULL,
	"fault" text,
	"carrier_code" text,
	"segments" integer NOT NULL,
	"encoding" text NOT NULL,
	"media" jsonb,
	"author_id" uuid,
	"retry_of" uuid,
	"settled" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"sent_at" timestamp with time zone,
	"delivered_at" timestamp with time zone,
	"provider_time" timestamp with time zone,
	"version" bigint DEFAULT 1 NOT NULL,
	"search" "tsvector" GENERATED ALWAYS AS (to_tsvector('simple', body)) STORED,
	CONSTRAINT "messages_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "messages_seq" UNIQUE("organization_id","conversation_id","seq")
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"organization_id" integer NOT NULL,
	"message_id" uuid NOT NULL,
	"conversation_id" uuid NOT NULL,
	"number_id" uuid NOT NULL,
	"connection_id" uuid NOT NULL,
	"lane" smallint NOT NULL,
	"segments" integer NOT NULL,
	"state" text DEFAULT 'queued' NOT NULL,
	"queued_at" timestamp with time zone DEFAULT now() NOT NULL,
	"not_before" timestamp with time zone DEFAULT now() NOT NULL,
	"lease_until" timestamp with time zone,
	"lease_epoch" integer DEFAULT 0 NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "outbox_organization_id_message_id_pk" PRIMARY KEY("organization_id","message_id")
);
--> statement-breakpoint
CREATE TABLE "provider_messages" (
	"organization_id" integer NOT NULL,
	"connection_id" uuid NOT NULL,
	"provider_message_id" text NOT NULL,
	"message_id" uuid NOT NULL,
	CONSTRAINT "provider_messages_organization_id_connection_id_provider_message_id_pk" PRIMARY KEY("organization_id","connection_id","provider_message_id")
);
--> statement-breakpoint
CREATE TABLE "quarantine" (
	"organization_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"connection_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"url" text NOT NULL,
	"headers" jsonb NOT NULL,
	"raw_body" "bytea" NOT NULL,
	"reason" text NOT NULL,
	"received_at" timestamp with time zone DEFAULT now() NOT NULL,
	"replayed_at" timestamp with time zone,
	CONSTRAINT "quarantine_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "receipts" (
	"organization_id" integer NOT NULL,
	"connection_id" uuid NOT NULL,
	"provider_message_id" text NOT NULL,
	"status" text NOT NULL,
	"carrier_code" text NOT NULL,
	"fault" text,
	"message_id" uuid,
	"received_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "receipts_organization_id_connection_id_provider_message_id_status_carrier_code_pk" PRIMARY KEY("organization_id","connection_id","provider_message_id","status","carrier_code")
);
--> statement-breakpoint
CREATE TABLE "send_attempts" (
	"organization_id" integer NOT NULL,
	"message_id" uuid NOT NULL,
	"lease_epoch" integer NOT NULL,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone,
	"outcome" text,
	"detail" text,
	CONSTRAINT "send_attempts_organization_id_message_id_lease_epoch_pk" PRIMARY KEY("organization_id","message_id","lease_epoch")
);
--> statement-breakpoint
CREATE TABLE "connections" (
	"organization_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"sealed_credentials" text NOT NULL,
	"webhook_token" text NOT NULL,
	"status" text DEFAULT 'active' NOT NULL,
	"paused_reason" text,
	"rate" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "connections_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "connections_webhook_token" UNIQUE("organization_id","webhook_token")
);
--> statement-breakpoint
CREATE TABLE "numbers" (
	"organization_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"connection_id" uuid NOT NULL,
	"e164" text NOT NULL,
	"country" text NOT NULL,
	"kind" text NOT NULL,
	"status" text DEFAULT 'active' NOT NULL,
	"toll_free_verified" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "numbers_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "numbers_e164" UNIQUE("organization_id","e164")
);
--> statement-breakpoint
CREATE TABLE "senders" (
	"organization_id" integer NOT NULL,
	"number_id" uuid NOT NULL,
	"spacing" double precision DEFAULT 0 NOT NULL,
	"next_slot" timestamp with time zone DEFAULT now() NOT NULL,
	"interactive_run" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "senders_organization_id_number_id_pk" PRIMARY KEY("organization_id","number_id")
);
--> statement-breakpoint
CREATE TABLE "service_members" (
	"organization_id" integer NOT NULL,
	"service_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	CONSTRAINT "service_members_organization_id_service_id_user_id_pk" PRIMARY KEY("organization_id","service_id","user_id"),
	CONSTRAINT "service_members_user" UNIQUE("organization_id","user_id","service_id")
);
--> statement-breakpoint
CREATE TABLE "services" (
	"organization_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"color" text NOT NULL,
	"number_id" uuid,
	"manager_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "services_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "services_name" UNIQUE("organization_id","name"),
	CONSTRAINT "services_number" UNIQUE("organization_id","number_id")
);
--> statement-breakpoint
CREATE TABLE "audit_log" (
	"organization_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"actor" text NOT NULL,
	"action" text NOT NULL,
	"target" text NOT NULL,
	CONSTRAINT "audit_log_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "organizations" (
	"id" integer PRIMARY KEY GENERATED BY DEFAULT AS IDENTITY (sequence name "organizations_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"region" text NOT NULL,
	"platform_version" text NOT NULL,
	"time_zone" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "organizations_slug" UNIQUE("slug")
);
--> statement-breakpoint
CREATE TABLE "simulator_messages" (
	"organization_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"handset_id" uuid NOT NULL,
	"direction" text NOT NULL,
	"peer" text NOT NULL,
	"text" text NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "simulator_messages_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "simulator_handsets" (
	"organization_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"number" text NOT NULL,
	"name" text NOT NULL,
	"behaviour" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "simulator_handsets_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "simulator_handsets_number" UNIQUE("organization_id","number")
);
--> statement-breakpoint
CREATE TABLE "simulator_webhooks" (
	"organization_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"connection_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"path" text NOT NULL,
	"body" jsonb NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"done_at" timestamp with time zone,
	CONSTRAINT "simulator_webhooks_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "login_credentials" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"provider_id" text NOT NULL,
	"user_id" text NOT NULL,
	"access_token" text,
	"refresh_token" text,
	"id_token" text,
	"access_token_expires_at" timestamp with time zone,
	"refresh_token_expires_at" timestamp with time zone,
	"scope" text,
	"password" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "login_sessions" (
	"id" text PRIMARY KEY NOT NULL,
	"token" text NOT NULL,
	"user_id" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"ip_address" text,
	"user_agent" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "login_sessions_token_unique" UNIQUE("token")
);
--> statement-breakpoint
CREATE TABLE "login_throttles" (
	"key" text PRIMARY KEY NOT NULL,
	"attempts" integer NOT NULL,
	"window_ends_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "login_verifications" (
	"id" text PRIMARY KEY NOT NULL,
	"identifier" text NOT NULL,
	"value" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "logins" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"email_verified" boolean DEFAULT true NOT NULL,
	"image" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"organization_id" integer NOT NULL,
	"user_id" uuid NOT NULL,
	CONSTRAINT "logins_email_unique" UNIQUE("email"),
	CONSTRAINT "logins_user" UNIQUE("organization_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "users" (
	"organization_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"role" text NOT NULL,
	"licence" text NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	"office_number_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "users_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "users_email" UNIQUE("organization_id","email")
);
--> statement-breakpoint
ALTER TABLE "conversations" ADD CONSTRAINT "conversations_organization_id_number_id_numbers_organization_id_id_fk" FOREIGN KEY ("organization_id","number_id") REFERENCES "public"."numbers"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversations" ADD CONSTRAINT "conversations_organization_id_service_id_services_organization_id_id_fk" FOREIGN KEY ("organization_id","service_id") REFERENCES "public"."services"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversations" ADD CONSTRAINT "conversations_organization_id_assignee_id_users_organization_id_id_fk" FOREIGN KEY ("organization_id","assignee_id") REFERENCES "public"."users"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "drafts" ADD CONSTRAINT "drafts_organization_id_conversation_id_conversations_organization_id_id_fk" FOREIGN KEY ("organization_id","conversation_id") REFERENCES "public"."conversations"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "participants" ADD CONSTRAINT "participants_organization_id_conversation_id_conversations_organization_id_id_fk" FOREIGN KEY ("organization_id","conversation_id") REFERENCES "public"."conversations"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "participants" ADD CONSTRAINT "participants_organization_id_user_id_users_organization_id_id_fk" FOREIGN KEY ("organization_id","user_id") REFERENCES "public"."users"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "read_marks" ADD CONSTRAINT "read_marks_organization_id_conversation_id_conversations_organization_id_id_fk" FOREIGN KEY ("organization_id","conversation_id") REFERENCES "public"."conversations"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_counters" ADD CONSTRAINT "event_counters_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_organization_id_conversation_id_conversations_organization_id_id_fk" FOREIGN KEY ("organization_id","conversation_id") REFERENCES "public"."conversations"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_organization_id_connection_id_connections_organization_id_id_fk" FOREIGN KEY ("organization_id","connection_id") REFERENCES "public"."connections"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "connections" ADD CONSTRAINT "connections_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "numbers" ADD CONSTRAINT "numbers_organization_id_connection_id_connections_organization_id_id_fk" FOREIGN KEY ("organization_id","connection_id") REFERENCES "public"."connections"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "senders" ADD CONSTRAINT "senders_organization_id_number_id_numbers_organization_id_id_fk" FOREIGN KEY ("organization_id","number_id") REFERENCES "public"."numbers"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "service_members" ADD CONSTRAINT "service_members_organization_id_service_id_services_organization_id_id_fk" FOREIGN KEY ("organization_id","service_id") REFERENCES "public"."services"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "service_members" ADD CONSTRAINT "service_members_organization_id_user_id_users_organization_id_id_fk" FOREIGN KEY ("organization_id","user_id") REFERENCES "public"."users"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "services" ADD CONSTRAINT "services_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "services" ADD CONSTRAINT "services_organization_id_number_id_numbers_organization_id_id_fk" FOREIGN KEY ("organization_id","number_id") REFERENCES "public"."numbers"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "services" ADD CONSTRAINT "services_organization_id_manager_id_users_organization_id_id_fk" FOREIGN KEY ("organization_id","manager_id") REFERENCES "public"."users"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "simulator_messages" ADD CONSTRAINT "simulator_messages_organization_id_handset_id_simulator_handsets_organization_id_id_fk" FOREIGN KEY ("organization_id","handset_id") REFERENCES "public"."simulator_handsets"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "login_credentials" ADD CONSTRAINT "login_credentials_user_id_logins_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."logins"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "login_sessions" ADD CONSTRAINT "login_sessions_user_id_logins_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."logins"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "logins" ADD CONSTRAINT "logins_organization_id_user_id_users_organization_id_id_fk" FOREIGN KEY ("organization_id","user_id") REFERENCES "public"."users"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "blocked_messages_customer" ON "blocked_messages" USING btree ("organization_id","customer","received_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "conversations_all" ON "conversations" USING btree ("organization_id","number_id","last_message_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "conversations_mine" ON "conversations" USING btree ("organization_id","assignee_id","number_id","last_message_at" DESC NULLS LAST,"id" DESC NULLS LAST) WHERE assignee_id is not null;--> statement-breakpoint
CREATE INDEX "conversations_unassigned" ON "conversations" USING btree ("organization_id","number_id","last_message_at" DESC NULLS LAST,"id" DESC NULLS LAST) WHERE assignee_id is null;--> statement-breakpoint
CREATE INDEX "conversations_needs_reply" ON "conversations" USING btree ("organization_id","number_id","last_message_at" DESC NULLS LAST,"id" DESC NULLS LAST) WHERE needs_reply_since is not null;--> statement-breakpoint
CREATE INDEX "conversations_failed" ON "conversations" USING btree ("organization_id","number_id","last_message_at" DESC NULLS LAST,"id" DESC NULLS LAST) WHERE failed_count > 0;--> statement-breakpoint
CREATE INDEX "participants_guest" ON "participants" USING btree ("organization_id","user_id","conversation_id") WHERE is_guest;--> statement-breakpoint
CREATE INDEX "messages_search" ON "messages" USING gin ("search");--> statement-breakpoint
CREATE INDEX "outbox_queued" ON "outbox" USING btree ("organization_id","number_id","lane","not_before","message_id") WHERE state = 'queued';--> statement-breakpoint
CREATE INDEX "outbox_leased" ON "outbox" USING btree ("lease_until") WHERE state in ('claimed', 'submitting');--> statement-breakpoint
CREATE INDEX "outbox_unknown" ON "outbox" USING btree ("not_before") WHERE state = 'unknown';--> statement-breakpoint
CREATE INDEX "provider_messages_message" ON "provider_messages" USING btree ("organization_id","message_id");--> statement-breakpoint
CREATE INDEX "simulator_messages_handset" ON "simulator_messages" USING btree ("organization_id","handset_id","at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "simulator_webhooks_due" ON "simulator_webhooks" USING btree ("due_at") WHERE done_at is null;