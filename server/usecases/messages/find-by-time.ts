import { sql } from 'drizzle-orm';
import type { VerbContext } from '@/server/context';
import type { FindByTimeInput } from '@/server/domain/messages/inputs';
import { loadConversation } from '../conversations/load-conversation';

/** A place in a thread. */
export interface ThreadPlace {
  seq: number;
  /** ISO 8601, UTC. */
  createdAt: string;
}

/**
 * Where a thread stands at a time: its first text or note from then on, else the last one before; lines of the house may
 * be folded away. @returns null when nobody has written yet
 * @throws DomainError not_found
 */
export async function findByTime(
  ctx: VerbContext,
  { conversationId, from }: FindByTimeInput,
): Promise<ThreadPlace | null> {
  await loadConversation(ctx, conversationId, 'conversation.read');
  const written = sql`from messages where organization_id = ${ctx.organizationId}
    and conversation_id = ${conversationId} and channel <> 'system'`;
  const { rows } = await ctx.tx.execute<{ seq: string; created_at: string }>(sql`
    select seq, created_at from (
      (select 1 as choice, seq, created_at ${written} and created_at >= ${from} order by seq limit 1)
      union all (select 2, seq, created_at ${written} order by seq desc limit 1)) as places
    order by choice limit 1`);
  const [found] = rows;
  return found ? { seq: Number(found.seq), createdAt: new Date(found.created_at).toISOString() } : null;
}
