import { and, eq, inArray, ne } from 'drizzle-orm';
import { services } from '@/db/schema/numbers';
import { users } from '@/db/schema/users';
import type { VerbContext } from '@/server/context';
import { DomainError } from '@/server/domain/errors';
import type { UpdateServiceInput } from '@/server/domain/services/inputs';
import { TEXTING_LICENCES } from '@/server/domain/users/roles';
import { appendAudit } from '../audit/append-audit';
import { reviewEscalations } from '../conversations/escalation-rules';
import { requirePermission } from '../require-permission';
import { setMembers } from './set-members';

/**
 * Changes who belongs to a Service and what it does by itself: hours, the answer outside of them, when its manager is
 * called in, who becomes the assignee. New rules hold for customers who wait already.
 * @throws DomainError forbidden; not_found service_not_found; invalid_input manager_unfit, member_unknown,
 *   away_without_hours; conflict service_changed, service_exists
 */
export async function updateService(
  ctx: VerbContext,
  { serviceId, version, memberIds, ...given }: UpdateServiceInput,
): Promise<void> {
  requirePermission(ctx, 'organization.administer');
  const { organizationId, tx } = ctx;
  const own = and(eq(services.organizationId, organizationId), eq(services.id, serviceId));
  const [before] = await tx
    .select({
      businessHours: services.businessHours,
      awayText: services.awayText,
      version: services.version,
    })
    .from(services)
    .where(own)
    .for('no key update');
  if (!before) throw new DomainError('not_found', 'service_not_found', 'There is no such Service.');
  if (version !== undefined && version !== before.version) {
    const message = 'Somebody changed this Service meanwhile. Look at it again.';
    throw new DomainError('conflict', 'service_changed', message);
  }
  if (given.name !== undefined) await needFreeName(ctx, serviceId, given.name);
  if (given.managerId) await needManager(ctx, given.managerId);
  const after = { ...before, ...given };
  if (after.awayText !== null && after.businessHours === null) {
    const message = 'Without business hours a Service is never away. Set its hours first.';
    throw new DomainError('invalid_input', 'away_without_hours', message);
  }
  // What is left out stays as it is.
  const change = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  if (Object.keys(change).length === 0 && memberIds === undefined) return;
  await tx
    .update(services)
    .set({ ...change, version: before.version + 1 })
    .where(own);
  await appendAudit(ctx, 'service.changed', serviceId);
  ctx.publish({ to: 'organization' }, { kind: 'settings.changed' });
  if ('escalateAfterMinutes' in change || 'businessHours' in change) await reviewEscalations(ctx, serviceId);
  if (memberIds) await setMembers(ctx, serviceId, memberIds);
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
        inArray(users.licence, [...TEXTING_LICENCES]),
      ),
    );
  if (fit.length > 0) return;
  const message = 'The manager must be an active user with a Business or Premium licence.';
  throw new DomainError('invalid_input', 'manager_unfit', message);
}
