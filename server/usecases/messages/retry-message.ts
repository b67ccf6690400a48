import type { VerbContext } from '@/server/context';
import { DomainError } from '@/server/domain/errors';
import type { RetryMessageInput } from '@/server/domain/messages/inputs';
import type { MessageView } from '@/server/domain/messages/message';
import { isFailure } from '@/server/domain/messages/status';
import { MESSAGE_LIMIT } from '@/server/domain/messages/text';
import { forgetHandOver, holdHandOver } from '@/server/outbox/hand-over';
import { loadConversation } from '../conversations/load-conversation';
import type { FileToSend } from '../media/files-to-send';
import { changeStatus, lockMessage } from './change-status';
import { findMessage } from './find-message';
import type { MessageRow } from './message-projection';
import { storeOutgoing } from './store-outgoing';

/**
 * Sends the content of a failed or unconfirmed message again, as a new message that names the old one.
 * The old one stays as it is in the thread and no longer counts as failed. Each message can be
 * repeated once, so that two clicks or two agents do not send twice; the same `id` again answers with
 * the first repetition.
 * @throws DomainError not_found; conflict not_failed, already_settled or id_in_use; blocked as sendMessage
 */
export async function retryMessage(ctx: VerbContext, input: RetryMessageInput): Promise<MessageView> {
  const failed = await lockOutgoing(ctx, input.messageId);
  const earlier = await findMessage(ctx, input.id);
  if (earlier?.retryOf === failed.id) return earlier;
  needsAttention(failed);
  const conversation = await loadConversation(ctx, failed.conversationId, 'message.send');
  await changeStatus(ctx, failed, { status: failed.status, settled: true });
  await forgetHandOver(ctx.tx, ctx.organizationId, failed.id);
  return storeOutgoing(ctx, conversation, { id: input.id, ...contentOf(failed), retryOf: failed.id });
}

/** What the failed message held, to be judged and sent as it was the first time. */
function contentOf({ id, channel, body, files }: MessageRow): { text: string; files: FileToSend[] } {
  if (channel === 'mms') {
    return {
      text: '',
      files: (files ?? []).map((view) => ({ ...view, bytes: view.bytes ?? 0, text: null, view })),
    };
  }
  if (body.length <= MESSAGE_LIMIT) return { text: body, files: [] };
  // A piece of a text file, which may be longer than what people type.
  const piece = { id, name: 'text.txt', contentType: 'text/plain', bytes: body.length, text: body };
  return { text: '', files: [{ ...piece, view: files?.[0] ?? null }] };
}

/** Leaves a failed or unconfirmed message as it is: it no longer asks for attention. */
export async function settleMessage(ctx: VerbContext, input: { messageId: string }): Promise<MessageView> {
  const failed = await lockOutgoing(ctx, input.messageId);
  needsAttention(failed);
  const settled = await changeStatus(ctx, failed, { status: failed.status, settled: true });
  await forgetHandOver(ctx.tx, ctx.organizationId, failed.id);
  return settled;
}

/** A message of ours with its outbox row and conversation held, for somebody who may send there. */
async function lockOutgoing(ctx: VerbContext, messageId: string): Promise<MessageRow> {
  await holdHandOver(ctx.tx, ctx.organizationId, messageId);
  const message = await lockMessage(ctx, messageId);
  if (!message || message.direction !== 'out') {
    throw new DomainError('not_found', 'message_not_found', 'There is no such message.');
  }
  await loadConversation(ctx, message.conversationId, 'message.send');
  return message;
}

function needsAttention(message: MessageRow): void {
  if (!isFailure(message.status)) {
    throw new DomainError('conflict', 'not_failed', 'This message did not fail.');
  }
  if (message.settled) {
    throw new DomainError('conflict', 'already_settled', 'Somebody has already dealt with this message.');
  }
}
