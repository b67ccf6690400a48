import { sql } from 'drizzle-orm';
import type { VerbContext } from '@/server/context';
import type { ConversationShared } from '@/server/domain/conversations/conversation';
import type { AssignConversationInput } from '@/server/domain/conversations/inputs';
import { DomainError } from '@/server/domain/errors';
import { appendSystemLine } from '../messages/append-message';
import { toConversationShared } from './conversation-projection';
import { joinConversation } from './join-conversation';
import { loadConversation } from './load-conversation';

/**
 * Gives a conversation to a member of its Service (item 60), or to nobody. The assignee takes part in
 * it from then on. @throws DomainError invalid_input assignee_not_member
 */
export async function assignConversation(
  ctx: VerbContext,
  input: AssignConversationInput,
): Promise<ConversationShared> {
  const { assigneeId } = input;
  const conversation = await loadConversation(ctx, input.conversationId, 'conversation.assign', {
    lock: true,
  });
  if (conversation.assigneeId === assigneeId) return toConversationShared(conversation);
  if (assigneeId) {
    const { rows } = await ctx.tx.execute(sql`
      select from users u join service_members sm
        on sm.organization_id = u.organization_id and sm.user_id = u.id
      where u.organization_id = ${ctx.organizationId} and u.id = ${assigneeId} and u.active
        and u.licence in ('business', 'premium') and sm.service_id = ${conversation.serviceId}`);
    if (rows.length === 0) {
      throw new DomainError(
        'invalid_input',
        'assignee_not_member',
        'Only a member of this Service with a Business or Premium licence can be assigned.',
      );
    }
    await joinConversation(ctx, conversation, assigneeId);
  }
  const line = await appendSystemLine(
    ctx,
    conversation.id,
    { kind: 'assigned', userId: assigneeId },
    { assigneeId },
  );
  return line.conversation;
}
