import { inArray, sql } from 'drizzle-orm';
import { conversations } from '@/db/schema/conversations';
import type { VerbContext } from '@/server/context';
import { conversationColumns, toConversationShared } from './conversation-projection';
import { publishToReaders } from './publish-conversation';

/**
 * Tells the readers of these customers' conversations that something about the customer changed which other
 * tables hold: a name, a block. Found by opt_outs, which has one row for each number and customer.
 * @param except a conversation that is told of it anyway
 */
export async function touchConversationsOf(
  ctx: VerbContext,
  customers: readonly string[],
  except: string | null = null,
): Promise<void> {
  if (customers.length === 0) return;
  const lines = sql`(${conversations.numberId}, ${conversations.customer}) in (
    select number_id, customer from opt_outs
    where organization_id = ${ctx.organizationId} and customer = any(${sql.param([...customers])}::text[]))`;
  // Held first, in one order: two such changes at once wait for each other and do not lock each other out.
  const held = await ctx.tx.execute<{ id: string }>(sql`
    select id from ${conversations} where organization_id = ${ctx.organizationId} and ${lines}
      and id is distinct from ${except}::uuid order by id for update`);
  const ids = held.rows.map(({ id }) => id);
  if (ids.length === 0) return;
  const touched = await ctx.tx
    .update(conversations)
    .set({ version: sql`version + 1` })
    .where(sql`organization_id = ${ctx.organizationId} and ${inArray(conversations.id, ids)}`)
    .returning(conversationColumns);
  for (const row of touched) {
    publishToReaders(ctx, row, { kind: 'conversation.changed', conversation: toConversationShared(row) });
  }
}
