import { sql } from 'drizzle-orm';
import { userOf, type VerbContext } from '@/server/context';
import type { MarkUnreadInput } from '@/server/domain/conversations/inputs';
import { DomainError } from '@/server/domain/errors';
import { loadConversation } from './load-conversation';

/** The actor wants to come back to a message: it and what follows count as unread. @throws DomainError not_found */
export async function markUnread(ctx: VerbContext, input: MarkUnreadInput): Promise<{ lastReadSeq: number }> {
  const conversation = await loadConversation(ctx, input.conversationId, 'conversation.read', { lock: true });
  const userId = userOf(ctx);
  if (!userId) throw new DomainError('forbidden', 'person_needed', 'Only a person can read.');
  const lastReadSeq = Math.min(input.seq, conversation.lastSeq) - 1;
  const { rows } = await ctx.tx.execute(sql`
    update read_marks set last_read_seq = ${lastReadSeq}
    where organization_id = ${ctx.organizationId} and user_id = ${userId}
      and conversation_id = ${conversation.id} and last_read_seq > ${lastReadSeq}
    returning user_id`);
  if (rows.length > 0) {
    ctx.publish(
      { to: 'user', userId },
      { kind: 'read.moved', conversationId: conversation.id, lastReadSeq, back: true },
    );
  }
  return { lastReadSeq };
}
