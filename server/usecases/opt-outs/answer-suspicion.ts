import { and, eq, sql } from 'drizzle-orm';
import { messages } from '@/db/schema/messages';
import type { VerbContext } from '@/server/context';
import { DomainError } from '@/server/domain/errors';
import type { AnswerSuspicionInput } from '@/server/domain/messages/inputs';
import type { MessageView } from '@/server/domain/messages/message';
import { toConversationShared } from '../conversations/conversation-projection';
import { loadConversation } from '../conversations/load-conversation';
import { publishToReaders } from '../conversations/publish-conversation';
import { appendSystemLine } from '../messages/append-message';
import { lockMessage } from '../messages/change-status';
import { messageColumns, toMessageView } from '../messages/message-projection';
import { setOptOut } from './set-opt-out';

/**
 * A person says whether words that look like an opt-out are one (47 CFR 64.1200(a)(10): any reasonable means
 * counts). Yes opts the customer out, with the message as evidence; no takes the question away.
 * @throws DomainError not_found; conflict not_suspected when somebody has answered already
 */
export async function answerSuspicion(ctx: VerbContext, input: AnswerSuspicionInput): Promise<MessageView> {
  const message = await lockMessage(ctx, input.messageId);
  if (!message) throw new DomainError('not_found', 'message_not_found', 'There is no such message.');
  const conversation = await loadConversation(ctx, message.conversationId, 'customer.block');
  if (!message.suspected) {
    throw new DomainError('conflict', 'not_suspected', 'Somebody has already answered this.');
  }
  const [answered] = await ctx.tx
    .update(messages)
    .set({ suspected: null, version: sql`version + 1` })
    .where(and(eq(messages.organizationId, ctx.organizationId), eq(messages.id, message.id)))
    .returning(messageColumns);
  if (!answered) throw new Error('a locked message is gone');
  publishToReaders(ctx, conversation, {
    kind: 'message.stored',
    message: toMessageView(answered),
    conversation: toConversationShared(conversation),
  });
  const evidence = { source: 'agent', messageId: message.id } as const;
  if (input.isOptOut && (await setOptOut(ctx, conversation, true, evidence))) {
    await appendSystemLine(ctx, conversation.id, { kind: 'opted_out' });
  }
  return toMessageView(answered);
}
