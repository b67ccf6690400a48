import { sql } from 'drizzle-orm';
import type { VerbContext } from '@/server/context';
import { clearAssignmentsOf } from './clear-assignments';

/**
 * Takes a user out of all conversations, or of one Service's, since they may no longer text or belong there: else
 * their customers would go on writing to somebody who does not hear (item 62). To be called after the user's or the
 * Service's row has changed, in its transaction. No lines are written: the audit log says who did it.
 * @param serviceId null = everywhere
 */
export async function takeOutEverywhere(
  ctx: VerbContext,
  { userId, serviceId }: { userId: string; serviceId: string | null },
): Promise<void> {
  await clearAssignmentsOf(ctx, userId);
  // Held first, in one order; guests of another Service stay its guests.
  await ctx.tx.execute(sql`
    with held as (
      select c.organization_id, c.id from conversations c
      join participants p on p.organization_id = c.organization_id and p.conversation_id = c.id and p.user_id = ${userId}
      where c.organization_id = ${ctx.organizationId}
        and (${serviceId}::uuid is null or c.service_id = ${serviceId}::uuid)
      order by c.id for update of c
    ), gone as (
      delete from participants p using held
      where p.organization_id = held.organization_id and p.conversation_id = held.id and p.user_id = ${userId}
      returning p.organization_id, p.conversation_id
    )
    update conversations c set participant_count = c.participant_count - 1, version = c.version + 1
    from gone where c.organization_id = gone.organization_id and c.id = gone.conversation_id`);
}
