import { sql } from 'drizzle-orm';

/**
 * Of each conversation one message at a time, in the order written: what an agent sends first arrives
 * first, also when it has to be tried again. A conversation has one number, whose lock the claimer holds.
 * For queries that call the outbox `o`.
 */
export const IS_NEXT_OF_CONVERSATION = sql`not exists (
  select from outbox e
  where e.organization_id = o.organization_id and e.conversation_id = o.conversation_id
    and (e.state in ('claimed', 'submitting')
      or (e.state = 'queued' and (e.queued_at, e.message_id) < (o.queued_at, o.message_id))))`;
