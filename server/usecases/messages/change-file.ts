import { and, eq, sql } from 'drizzle-orm';
import { conversations } from '@/db/schema/conversations';
import { messages } from '@/db/schema/messages';
import type { VerbContext } from '@/server/context';
import type { FileView } from '@/server/domain/media/file';
import { conversationColumns, toConversationShared } from '../conversations/conversation-projection';
import { publishToReaders } from '../conversations/publish-conversation';
import { lockMessage } from './change-status';
import { messageColumns, toMessageView } from './message-projection';

/** Writes into a message what is true of one of its files now, and tells the readers. */
export async function changeFile(ctx: VerbContext, messageId: string, file: FileView): Promise<void> {
  const before = await lockMessage(ctx, messageId);
  if (!before?.files) return;
  const [after] = await ctx.tx
    .update(messages)
    .set({
      files: before.files.map((other) => (other.id === file.id ? file : other)),
      version: sql`version + 1`,
    })
    .where(and(eq(messages.organizationId, ctx.organizationId), eq(messages.id, messageId)))
    .returning(messageColumns);
  const [conversation] = await ctx.tx
    .select(conversationColumns)
    .from(conversations)
    .where(
      and(eq(conversations.organizationId, ctx.organizationId), eq(conversations.id, before.conversationId)),
    );
  if (!after || !conversation) throw new Error('a locked message is gone');
  publishToReaders(ctx, conversation, {
    kind: 'message.stored',
    message: toMessageView(after),
    conversation: toConversationShared(conversation),
  });
}
