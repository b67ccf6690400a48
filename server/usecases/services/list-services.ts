import { sql } from 'drizzle-orm';
import type { VerbContext } from '@/server/context';
import type { ServiceSettings } from '@/server/domain/services/service-settings';
import { requirePermission } from '../require-permission';

/** All Services with everything that can be set, by name. @throws DomainError forbidden for who is no admin */
export async function listServices(ctx: VerbContext): Promise<ServiceSettings[]> {
  requirePermission(ctx, 'organization.administer');
  const { rows } = await ctx.tx.execute<ServiceSettings & Record<string, unknown>>(sql`
    select s.id, s.version::int as version, s.name, s.color, n.e164, s.manager_id as "managerId", s.business_hours as "businessHours",
           s.away_text as "awayText", s.escalate_after_minutes as "escalateAfterMinutes",
           s.auto_assign as "autoAssign", s.routing,
           array(select sm.user_id::text from service_members sm where sm.organization_id = s.organization_id
             and sm.service_id = s.id order by sm.user_id) as "memberIds"
    from services s left join numbers n on n.organization_id = s.organization_id and n.id = s.number_id
    where s.organization_id = ${ctx.organizationId} order by s.name`);
  return rows;
}
