import { and, eq } from 'drizzle-orm';
import { messages } from '@/db/schema/messages';
import type { VerbContext } from '@/server/context';
import type { MessageView } from '@/server/domain/messages/message';
import { messageColumns, toMessageView } from './message-projection';

/** A message by its id. Whether the actor may see it is the caller's to know. */
export async function findMessage(ctx: VerbContext, id: string): Promise<MessageView | undefined> {
  const [row] = await ctx.tx
    .select(messageColumns)
    .from(messages)
    .where(and(eq(messages.organizationId, ctx.organizationId), eq(messages.id, id)));
  return row && toMessageView(row);
}
