import { type SQL, sql } from 'drizzle-orm';
import type { Audience, LiveEvent } from '@/server/domain/events/event';

export interface PendingEvent {
  audience: Audience;
  event: LiveEvent;
}

/**
 * The statement that numbers and stores events; null when there are none. Must be the last one before
 * COMMIT and travel with it: it takes the organization's counter row, and everybody else who writes
 * news waits for it (design rule 8). Allotting at the end keeps the numbers dense and in commit order,
 * so that a reader can go by them.
 */
export function appendEvents(organizationId: number, pending: readonly PendingEvent[]): SQL | null {
  const count = pending.length;
  if (count === 0) return null;
  const inboxIds = pending.map(({ audience }) => (audience.to === 'inbox' ? audience.inboxId : null));
  const conversationIds = pending.map(({ audience }) =>
    audience.to === 'inbox' ? audience.conversationId : null,
  );
  const userIds = pending.map(({ audience }) => (audience.to === 'user' ? audience.userId : null));
  const payloads = pending.map(({ event }) => JSON.stringify(event));
  return sql`
    with counter as (
      update event_counters set last_seq = last_seq + ${count}
      where organization_id = ${organizationId}
      returning last_seq
    )
    insert into events (organization_id, seq, inbox_id, conversation_id, user_id, payload)
    select ${organizationId}, counter.last_seq - ${count} + news.place,
           news.inbox_id, news.conversation_id, news.user_id, news.payload
    from counter,
         unnest(${sql.param(inboxIds)}::uuid[], ${sql.param(conversationIds)}::uuid[],
                ${sql.param(userIds)}::uuid[], ${sql.param(payloads)}::text[])
           with ordinality as news (inbox_id, conversation_id, user_id, payload, place)`;
}
