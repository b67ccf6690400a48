import { and, eq, sql } from 'drizzle-orm';
import { blocks, conversations } from '@/db/schema/conversations';
import type { VerbContext } from '@/server/context';
import type { ConversationShared } from '@/server/domain/conversations/conversation';
import type { BlockCustomerInput } from '@/server/domain/conversations/inputs';
import { appendSystemLine } from '../messages/append-message';
import { type ConversationRow, conversationColumns, toConversationShared } from './conversation-projection';
import { loadConversation } from './load-conversation';
import { publishToReaders } from './publish-conversation';

/**
 * Blocks or unblocks the customer of a conversation for the whole organization (item 37): what a
 * blocked customer writes is kept in the block log and reaches nobody's inbox. Not an opt-out, which is
 * the customer's own word.
 */
export async function blockCustomer(
  ctx: VerbContext,
  input: BlockCustomerInput,
): Promise<ConversationShared> {
  const conversation = await loadConversation(ctx, input.conversationId, 'customer.block', { lock: true });
  return setBlocked(ctx, conversation, input.blocked);
}

/** The effect alone, for a conversation that the caller has checked and locked. */
export async function setBlocked(
  ctx: VerbContext,
  conversation: ConversationRow,
  blocked: boolean,
): Promise<ConversationShared> {
  if (conversation.blocked === blocked) return toConversationShared(conversation);
  const { customer } = conversation;
  if (blocked) {
    const blockedById = ctx.actor.kind === 'user' ? ctx.actor.userId : null;
    await ctx.tx
      .insert(blocks)
      .values({ organizationId: ctx.organizationId, customer, blockedById, blockedAt: ctx.now })
      .onConflictDoNothing();
  } else {
    await ctx.tx
      .delete(blocks)
      .where(and(eq(blocks.organizationId, ctx.organizationId), eq(blocks.customer, customer)));
  }
  await showInOtherConversations(ctx, conversation);
  const line = await appendSystemLine(ctx, conversation.id, { kind: blocked ? 'blocked' : 'unblocked' });
  return line.conversation;
}

/** The same customer may write to several of our numbers; each of those rows shows the block. */
async function showInOtherConversations(ctx: VerbContext, conversation: ConversationRow): Promise<void> {
  const others = await ctx.tx
    .update(conversations)
    .set({ version: sql`version + 1` })
    .where(
      and(
        eq(conversations.organizationId, ctx.organizationId),
        eq(conversations.customer, conversation.customer),
        sql`id <> ${conversation.id}`,
      ),
    )
    .returning(conversationColumns);
  for (const other of others) {
    publishToReaders(ctx, other, { kind: 'conversation.changed', conversation: toConversationShared(other) });
  }
}
