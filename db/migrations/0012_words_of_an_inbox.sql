-- The index of words holds the inbox of each message too: two words that are common everywhere are then looked
-- for only among the messages of one inbox (measured: 672 ms without, when they never stand together there).
CREATE EXTENSION IF NOT EXISTS btree_gin;--> statement-breakpoint
DROP INDEX "messages_search";--> statement-breakpoint
CREATE INDEX "messages_search" ON "messages" USING gin ("search","inbox_id");--> statement-breakpoint
-- As search_words, in one inbox.
GRANT CREATE ON SCHEMA public TO waggle_searcher;--> statement-breakpoint
CREATE FUNCTION search_words_in(wanted tsquery, before_id uuid, inbox uuid)
RETURNS TABLE (id uuid, conversation_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT m.id, m.conversation_id FROM messages m
  WHERE m.organization_id = nullif(current_setting('waggle.organization_id', true), '')::integer
    AND m.search @@ wanted AND m.inbox_id = inbox AND m.channel <> 'system' AND (before_id IS NULL OR m.id < before_id)
$$;--> statement-breakpoint
ALTER FUNCTION search_words_in(tsquery, uuid, uuid) OWNER TO waggle_searcher;--> statement-breakpoint
REVOKE CREATE ON SCHEMA public FROM waggle_searcher;--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION search_words_in(tsquery, uuid, uuid) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION search_words_in(tsquery, uuid, uuid) TO waggle_tenant;
