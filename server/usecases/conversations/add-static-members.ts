import { sql } from 'drizzle-orm';
import type { VerbContext } from '@/server/context';

/**
 * Adds to a conversation everybody who should hear its customer: the static members of its Service
 * (items 62, 81), or the users whose office number it is (item 35); active and with a licence that may
 * receive (item 20). @returns those who were not in it before
 */
export async function addStaticMembers(
  ctx: VerbContext,
  conversation: { id: string; serviceId: string | null; numberId: string },
): Promise<string[]> {
  const added = await ctx.tx.execute<{ user_id: string }>(sql`
    insert into participants (organization_id, conversation_id, user_id, joined_at)
    select u.organization_id, ${conversation.id}, u.id, ${ctx.now}
    from users u
    where u.organization_id = ${ctx.organizationId} and u.active and u.licence in ('business', 'premium')
      and case when ${conversation.serviceId}::uuid is null
          then u.office_number_id = ${conversation.numberId}
          else exists (select from service_members sm where sm.organization_id = u.organization_id
                 and sm.service_id = ${conversation.serviceId} and sm.user_id = u.id) end
    on conflict do nothing
    returning user_id`);
  return added.rows.map((row) => row.user_id);
}
