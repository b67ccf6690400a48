import { sql } from 'drizzle-orm';
import type { VerbContext } from '@/server/context';
import { shareTakingPart } from './hold-taking-part';
import { type BringFor, membersToBring } from './members-to-bring';

/** Those who were not in the conversation before; guests see it from now on, and their screens must be told. */
export interface Brought {
  userIds: string[];
  hasGuests: boolean;
}

/** Adds to a conversation everybody who should hear its customer. */
export async function addStaticMembers(
  ctx: VerbContext,
  conversation: BringFor & { id: string },
): Promise<Brought> {
  await shareTakingPart(ctx);
  const added = await ctx.tx.execute<{ user_id: string; is_guest: boolean }>(sql`
    insert into participants (organization_id, conversation_id, user_id, is_guest, joined_at)
    select ${ctx.organizationId}, ${conversation.id}, bring.id, bring.is_guest, ${ctx.now}
    from (${membersToBring(ctx, conversation)}) as bring
    on conflict do nothing
    returning user_id, is_guest`);
  return {
    userIds: added.rows.map((row) => row.user_id),
    hasGuests: added.rows.some((row) => row.is_guest),
  };
}
