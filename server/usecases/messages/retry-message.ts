import type { VerbContext } from '@/server/context';
import { DomainError } from '@/server/domain/errors';
import type { RetryMessageInput } from '@/server/domain/messages/inputs';
import type { MessageView } from '@/server/domain/messages/message';
import { isFailure } from '@/server/domain/messages/status';
import { forgetHandOver, holdHandOver } from '@/server/outbox/hand-over';
import { loadConversation } from '../conversations/load-conversation';
import { changeStatus, lockMessage } from './change-status';
import type { MessageRow } from './message-projection';
import { storeOutgoing } from './store-outgoing';

/**
 * Sends the text of a failed or unconfirmed message again, as a new message that names the old one.
 * The old one stays as it is in the thread and no longer counts as failed. Each message can be
 * repeated once, so that two clicks or two agents do not send twice.
 * @throws DomainError not_found; conflict not_failed or already_settled; blocked as sendMessage
 */
export async function retryMessage(ctx: VerbContext, input: RetryMessageInput): Promise<MessageView> {
  const failed = await lockFailedMessage(ctx, input.messageId);
  const conversation = await loadConversation(ctx, failed.conversationId, 'message.send', { lock: true });
  await changeStatus(ctx, failed, { status: failed.status, settled: true });
  await forgetHandOver(ctx.tx, ctx.organizationId, failed.id);
  return storeOutgoing(ctx, conversation, { id: input.id, text: failed.body, retryOf: failed.id });
}

/** Leaves a failed or unconfirmed message as it is: it no longer asks for attention. */
export async function settleMessage(ctx: VerbContext, input: { messageId: string }): Promise<MessageView> {
  const failed = await lockFailedMessage(ctx, input.messageId);
  const settled = await changeStatus(ctx, failed, { status: failed.status, settled: true });
  await forgetHandOver(ctx.tx, ctx.organizationId, failed.id);
  return settled;
}

async function lockFailedMessage(ctx: VerbContext, messageId: string): Promise<MessageRow> {
  await holdHandOver(ctx.tx, ctx.organizationId, messageId);
  const message = await lockMessage(ctx, messageId);
  if (!message || message.direction !== 'out') {
    throw new DomainError('not_found', 'message_not_found', 'There is no such message.');
  }
  await loadConversation(ctx, message.conversationId, 'message.send');
  if (!isFailure(message.status)) {
    throw new DomainError('conflict', 'not_failed', 'This message did not fail.');
  }
  if (message.settled) {
    throw new DomainError('conflict', 'already_settled', 'Somebody has already dealt with this message.');
  }
  return message;
}
