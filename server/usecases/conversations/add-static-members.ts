import { sql } from 'drizzle-orm';
import type { VerbContext } from '@/server/context';
import { type BringFor, membersToBring } from './members-to-bring';

/** Adds to a conversation everybody who should hear its customer. @returns those who were not in it before */
export async function addStaticMembers(
  ctx: VerbContext,
  conversation: BringFor & { id: string },
): Promise<string[]> {
  const added = await ctx.tx.execute<{ user_id: string }>(sql`
    insert into participants (organization_id, conversation_id, user_id, is_guest, joined_at)
    select ${ctx.organizationId}, ${conversation.id}, bring.id, bring.is_guest, ${ctx.now}
    from (${membersToBring(ctx, conversation)}) as bring
    on conflict do nothing
    returning user_id`);
  return added.rows.map((row) => row.user_id);
}
