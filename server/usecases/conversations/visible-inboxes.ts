import { sql } from 'drizzle-orm';
import type { VerbContext } from '@/server/context';
import { DomainError } from '@/server/domain/errors';
import { can } from '@/server/domain/users/can';

/**
 * The inboxes whose conversations the actor may see: all for supervisors, admins and the house itself; for
 * an agent those of their Services and of their office number. Read once per call, so that visibility is
 * then decided on each row's own inbox_id (design rule 15).
 * @throws DomainError forbidden for who may see no conversation at all
 */
export async function visibleInboxes(ctx: VerbContext): Promise<string[]> {
  const any = can(ctx.actor, 'conversation.read', { isParticipant: true });
  if (!any.allowed) throw new DomainError('forbidden', any.reason, any.message);
  const everything = can(ctx.actor, 'conversation.read', {
    isServiceMember: false,
    isParticipant: false,
  }).allowed;
  const userId = ctx.actor.kind === 'user' ? ctx.actor.userId : null;
  const { rows } = await ctx.tx.execute<{ id: string }>(
    everything
      ? // Of numbers only those with direct conversations: a Service's number has none of its own.
        sql`select id from services where organization_id = ${ctx.organizationId}
            union all
            select id from numbers n where n.organization_id = ${ctx.organizationId} and exists (
              select from conversations c where c.organization_id = n.organization_id and c.inbox_id = n.id)`
      : sql`select service_id as id from service_members
            where organization_id = ${ctx.organizationId} and user_id = ${userId}
            union all
            select office_number_id from users
            where organization_id = ${ctx.organizationId} and id = ${userId} and office_number_id is not null`,
  );
  return rows.map((row) => row.id);
}
