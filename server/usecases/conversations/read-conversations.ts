import { and, eq, inArray, sql } from 'drizzle-orm';
import { conversations, drafts, participants, readMarks } from '@/db/schema/conversations';
import { userOf, type VerbContext } from '@/server/context';
import type { ConversationView } from '@/server/domain/conversations/conversation';
import { conversationColumns, toConversationShared } from './conversation-projection';

/** Conversations as the actor sees them, in the order of `ids`. Visibility is the caller's to know. */
export async function readConversations(ctx: VerbContext, ids: string[]): Promise<ConversationView[]> {
  if (ids.length === 0) return [];
  const userId = userOf(ctx);
  const mine = (table: typeof readMarks | typeof drafts | typeof participants) =>
    and(
      eq(table.organizationId, conversations.organizationId),
      eq(table.conversationId, conversations.id),
      sql`${table.userId} = ${userId}`,
    );
  const rows = await ctx.tx
    .select({
      ...conversationColumns,
      lastReadSeq: sql<number>`coalesce(${readMarks.lastReadSeq}, 0)`.mapWith(Number),
      hasDraft: sql<boolean>`coalesce(${drafts.text}, '') <> ''`,
      muted: sql<boolean>`coalesce(${participants.muted}, false)`,
      mentionSeq: sql<number>`coalesce((select max(mn.seq) from mentions mn
        where mn.organization_id = conversations.organization_id and mn.user_id = ${userId}
          and mn.conversation_id = conversations.id), 0)`.mapWith(Number),
    })
    .from(conversations)
    .leftJoin(readMarks, mine(readMarks))
    .leftJoin(drafts, mine(drafts))
    .leftJoin(participants, mine(participants))
    .where(and(eq(conversations.organizationId, ctx.organizationId), inArray(conversations.id, ids)));
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => {
    const row = byId.get(id);
    if (!row) return [];
    const { lastReadSeq, hasDraft, mentionSeq, muted } = row;
    return [{ ...toConversationShared(row), lastReadSeq, hasDraft, mentionSeq, muted }];
  });
}
