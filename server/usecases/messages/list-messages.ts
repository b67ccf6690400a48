import { and, desc, eq, lt } from 'drizzle-orm';
import { messages } from '@/db/schema/messages';
import type { VerbContext } from '@/server/context';
import type { ListMessagesInput } from '@/server/domain/messages/inputs';
import type { MessageView } from '@/server/domain/messages/message';
import { loadConversation } from '../conversations/load-conversation';
import { messageColumns, toMessageView } from './message-projection';

/** One page of a thread, newest first, by `seq`. @throws DomainError not_found */
export async function listMessages(
  ctx: VerbContext,
  input: ListMessagesInput,
): Promise<{ items: MessageView[]; nextBeforeSeq: number | null }> {
  await loadConversation(ctx, input.conversationId, 'conversation.read');
  const rows = await ctx.tx
    .select(messageColumns)
    .from(messages)
    .where(
      and(
        eq(messages.organizationId, ctx.organizationId),
        eq(messages.conversationId, input.conversationId),
        input.beforeSeq === undefined ? undefined : lt(messages.seq, input.beforeSeq),
      ),
    )
    .orderBy(desc(messages.seq))
    .limit(input.limit + 1);
  const items = rows.slice(0, input.limit).map(toMessageView);
  return { items, nextBeforeSeq: rows.length > input.limit ? (items.at(-1)?.seq ?? null) : null };
}
