import { type SQL, sql } from 'drizzle-orm';
import type { VerbContext } from '@/server/context';

/**
 * Who should hear a conversation's customer, as a query with one column `id`: the static members of its Service
 * (items 62, 81), or the users whose office number it is (item 35); active and with a licence that may receive
 * (item 20). A Service's routing narrows it here and nowhere else.
 */
export function membersToBring(
  ctx: VerbContext,
  conversation: { serviceId: string | null; numberId: string },
): SQL {
  return sql`
    select u.id from users u
    where u.organization_id = ${ctx.organizationId} and u.active and u.licence in ('business', 'premium')
      and case when ${conversation.serviceId}::uuid is null
          then u.office_number_id = ${conversation.numberId}
          else exists (select from service_members sm where sm.organization_id = u.organization_id
                 and sm.service_id = ${conversation.serviceId} and sm.user_id = u.id) end`;
}
