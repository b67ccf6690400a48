import { and, eq, sql } from 'drizzle-orm';
import { conversations } from '@/db/schema/conversations';
import { messages } from '@/db/schema/messages';
import type { VerbContext } from '@/server/context';
import type { MessageView } from '@/server/domain/messages/message';
import { isFailure, isSent, type MessageStatus } from '@/server/domain/messages/status';
import { conversationColumns, toConversationShared } from '../conversations/conversation-projection';
import { publishToReaders } from '../conversations/publish-conversation';
import { type MessageRow, messageColumns, toMessageView } from './message-projection';

export interface StatusChange {
  status: MessageStatus;
  fault?: string | null;
  carrierCode?: string | null;
  /** The carrier's own count of segments, when it tells. */
  segments?: number | null;
  settled?: boolean;
}

/** A message with the lock on its conversation, so that two changes of status cannot cross. */
export async function lockMessage(ctx: VerbContext, messageId: string): Promise<MessageRow | undefined> {
  const key = and(eq(messages.organizationId, ctx.organizationId), eq(messages.id, messageId));
  const place = ctx.tx.select({ conversationId: messages.conversationId }).from(messages).where(key);
  await ctx.tx
    .select({ id: conversations.id })
    .from(conversations)
    .where(and(eq(conversations.organizationId, ctx.organizationId), eq(conversations.id, place)))
    .for('update');
  // A statement of its own, so that it reads what was committed while the lock was waited for.
  const [row] = await ctx.tx.select(messageColumns).from(messages).where(key);
  return row;
}

/**
 * Writes a message's new status and what follows from it in the conversation's row (preview, failed
 * count, the SMS tag of item 57), and tells the readers. `before` comes from lockMessage; whether the
 * change is allowed is the caller's to know (advanceStatus).
 */
export async function changeStatus(
  ctx: VerbContext,
  before: MessageRow,
  change: StatusChange,
): Promise<MessageView> {
  const settled = change.settled ?? before.settled;
  const [after] = await ctx.tx
    .update(messages)
    .set({
      status: change.status,
      settled,
      version: sql`version + 1`,
      ...(change.fault !== undefined && { fault: change.fault }),
      ...(change.carrierCode !== undefined && { carrierCode: change.carrierCode }),
      ...(change.segments && { segments: change.segments }),
      ...(isSent(change.status) && { sentAt: before.sentAt ?? ctx.now }),
      ...(change.status === 'delivered' && { deliveredAt: ctx.now }),
    })
    .where(and(eq(messages.organizationId, ctx.organizationId), eq(messages.id, before.id)))
    .returning(messageColumns);
  if (!after) throw new Error('a locked message is gone');

  const openBefore = isFailure(before.status) && !before.settled ? 1 : 0;
  const openAfter = isFailure(after.status) && !after.settled ? 1 : 0;
  const [conversation] = await ctx.tx
    .update(conversations)
    .set({
      version: sql`version + 1`,
      failedCount: sql`failed_count + ${openAfter - openBefore}`,
      previewStatus: sql`case when preview_seq = ${after.seq} then ${after.status} else preview_status end`,
      ...(isSent(change.status) && { hasSms: true }),
    })
    .where(
      and(eq(conversations.organizationId, ctx.organizationId), eq(conversations.id, after.conversationId)),
    )
    .returning(conversationColumns);
  if (!conversation) throw new Error('a message without its conversation');
  const message = toMessageView(after);
  publishToReaders(ctx, conversation, {
    kind: 'message.stored',
    message,
    conversation: toConversationShared(conversation),
  });
  return message;
}
