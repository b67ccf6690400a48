import type { VerbContext } from '@/server/context';
import type { MarkReadInput } from '@/server/domain/conversations/inputs';
import { DomainError } from '@/server/domain/errors';
import { raiseReadMark } from './join-conversation';
import { loadConversation } from './load-conversation';

/** The actor has read up to `seq`. Marks only rise, and never past the last message. */
export async function markRead(ctx: VerbContext, input: MarkReadInput): Promise<{ lastReadSeq: number }> {
  const conversation = await loadConversation(ctx, input.conversationId, 'conversation.read');
  if (ctx.actor.kind !== 'user')
    throw new DomainError('forbidden', 'person_needed', 'Only a person can read.');
  const seq = Math.min(input.seq, conversation.lastSeq);
  return { lastReadSeq: await raiseReadMark(ctx, conversation.id, ctx.actor.userId, seq) };
}
