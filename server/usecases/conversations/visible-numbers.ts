import { sql } from 'drizzle-orm';
import type { VerbContext } from '@/server/context';
import { DomainError } from '@/server/domain/errors';
import { can } from '@/server/domain/users/can';

/**
 * The numbers whose conversations the actor may see: all for supervisors, admins and the house itself;
 * for an agent those of their Services and their office number. Read once per call, so that visibility
 * is then decided on each row's own number_id (design rule 15).
 * @throws DomainError forbidden for who may see no conversation at all
 */
export async function visibleNumbers(ctx: VerbContext): Promise<string[]> {
  const any = can(ctx.actor, 'conversation.read', { isParticipant: true });
  if (!any.allowed) throw new DomainError('forbidden', any.reason, any.message);
  const everything = can(ctx.actor, 'conversation.read', {
    isServiceMember: false,
    isParticipant: false,
  }).allowed;
  const userId = ctx.actor.kind === 'user' ? ctx.actor.userId : null;
  const { rows } = await ctx.tx.execute<{ id: string }>(
    everything
      ? sql`select id from numbers where organization_id = ${ctx.organizationId} order by id`
      : sql`select s.number_id as id from services s join service_members sm
              on sm.organization_id = s.organization_id and sm.service_id = s.id
            where s.organization_id = ${ctx.organizationId} and sm.user_id = ${userId} and s.number_id is not null
            union
            select office_number_id from users
            where organization_id = ${ctx.organizationId} and id = ${userId} and office_number_id is not null`,
  );
  return rows.map((row) => row.id);
}
