import { and, eq, isNull } from 'drizzle-orm';
import { blockedMessages, conversations } from '@/db/schema/conversations';
import type { VerbContext } from '@/server/context';
import type { Keyword } from '@/server/domain/opt-outs/keywords';
import { obeyKeyword } from '../opt-outs/obey-keyword';

/**
 * Puts what a blocked customer wrote into the block log, which is shown in nobody's inbox (item 37). A
 * STOP or START in it is obeyed: opt-out is the customer's word, block is ours.
 */
export async function keepBlockedMessage(
  ctx: VerbContext,
  line: { numberId: string; customer: string },
  message: { id: string; body: string; keyword: Keyword | null },
): Promise<void> {
  const { organizationId, now } = ctx;
  const { id, body, keyword } = message;
  await ctx.tx.insert(blockedMessages).values({ organizationId, id, ...line, body, receivedAt: now });
  if (!keyword) return;
  const [conversation] = await ctx.tx
    .select({ id: conversations.id })
    .from(conversations)
    .where(
      and(
        eq(conversations.organizationId, organizationId),
        eq(conversations.numberId, line.numberId),
        eq(conversations.customer, line.customer),
        isNull(conversations.retiredAt),
      ),
    )
    .for('update');
  await obeyKeyword(ctx, line, conversation?.id ?? null, keyword, id);
}
