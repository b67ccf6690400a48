import { and, eq, sql } from 'drizzle-orm';
import { services } from '@/db/schema/numbers';
import type { VerbContext } from '@/server/context';
import { DomainError } from '@/server/domain/errors';
import type { RouteServiceInput } from '@/server/domain/routing/inputs';
import { appendAudit } from '../audit/append-audit';
import { requirePermission } from '../require-permission';
import { MAY_TEXT } from '../users/texting-users';

/**
 * Says who hears the customers of a Service: chosen agents, the members of another Service, or (null) all its own.
 * It holds for conversations that begin from then on, and for those that all have left. No screen shows it.
 * @throws DomainError forbidden; not_found service_not_found; invalid_input route_user, route_service
 */
export async function routeService(
  ctx: VerbContext,
  { serviceId, routing }: RouteServiceInput,
): Promise<void> {
  requirePermission(ctx, 'organization.administer');
  const { organizationId, tx } = ctx;
  if (routing?.kind === 'agents') await needUsers(ctx, routing.userIds);
  if (routing?.kind === 'service' && (routing.serviceId === serviceId || !(await isService(ctx, routing)))) {
    throw new DomainError('invalid_input', 'route_service', 'Choose another Service that there is.');
  }
  const routed = await tx
    .update(services)
    .set({ routing })
    .where(and(eq(services.organizationId, organizationId), eq(services.id, serviceId)));
  if (routed.rowCount === 0) {
    throw new DomainError('not_found', 'service_not_found', 'There is no such Service.');
  }
  await appendAudit(ctx, 'service.routed', serviceId);
}

async function isService(ctx: VerbContext, { serviceId }: { serviceId: string }): Promise<boolean> {
  const { rows } = await ctx.tx.execute(sql`
    select from services where organization_id = ${ctx.organizationId} and id = ${serviceId}`);
  return rows.length > 0;
}

async function needUsers(ctx: VerbContext, userIds: readonly string[]): Promise<void> {
  const { rows } = await ctx.tx.execute<{ count: number }>(sql`
    select count(*)::int as count from users u where organization_id = ${ctx.organizationId}
      and ${MAY_TEXT} and id = any(${sql.param([...userIds])}::uuid[])`);
  if (rows[0]?.count === new Set(userIds).size) return;
  const message = 'Only active users with a Business or Premium licence can be chosen.';
  throw new DomainError('invalid_input', 'route_user', message);
}
