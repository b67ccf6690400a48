import { and, eq } from 'drizzle-orm';
import { blocks } from '@/db/schema/conversations';
import type { VerbContext } from '@/server/context';
import type { ConversationShared } from '@/server/domain/conversations/conversation';
import type { BlockCustomerInput } from '@/server/domain/conversations/inputs';
import { appendSystemLine } from '../messages/append-message';
import { type ConversationRow, toConversationShared } from './conversation-projection';
import { loadConversation } from './load-conversation';
import { touchConversationsOf } from './touch-conversations';

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
  // The same customer may write to several of our numbers; each of those rows shows the block.
  await touchConversationsOf(ctx, [customer], conversation.id);
  const line = await appendSystemLine(ctx, conversation.id, { kind: blocked ? 'blocked' : 'unblocked' });
  return line.conversation;
}
