import { and, eq, sql } from 'drizzle-orm';
import { participants } from '@/db/schema/conversations';
import { userOf, type VerbContext } from '@/server/context';
import type { ConversationShared } from '@/server/domain/conversations/conversation';
import type { RemoveParticipantInput } from '@/server/domain/conversations/inputs';
import { appendSystemLine } from '../messages/append-message';
import { announceParticipants } from './announce-participants';
import { type ConversationRow, toConversationShared } from './conversation-projection';
import { loadConversation } from './load-conversation';

/**
 * Takes a colleague out of a conversation, or the actor leaves it (item 32). An assignee who goes is the
 * assignee no more (trap 19). Members of its Service still see it; when all have left, the customer's next
 * message brings them back (item 62). Who does not take part stays out. @throws DomainError not_found
 */
export async function removeParticipant(
  ctx: VerbContext,
  input: RemoveParticipantInput,
): Promise<ConversationShared> {
  const conversation = await loadConversation(ctx, input.conversationId, 'conversation.manage', {
    lock: true,
  });
  return takeOut(ctx, conversation, input.userId);
}

/** The effect alone, for a conversation that the caller has checked and locked. */
export async function takeOut(
  ctx: VerbContext,
  conversation: ConversationRow,
  userId: string,
): Promise<ConversationShared> {
  const [gone] = await ctx.tx
    .delete(participants)
    .where(
      and(
        eq(participants.organizationId, ctx.organizationId),
        eq(participants.conversationId, conversation.id),
        eq(participants.userId, userId),
      ),
    )
    .returning({ isGuest: participants.isGuest });
  if (!gone) return toConversationShared(conversation);
  const { conversation: changed } = await appendSystemLine(
    ctx,
    conversation.id,
    { kind: userId === userOf(ctx) ? 'left' : 'removed', userId },
    {
      participantCount: sql`participant_count - 1`,
      assigneeId: sql`nullif(assignee_id, ${userId}::uuid)`,
    },
  );
  await announceParticipants(ctx, changed);
  // A guest may see it no more, and hears nothing of it: their screen must ask again.
  if (gone.isGuest) ctx.publish({ to: 'user', userId }, { kind: 'access.changed', userId });
  return changed;
}
