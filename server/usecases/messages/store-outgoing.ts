import { sql } from 'drizzle-orm';
import type { VerbContext } from '@/server/context';
import { DomainError } from '@/server/domain/errors';
import type { MessageView } from '@/server/domain/messages/message';
import { evaluateSend } from '@/server/domain/sending/evaluate-send';
import { enqueue } from '@/server/outbox/enqueue';
import { isAssignable, setAssignee } from '../conversations/assign-conversation';
import type { ConversationRow } from '../conversations/conversation-projection';
import { joinConversation, raiseReadMark } from '../conversations/join-conversation';
import { appendMessage } from './append-message';
import { loadSendFacts } from './load-send-facts';

/**
 * Decides whether a text may go and promises its hand-over: message, outbox row and news in this
 * transaction. The caller has locked the conversation.
 * @throws DomainError blocked with the first reason that evaluateSend gives
 */
export async function storeOutgoing(
  ctx: VerbContext,
  conversation: ConversationRow,
  outgoing: { id: string; text: string; retryOf: string | null },
): Promise<MessageView> {
  const { facts, connectionId } = await loadSendFacts(ctx, conversation);
  const verdict = evaluateSend({ ...facts, text: outgoing.text });
  const [reason] = verdict.reasons;
  if (reason) throw new DomainError('blocked', reason.code, reason.message);

  const userId = ctx.actor.kind === 'user' ? ctx.actor.userId : null;
  if (userId) {
    await joinConversation(ctx, conversation, userId);
    if (await takesOver(ctx, conversation, userId)) await setAssignee(ctx, conversation, userId);
  }
  const { message } = await appendMessage(
    ctx,
    conversation.id,
    {
      id: outgoing.id,
      direction: 'out',
      channel: 'sms',
      body: outgoing.text,
      status: 'queued',
      segments: verdict.parts.segments,
      encoding: verdict.parts.encoding,
      authorId: userId,
      retryOf: outgoing.retryOf,
    },
    // An answer is also the end of putting it off.
    { needsReplySince: null, state: 'open', snoozedUntil: null },
  );
  await enqueue(ctx.tx, {
    organizationId: ctx.organizationId,
    messageId: outgoing.id,
    conversationId: conversation.id,
    numberId: conversation.numberId,
    connectionId,
    lane: 0,
    segments: verdict.parts.segments,
  });
  if (userId) await raiseReadMark(ctx, conversation.id, userId, message.seq);
  ctx.wakeOutbox();
  return message;
}

/** Where the Service wants it so, whoever answers first becomes the assignee. */
async function takesOver(ctx: VerbContext, conversation: ConversationRow, userId: string): Promise<boolean> {
  if (conversation.assigneeId || !conversation.serviceId) return false;
  const { rows } = await ctx.tx.execute<{ auto_assign: boolean }>(sql`
    select auto_assign from services
    where organization_id = ${ctx.organizationId} and id = ${conversation.serviceId}`);
  return rows[0]?.auto_assign === true && isAssignable(ctx, conversation, userId);
}
