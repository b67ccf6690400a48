import { and, eq, isNull } from 'drizzle-orm';
import { scheduledMessages } from '@/db/schema/messages';
import type { VerbContext } from '@/server/context';
import type { WaitingFile } from '@/server/domain/media/file';
import type { CancelScheduledInput } from '@/server/domain/scheduled/inputs';
import type { ScheduledView } from '@/server/domain/scheduled/scheduled';
import { loadConversation } from '../conversations/load-conversation';
import { returnFiles } from '../media/unsent-files';
import { announceScheduled, dropScheduled, findScheduled, readScheduled } from './scheduled-rows';

/** What of a conversation goes out later. @throws DomainError not_found */
export async function listScheduled(
  ctx: VerbContext,
  { conversationId }: { conversationId: string },
): Promise<ScheduledView[]> {
  await loadConversation(ctx, conversationId, 'conversation.read');
  return readScheduled(ctx, conversationId);
}

/**
 * Takes a scheduled text away; whoever may text there may. @throws DomainError conflict scheduled_gone
 * @returns its files, in their order, where they went back into the actor's text box
 */
export async function cancelScheduled(
  ctx: VerbContext,
  { id, keepFiles = false }: CancelScheduledInput,
): Promise<{ id: string; files: WaitingFile[] }> {
  const { conversationId } = await findScheduled(ctx, id);
  await loadConversation(ctx, conversationId, 'message.send', { lock: true });
  // Again, now that nobody else can: it may have gone out while this waited.
  await findScheduled(ctx, id);
  const files = keepFiles ? await returnFiles(ctx, id) : [];
  await dropScheduled(ctx, id);
  await announceScheduled(ctx, conversationId);
  return { id, files };
}

/**
 * The customer has written: what was to go out only if they did not, goes. The caller holds the conversation,
 * and asks only where something is scheduled at all.
 */
export async function cancelOnReply(ctx: VerbContext, conversationId: string): Promise<void> {
  const waiting = await ctx.tx
    .select({ id: scheduledMessages.id })
    .from(scheduledMessages)
    .where(
      and(
        eq(scheduledMessages.organizationId, ctx.organizationId),
        eq(scheduledMessages.conversationId, conversationId),
        eq(scheduledMessages.cancelOnReply, true),
        isNull(scheduledMessages.refused),
      ),
    );
  if (waiting.length === 0) return;
  for (const { id } of waiting) await dropScheduled(ctx, id);
  await announceScheduled(ctx, conversationId);
}
