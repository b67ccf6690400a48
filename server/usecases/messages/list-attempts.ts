import { sql } from 'drizzle-orm';
import type { VerbContext } from '@/server/context';
import { DomainError } from '@/server/domain/errors';
import type { Attempt } from '@/server/domain/messages/attempt';
import { loadConversation } from '../conversations/load-conversation';
import { findMessage } from './find-message';

/**
 * How a text went its way: the message, what it repeats and what repeats it, oldest first, each with its
 * hand-overs to the carrier and the receipts that came. @throws DomainError not_found
 */
export async function listAttempts(
  ctx: VerbContext,
  { messageId }: { messageId: string },
): Promise<Attempt[]> {
  const message = await findMessage(ctx, messageId);
  if (message?.direction !== 'out') throw messageNotFound();
  await loadConversation(ctx, message.conversationId, 'conversation.read');
  const { rows } = await ctx.tx.execute<{ attempt: Attempt }>(sql`
    with recursive before as (
      select id, retry_of from messages where organization_id = ${ctx.organizationId} and id = ${messageId}
      union select m.id, m.retry_of from before b
        join messages m on m.organization_id = ${ctx.organizationId} and m.id = b.retry_of
    ), chain as (
      select id from before where retry_of is null
      union select m.id from chain c join messages m on m.organization_id = ${ctx.organizationId}
        and m.conversation_id = ${message.conversationId} and m.retry_of = c.id
    )
    select jsonb_build_object(
      'messageId', m.id, 'authorId', m.author_id, 'createdAt', ${isoOf(sql`m.created_at`)},
      'status', case m.status when 'submitting' then 'queued' else m.status end,
      'fault', m.fault, 'carrierCode', m.carrier_code, 'segments', m.segments, 'encoding', m.encoding,
      'handOvers', coalesce((select jsonb_agg(jsonb_build_object('at', ${isoOf(sql`a.started_at`)},
          'outcome', a.outcome) order by a.started_at, a.lease_epoch)
        from send_attempts a where a.organization_id = m.organization_id and a.message_id = m.id), '[]'),
      'receipts', coalesce((select jsonb_agg(jsonb_build_object('at', ${isoOf(sql`r.received_at`)},
          'status', r.status, 'fault', r.fault, 'carrierCode', nullif(r.carrier_code, '')) order by r.received_at)
        from provider_messages p join receipts r on r.organization_id = p.organization_id
          and r.connection_id = p.connection_id and r.provider_message_id = p.provider_message_id
        where p.organization_id = m.organization_id and p.message_id = m.id), '[]'),
      'receiptless', exists (select from provider_messages p where p.organization_id = m.organization_id
          and p.message_id = m.id and not exists (select from receipts r
            where r.organization_id = p.organization_id and r.connection_id = p.connection_id))) as attempt
    from chain c join messages m on m.organization_id = ${ctx.organizationId} and m.id = c.id
    order by m.seq`);
  return rows.map(({ attempt }) => attempt);
}

/** As all times leave us: ISO 8601 in UTC. */
function isoOf(moment: ReturnType<typeof sql>) {
  return sql`to_char(${moment} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}

function messageNotFound(): DomainError {
  return new DomainError('not_found', 'message_not_found', 'There is no such message.');
}
