import { and, eq, inArray, ne } from 'drizzle-orm';
import { services } from '@/db/schema/numbers';
import { users } from '@/db/schema/users';
import type { VerbContext } from '@/server/context';
import { DomainError } from '@/server/domain/errors';
import type { UpdateServiceInput } from '@/server/domain/services/inputs';
import { appendAudit } from '../audit/append-audit';
import { requirePermission } from '../require-permission';

/**
 * Changes what a Service does by itself: hours, the answer outside of them, when its manager is called in, who becomes the
 * assignee. Customers who wait already are looked at by the new rules when their time comes.
 * @throws DomainError forbidden; not_found service_not_found; invalid_input manager_unfit, away_without_hours;
 *   conflict service_exists
 */
export async function updateService(
  ctx: VerbContext,
  { serviceId, ...given }: UpdateServiceInput,
): Promise<void> {
  requirePermission(ctx, 'organization.administer');
  const { organizationId, tx } = ctx;
  const own = and(eq(services.organizationId, organizationId), eq(services.id, serviceId));
  const [before] = await tx
    .select({ businessHours: services.businessHours, awayText: services.awayText })
    .from(services)
    .where(own)
    .for('update');
  if (!before) throw new DomainError('not_found', 'service_not_found', 'There is no such Service.');
  if (given.name !== undefined) await needFreeName(ctx, serviceId, given.name);
  if (given.managerId) await needManager(ctx, given.managerId);
  const after = { ...before, ...given };
  if (after.awayText !== null && after.businessHours === null) {
    const message = 'Without business hours a Service is never away. Set its hours first.';
    throw new DomainError('invalid_input', 'away_without_hours', message);
  }
  // What is left out stays as it is.
  const change = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  if (Object.keys(change).length === 0) return;
  await tx.update(services).set(change).where(own);
  await appendAudit(ctx, 'service.changed', serviceId);
  ctx.publish({ to: 'organization' }, { kind: 'settings.changed' });
}

async function needFreeName(ctx: VerbContext, serviceId: string, name: string): Promise<void> {
  const taken = await ctx.tx
    .select({ id: services.id })
    .from(services)
    .where(
      and(
        eq(services.organizationId, ctx.organizationId),
        eq(services.name, name),
        ne(services.id, serviceId),
      ),
    );
  if (taken.length > 0) {
    throw new DomainError('conflict', 'service_exists', `There is already a Service "${name}".`);
  }
}

/** Somebody who can be called in: active, and with a licence that texts (item 20). */
async function needManager(ctx: VerbContext, userId: string): Promise<void> {
  const fit = await ctx.tx
    .select({ id: users.id })
    .from(users)
    .where(
      and(
        eq(users.organizationId, ctx.organizationId),
        eq(users.id, userId),
        eq(users.active, true),
        inArray(users.licence, ['business', 'premium']),
      ),
    );
  if (fit.length > 0) return;
  const message = 'The manager must be an active user with a Business or Premium licence.';
  throw new DomainError('invalid_input', 'manager_unfit', message);
}
