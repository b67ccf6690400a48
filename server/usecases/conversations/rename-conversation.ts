import type { VerbContext } from '@/server/context';
import type { ConversationShared } from '@/server/domain/conversations/conversation';
import type { RenameConversationInput } from '@/server/domain/conversations/inputs';
import { appendSystemLine } from '../messages/append-message';
import { toConversationShared } from './conversation-projection';
import { loadConversation } from './load-conversation';

/** Gives a conversation a name of its own, which sticks (item 32), or takes it away. @throws DomainError not_found */
export async function renameConversation(
  ctx: VerbContext,
  { conversationId, title }: RenameConversationInput,
): Promise<ConversationShared> {
  const conversation = await loadConversation(ctx, conversationId, 'conversation.manage', { lock: true });
  if (conversation.title === title) return toConversationShared(conversation);
  const line = await appendSystemLine(ctx, conversationId, { kind: 'renamed', title }, { title });
  return line.conversation;
}
