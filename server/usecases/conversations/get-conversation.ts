import type { VerbContext } from '@/server/context';
import type { ConversationDetail } from '@/server/domain/conversations/conversation';
import { participantsOf } from './join-conversation';
import { conversationNotFound, loadConversation } from './load-conversation';
import { readConversations } from './read-conversations';

/** One conversation with its participants. @throws DomainError not_found */
export async function getConversation(
  ctx: VerbContext,
  input: { conversationId: string },
): Promise<ConversationDetail> {
  await loadConversation(ctx, input.conversationId, 'conversation.read');
  const [view] = await readConversations(ctx, [input.conversationId]);
  if (!view) throw conversationNotFound();
  return { ...view, participantIds: await participantsOf(ctx, input.conversationId) };
}
