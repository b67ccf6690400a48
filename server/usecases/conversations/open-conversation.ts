import { sql } from 'drizzle-orm';
import { conversations } from '@/db/schema/conversations';
import type { VerbContext } from '@/server/context';
import type { ConversationKind } from '@/server/domain/conversations/conversation';
import { needSamePlace } from '../numbers/need-same-place';
import { ensureOptOutRow } from '../opt-outs/set-opt-out';
import { type ConversationRow, conversationColumns } from './conversation-projection';

interface Line {
  kind: ConversationKind;
  serviceId: string | null;
  numberId: string;
  /** E.164. */
  customer: string;
}

/**
 * The conversation of one of our numbers and a customer, with its row held: made now, or the one that there is
 * (rule 5: however many ask at once, one is made).
 */
export async function openConversation(
  ctx: VerbContext,
  line: Line,
): Promise<{ conversation: ConversationRow; created: boolean }> {
  const [row] = await ctx.tx
    .insert(conversations)
    .values({
      organizationId: ctx.organizationId,
      id: ctx.newId(),
      ...line,
      replyable: true,
      lastMessageAt: ctx.now,
      createdAt: ctx.now,
    })
    .onConflictDoUpdate({
      target: [conversations.organizationId, conversations.numberId, conversations.customer],
      targetWhere: sql`retired_at is null`,
      // Changes nothing, but locks the row and answers with it; DO NOTHING would do neither.
      set: { version: sql`conversations.version` },
    })
    .returning({ ...conversationColumns, created: sql<boolean>`xmax = 0` });
  if (!row) throw new Error('an upsert returned no row');
  const { created, ...conversation } = row;
  if (created) {
    await needSamePlace(ctx, line);
    await ensureOptOutRow(ctx, line);
  }
  return { conversation, created };
}
