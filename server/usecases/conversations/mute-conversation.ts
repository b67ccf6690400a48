import { and, eq } from 'drizzle-orm';
import { participants } from '@/db/schema/conversations';
import { userOf, type VerbContext } from '@/server/context';
import type { MuteConversationInput } from '@/server/domain/conversations/inputs';
import { DomainError } from '@/server/domain/errors';
import { loadConversation } from './load-conversation';

/**
 * The actor wants no sound and no unread mark from a conversation they take part in, or wants them again.
 * @throws DomainError not_found; conflict not_participant
 */
export async function muteConversation(
  ctx: VerbContext,
  { conversationId, muted }: MuteConversationInput,
): Promise<{ muted: boolean }> {
  await loadConversation(ctx, conversationId, 'conversation.manage');
  const userId = userOf(ctx);
  if (!userId) throw notParticipant();
  const changed = await ctx.tx
    .update(participants)
    .set({ muted })
    .where(
      and(
        eq(participants.organizationId, ctx.organizationId),
        eq(participants.conversationId, conversationId),
        eq(participants.userId, userId),
      ),
    )
    .returning({ userId: participants.userId });
  if (changed.length === 0) throw notParticipant();
  ctx.publish({ to: 'user', userId }, { kind: 'own.changed', conversationId, muted });
  return { muted };
}

function notParticipant(): DomainError {
  return new DomainError('conflict', 'not_participant', 'You do not take part in this conversation.');
}
