import type { VerbContext } from '@/server/context';
import type { ConversationShared } from '@/server/domain/conversations/conversation';
import { participantsOf } from './join-conversation';
import { publishToReaders } from './publish-conversation';

/** Tells the readers who takes part from now on. `conversation` is what the last line about it answered with. */
export async function announceParticipants(
  ctx: VerbContext,
  conversation: ConversationShared,
): Promise<void> {
  publishToReaders(ctx, conversation, {
    kind: 'participants.changed',
    conversationId: conversation.id,
    participantIds: await participantsOf(ctx, conversation.id),
    conversation,
  });
}
