import type { VerbContext } from '@/server/context';
import type { LiveEvent } from '@/server/domain/events/event';

/** Tells everybody who may see a conversation. */
export function publishToReaders(
  ctx: VerbContext,
  conversation: { id: string; inboxId: string },
  event: LiveEvent,
): void {
  ctx.publish({ to: 'inbox', inboxId: conversation.inboxId, conversationId: conversation.id }, event);
}
