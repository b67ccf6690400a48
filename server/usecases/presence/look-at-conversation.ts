import type { VerbContext } from '@/server/context';
import { loadConversation } from '../conversations/load-conversation';

/**
 * Checks that the actor may look at a conversation, before colleagues are told that they do. Presence itself
 * is never stored (events/presence-board.ts). @throws DomainError not_found
 */
export async function lookAtConversation(
  ctx: VerbContext,
  input: { conversationId: string },
): Promise<{ inboxId: string }> {
  const { inboxId } = await loadConversation(ctx, input.conversationId, 'conversation.read');
  return { inboxId };
}
