-- Two restricted roles (design rule 9). Every transaction takes one of them:
--   waggle_tenant      reads and writes the rows of the one organization named in waggle.organization_id
--   waggle_dispatcher  sees, across organizations, only what is due when: ids and times, never a body
DO $$ BEGIN
  CREATE ROLE waggle_tenant NOLOGIN;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$;
--> statement-breakpoint
DO $$ BEGIN
  CREATE ROLE waggle_dispatcher NOLOGIN;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$;
--> statement-breakpoint
-- Creating a role makes its creator an administrator of it, from PostgreSQL 16 on without the right
-- to take it; so it is granted in so many words. Again for a second database of the cluster: no harm.
DO $$ BEGIN
  EXECUTE format('GRANT waggle_tenant, waggle_dispatcher TO %I', current_user);
EXCEPTION WHEN unique_violation THEN NULL;
END $$;
--> statement-breakpoint
GRANT USAGE ON SCHEMA public TO waggle_tenant, waggle_dispatcher;
--> statement-breakpoint
-- Puts a table under the tenant's policy. Every later migration that adds a tenant table calls it;
-- a test lists the tables that carry organization_id and have no such policy.
CREATE FUNCTION protect_tenant_table(tenant_table regclass, organization_column name DEFAULT 'organization_id')
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', tenant_table);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', tenant_table);
  -- nullif: after a transaction-local setting ends, a pooled session answers '' and not NULL.
  EXECUTE format(
    'CREATE POLICY tenant ON %1$s FOR ALL TO waggle_tenant
       USING (%2$I = (SELECT nullif(current_setting(''waggle.organization_id'', true), '''')::integer))
       WITH CHECK (%2$I = (SELECT nullif(current_setting(''waggle.organization_id'', true), '''')::integer))',
    tenant_table, organization_column);
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO waggle_tenant', tenant_table);
END $$;
--> statement-breakpoint
DO $$
DECLARE tenant_table text;
BEGIN
  PERFORM protect_tenant_table('organizations', 'id');
  FOR tenant_table IN
    SELECT c.table_name FROM information_schema.columns c
    WHERE c.table_schema = 'public' AND c.column_name = 'organization_id' AND c.table_name <> 'logins'
  LOOP
    PERFORM protect_tenant_table(tenant_table::regclass);
  END LOOP;
END $$;
--> statement-breakpoint
-- A new user brings a login. The tenant role may add one and can read none.
GRANT INSERT ON logins, login_credentials TO waggle_tenant;
--> statement-breakpoint
-- The audit log only grows.
REVOKE UPDATE, DELETE ON audit_log FROM waggle_tenant;
--> statement-breakpoint
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% cannot be changed or deleted', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER audit_log_only_grows BEFORE UPDATE OR DELETE ON audit_log
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- Number, Service and customer of a conversation never change (manual, item 50).
CREATE TRIGGER conversations_identity_is_fixed BEFORE UPDATE ON conversations
  FOR EACH ROW
  WHEN (OLD.number_id IS DISTINCT FROM NEW.number_id
     OR OLD.service_id IS DISTINCT FROM NEW.service_id
     OR OLD.customer IS DISTINCT FROM NEW.customer
     OR OLD.kind IS DISTINCT FROM NEW.kind)
  EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- What the dispatcher may see and move.
CREATE POLICY dispatcher ON organizations FOR SELECT TO waggle_dispatcher USING (true);
--> statement-breakpoint
GRANT SELECT (id, slug, name) ON organizations TO waggle_dispatcher;
--> statement-breakpoint
GRANT USAGE ON SEQUENCE organizations_id_seq TO waggle_dispatcher;
--> statement-breakpoint
CREATE POLICY dispatcher ON connections FOR SELECT TO waggle_dispatcher USING (true);
--> statement-breakpoint
GRANT SELECT (organization_id, id, status) ON connections TO waggle_dispatcher;
--> statement-breakpoint
CREATE POLICY dispatcher ON senders FOR ALL TO waggle_dispatcher USING (true) WITH CHECK (true);
--> statement-breakpoint
GRANT SELECT, UPDATE ON senders TO waggle_dispatcher;
--> statement-breakpoint
CREATE POLICY dispatcher ON outbox FOR ALL TO waggle_dispatcher USING (true) WITH CHECK (true);
--> statement-breakpoint
GRANT SELECT, UPDATE (state, not_before, lease_until, lease_epoch) ON outbox TO waggle_dispatcher;
--> statement-breakpoint
CREATE POLICY dispatcher ON event_counters FOR SELECT TO waggle_dispatcher USING (true);
--> statement-breakpoint
GRANT SELECT ON event_counters TO waggle_dispatcher;
--> statement-breakpoint
CREATE POLICY dispatcher ON simulator_webhooks FOR SELECT TO waggle_dispatcher USING (true);
--> statement-breakpoint
GRANT SELECT (organization_id, id, due_at, done_at) ON simulator_webhooks TO waggle_dispatcher;
--> statement-breakpoint
CREATE POLICY dispatcher ON quarantine FOR SELECT TO waggle_dispatcher USING (true);
--> statement-breakpoint
GRANT SELECT (organization_id, id, replayed_at) ON quarantine TO waggle_dispatcher;
